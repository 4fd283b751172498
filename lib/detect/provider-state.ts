import type { Provider } from '../providers/provider'
import type { StatusRecord } from '../status/report'
import { classifyRequest } from './classify-request'
import { decay, pageAgreement, turnBits } from './ledger'
import type { RequestSeen, TurnReport, WitnessReport } from './report'
import type { Condition, Evidence, Health, Verdict } from './verdict'
import {
  FAILING,
  isAmbiguous,
  isByAnyone,
  isOngoing,
  SUSPECT,
  speaksOfServer,
  WEIGHTS,
  weightOf,
} from './weights'

/**
 * What all tabs of one provider have seen, judged together in the background.
 *
 * How the background drives it (pure; keep the JSON-safe state in `storage.session`):
 * - start: `newProviderState(provider.id)`.
 * - `state = foldProvider(provider, state, event, now)` for every event: a tab's `report`
 *   (`page.witness`), a `document` request (main_frame, also of tabs that never load), `gone` when
 *   a tab closes or leaves the site, the answer of a `probe`, a fetched `status`, and a `tick`: in
 *   1 s steps while `verdictOf` is not healthy and the worker is awake, else by alarm.
 * - after each: `verdictOf(state)` is what to show; `wantsProbe(state)` says that a connectivity
 *   probe is due (mark it with a `probing` event, then answer with `probe`), `wantsStatus(state)`
 *   that the status page is worth a look.
 */
export interface ProviderState {
  readonly providerId: string
  readonly now: number
  readonly pages: readonly PageRecord[]
  readonly documents: readonly DocumentRecord[]
  readonly addresses: readonly { readonly at: number; readonly login: boolean }[]
  readonly probe: (Reach & { readonly at: number }) | null
  /** Answers in a row that said: the line works, the provider does not answer. */
  readonly unreached: number
  readonly probingAt: number | null
  /** Last time that a control probe answered. */
  readonly controlOkAt: number | null
  /** Last time that the site's browser check loaded for a probe: then the user's own filter holds it back. */
  readonly checkOkAt: number | null
  readonly blind: readonly Blind[]
  /** When a document failed for a reason on the user's own side. */
  readonly lineFailedAt: number | null
  readonly status: {
    readonly at: number
    readonly bits: number
    readonly kind: 'status_trouble' | 'status_degraded'
  } | null
  readonly good: readonly number[]
  readonly health: Health
  readonly failingSince: number | null
  readonly recoveringSince: number | null
  readonly lastEvidenceAt: number | null
  readonly episode: number
  readonly episodeEndedAt: number | null
  readonly bits: number
  readonly evidence: readonly Evidence[]
}

interface PageRecord {
  readonly tabId: number
  readonly at: number
  readonly gone: boolean
  readonly report: WitnessReport
}

interface DocumentRecord {
  readonly tabId: number
  readonly evidence: Evidence
}

/** A span in which nothing that the line may have caused counts. */
interface Blind {
  readonly from: number
  readonly to: number
  /** Somebody answered in place of other hosts: then whole pages may be theirs too. */
  readonly intercepted: boolean
}

/** What a connectivity probe found. */
export interface Reach {
  /** At least two of three independent hosts answered. */
  readonly control: boolean
  /** Somebody else answered for at least two: a captive portal, a proxy. */
  readonly intercepted: boolean
  /** The provider's own host answered anything below 500. */
  readonly provider: boolean
  /** The browser check that guards the site loads; `null` when it was not asked. */
  readonly check: boolean | null
}

export type ProviderEvent =
  | { readonly type: 'report'; readonly tabId: number; readonly report: WitnessReport }
  | { readonly type: 'document'; readonly tabId: number; readonly seen: RequestSeen }
  | { readonly type: 'gone'; readonly tabId: number }
  | { readonly type: 'probing' }
  | ({ readonly type: 'probe' } & Reach)
  | { readonly type: 'status'; readonly record: StatusRecord }
  | { readonly type: 'tick' }

