import type { Provider } from '../providers/provider'
import { classifyRequest, endpointOf, type RequestSign } from './classify-request'
import type { Learned, PatienceSample } from './patience'
import type { RequestSeen, WitnessReport } from './report'
import { type Signs, signOf, type TextKind, type TextSign } from './said'
import {
  actOnTurn,
  addEvidence,
  type Beginning,
  clockEvidence,
  excuse,
  newTurn,
  overtakeTurn,
  settleTurn,
  type Turn,
  turnReport,
  watchTurn,
} from './turn'
import type { Condition, Evidence } from './verdict'
import type { PageView, Surface } from './view'
import { type EvidenceKind, isKind, isOngoing, speaksOfServer, WEIGHTS, weightOf } from './weights'

/**
 * The witness of one chat page: what it has seen, told to the background as evidence.
 *
 * How the page's content script drives it (pure; keep the returned state in a variable):
 * - start: `let state = newWitness({ visible, online }, Date.now())`, and
 *   `const read = pageReader(document, provider)`.
 * - sample: `const view = read()`; have the texts of `saidIn(view)` that are not in `signs` yet read
 *   by the background (`readSaid`: the words of seventy languages are no part of the page's script);
 *   `state = witness(provider, state, { type: 'view', view, signs }, now)`; then set the next timer
 *   by `nextLook(state)` ms, or by `AFTER_END` once `read.sign()` is gone. In a hidden tab send
 *   `{ type: 'tick' }` instead. Never leave more than 10 s between two calls while visible: a longer
 *   gap is taken for sleep.
 * - everything else as it happens: `submit` (with the draft's id), `action` (a trusted click on
 *   the site's stop, edit or retry control, `press` for any other; `switch` on a change of
 *   conversation by the user; `close` on pagehide), `request` (relayed by the background),
 *   `visibility`, `online`, and every second of an open turn `backoff` where `backoffOf` finds the
 *   site's own failure counter.
 * - after each call: `reportOf(state)`; send it as `page.witness` when it differs from the last
 *   one sent (compare the JSON).
 * - learning: when `state.sample` is set, keep it with `learn` and pass the rows as `learned`.
 */
export interface WitnessState {
  readonly now: number
  readonly pageStartedAt: number
  readonly visible: boolean
  readonly online: boolean
  /** Visible, awake ms since the page began. */
  readonly awakeMs: number
  readonly drawn: boolean
  readonly looked: boolean
  readonly generating: boolean
  /** `awakeMs` when the page was last seen to get on with loading. */
  readonly loadedAwakeMs: number
  readonly blank: boolean
  readonly headed: boolean
  readonly loadedParts: number
  readonly login: boolean
  readonly challenge: boolean
  /** Keys of the surfaces seen so far, the last eighty. */
  readonly shown: readonly number[]
  readonly lastView: PageView['turn'] | null
  readonly turns: readonly Turn[]
  readonly page: readonly Evidence[]
  /** Failing API calls by endpoint, for counting repeats. */
  readonly endpoints: Readonly<Record<string, { readonly count: number; readonly at: number }>>
  readonly backoff: number
  readonly attachedAt: number | null
  /** When the user last used a button of the page. */
  readonly pressedAt: number | null
  readonly blind: readonly { readonly from: number; readonly to: number }[]
  readonly condition: Condition | null
  readonly conditionAt: number
  readonly resetsAt: number | null
  /** Set for one step after a good turn: how long it took. */
  readonly sample: PatienceSample | null
}

export type Observation =
  | { readonly type: 'view'; readonly view: PageView; readonly signs: Signs }
  | { readonly type: 'request'; readonly seen: RequestSeen }
  | { readonly type: 'submit'; readonly id: string }
  | {
      readonly type: 'action'
      readonly action: 'stop' | 'edit' | 'retry' | 'press' | 'switch' | 'close' | 'attach'
    }
  | { readonly type: 'visibility'; readonly visible: boolean }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'backoff'; readonly failures: number; readonly ageMs: number }
  | { readonly type: 'tick' }

