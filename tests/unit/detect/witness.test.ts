import { describe, expect, it } from 'vitest'
import { readSaid } from '../../../lib/detect/classify-text'
import type { RequestSeen, TurnReport } from '../../../lib/detect/report'
import { saidIn, saidKey } from '../../../lib/detect/said'
import type { PageView, Surface, TurnView } from '../../../lib/detect/view'
import {
  newWitness,
  type Observation,
  reportOf,
  type WitnessState,
  witness,
} from '../../../lib/detect/witness'
import { providerById } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'
import { requestSeen } from './request-seen'

const claude = providerById('claude') as Provider
const T = Date.UTC(2026, 10, 3, 9)

const turnView = (rest: Partial<TurnView> = {}): TurnView => ({
  promptKey: 0,
  answerKey: 0,
  answerChars: 0,
  answerText: null,
  looseChars: 0,
  media: false,
  thoughtChars: 0,
  steps: 0,
  thinking: false,
  failureMarker: false,
  ...rest,
})

const page = (turn: Partial<TurnView> = {}, rest: Partial<PageView> = {}): Observation => {
  const view: PageView = {
    path: '/chat/1',
    drawn: true,
    bare: false,
    headed: false,
    loadedParts: 0,
    composer: true,
    composerFilled: false,
    sendBlocked: false,
    login: false,
    challenge: false,
    generating: false,
    mode: 'fast',
    attachments: 0,
    translated: false,
    turn: turnView(turn),
    surfaces: [],
    ...rest,
  }
  const signs = saidIn(view).map((said) => [saidKey(said), readSaid(said, T + 4000)] as const)
  return { type: 'view', view, signs: new Map(signs) }
}

const box = (key: number, text: string, rest: Partial<Surface> = {}): Surface => ({
  key,
  place: 'turn',
  box: true,
  control: false,
  waiting: false,
  text,
  ...rest,
})

const completion = (rest: Partial<RequestSeen>): Observation => ({
  type: 'request',
  seen: requestSeen('https://claude.ai/api/organizations/1/chat_conversations/2/completion', {
    status: null,
    phase: 'headers',
    ...rest,
  }),
})

/** Seconds from the start, and what is seen then; looks once a second in between, as a page does. */
function play(...steps: readonly (readonly [number, Observation])[]): WitnessState {
  let state = newWitness({ visible: true, online: true }, T)
  let now = 0
  let last: Observation = page()
  for (const [at, observation] of steps) {
    for (now += 1; now < at; now += 1) state = witness(claude, state, last, T + now * 1000)
    now = at
    if (observation.type === 'view') last = observation
    if (observation.type === 'visibility') last = observation.visible ? page() : { type: 'tick' }
    state = witness(claude, state, observation, T + at * 1000)
  }
  return state
}

const lastTurn = (state: WitnessState) => reportOf(state).turns.at(-1) as TurnReport
const kinds = (state: WitnessState) =>
  lastTurn(state)
    .evidence.filter((e) => e.bits > 0)
    .map((e) => e.kind)

const submit: Observation = { type: 'submit', id: 'draft' }
const working = page({ promptKey: 1 }, { generating: true })