const SECOND = 1000
const MINUTE = 60 * SECOND
const MEMORY = 30 * MINUTE
const PROBE_GAP = 15 * SECOND
const CONFIRM_GAP = 4 * SECOND
/** An answer of the control hosts says that the line worked then. */
const CONTROL_FRESH = 30 * SECOND
/** The browser check loaded: what the page says of it in the next while is not the provider's doing. */
const CHECK_FRESH = 10 * MINUTE
/** No answer by then: there is no probe, or it hangs as everything else does. */
const PROBE_LOST = 8 * SECOND
const RECOVERED = 5 * MINUTE
/** Ambiguous evidence alone stays below the threshold until the line is known to work. */
const UNPROVEN = 7.5
/** Less than a bit is no evidence: old crumbs must not carry a new one over the line. */
const LEAST = 1
const FRESH_INCIDENT = 6 * 60 * MINUTE

export function newProviderState(providerId: string): ProviderState {
  return {
    providerId,
    now: 0,
    pages: [],
    documents: [],
    addresses: [],
    probe: null,
    unreached: 0,
    probingAt: null,
    controlOkAt: null,
    checkOkAt: null,
    blind: [],
    lineFailedAt: null,
    status: null,
    good: [],
    health: 'healthy',
    failingSince: null,
    recoveringSince: null,
    lastEvidenceAt: null,
    episode: 0,
    episodeEndedAt: null,
    bits: 0,
    evidence: [],
  }
}

/** Takes one event at `now` (epoch ms) and judges anew. Pure. */
export function foldProvider(
  provider: Provider,
  before: ProviderState,
  event: ProviderEvent,
  now: number,
): ProviderState {
  return judge(take(provider, { ...before, now }, event))
}

function take(provider: Provider, state: ProviderState, event: ProviderEvent): ProviderState {
  const { now } = state
  switch (event.type) {
    case 'report':
      return onReport(state, event.tabId, event.report)
    case 'document':
      return onDocument(provider, state, event.tabId, event.seen)
    case 'gone':
      return {
        ...state,
        pages: state.pages.map((page) => (page.tabId === event.tabId ? leave(page, now) : page)),
      }
    case 'probing':
      return { ...state, probingAt: now }
    case 'probe':
      return onProbe(state, event)
    case 'status':
      return { ...state, status: statusSign(event.record, now) }
    case 'tick':
      return state
  }
}

/** A page that is gone keeps what it proved; its silence ends with it. */
function leave(page: PageRecord, now: number): PageRecord {
  if (page.gone) return page
  const turns = page.report.turns.map((turn) =>
    turn.outcome === 'open'
      ? {
          ...turn,
          outcome: 'abandoned' as const,
          endedAt: now,
          evidence: turn.evidence.filter((e) => e.sensor !== 'clock'),
        }
      : turn,
  )
  return { ...page, gone: true, at: now, report: { ...page.report, turns } }
}

function onReport(state: ProviderState, tabId: number, report: WitnessReport): ProviderState {
  const { now } = state
  const rest = state.pages
    .filter((page) => !(page.tabId === tabId && page.report.pageStartedAt === report.pageStartedAt))
    .map((page) => (page.tabId === tabId ? leave(page, now) : page))
    .filter((page) => !page.gone || now - page.at < MEMORY)
  const pages = [...rest, { tabId, at: now, gone: false, report }].slice(-24)
  // A page that draws itself takes back what its failed load said.
  const documents = report.drawn
    ? state.documents.filter((doc) => doc.tabId !== tabId || doc.evidence.at > report.pageStartedAt)
    : state.documents
  const cleared = documents.length < state.documents.length ? [now] : []
  const answered = pages.flatMap((page) => page.report.turns).filter(isGood)
  const good = new Set([
    ...state.good.filter((at) => now - at < MEMORY),
    ...answered.map((turn) => turn.endedAt ?? now),
    ...cleared,
  ])
  return { ...state, pages, documents, good: [...good].sort((a, b) => a - b).slice(-12) }
}

/** An answer that came whole and in time. */
const isGood = (turn: TurnReport) =>
  turn.outcome === 'answered' && !turn.evidence.some((e) => e.bits >= 2)

