import { explain } from '../../lib/detect/explain'
import { type Ablation, type Judgement, replay } from './replay'
import { loadScenarios, type Scenario } from './scenario'

export interface Outcome {
  readonly scenario: Scenario
  readonly passed: boolean
  readonly result:
    | 'hit'
    | 'late'
    | 'miss'
    | 'early'
    | 'quiet'
    | 'false_alarm'
    | 'wrong_kind'
    | 'not_recovered'
  /** First firing, ms since the start. */
  readonly firedAt: number | null
  readonly kind: string | null
  /** Conditions that were named on the way (usage limit and the like). */
  readonly conditions: readonly string[]
  readonly ledger: readonly string[]
}

/** Plays one scenario and compares what was said with what should have been. */
export function judgeScenario(scenario: Scenario, without: ReadonlySet<Ablation>): Outcome {
  const { expect } = scenario
  const all = replay({ provider: scenario.provider, events: scenario.events }, without)
  const own = all.get(scenario.provider) ?? []
  const fires = (list: readonly Judgement[]) => list.find((j) => j.verdict.health === 'failing')
  const positive = expect.detected_by_ms !== null
  // Where nothing is wrong, nobody may be accused.
  const fire = positive ? fires(own) : [...all.values()].map(fires).find((j) => j !== undefined)
  const firedAt = fire?.at ?? null
  const kind = fire?.verdict.kind ?? null
  const done = (result: Outcome['result']): Outcome => ({
    scenario,
    passed: result === 'hit' || result === 'quiet',
    result,
    firedAt,
    kind,
    conditions: [...new Set(own.map((j) => j.verdict.condition).filter((c) => c !== null))],
    ledger: ledgerOf(fire ? [fire] : own),
  })
  if (!positive) return done(fire ? 'false_alarm' : 'quiet')
  if (firedAt === null) return done('miss')
  if (firedAt < (expect.not_before_ms ?? 0)) return done('early')
  if (firedAt > (expect.detected_by_ms ?? 0)) return done('late')
  if (expect.accept && !expect.accept.includes(kind ?? '')) return done('wrong_kind')
  if (expect.recovered_by_ms != null) {
    const at = own.findLast((j) => j.at <= (expect.recovered_by_ms ?? 0))
    if (at?.verdict.health !== 'healthy') return done('not_recovered')
  }
  return done('hit')
}

/** The evidence at the decision, or at the most suspicious moment where there was none. */
function ledgerOf(judgements: readonly Judgement[]): string[] {
  const top = [...judgements].sort((a, b) => b.verdict.bits - a.verdict.bits)[0]
  if (!top) return []
  const start = Date.UTC(2026, 10, 3, 9, 0, 0)
  return [
    `t=${top.at} ${top.verdict.health} ${top.verdict.bits} bits`,
    ...top.verdict.evidence.map(
      (e) => `${e.at - start} ms ${e.kind} ${e.bits} ${JSON.stringify(e.detail ?? {})}`,
    ),
    ...explain(top.verdict).map((reason) => reason.text),
  ]
}

export interface Summary {
  readonly scenarios: number
  readonly recall: number
  readonly onTime: number
  readonly falseAlarms: number
  readonly falseAlarmsByTruth: Readonly<Record<string, string>>
  readonly wrongKind: number
  readonly conditionsNamed: string
  readonly latencyMs: { readonly p50: number | null; readonly p90: number | null }
  readonly failures: readonly {
    readonly id: string
    readonly expected: string
    readonly got: string
    readonly ledger: readonly string[]
  }[]
  readonly errors: readonly { readonly file: string; readonly reason: string }[]
}

const CONDITIONS = new Set(['usage_limit', 'rate_limit', 'policy', 'auth', 'offline'])