describe('one turn', () => {
  it('is not empty where a tool’s work is all that it shows', () => {
    const drawn = { promptKey: 1, answerKey: 2, steps: 1 }
    const state = play(
      [1, page()],
      [2, submit],
      [4, working],
      [30, page(drawn, { generating: true })],
      [31, page(drawn)],
      [36, page(drawn)],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'failed', evidence: [] })
  })

  it.each([
    ['a button was used', [[3, { type: 'action', action: 'press' }]], ['empty_unseen']],
    ['nobody asked', [], []],
  ] as const)('that the page begins and leaves empty counts where %s', (_, pressed, found) => {
    const state = play(
      [1, page({ promptKey: 1 })],
      ...pressed,
      [4, working],
      [6, page({ promptKey: 1 })],
      [12, page({ promptKey: 1 })],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'failed' })
    expect(kinds(state)).toEqual(found)
  })

  it.each([
    ['answered', 'completed', 4000],
    ['abandoned', 'headers', 5000],
  ] as const)('is %s where the next prompt follows it, its response %s', (outcome, phase, ended) => {
    const flowing = page({ promptKey: 1, answerKey: 2, answerChars: 900 }, { generating: true })
    let state = play([1, page()], [2, submit], [3, completion({ status: 200 })], [4, flowing])
    state = witness(claude, state, completion({ status: 200, phase }), T + 4000)
    state = witness(claude, state, { type: 'submit', id: 'next' }, T + 5000)
    expect(reportOf(state).turns).toMatchObject([
      { id: 'draft', outcome, endedAt: T + ended },
      { id: 'next', outcome: 'open' },
    ])
  })

  it('is answered when text stands there and the work is over', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, working],
      [5, page({ promptKey: 1, answerKey: 2, answerChars: 500 }, { generating: true })],
      [8, page({ promptKey: 1, answerKey: 2, answerChars: 900 })],
      [10, { type: 'tick' }],
    )
    expect(lastTurn(state)).toMatchObject({ id: 'draft', outcome: 'answered', evidence: [] })
  })

  it('is answered at the time at which its answer was in', () => {
    const answer = { promptKey: 1, answerKey: 2, answerChars: 500 }
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 200 })],
      [4, page(answer, { generating: true })],
      [5, completion({ status: 200, phase: 'completed' })],
      [9, page(answer)],
      [12, { type: 'tick' }],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'answered', endedAt: T + 5000 })
  })

  it('gives a sample of its patience, for learning', () => {
    let sample = null
    let state = play([1, page()], [2, submit], [3, working])
    for (const [at, chars] of [
      [5, 300],
      [7, 600],
      [8, 600],
      [9, 600],
    ] as const) {
      const view = page({ promptKey: 1, answerKey: 2, answerChars: chars }, { generating: at < 8 })
      state = witness(claude, state, view, T + at * 1000)
      sample = state.sample ?? sample
    }
    expect(sample).toMatchObject({ mode: 'fast', firstMs: 3000, gapMs: 2000 })
  })

  it('is one turn also when the request is seen before the sending', () => {
    const state = play(
      [1, page()],
      [2, completion({ phase: 'started' })],
      [3, completion({ status: 500, phase: 'completed' })],
      [4, submit],
    )
    expect(reportOf(state).turns).toHaveLength(1)
    expect(lastTurn(state)).toMatchObject({ id: 'draft', reached: true })
  })

  it('counts each refused attempt, the later ones less', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 529, phase: 'completed' })],
      [9, completion({ status: 529, phase: 'completed' })],
    )
    expect(lastTurn(state).evidence.map((e) => e.bits)).toEqual([7, 3])
    expect(lastTurn(state).reached).toBe(true)
  })

  it('fails at once when an error stands where the answer should be', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 200 })],
      [4, working],
      [6, page({ promptKey: 1 }, { surfaces: [box(9, 'Something went wrong.')] })],
    )
    expect(lastTurn(state).outcome).toBe('failed')
    expect(kinds(state)).toEqual(['text_generic', 'empty_with_error'])
  })

  it('knows an error that was there before', () => {
    const old = box(9, 'Something went wrong.')
    const state = play(
      [1, page({ promptKey: 1 }, { surfaces: [old] })],
      [2, submit],
      [3, page({ promptKey: 2 }, { generating: true, surfaces: [old] })],
      [5, page({ promptKey: 2, answerKey: 3, answerChars: 400 }, { surfaces: [old] })],
      [8, { type: 'tick' }],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'answered', evidence: [] })
  })

  it('takes nothing from history when the page opens', () => {
    const state = play([
      1,
      page({ promptKey: 1 }, { surfaces: [box(9, 'The answer was interrupted.')] }),
    ])
    expect(reportOf(state)).toMatchObject({ turns: [], page: [] })
  })

  it('is excused by a limit, which is named with its end', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 429, phase: 'completed' })],
      [
        4,
        page(
          { promptKey: 1 },
          { surfaces: [box(9, 'You have reached your limit. Try again in 2 hours.')] },
        ),
      ],
      [5, { type: 'tick' }],
    )
    expect(lastTurn(state)).toMatchObject({ condition: 'usage_limit', evidence: [] })
    expect(lastTurn(state).resetsAt).toBe(T + 4000 + 7_200_000)
  })

  it('is not excused by limit words once the server itself failed', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 502, phase: 'completed' })],
      [4, page({ promptKey: 1 }, { surfaces: [box(9, 'Too many requests')] })],
    )
    expect(kinds(state)).toContain('completion_5xx')
  })

  it('is not accused by what the site writes below an answer that the user stopped', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, working],
      [5, { type: 'action', action: 'stop' }],
      [6, page({ promptKey: 1 }, { surfaces: [box(9, 'The answer was interrupted.')] })],
      [8, { type: 'tick' }],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'stopped', evidence: [] })
  })

  it('takes plain words of failure amid the work for the work, until it is done', () => {
    const log = box(9, 'The shop is down (503 Service Unavailable)', { box: false })
    const view = (steps: number, rest: Partial<PageView> = {}) =>
      page({ promptKey: 1, answerKey: 2, steps }, { generating: true, surfaces: [log], ...rest })
    const atWork = play([1, page()], [2, submit], [3, working], [4, view(1)], [9, view(2)])
    expect(kinds(atWork)).toEqual([])
    const done = play(
      [1, page()],
      [2, submit],
      [3, working],
      [4, view(1)],
      [9, view(1, { generating: false })],
      [14, { type: 'tick' }],
    )
    expect(kinds(done)).toContain('text_gateway')
  })

  it('is not forgiven its silence for a line that came back just before it was sent', () => {
    const state = play(
      [1, page()],
      [2, { type: 'online', online: false }],
      [4, { type: 'online', online: true }],
      [10, submit],
      [11, working],
      [110, working],
    )
    expect(kinds(state)).toEqual(['stalled'])
  })

  it('gives a tool its time', () => {
    const said = { promptKey: 1, answerKey: 2, answerChars: 300 }
    const generating = { generating: true }
    const silent = (steps: number) =>
      play(
        [1, page()],
        [2, submit],
        [4, page(said, generating)],
        [6, page({ ...said, answerChars: 301, steps }, generating)],
        [240, page({ ...said, answerChars: 301, steps }, generating)],
      )
    expect(reportOf(silent(0)).turns[0]?.evidence[0]).toMatchObject({ kind: 'stalled', bits: 8 })
    expect(reportOf(silent(1)).turns[0]?.evidence[0]).toMatchObject({ kind: 'stalled', bits: 4 })
  })

  it('proves nothing when the user stopped it', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, working],
      [60, { type: 'action', action: 'stop' }],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'stopped', evidence: [] })
  })

  it('proves nothing when the page gave up its request', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ status: 200 })],
      [4, working],
      [6, completion({ error: 'NS_BINDING_ABORTED', phase: 'failed' })],
      [7, page({ promptKey: 1 })],
      [10, page({ promptKey: 1 })],
    )
    expect(lastTurn(state)).toMatchObject({ outcome: 'stopped', evidence: [] })
  })

  it('that a content blocker ate is the user’s own affair', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ error: 'net::ERR_BLOCKED_BY_CLIENT', phase: 'failed' })],
      [4, page({ promptKey: 1 }, { surfaces: [box(9, 'Something went wrong')] })],
    )
    expect(lastTurn(state).evidence).toEqual([])
  })
})