function onDocument(
  provider: Provider,
  state: ProviderState,
  tabId: number,
  seen: RequestSeen,
): ProviderState {
  const { now } = state
  if (seen.phase === 'started') return state
  const sign = classifyRequest(provider, seen)
  const path = URL.parse(seen.url)?.pathname ?? ''
  const login = provider.page.loginPaths.some((p) => path === p || path.startsWith(`${p}/`))
  const addresses =
    seen.phase === 'failed'
      ? state.addresses
      : [...state.addresses, { at: now, login }].filter((a) => now - a.at < 30 * SECOND).slice(-12)
  const next = { ...state, addresses }
  if (sign.outcome === 'local') {
    const span = { from: now - 15 * SECOND, to: now + 15 * SECOND, intercepted: false }
    return { ...next, blind: addBlind(next.blind, span, now), lineFailedAt: now }
  }
  const kind =
    sign.outcome === 'server_error'
      ? 'document_5xx'
      : sign.outcome === 'net_error'
        ? sign.dns
          ? 'document_dns'
          : 'document_net_error'
        : flips(addresses) >= 4 || emptyLoads(state, tabId) >= 4
          ? 'login_loop'
          : null
  if (kind === null) return next
  const before = state.documents.filter(
    (doc) => doc.evidence.kind === kind && now - doc.evidence.at < 5 * MINUTE,
  ).length
  const bits = weightOf(kind, before)
  if (kind === 'login_loop' && before > 0) return next
  const detail = seen.status === null ? { error: seen.error ?? '' } : { status: seen.status }
  const evidence: Evidence = { kind, sensor: WEIGHTS[kind].sensor, bits, at: now, tabId, detail }
  return { ...next, documents: [...next.documents, { tabId, evidence }].slice(-12) }
}

/** Passages between the login page and the app. */
function flips(addresses: ProviderState['addresses']): number {
  return addresses.filter((a, i) => i > 0 && a.login !== addresses[i - 1]?.login).length
}

/** Loads of a tab that drew nothing: a sign-in on another host sends back and forth unseen. */
function emptyLoads({ pages, now }: ProviderState, tabId: number): number {
  return pages.filter(
    ({ tabId: of, report }) =>
      of === tabId && !report.drawn && now - report.pageStartedAt < 30 * SECOND,
  ).length
}

const addBlind = (blind: readonly Blind[], added: Blind, now: number): readonly Blind[] =>
  [...blind.filter((span) => now - span.to < MEMORY), added].slice(-12)

function onProbe(state: ProviderState, reach: Reach): ProviderState {
  const { control, intercepted, provider, check } = reach
  const at = state.now
  const next = {
    ...state,
    probe: { at, control, intercepted, provider, check },
    unreached: control && !provider ? state.unreached + 1 : 0,
    probingAt: null,
    checkOkAt: check ? at : state.checkOkAt,
  }
  if (control) return { ...next, controlOkAt: at }
  const span = { from: at - 45 * SECOND, to: at + PROBE_GAP, intercepted }
  return { ...next, controlOkAt: null, blind: addBlind(next.blind, span, at) }
}

function statusSign(record: StatusRecord, now: number): ProviderState['status'] {
  const { level, incidents } = record.report
  if (now - record.fetchedAt > 10 * MINUTE) return null
  const open = incidents.filter((incident) => incident.touchesChat)
  // An incident that has been open for days is about something else than this failure.
  const old =
    open.length > 0 && open.every((i) => i.since !== null && now - i.since > FRESH_INCIDENT)
  if (old) return null
  if (level === 'major_outage' || level === 'partial_outage') {
    return { at: record.fetchedAt, bits: weightOf('status_trouble'), kind: 'status_trouble' }
  }
  return level === 'degraded_performance'
    ? { at: record.fetchedAt, bits: weightOf('status_degraded'), kind: 'status_degraded' }
    : null
}

interface Sum {
  readonly bits: number
  readonly evidence: readonly Evidence[]
  /** The server itself was heard somewhere in it. */
  readonly reached: boolean
  /** All that was heard of it is whole pages. */
  readonly onlyPages: boolean
  readonly newest: number | null
  readonly oldest: number | null
}

