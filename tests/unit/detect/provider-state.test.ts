import { describe, expect, it } from 'vitest'
import { explain, textFreeReport } from '../../../lib/detect/explain'
import {
  foldProvider,
  newProviderState,
  type ProviderEvent,
  type ProviderState,
  type Reach,
  verdictOf,
  wantsCheck,
  wantsProbe,
} from '../../../lib/detect/provider-state'
import type { RequestSeen, TurnReport, WitnessReport } from '../../../lib/detect/report'
import type { Evidence } from '../../../lib/detect/verdict'
import { type EvidenceKind, WEIGHTS, weightOf } from '../../../lib/detect/weights'
import { providerById } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'

const claude = providerById('claude') as Provider
const SECOND = 1000
const MINUTE = 60 * SECOND
const T = Date.UTC(2026, 10, 3, 9)

const evidence = (kind: EvidenceKind, at: number, nth = 0): Evidence => ({
  kind,
  sensor: WEIGHTS[kind].sensor,
  bits: weightOf(kind, nth),
  at,
})

const turn = (id: string, startedAt: number, rest: Partial<TurnReport> = {}): TurnReport => ({
  id,
  startedAt,
  endedAt: startedAt + 5 * SECOND,
  outcome: 'failed',
  mode: 'fast',
  condition: null,
  resetsAt: null,
  reached: false,
  evidence: [],
  ...rest,
})

const report = (
  turns: readonly TurnReport[],
  rest: Partial<WitnessReport> = {},
): WitnessReport => ({
  pageStartedAt: T,
  turns,
  page: [],
  condition: null,
  drawn: true,
  blind: [],
  ...rest,
})

const failed = (id: string, at: number, attempts = 2) =>
  turn(id, at, {
    reached: true,
    evidence: Array.from({ length: attempts }, (_, i) =>
      evidence('completion_5xx', at + i * SECOND, i),
    ),
  })
const answered = (id: string, at: number) => turn(id, at, { outcome: 'answered', reached: true })

const document = (status: number | null, error: string | null = null): RequestSeen => ({
  url: 'https://claude.ai/new',
  method: 'GET',
  status,
  error,
  phase: error ? 'failed' : 'completed',
  type: 'main_frame',
  challenge: false,
  at: 0,
})

const probed = (control: boolean, provider: boolean, rest: Partial<Reach> = {}): ProviderEvent => ({
  type: 'probe',
  control,
  provider,
  intercepted: false,
  check: null,
  ...rest,
})

function play(...steps: readonly (readonly [number, ProviderEvent])[]): ProviderState {
  return steps.reduce(
    (state, [at, event]) => foldProvider(claude, state, event, T + at),
    newProviderState('claude'),
  )
}
const reports = (tabId: number, r: WitnessReport): ProviderEvent => ({
  type: 'report',
  tabId,
  report: r,
})
const tick: ProviderEvent = { type: 'tick' }