describe('silence', () => {
  const silent = (seconds: number, ...before: (readonly [number, Observation])[]) =>
    play(
      [1, page()],
      ...before,
      [2, submit],
      [3, completion({ status: 200 })],
      [4, working],
      [seconds, working],
    )

  it('speaks after a while, and louder the longer it lasts', () => {
    const bits = (seconds: number) => lastTurn(silent(seconds)).evidence.at(-1)?.bits ?? 0
    expect([10, 20, 40, 70, 100].map(bits)).toEqual([0, 2, 4, 6, 8])
  })

  it('is normal for a mode that thinks', () => {
    const thinking = page({ promptKey: 1 }, { generating: true, mode: 'reasoning' })
    const state = play([1, page()], [2, submit], [4, thinking], [100, thinking])
    expect(lastTurn(state).evidence.at(-1)?.bits).toBe(2)
  })

  it('does not count while nobody looks', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [4, working],
      [6, { type: 'visibility', visible: false }],
      [90, { type: 'tick' }],
    )
    expect(lastTurn(state).evidence).toEqual([])
  })

  it('is not excused by a line that the page wrote before the server said a word', () => {
    const searching = page({ promptKey: 1, thinking: true }, { generating: true })
    const asked = [
      [1, page()],
      [2, submit],
      [3, completion({ phase: 'started' })],
      [4, searching],
    ] as const
    expect(lastTurn(play(...asked, [70, searching])).evidence.at(-1)?.bits).toBe(8)
    const heard = play(...asked, [5, completion({ status: 200 })], [90, searching])
    expect(lastTurn(heard).evidence.at(-1)?.bits).toBe(2)
  })

  it('is broken by thoughts and by steps, not by a spinner', () => {
    const steps = [10, 20, 30, 40].map(
      (at, i) =>
        [
          at,
          page({ promptKey: 1, answerKey: 2, thinking: true, steps: i + 1 }, { generating: true }),
        ] as const,
    )
    const state = play([1, page()], [2, submit], [4, working], ...steps)
    expect(lastTurn(state).evidence).toEqual([])
  })

  it('is not needed to see that an answer comes at a crawl', () => {
    const written = (perSecond: number, rest: Partial<PageView> = {}, steps = (_at: number) => 0) =>
      play(
        [1, page()],
        [2, submit],
        [3, completion({ status: 200 })],
        ...Array.from({ length: 45 }, (_, i) => {
          const at = 4 + i * 3
          const answerChars = 10 + Math.round(perSecond * i * 3)
          const turn = { promptKey: 1, answerKey: 2, answerChars, steps: steps(at) }
          return [at, page(turn, { generating: true, ...rest })] as const
        }),
      )
    const bits = (state: WitnessState) => lastTurn(state).evidence.map((e) => [e.kind, e.bits])
    expect(bits(written(2))).toEqual([['crawl', 8]])
    expect(bits(written(12))).toEqual([])
    expect(bits(written(2, { mode: 'reasoning' }))).toEqual([])
    expect(bits(written(2, {}, (at) => Math.floor(at / 40)))).toEqual([])
  })

  it('of a machine asleep is nobody’s fault', () => {
    const before = play([1, page()], [2, submit], [3, completion({ status: 200 })], [4, working])
    const awake = witness(claude, before, working, T + 3_600_000)
    const later = witness(
      claude,
      awake,
      completion({ error: 'net::ERR_NETWORK_IO_SUSPENDED', phase: 'failed' }),
      T + 3_601_000,
    )
    expect(lastTurn(later).evidence).toEqual([])
  })

  it('of an unknown markup is not taken for silence of the site', () => {
    const state = play([1, page()], [2, submit], [120, page()])
    expect(lastTurn(state).evidence).toEqual([])
  })
})