const SECOND = 1000
/** Longer than any sample interval: nothing ran, the machine slept or the tab was frozen. */
const SLEPT = 20 * SECOND
/** Timers of hidden tabs run once a minute. */
const SLEPT_HIDDEN = 100 * SECOND
const KEPT_TURNS = 8
const PAGE_MEMORY = 15 * 60 * SECOND
/** Most answers have begun by then. */
const QUIET = 1500
const BACKOFF_FRESH = 5 * 60 * SECOND

export function newWitness(
  start: { readonly visible: boolean; readonly online: boolean },
  now: number,
): WitnessState {
  return {
    now,
    pageStartedAt: now,
    visible: start.visible,
    online: start.online,
    awakeMs: 0,
    drawn: false,
    looked: false,
    generating: false,
    loadedAwakeMs: 0,
    blank: false,
    headed: false,
    loadedParts: 0,
    login: false,
    challenge: false,
    shown: [],
    lastView: null,
    turns: [],
    page: [],
    endpoints: {},
    backoff: 0,
    attachedAt: null,
    pressedAt: null,
    blind: start.online ? [] : [{ from: now, to: now }],
    condition: null,
    conditionAt: 0,
    resetsAt: null,
    sample: null,
  }
}

/** An answer is being written, and was a moment ago. */
export function isFlowing(state: WitnessState): boolean {
  const open = openTurn(state)
  return open?.streaming === true && isWriting(open)
}

const isWriting = (turn: Turn) => turn.generating && turn.closedAt === null && turn.chars > 0

/** How long to wait before the next look, in ms: quick where something may be going wrong. */
export function nextLook(state: WitnessState): number {
  if (isFlowing(state)) return 6000
  const open = openTurn(state)
  if (open) {
    // How a request under way ends the browser tells at once, also that of a broken stream.
    const isAsking = open.requestedAwakeMs !== null && open.closedAt === null
    const isWell = open.generating && open.evidence.length === 0
    return isWriting(open) || (isAsking && isWell) ? 1000 : 500
  }
  const last = state.turns.at(-1)
  if (last?.endedAt && state.now - last.endedAt < 12 * SECOND) return 1000
  return state.drawn ? 4000 : 1000
}

/** How long after something ended the page is looked at, in ms: it has what to show by then. */
export const AFTER_END = 250

/** How long the next look may wait at most after this request was seen, in ms. */
export function lookAfter(state: WitnessState, { phase }: RequestSeen): number {
  // One that began changes nothing in the page yet; what became of one may.
  const isOver = phase === 'completed' || phase === 'failed'
  return isOver ? Math.min(AFTER_END, nextLook(state)) : nextLook(state)
}

/** Whether the site's own failure counter is worth reading: a turn is open, and nothing came for a while. */
export function wantsBackoff(state: WitnessState): boolean {
  const open = openTurn(state)
  return open !== null && !open.streaming && open.waitedMs >= QUIET
}

/** Takes one observation at `now` (epoch ms). Pure: the same input gives the same state. */
export function witness(
  provider: Provider,
  before: WitnessState,
  seen: Observation,
  now: number,
): WitnessState {
  const state = pass(before, now)
  switch (seen.type) {
    case 'view':
      return onView(provider, state, seen.view, seen.signs)
    case 'request':
      return onRequest(provider, state, seen.seen)
    case 'submit':
      return onSubmit(state, seen.id)
    case 'action':
      return onAction(state, seen.action)
    case 'visibility':
      return { ...state, visible: seen.visible }
    case 'online':
      return onOnline(state, seen.online)
    case 'backoff':
      return onBackoff(state, seen.failures, seen.ageMs)
    case 'tick':
      return state
  }
}