/** Adds up what still counts: decayed, halved by every good answer that came after. */
function ledger(state: ProviderState): Sum {
  const { now } = state
  const { checkOkAt } = state
  // Error pages of a network that failed for all its sites look like a proxy's: the third one counts.
  const fewPages = state.documents.filter((doc) => doc.evidence.kind === 'document_5xx').length < 3
  const blind = (e: Evidence) =>
    (e.kind === 'text_challenge' && checkOkAt !== null && e.at - checkOkAt < CHECK_FRESH) ||
    state.blind.some(({ from, to, intercepted }) => {
      const at = isOngoing(e.kind) ? now : e.at
      const mayBeLocal = !speaksOfServer(e.kind) || (intercepted && fewPages && isByAnyone(e.kind))
      return mayBeLocal && at >= from && at <= to
    })
  const later = (at: number) => state.good.filter((good) => good > at).length
  const left = (at: number, decaysFrom: number) => {
    const after = later(at)
    return after >= 2 ? 0 : decay(now - decaysFrom) * 0.5 ** after
  }
  let bits = 0
  let reached = false
  let chatHeard = false
  const evidence: Evidence[] = []
  const add = (list: readonly Evidence[], worth: number, share: number) => {
    if (worth * share < LEAST) return
    bits += worth * share
    for (const e of list) if (e.bits > 0) evidence.push(e)
  }
  for (const page of state.pages) {
    const tab = (e: Evidence): Evidence => ({ ...e, tabId: page.tabId })
    for (const turn of page.report.turns) {
      const kept = turn.evidence.filter((e) => !blind(e)).map(tab)
      if (kept.length === 0) continue
      const newest = Math.max(...kept.map((e) => e.at))
      const share = left(newest, turn.endedAt ?? now)
      const worth = turnBits({ ...turn, evidence: kept })
      if (share > 0 && (turn.reached || kept.some((e) => speaksOfServer(e.kind)))) {
        reached = true
        chatHeard = true
      }
      add(kept, worth, share)
    }
    let side = 0
    const sideEvidence: Evidence[] = []
    for (const e of page.report.page) {
      if (blind(e)) continue
      const share = e.kind === 'blank_page' && !page.gone ? left(e.at, now) : left(e.at, e.at)
      if (speaksOfServer(e.kind) && share > 0) {
        reached = true
        if (!isByAnyone(e.kind)) chatHeard = true
      }
      side += e.bits * share
      if (share > 0) sideEvidence.push(tab(e))
    }
    add(sideEvidence, side + pageAgreement(sideEvidence), 1)
  }
  for (const { evidence: e } of state.documents) {
    if (blind(e)) continue
    const share = left(e.at, e.at)
    if (speaksOfServer(e.kind) && share > 0) reached = true
    add([e], e.bits, share)
  }
  const unreachable = state.probe?.control === true && state.probe.provider === false
  const ambiguous = evidence.filter((e) => isAmbiguous(e.kind) || e.kind === 'document_5xx')
  if (unreachable && ambiguous.length > 0 && state.probe && now - state.probe.at < 2 * MINUTE) {
    const { at } = state.probe
    for (let nth = 0; nth < Math.min(2, state.unreached); nth += 1) {
      const worth = weightOf('provider_unreachable', nth)
      add(
        [{ kind: 'provider_unreachable', sensor: 'probe', bits: worth, at }],
        worth,
        decay(now - at),
      )
    }
  }
  // The status page only backs up what was seen; a slow answer under an old banner is no outage.
  const felt = bits >= 4 && evidence.some((e) => e.sensor !== 'clock' && e.bits >= 3)
  if (state.status && felt && now - state.status.at < 10 * MINUTE) {
    const { kind, at } = state.status
    add([{ kind, sensor: 'status', bits: state.status.bits, at }], state.status.bits, 1)
  }
  const own = evidence.filter((e) => e.sensor !== 'status' && e.sensor !== 'probe').map((e) => e.at)
  return {
    bits,
    evidence,
    reached,
    onlyPages: !chatHeard,
    newest: own.length > 0 ? Math.max(...own) : null,
    oldest: own.length > 0 ? Math.min(...own) : null,
  }
}