describe('around the turns', () => {
  const api = (path: string, method = 'GET'): Observation => ({
    type: 'request',
    seen: requestSeen(`https://claude.ai/api/${path}`, { method, status: 503 }),
  })
  const pageBits = (state: WitnessState) => reportOf(state).page.reduce((sum, e) => sum + e.bits, 0)

  it('weighs a failing poll as one fault, however often it asks', () => {
    const polls = Array.from({ length: 20 }, (_, i) => [2 + i, api('notifications')] as const)
    expect(pageBits(play([1, page()], ...polls))).toBeLessThan(5)
  })

  const chat = (n: number) => api(`organizations/1/chat_conversations/0000000${n}-1111-2222-3333`)

  it('weighs a second chat that does not open as more than the first one’s repeats', () => {
    const one = [2, 5, 9, 20, 30].map((at) => [at, chat(1)] as const)
    const two = [...one.slice(0, 3), [20, chat(2)] as const, [23, chat(2)] as const]
    expect(pageBits(play([1, page()], ...one))).toBe(7.5)
    expect(pageBits(play([1, page()], ...two))).toBe(11.5)
  })

  it('takes an error box in place of a chat that did not come for one, whatever it says', () => {
    const boxed = page({}, { surfaces: [box(9, 'Zkuste to prosím jindy, něco tu vázne')] })
    const failed = play([1, page()], [2, chat(1)], [3, boxed])
    expect(reportOf(failed).page.map((e) => e.kind)).toContain('notice_trouble')
    expect(reportOf(play([1, page()], [3, boxed])).page).toEqual([])
  })

  it('takes plain words on the sign-in page for ones about what was typed there', () => {
    const said = box(9, 'An error occurred processing your code. Try again.', { place: 'notice' })
    const entry = { login: true, composer: false }
    const refused = play([1, page({}, entry)], [3, page({}, { ...entry, surfaces: [said] })])
    expect(reportOf(refused).page).toEqual([])
    const down = play(
      [1, page({}, entry)],
      [2, api('auth/verify', 'POST')],
      [3, page({}, { ...entry, surfaces: [said] })],
    )
    expect(reportOf(down).page.map((e) => e.kind)).toContain('notice_trouble')
  })

  it('weighs what the chat cannot start without more than the rest', () => {
    const spine = pageBits(play([1, page()], [2, api('bootstrap/1/app_start')]))
    expect(spine).toBeGreaterThan(pageBits(play([1, page()], [2, api('projects')])))
  })

  it('notices a root that stays empty, not one whose scripts keep coming', () => {
    const bare = page({}, { drawn: false, bare: true, composer: false })
    const script: Observation = {
      type: 'request',
      seen: {
        ...(api('x') as { seen: RequestSeen }).seen,
        url: 'https://claude.ai/a.js',
        type: 'script',
        status: 200,
      },
    }
    expect(pageBits(play([1, bare], [30, bare]))).toBe(3)
    expect(pageBits(play([1, bare], [14, script], [20, script], [23, bare]))).toBe(0)
    const part = (loadedParts: number) =>
      page({}, { drawn: false, bare: true, composer: false, loadedParts })
    expect(pageBits(play([1, part(1)], [14, part(2)], [20, part(3)], [23, part(3)]))).toBe(0)
  })

  it('believes the site’s own count of failures, and only new ones', () => {
    const counted = (failures: number): Observation => ({ type: 'backoff', failures, ageMs: 200 })
    const state = play([1, page()], [2, submit], [5, counted(1)], [6, counted(1)], [11, counted(2)])
    expect(lastTurn(state).evidence.map((e) => [e.kind, e.bits])).toEqual([
      ['backoff_step', 7],
      ['backoff_step', 3],
    ])
  })

  it('takes a count that was begun anew for a new failure', () => {
    const old: Observation = { type: 'backoff', failures: 4, ageMs: 2_400_000 }
    const fresh: Observation = { type: 'backoff', failures: 1, ageMs: 200 }
    const state = play([1, page()], [2, submit], [4, old], [6, fresh])
    expect(lastTurn(state).evidence.map(({ kind }) => kind)).toEqual(['backoff_step'])
  })

  it('drops what was seen just before the line was lost', () => {
    const state = play(
      [1, page()],
      [2, submit],
      [3, completion({ error: 'net::ERR_CONNECTION_RESET', phase: 'failed' })],
      [6, { type: 'online', online: false }],
    )
    expect(reportOf(state)).toMatchObject({ condition: 'offline' })
    expect(lastTurn(state).evidence).toEqual([])
  })

  it('keeps its report the same while nothing changes', () => {
    const state = play([1, page()], [2, submit], [4, working])
    const later = witness(claude, state, working, T + 5000)
    expect(JSON.stringify(reportOf(later))).toBe(JSON.stringify(reportOf(state)))
  })

  it('holds no text of the page in what it reports', () => {
    const secret = 'Dear diary, something went wrong with me'
    const state = play(
      [1, page()],
      [2, submit],
      [4, page({ promptKey: 1 }, { surfaces: [box(9, secret)] })],
    )
    expect(JSON.stringify(reportOf(state))).not.toContain('diary')
  })
})