/** All that the page has to say, for the background. JSON-safe and stable while nothing changes. */
export function reportOf(state: WitnessState, learned: Learned = {}): WitnessReport {
  const blinded = ({ kind, at }: Evidence) => {
    const when = isOngoing(kind) ? state.now : at
    return !speaksOfServer(kind) && state.blind.some(({ from, to }) => when >= from && when <= to)
  }
  const keep = (list: readonly Evidence[]) => list.filter((evidence) => !blinded(evidence))
  const turns = state.turns.map((turn) => {
    const report = turnReport(turn, state.visible ? clockEvidence(turn, learned) : null)
    return { ...report, evidence: keep(report.evidence) }
  })
  const blank = blankEvidence(state)
  return {
    pageStartedAt: state.pageStartedAt,
    turns,
    page: keep(blank ? [...state.page, blank] : state.page),
    condition: conditionOf(state),
    drawn: state.drawn,
    blind: state.blind,
  }
}

function conditionOf(state: WitnessState): Condition | null {
  if (!state.online) return 'offline'
  if (state.login || state.challenge) return 'auth'
  return state.condition
}

const openTurn = (state: WitnessState): Turn | null => {
  const last = state.turns.at(-1)
  return last && last.endedAt === null ? last : null
}

/** Lets time pass: counts visible awake time, and notices that the machine slept. */
function pass(state: WitnessState, now: number): WitnessState {
  const gap = Math.max(0, now - state.now)
  const slept = gap > (state.visible ? SLEPT : SLEPT_HIDDEN)
  const awake = state.visible && !slept ? gap : 0
  const offline = state.online ? [] : [{ from: state.now - 15 * SECOND, to: now + 15 * SECOND }]
  const sleep = slept ? [{ from: state.now - 5 * SECOND, to: now + 20 * SECOND }] : []
  return {
    ...state,
    now,
    sample: null,
    awakeMs: state.awakeMs + awake,
    blind: addBlind(state.blind, [...offline, ...sleep], now),
    turns: state.turns.map((turn) => {
      if (turn.endedAt !== null) return turn
      const waited = { ...turn, waitedMs: turn.waitedMs + awake }
      return slept || !state.online ? excuse(waited, 'local', null) : waited
    }),
    page: state.page.filter((evidence) => now - evidence.at < PAGE_MEMORY),
  }
}

function addBlind(
  blind: WitnessState['blind'],
  added: readonly { from: number; to: number }[],
  now: number,
): WitnessState['blind'] {
  const merged = blind.filter(({ to }) => now - to < 30 * 60 * SECOND)
  for (const span of added) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    } else merged.push(span)
  }
  return merged.slice(-6)
}

function replaceLast(state: WitnessState, turn: Turn): WitnessState {
  return { ...state, turns: [...state.turns.slice(0, -1), turn] }
}

/** The shell may learn of a sending only after the page's request or stop button told of it. */
const LATE_SUBMIT = 4 * SECOND
/** What the page begins to do within this time after a button was used, it was asked to do. */
const PRESSED = 5 * SECOND

function onSubmit(state: WitnessState, id: string, by: Beginning = 'send'): WitnessState {
  const open = openTurn(state)
  const isLate = open && open.begunBy !== 'send' && state.now - open.startedAt < LATE_SUBMIT
  if (by === 'send' && isLate) return replaceLast(state, { ...open, id, begunBy: by })
  const attached = state.attachedAt !== null && state.now - state.attachedAt < 120 * SECOND
  const turns = state.turns.map((turn) => overtakeTurn(turn, state.now))
  const turn = newTurn(id, state.now, state.lastView, attached, by)
  return { ...state, attachedAt: null, turns: [...turns, turn].slice(-KEPT_TURNS) }
}

function onAction(
  state: WitnessState,
  action: Extract<Observation, { type: 'action' }>['action'],
): WitnessState {
  if (action === 'attach') return { ...state, attachedAt: state.now }
  if (action === 'press') return { ...state, pressedAt: state.now }
  if (action === 'retry') return retried({ ...state, pressedAt: state.now })
  const open = openTurn(state)
  return open ? replaceLast(state, actOnTurn(open, action, state.now)) : state
}