const newest = (list: readonly Evidence[]) =>
  Math.max(Number.NEGATIVE_INFINITY, ...list.map((e) => e.at))

/** Whether the line is known to work well enough to accuse the provider. */
function isProven(state: ProviderState, sum: Sum): boolean {
  const { now, controlOkAt, probe, probingAt } = state
  if (controlOkAt !== null && now - controlOkAt < CONTROL_FRESH) return true
  const asked = probingAt !== null && now - probingAt < PROBE_LOST
  // The line may have broken since the server was heard: a probe under way will tell.
  const heardAt = newest(sum.evidence.filter((e) => speaksOfServer(e.kind)))
  const brokenAt = newest(sum.evidence.filter((e) => isAmbiguous(e.kind)))
  if (sum.reached && !(asked && (sum.onlyPages || brokenAt > heardAt))) return true
  // Nobody ever answered a probe: then a broken connection proves nothing, and words need more.
  const isBroken = brokenAt > Number.NEGATIVE_INFINITY
  return probe === null && !asked && !isBroken && sum.bits >= FAILING + 3
}

function judge(state: ProviderState): ProviderState {
  const sum = ledger(state)
  const bits = isProven(state, sum) ? sum.bits : Math.min(sum.bits, UNPROVEN)
  const next = {
    ...state,
    bits,
    evidence: sum.evidence,
    lastEvidenceAt: sum.newest ?? state.lastEvidenceAt,
  }
  switch (state.health) {
    case 'healthy':
    case 'suspect':
      if (bits >= FAILING) return fail(next, sum)
      return {
        ...next,
        health:
          bits >= SUSPECT || (state.health === 'suspect' && bits >= 2) ? 'suspect' : 'healthy',
      }
    case 'failing':
      return leaveFailing(next, bits)
    case 'recovering':
      return leaveRecovering(next, sum, bits)
  }
}

function fail(state: ProviderState, sum: Sum): ProviderState {
  const { now, episodeEndedAt } = state
  // Flapping within ten minutes is one and the same outage: told once.
  const same = episodeEndedAt !== null && now - episodeEndedAt < 10 * MINUTE
  return {
    ...state,
    health: 'failing',
    failingSince: same ? (state.failingSince ?? sum.oldest) : sum.oldest,
    recoveringSince: null,
    episode: same ? state.episode : state.episode + 1,
    episodeEndedAt: null,
  }
}

const goodSince = (state: ProviderState, at: number) =>
  state.good.filter((good) => good > at).length

function leaveFailing(state: ProviderState, bits: number): ProviderState {
  const { now } = state
  const last = state.lastEvidenceAt ?? now
  const good = goodSince(state, last)
  if (good >= 2 && bits < SUSPECT) return heal(state)
  if (good >= 1) return { ...state, health: 'recovering', recoveringSince: now }
  // What was taken for silence came in the end.
  if (bits < 2 && now - last < MINUTE) return heal(state)
  return now - last > MEMORY ? heal(state) : state
}

function leaveRecovering(state: ProviderState, sum: Sum, bits: number): ProviderState {
  const { now } = state
  const since = state.recoveringSince ?? now
  const fresh = sum.evidence.filter((e) => e.at > since && e.sensor !== 'status')
  if (fresh.reduce((total, e) => total + e.bits, 0) >= SUSPECT && bits >= SUSPECT) {
    return { ...state, health: 'failing', recoveringSince: null }
  }
  const quiet = now - Math.max(since, sum.newest ?? 0) >= RECOVERED
  return goodSince(state, state.lastEvidenceAt ?? 0) >= 2 || quiet ? heal(state) : state
}

function heal(state: ProviderState): ProviderState {
  return {
    ...state,
    health: 'healthy',
    recoveringSince: null,
    episodeEndedAt: state.now,
  }
}