describe('one provider, judged by what all its tabs saw', () => {
  it('is suspect after one refused attempt, failing after two', () => {
    const one = verdictOf(play([SECOND, reports(1, report([failed('a', T, 1)]))]))
    expect(one.health).toBe('suspect')
    const two = verdictOf(play([SECOND, reports(1, report([failed('a', T, 2)]))]))
    expect(two).toMatchObject({ health: 'failing', reach: 'down', episode: 1, since: T })
  })

  it('adds up the witnesses of several tabs', () => {
    const state = play(
      [SECOND, reports(1, report([failed('a', T, 1)]))],
      [2 * SECOND, reports(2, report([failed('b', T + SECOND, 1)]))],
    )
    expect(verdictOf(state).health).toBe('failing')
  })

  it('takes a report for the whole of a page, not for something new', () => {
    const same = reports(1, report([failed('a', T, 1)]))
    expect(verdictOf(play([SECOND, same], [2 * SECOND, same], [3 * SECOND, same])).health).toBe(
      'suspect',
    )
  })

  it('keeps what an earlier life of the same tab proved', () => {
    const state = play(
      [SECOND, reports(1, report([failed('a', T, 1)]))],
      [
        20 * SECOND,
        reports(1, report([failed('b', T + 19 * SECOND, 1)], { pageStartedAt: T + 10 * SECOND })),
      ],
    )
    expect(verdictOf(state).health).toBe('failing')
  })

  it('does not believe one lucky answer, but believes two', () => {
    const bad = failed('a', T)
    const first = play(
      [SECOND, reports(1, report([bad]))],
      [60 * SECOND, reports(1, report([bad, answered('b', T + 50 * SECOND)]))],
    )
    expect(verdictOf(first).health).toBe('recovering')
    const event = reports(
      1,
      report([bad, answered('b', T + 50 * SECOND), answered('c', T + 80 * SECOND)]),
    )
    const second = foldProvider(claude, first, event, T + 90 * SECOND)
    expect(verdictOf(second).health).toBe('healthy')
  })

  it('tells of a flapping outage once, of another one again', () => {
    const fall = (from: ProviderState, id: string, at: number) =>
      foldProvider(
        claude,
        from,
        reports(1, report([failed(id, T + at)], { pageStartedAt: T + at })),
        T + at + SECOND,
      )
    const rise = (from: ProviderState, at: number) =>
      foldProvider(
        claude,
        from,
        reports(
          2,
          report([answered(`g${at}`, T + at), answered(`h${at}`, T + at + 10 * SECOND)], {
            pageStartedAt: T + at,
          }),
        ),
        T + at + 20 * SECOND,
      )
    let state = fall(newProviderState('claude'), 'a', 0)
    state = rise(state, MINUTE)
    expect(verdictOf(state)).toMatchObject({ health: 'healthy', episode: 1 })
    state = fall(state, 'b', 3 * MINUTE)
    expect(verdictOf(state)).toMatchObject({ health: 'failing', episode: 1 })
    state = rise(state, 4 * MINUTE)
    state = fall(state, 'c', 30 * MINUTE)
    expect(verdictOf(state)).toMatchObject({ health: 'failing', episode: 2 })
  })

  it('grows stale when nobody tries any more, and forgets in the end', () => {
    const failing = play(
      [SECOND, reports(1, report([failed('a', T)]))],
      [2 * SECOND, { type: 'gone', tabId: 1 }],
    )
    const later = foldProvider(claude, failing, tick, T + 15 * MINUTE)
    expect(verdictOf(later)).toMatchObject({ health: 'failing', stale: true })
    const muchLater = foldProvider(claude, later, tick, T + 45 * MINUTE)
    expect(verdictOf(muchLater).health).toBe('healthy')
  })

  it('survives the way through storage', () => {
    const state = play([SECOND, reports(1, report([failed('a', T, 1)]))])
    const stored = JSON.parse(JSON.stringify(state)) as ProviderState
    const event = reports(1, report([failed('a', T, 2)]))
    expect(verdictOf(foldProvider(claude, stored, event, T + 2 * SECOND)).health).toBe('failing')
  })
})

describe('connections that fail', () => {
  const resets = turn('a', T, {
    evidence: [0, 1, 2].map((i) => evidence('completion_net_error', T + i * SECOND, i)),
  })

  it('accuse nobody before other hosts were asked', () => {
    const state = play([3 * SECOND, reports(1, report([resets]))])
    expect(verdictOf(state).health).toBe('suspect')
    expect(wantsProbe(state)).toBe(true)
  })

  it('accuse the provider once other hosts answer, as unreachable, not as down', () => {
    const state = play(
      [3 * SECOND, reports(1, report([resets]))],
      [3.1 * SECOND, { type: 'probing' }],
      [3.4 * SECOND, probed(true, false)],
    )
    expect(verdictOf(state)).toMatchObject({ health: 'failing', reach: 'unreachable' })
  })

  it('are the user’s own when other hosts fail too, and then say so', () => {
    const state = play(
      [3 * SECOND, reports(1, report([resets]))],
      [6 * SECOND, probed(false, false)],
      [7 * SECOND, tick],
    )
    expect(verdictOf(state)).toMatchObject({ health: 'healthy', condition: 'offline', bits: 0 })
  })

  it('wait for a probe under way also where the server was heard a while before', () => {
    const page = [evidence('api_5xx', T)]
    const later = turn('a', T + 20 * SECOND, {
      evidence: resets.evidence.map((e) => ({ ...e, at: e.at + 20 * SECOND })),
    })
    const state = play(
      [23 * SECOND, { type: 'probing' }],
      [24 * SECOND, reports(1, report([later], { page }))],
    )
    expect(verdictOf(state).health).toBe('suspect')
    const told = foldProvider(claude, state, probed(true, false), T + 25 * SECOND)
    expect(verdictOf(told).health).toBe('failing')
    const local = foldProvider(claude, state, probed(false, false), T + 25 * SECOND)
    expect(verdictOf(local).health).toBe('healthy')
  })

  it('do not take a 5xx for a broken line', () => {
    const state = play(
      [SECOND, reports(1, report([failed('a', T)]))],
      [2 * SECOND, probed(false, false)],
    )
    expect(verdictOf(state)).toMatchObject({ health: 'failing', condition: null })
  })

  it('wait for a probe under way where all that was heard is an error page', () => {
    const asked = [
      [0, { type: 'document', tabId: 1, seen: document(503) }],
      [5 * SECOND, { type: 'probing' }],
      [10 * SECOND, { type: 'document', tabId: 1, seen: document(503) }],
    ] as const
    expect(verdictOf(play(...asked, [10.2 * SECOND, tick])).health).toBe('suspect')
    const reached = play(...asked, [10.4 * SECOND, probed(true, false)])
    expect(verdictOf(reached)).toMatchObject({ health: 'failing', reach: 'down' })
    // Control hosts may be blocked here while the provider itself is heard.
    const deaf = play(...asked, [13 * SECOND, probed(false, false)])
    expect(verdictOf(deaf)).toMatchObject({ health: 'failing' })
  })

  it('do not take a proxy’s error page for the provider’s, unless it comes again and again', () => {
    const answers = probed(false, false, { intercepted: true })
    const page = { type: 'document', tabId: 1, seen: document(503) } as const
    const twice = [
      [0, page],
      [SECOND, answers],
      [10 * SECOND, page],
    ] as const
    expect(verdictOf(play(...twice))).toMatchObject({ health: 'healthy', condition: 'offline' })
    expect(verdictOf(play(...twice, [20 * SECOND, page])).health).toBe('failing')
  })

  it('do not count what a page says of its browser check when that loads elsewhere', () => {
    const says = (at: number) =>
      report([], { pageStartedAt: at, page: [evidence('text_challenge', at)], drawn: false })
    const first = play([SECOND, reports(1, says(T))])
    expect(wantsCheck(first)).toBe(true)
    const again = [10 * SECOND, reports(1, says(T + 10 * SECOND))] as const
    const told = (check: boolean) =>
      verdictOf(
        play([SECOND, reports(1, says(T))], [2 * SECOND, probed(true, true, { check })], again),
      )
    expect(told(true)).toMatchObject({ health: 'healthy', bits: 0 })
    expect(told(false).health).toBe('failing')
  })

  it('are asked about at most every fifteen seconds', () => {
    const asked = play(
      [3 * SECOND, reports(1, report([resets]))],
      [3.1 * SECOND, { type: 'probing' }],
      [3.4 * SECOND, probed(true, true)],
    )
    expect(wantsProbe(foldProvider(claude, asked, tick, T + 10 * SECOND))).toBe(false)
    expect(wantsProbe(foldProvider(claude, asked, tick, T + 19 * SECOND))).toBe(true)
  })

  it('are not asked about while nothing is wrong', () => {
    expect(wantsProbe(play([SECOND, reports(1, report([answered('a', T)]))]))).toBe(false)
  })
})