/** A retry is a further turn of the same draft. */
function retried(state: WitnessState): WitnessState {
  const last = state.turns.at(-1)
  if (last?.endedAt === null && state.now - last.startedAt < 2 * SECOND) return state
  const id = last ? `${last.id.split('~')[0]}~${state.now}` : `page~${state.now}`
  const isAsked = state.pressedAt !== null && state.now - state.pressedAt < PRESSED
  return onSubmit(state, id, isAsked ? 'retry' : 'page')
}

function onOnline(state: WitnessState, online: boolean): WitnessState {
  if (online === state.online) return state
  const span = { from: state.now - 45 * SECOND, to: state.now + 15 * SECOND }
  const open = openTurn(state)
  const next = {
    ...state,
    online,
    blind: addBlind(state.blind, [span], state.now),
    loadedAwakeMs: state.awakeMs,
  }
  return open ? replaceLast(next, excuse(open, 'local', 'offline')) : next
}

function onBackoff(state: WitnessState, failures: number, ageMs: number): WitnessState {
  const next = { ...state, backoff: failures }
  // A count that fell was begun anew: the one before was old, or an answer had come since.
  if (failures === 0 || failures === state.backoff || ageMs > BACKOFF_FRESH) return next
  const turn = currentTurn(next)
  // A count that stood there when the page opened tells of another page's turn.
  if (!turn || turn.startedAt > state.now - ageMs + SECOND) return next
  const attempts = turn.evidence.filter((e) => e.sensor === 'network').length
  const steps = turn.evidence.filter((e) => e.kind === 'backoff_step').length
  if (attempts - steps >= failures) return next
  return replaceLast(next, addEvidence(turn, 'backoff_step', state.now, { attempt: failures }))
}

/** The turn that a sign seen now belongs to: the open one, or one that ended a moment ago. */
function currentTurn(state: WitnessState): Turn | null {
  const last = state.turns.at(-1)
  if (!last) return null
  return last.endedAt === null || state.now - last.endedAt < 10 * SECOND ? last : null
}

function onRequest(provider: Provider, state: WitnessState, seen: RequestSeen): WitnessState {
  const sign = classifyRequest(provider, seen)
  if (sign.role === 'ignored' || sign.role === 'document') return state
  if (sign.role === 'completion') return onCompletion(state, seen, sign)
  if (sign.outcome === 'ok') {
    return sign.role === 'script' ? { ...state, loadedAwakeMs: state.awakeMs } : state
  }
  if (sign.outcome === 'local') return changedNetwork(state)
  const kind = pageKind(sign)
  if (!kind) return state
  const isChat = sign.role === 'conversation'
  const endpoint = (isChat && URL.parse(seen.url)?.pathname) || endpointOf(seen)
  const last = state.endpoints[endpoint]
  const repeats = last && state.now - last.at < 10 * 60 * SECOND ? last.count : 0
  const endpoints = {
    ...state.endpoints,
    [endpoint]: { count: repeats + 1, at: state.now },
  }
  const next = { ...state, endpoints }
  const detail = seen.status === null ? { error: seen.error ?? '' } : { status: seen.status }
  // A poll that keeps failing is one fault, however often it asks.
  const worn = sign.role === 'api' && repeats >= (seen.method === 'GET' ? 2 : 3)
  if (worn) return next
  // A second chat that does not open is no mere repeat of the first.
  return addPage(next, kind, detail, isChat ? Math.max(1, repeats) : undefined)
}

function pageKind(sign: RequestSign): EvidenceKind | null {
  const failed = sign.outcome === 'server_error'
  switch (sign.role) {
    case 'api':
      return failed ? 'api_5xx' : null
    case 'essential':
      return failed ? 'essential_5xx' : null
    case 'conversation':
      return failed ? 'conversation_5xx' : null
    case 'challenge':
      return failed ? 'challenge_5xx' : null
    case 'script':
      return failed ? 'script_5xx' : sign.outcome === 'net_error' ? 'script_net_error' : null
    default:
      return null
  }
}

const WINDOW = 90 * SECOND