/** What to show. */
export function verdictOf(state: ProviderState): Verdict {
  const trouble = state.health !== 'healthy'
  const live = state.pages.filter((page) => !page.gone)
  const turn = live
    .flatMap((page) => page.report.turns.slice(-1))
    .sort((a, b) => b.startedAt - a.startedAt)[0]
  const condition = conditionOf(state, live, turn)
  return {
    providerId: state.providerId,
    health: state.health,
    kind: state.health === 'failing' || state.health === 'recovering' ? kindOf(state) : null,
    reach: state.health === 'failing' ? reachOf(state) : null,
    condition,
    resetsAt: condition === 'usage_limit' ? (turn?.resetsAt ?? null) : null,
    since: trouble ? (state.failingSince ?? oldest(state.evidence)) : null,
    lastEvidenceAt: state.lastEvidenceAt,
    stale: state.health === 'failing' && state.bits < 3,
    bits: Math.round(state.bits * 10) / 10,
    episode: state.episode,
    evidence: trouble ? state.evidence : [],
  }
}

const oldest = (evidence: readonly Evidence[]) =>
  evidence.length === 0 ? null : Math.min(...evidence.map((e) => e.at))

function conditionOf(
  state: ProviderState,
  live: readonly PageRecord[],
  turn: TurnReport | undefined,
): Condition | null {
  const deaf = state.probe?.control === false && state.now - state.probe.at < MINUTE
  // Control hosts may be blocked here while the provider itself is heard.
  if (deaf && !state.evidence.some((e) => speaksOfServer(e.kind))) return 'offline'
  if (state.lineFailedAt !== null && state.now - state.lineFailedAt < MINUTE && live.length === 0) {
    return 'offline'
  }
  if (turn?.condition) return turn.condition
  const said = live.map((page) => page.report.condition).find((condition) => condition !== null)
  if (said) return said
  return turn?.outcome === 'open' && turn.evidence.some((e) => e.kind === 'stalled') ? 'slow' : null
}

/** `outage`: the page, the login, the server, or several turns; else one turn may be bad luck. */
function kindOf(state: ProviderState): 'outage' | 'degraded' {
  const kinds = new Set(state.evidence.map((e) => e.kind))
  const broad = [
    'document_5xx',
    'document_net_error',
    'document_dns',
    'login_loop',
    'page_outage',
    'script_5xx',
    'blank_page',
    'challenge_5xx',
  ]
  if (broad.some((kind) => kinds.has(kind))) return 'outage'
  if (kinds.has('text_model') || kinds.has('slow_turn') || kinds.has('crawl')) return 'degraded'
  const failed = state.pages
    .flatMap((page) => page.report.turns)
    .filter((turn) => turn.outcome !== 'answered' && turn.evidence.some((e) => e.bits >= 3))
  const attempts = state.evidence.filter((e) => e.kind === 'completion_5xx').length
  return failed.length >= 2 || attempts >= 2 ? 'outage' : 'degraded'
}

/** "Cannot reach" where every sign is a connection that fails, "is down" where the server spoke. */
function reachOf(state: ProviderState): 'down' | 'unreachable' {
  const strong = state.evidence.filter((e) => e.bits >= 2 && e.sensor !== 'status')
  const unreachable = (e: Evidence) =>
    isAmbiguous(e.kind) || e.kind === 'provider_unreachable' || e.kind === 'empty_with_error'
  return strong.length > 0 && strong.every(unreachable) ? 'unreachable' : 'down'
}

/** A probe is worth its cost: something is suspect and the last answer is old. */
export function wantsProbe(state: ProviderState): boolean {
  const sum = ledger(state)
  if (sum.bits < 2) return false
  if (state.probingAt !== null && state.now - state.probingAt < PROBE_LOST) return false
  if (state.health === 'failing' && sum.reached) return false
  // One quick second look before saying that nothing answers.
  const gap = state.unreached === 1 ? CONFIRM_GAP : PROBE_GAP
  return state.probe === null || state.now - state.probe.at >= gap
}

/** The next probe should ask for the site's browser check too: the page says that it cannot load. */
export const wantsCheck = (state: ProviderState): boolean =>
  state.evidence.some((e) => e.kind === 'text_challenge')

/** The status page is worth a look: something is suspect, failing or coming back. */
export const wantsStatus = (state: ProviderState): boolean => state.health !== 'healthy'