describe('pages that never load', () => {
  it('are judged without any witness', () => {
    const state = play(
      [0, { type: 'document', tabId: 1, seen: document(502) }],
      [9 * SECOND, { type: 'document', tabId: 1, seen: document(502) }],
    )
    expect(verdictOf(state)).toMatchObject({ health: 'failing', kind: 'outage' })
  })

  it('are forgiven when the page draws itself after all', () => {
    const state = play(
      [0, { type: 'document', tabId: 1, seen: document(503) }],
      [5 * SECOND, reports(1, report([], { pageStartedAt: T + 4 * SECOND }))],
    )
    expect(verdictOf(state)).toMatchObject({ health: 'healthy', bits: 0 })
  })

  it('are the user’s own behind a broken proxy', () => {
    const state = play(
      [0, { type: 'document', tabId: 1, seen: document(null, 'net::ERR_PROXY_CONNECTION_FAILED') }],
      [
        9 * SECOND,
        { type: 'document', tabId: 1, seen: document(null, 'net::ERR_PROXY_CONNECTION_FAILED') },
      ],
    )
    expect(verdictOf(state).health).toBe('healthy')
  })
})

describe('limits and the like', () => {
  it('are named, with their end, and raise no outage', () => {
    const limited = turn('a', T, {
      condition: 'usage_limit',
      resetsAt: T + 60 * MINUTE,
      reached: true,
    })
    expect(verdictOf(play([SECOND, reports(1, report([limited]))]))).toMatchObject({
      health: 'healthy',
      condition: 'usage_limit',
      resetsAt: T + 60 * MINUTE,
    })
  })

  it('of a turn before the last are history', () => {
    const limited = turn('a', T, { condition: 'usage_limit', reached: true })
    const state = play([MINUTE, reports(1, report([limited, answered('b', T + 50 * SECOND)]))])
    expect(verdictOf(state).condition).toBeNull()
  })
})

describe('the reasons', () => {
  const verdict = verdictOf(play([SECOND, reports(1, report([failed('a', T, 3)]))]))

  it('are told in words, with times, repeats folded', () => {
    expect(explain(verdict)).toEqual([
      { at: T, text: 'The request for an answer failed on the server, 3 times.' },
    ])
  })

  it('can be copied without any text or address', () => {
    const text = textFreeReport(verdict)
    expect(text).toContain('completion_5xx')
    expect(text).not.toMatch(/https?:|claude\.ai/)
  })
})