function addPage(
  state: WitnessState,
  kind: EvidenceKind,
  detail: Readonly<Record<string, string | number>>,
  repeats = Number.POSITIVE_INFINITY,
): WitnessState {
  const before = state.page.filter((e) => e.kind === kind && state.now - e.at < WINDOW).length
  const worth = weightOf(kind, Math.min(before, repeats))
  if (worth === 0) return state
  const evidence = { kind, sensor: WEIGHTS[kind].sensor, bits: worth, at: state.now, detail }
  return { ...state, page: [...state.page, evidence].slice(-24) }
}

/** The user's own line changed under the page: what failed around it proves nothing. */
function changedNetwork(state: WitnessState): WitnessState {
  const span = { from: state.now - 15 * SECOND, to: state.now + 15 * SECOND }
  const open = currentTurn(state)
  const next = { ...state, blind: addBlind(state.blind, [span], state.now) }
  return open ? replaceLast(next, excuse(open, 'local', 'offline')) : next
}

function onCompletion(state: WitnessState, seen: RequestSeen, sign: RequestSign): WitnessState {
  // A request without a turn is the page's own retry, or a prompt that was sent unseen.
  const current = currentTurn(state)
  const known = current !== null && (current.endedAt === null || seen.phase !== 'started')
  // A socket is opened, kept and dropped without anything being asked.
  if (!known && seen.type === 'websocket') return state
  const base = known ? state : retried(state)
  const turn = base.turns.at(-1)
  if (!turn) return base
  const set = (next: Turn) => replaceLast(base, next)
  switch (sign.outcome) {
    case 'open':
      return set({ ...turn, requestedAwakeMs: turn.requestedAwakeMs ?? turn.waitedMs })
    case 'ok':
      // A further attempt that is let in: what excused the turn is over.
      return set({
        ...turn,
        reached: true,
        answeredHead: true,
        excused: null,
        cut: false,
        closedAt: seen.phase === 'completed' ? state.now : null,
      })
    case 'server_error':
      return set(
        addEvidence({ ...turn, reached: true }, 'completion_5xx', state.now, {
          status: seen.status ?? 0,
        }),
      )
    case 'net_error': {
      const kind = sign.dns ? 'completion_dns' : 'completion_net_error'
      const cut = turn.answeredHead && turn.closedAt === null
      const detail = { error: seen.error ?? `${seen.status}` }
      return set(addEvidence({ ...turn, cut }, kind, state.now, detail))
    }
    case 'local':
      return changedNetwork(base)
    case 'limited':
      return set(excuse({ ...turn, reached: true }, 'limited', 'rate_limit'))
    case 'auth':
    case 'challenged':
      return set(excuse({ ...turn, reached: true }, 'refused', 'auth'))
    case 'refused':
      return set(excuse({ ...turn, reached: true }, 'refused', null))
    case 'blocked':
      return set(excuse(turn, 'local', null))
    case 'aborted':
      // The page gave up the request: the user stopped it, or went on.
      return set({ ...turn, abortedAt: state.now })
  }
}

function onView(
  provider: Provider,
  state: WitnessState,
  view: PageView,
  signs: Signs,
): WitnessState {
  const blank = !view.drawn && view.bare && !view.login && !view.challenge
  let next: WitnessState = {
    ...state,
    looked: true,
    generating: view.generating,
    drawn: view.drawn && (view.composer || view.turn.promptKey !== 0),
    blank,
    headed: view.headed,
    loadedParts: view.loadedParts,
    loadedAwakeMs:
      blank && view.loadedParts <= state.loadedParts ? state.loadedAwakeMs : state.awakeMs,
    attachedAt: view.attachments > 0 ? state.now : state.attachedAt,
    login: view.login && !view.composer,
    challenge: view.challenge,
    // The chat stands there after all: it had not been replaced.
    page: view.composer ? state.page.filter(({ kind }) => !IN_PLACE_OF_IT.has(kind)) : state.page,
  }
  const fresh = view.surfaces.filter(
    (surface) => !state.shown.includes(surface.key) && !isOfTheWork(next, surface, view, signs),
  )
  // An answer being made that nobody announced: a retry inside the site, or a turn begun before us.
  const known = currentTurn(next)
  if (
    view.generating &&
    state.looked &&
    !state.generating &&
    (known === null || known.endedAt !== null)
  ) {
    next = retried(next)
  }
  for (const surface of fresh) next = onSurface(next, surface, view, signs)
  const turn = next.turns.at(-1)
  if (turn) {
    const watched = watchTurn(provider, turn, view, next.now, signs)
    const settled = settleTurn(watched, view, next.now, signs)
    next = replaceLast(next, settled)
    if (settled.outcome === 'answered' && turn.outcome !== 'answered') {
      next = { ...next, sample: sampleOf(settled), condition: null, resetsAt: null }
    }
  }
  const shown = [...new Set([...state.shown, ...fresh.map((surface) => surface.key)])].slice(-80)
  return { ...next, shown, lastView: view.turn }
}