export function summarise(outcomes: readonly Outcome[], errors: Summary['errors']): Summary {
  const positive = outcomes.filter((o) => o.scenario.expect.detected_by_ms !== null)
  const negative = outcomes.filter((o) => o.scenario.expect.detected_by_ms === null)
  const found = positive.filter((o) => !['miss', 'early'].includes(o.result))
  const onTime = positive.filter((o) => !['miss', 'early', 'late'].includes(o.result))
  const alarms = outcomes.filter((o) => o.result === 'false_alarm' || o.result === 'early')
  const latencies = found
    .map((o) => (o.firedAt ?? 0) - (o.scenario.expect.not_before_ms ?? 0))
    .sort((a, b) => a - b)
  const share = (part: number, whole: number) => (whole === 0 ? 1 : round(part / whole))
  const truths = [...new Set(negative.map((o) => o.scenario.truth))].sort()
  const named = negative.filter((o) => CONDITIONS.has(o.scenario.truth))
  const namedRight = named.filter((o) => o.conditions.includes(o.scenario.truth))
  return {
    scenarios: outcomes.length,
    recall: share(found.length, positive.length),
    onTime: share(onTime.length, positive.length),
    falseAlarms: alarms.length,
    falseAlarmsByTruth: Object.fromEntries(
      truths.map((truth) => {
        const of = negative.filter((o) => o.scenario.truth === truth)
        return [truth, `${of.filter((o) => o.result === 'false_alarm').length} of ${of.length}`]
      }),
    ),
    wrongKind: round(
      positive.filter((o) => o.result === 'wrong_kind').length / Math.max(1, positive.length),
    ),
    conditionsNamed: `${namedRight.length} of ${named.length}`,
    latencyMs: { p50: quantile(latencies, 0.5), p90: quantile(latencies, 0.9) },
    failures: outcomes
      .filter((o) => !o.passed)
      .map((o) => ({
        id: o.scenario.id,
        expected: expectation(o.scenario),
        got: `${o.result}${o.firedAt === null ? '' : ` at ${o.firedAt} ms (${o.kind})`}`,
        ledger: o.ledger,
      })),
    errors,
  }
}

function expectation({ truth, expect }: Scenario): string {
  if (expect.detected_by_ms === null) return `${truth}: quiet`
  return `${truth}: ${expect.not_before_ms ?? 0}–${expect.detected_by_ms} ms`
}

const round = (x: number) => Math.round(x * 1000) / 1000

function quantile(sorted: readonly number[], q: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? null
}

const USAGE =
  'usage: npm run eval:detect -- --corpus DIR [--json] [--ablate network|words|clock|probe|status] [--only TEXT]'

/** Command line. Answers with the exit code: 0 only when every scenario passes. */
export async function main(args: readonly string[]): Promise<number> {
  const value = (name: string) => {
    const i = args.indexOf(name)
    return i < 0 ? undefined : args[i + 1]
  }
  const corpus = value('--corpus')
  if (corpus === undefined) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const without = new Set((value('--ablate') ?? '').split(',').filter(Boolean) as Ablation[])
  const only = value('--only')
  let loaded: ReturnType<typeof loadScenarios>
  try {
    loaded = loadScenarios(corpus)
  } catch (error) {
    process.stderr.write(
      `cannot read ${corpus}: ${error instanceof Error ? error.message : error}\n`,
    )
    return 2
  }
  const errors = [...loaded.errors]
  const outcomes: Outcome[] = []
  for (const scenario of loaded.scenarios) {
    if (only && !scenario.id.includes(only)) continue
    try {
      outcomes.push(judgeScenario(scenario, without))
    } catch (error) {
      errors.push({
        file: scenario.id,
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  const summary = summarise(outcomes, errors)
  if (args.includes('--verbose')) {
    for (const o of outcomes) {
      const { truth, id } = o.scenario
      process.stdout.write(
        `${o.result} ${truth} ${id} ${o.firedAt ?? ''} ${o.kind ?? ''} [${o.conditions}]\n`,
      )
    }
  }
  process.stdout.write(
    args.includes('--json') ? `${JSON.stringify(summary, null, 1)}\n` : text(summary),
  )
  return summary.failures.length === 0 && errors.length === 0 && outcomes.length > 0 ? 0 : 1
}

function text(s: Summary): string {
  const lines = [
    ...s.failures.map((f) =>
      [
        `FAIL ${f.id}`,
        `  expected ${f.expected}`,
        `  got      ${f.got}`,
        ...f.ledger.map((l) => `    ${l}`),
      ].join('\n'),
    ),
    ...s.errors.map((e) => `ERROR ${e.file}: ${e.reason}`),
    `scenarios      ${s.scenarios}${s.errors.length > 0 ? `, ${s.errors.length} unreadable` : ''}`,
    `recall         ${s.recall}`,
    `on time        ${s.onTime}`,
    `false alarms   ${s.falseAlarms}  ${JSON.stringify(s.falseAlarmsByTruth)}`,
    `wrong kind     ${s.wrongKind}`,
    `named rightly  ${s.conditionsNamed}`,
    `latency        p50 ${s.latencyMs.p50} ms, p90 ${s.latencyMs.p90} ms`,
  ]
  return `${lines.join('\n')}\n`
}
