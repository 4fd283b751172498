import type { TurnReport } from './report'
import type { Evidence } from './verdict'
import { AGREEMENT, HALF_LIFE, TURN_CAP } from './weights'

/**
 * Worth of one turn in bits: the strongest sensor, plus what agreement of two sensors adds, plus
 * an answer that stayed empty. Sensors are not summed, since they echo the same failure.
 */
export function turnBits(turn: TurnReport): number {
  const sum = (list: readonly Evidence[]) =>
    list.reduce((bits, evidence) => bits + evidence.bits, 0)
  const empty = turn.evidence.filter((e) => e.kind.startsWith('empty_'))
  const slow = turn.evidence.filter(
    (e) => e.kind === 'slow_turn' || e.kind === 'notice_feature' || e.kind === 'notice_trouble',
  )
  const rest = turn.evidence.filter((e) => !empty.includes(e) && !slow.includes(e))
  const attempts = sum(rest.filter((e) => e.sensor === 'network'))
  const retry = sum(rest.filter((e) => e.kind === 'retry_line'))
  const page = Math.max(
    retry,
    strongest(rest.filter((e) => e.sensor === 'page' && e.kind !== 'retry_line')),
  )
  const clock = Math.max(0, ...rest.filter((e) => e.sensor === 'clock').map((e) => e.bits))
  // A retry line is the echo of the failed request itself, not a second witness.
  const final = rest.some((e) => e.sensor === 'page' && e.kind !== 'retry_line')
  const agree = (attempts > 0 && final) || (clock >= 4 && page > 0)
  // Answered in the end, the site having tried again: trouble, but less of it.
  const share = turn.outcome === 'answered' ? 0.5 : 1
  const bits =
    share * Math.max(attempts, page, clock) + (agree ? AGREEMENT : 0) + sum(empty) + sum(slow)
  return Math.min(TURN_CAP, bits)
}

/** A page that stays empty after a request failed that it cannot do without: the two explain each other. */
export function pageAgreement(evidence: readonly Evidence[]): number {
  const failed = evidence.some((e) => e.kind === 'essential_5xx')
  const empty = evidence.some((e) => e.kind === 'blank_page' && e.bits >= 2)
  return failed && empty ? AGREEMENT : 0
}

/** The strongest kind counts; a repeat of the same kind in the turn counts on top of it. */
function strongest(list: readonly Evidence[]): number {
  const byKind = new Map<string, number>()
  for (const e of list) byKind.set(e.kind, (byKind.get(e.kind) ?? 0) + e.bits)
  return Math.max(0, ...byKind.values())
}

/** A decision may have to wait some seconds for a probe; until then nothing fades. */
const STEADY = 30_000

/** What is left of a weight after `ageMs`. */
export const decay = (ageMs: number): number => 0.5 ** (Math.max(0, ageMs - STEADY) / HALF_LIFE)