/** What a page says that shows nothing else. */
const IN_PLACE_OF_IT = new Set<string>(['page_outage', 'page_generic'])

function sampleOf(turn: Turn): PatienceSample | null {
  if (turn.firstMs === null || turn.excused !== null) return null
  return { mode: turn.mode, firstMs: turn.firstMs, gapMs: turn.longestGapMs }
}

/**
 * Plain words of failure amid an answer in the making (a tool's output, a source that did not load),
 * or a message elsewhere while it flows. Read when the answer is done.
 */
function isOfTheWork(state: WitnessState, surface: Surface, view: PageView, signs: Signs): boolean {
  const turn = openTurn(state)
  if (!turn || !view.generating || surface.waiting) return false
  const { thinking, steps } = view.turn
  const isAtWork = turn.chars > 0 || turn.thoughts || thinking || steps > 0
  const grew = view.turn.answerChars > turn.chars
  const isFlowing = turn.chars > 0 && (grew || turn.waitedMs < 4 * SECOND)
  const isAside =
    surface.place === 'turn' ? isAtWork && !surface.box && !surface.control : isFlowing
  return isAside && isKind(`text_${signOf(signs, { text: surface.text, as: 'surface' }).kind}`)
}

/** On the sign-in page these speak of what the user typed there: a code, a password. */
const OF_THE_ENTRY = new Set<TextKind | null>([
  'generic',
  'network',
  'numbered',
  'feature',
  'model',
])

/** What sites write below an answer that the user stopped. */
const ECHOES = new Set<TextKind | null>(['interrupted', 'generic', 'network', null])

function onSurface(
  state: WitnessState,
  surface: Surface,
  view: PageView,
  signs: Signs,
): WitnessState {
  const { text, waiting } = surface
  const sign = signOf(signs, { text, as: waiting ? 'waiting' : 'surface' })
  const turn = currentTurn(state)
  if (view.login && OF_THE_ENTRY.has(sign.kind) && !isLoadFailing(state, 5)) return state
  if (surface.place === 'page') return onPageText(state, sign.kind)
  if (turn?.outcome === 'stopped' && ECHOES.has(sign.kind)) return state
  // What stands in the conversation without a turn of ours was rendered from history.
  if (!turn && surface.place === 'turn' && !isLoadFailing(state)) return state
  // In place of a conversation that did not come, an error box is one in any language.
  const isBoxed = sign.kind === null && surface.place === 'turn' && surface.box
  if (!turn) return onNotice(state, isBoxed ? { ...sign, kind: 'generic' } : sign)
  const next = (changed: Turn) => replaceLast(state, changed)
  switch (sign.kind) {
    case 'usage_limit':
    case 'rate_limit':
    case 'policy':
    case 'auth': {
      const resetsAt = sign.resetsAt ?? turn.resetsAt
      return next({ ...excuse(turn, 'limited', sign.kind), resetsAt })
    }
    case 'length':
    case 'not_found':
      return next(excuse(turn, 'limited', null))
    case 'offline':
      return next(excuse(turn, 'local', 'offline'))
    case 'wait':
    case 'recovering':
      return state
    case 'thinking':
      return surface.place === 'turn' ? next({ ...turn, thoughts: true }) : state
    case 'feature':
      return next(addEvidence(turn, 'notice_feature', state.now))
    case 'retry':
      return next(
        addEvidence(turn, 'retry_line', state.now, sign.attempt ? { attempt: sign.attempt } : {}),
      )
    case null:
      if (surface.box && !view.translated && surface.text.length >= 8) {
        return next(addEvidence(turn, 'text_unknown', state.now))
      }
      return surface.place === 'turn'
        ? next({ ...turn, unreadChars: turn.unreadChars + surface.text.length })
        : state
    default: {
      const shows = (turn.chars > 0 || turn.media) && turn.hollow === null
      // Beside a good answer, plain text is a link, a question to ask next, a note.
      const broke = turn.evidence.some((e) => e.sensor === 'network')
      if (shows && !surface.box && !broke && sign.kind !== 'interrupted') return state
      const kind = `text_${sign.kind}` as const
      const detail = sign.code === null ? undefined : { code: sign.code }
      // Elsewhere in the page, plain words of failure need not be about an answer that stands there.
      const isPlain = sign.kind === 'generic' || sign.kind === 'network'
      const isWhole = turn.outcome === 'answered' || (shows && !broke && isPlain)
      const isAside = surface.place === 'notice' && isWhole
      return next(addEvidence(turn, isAside ? 'notice_trouble' : kind, state.now, detail))
    }
  }
}

/** The page's own requests failed a moment ago: then an error in the conversation is no history. */
const isLoadFailing = (state: WitnessState, seconds = 30) =>
  state.page.some((e) => e.sensor === 'network' && state.now - e.at < seconds * SECOND)

function onNotice(state: WitnessState, { kind, resetsAt }: TextSign): WitnessState {
  switch (kind) {
    case 'usage_limit':
      return {
        ...state,
        condition: 'usage_limit',
        conditionAt: state.now,
        resetsAt: resetsAt ?? state.resetsAt,
      }
    case 'auth':
      return { ...state, condition: 'auth', conditionAt: state.now }
    case 'capacity':
    case 'outage':
    case 'gateway':
    case 'generic':
    case 'numbered':
    case 'model':
      return state.looked ? addPage(state, 'notice_trouble', {}) : state
    case 'challenge':
      return addPage(state, 'text_challenge', {})
    case 'feature':
    case 'network':
      return state.looked ? addPage(state, 'notice_feature', {}) : state
    default:
      return state
  }
}

function onPageText(state: WitnessState, kind: TextKind | null): WitnessState {
  switch (kind) {
    case 'capacity':
    case 'outage':
    case 'gateway':
      return addPage(state, 'page_outage', {})
    case 'generic':
    case 'numbered':
      return addPage(state, 'page_generic', {})
    case 'challenge':
      return addPage(state, 'text_challenge', {})
    case 'auth':
    case 'rate_limit':
    case 'usage_limit':
      return { ...state, condition: kind, conditionAt: state.now }
    default:
      return state
  }
}

const BLANK = [
  [5, 1],
  [10, 2],
  [20, 3],
  [45, 5],
] as const

/** A root that stays empty. Scripts that keep arriving are progress. */
function blankEvidence(state: WitnessState): Evidence | null {
  if (!state.blank) return null
  const seconds = (state.awakeMs - state.loadedAwakeMs) / SECOND
  // In place of a chat stands a notice, and by now the chat would have drawn over it.
  const is = (kind: EvidenceKind, ms = 0) =>
    state.page.some((e) => e.kind === kind && state.now - e.at >= ms)
  let bits = seconds >= 2 && is('page_outage', SECOND / 2) ? 1 : 0
  for (const [step, value] of BLANK) if (seconds >= step) bits = value
  // A notice that we cannot read is more often about the account than about an outage.
  if (state.headed && !is('page_outage') && !is('page_generic')) bits = Math.min(bits, 2)
  if (bits === 0) return null
  return { kind: 'blank_page', sensor: 'clock', bits, at: state.pageStartedAt }
}
