import { readSaid } from '../../lib/detect/classify-text'
import {
  foldProvider,
  newProviderState,
  type ProviderEvent,
  type ProviderState,
  verdictOf,
  wantsCheck,
  wantsProbe,
  wantsStatus,
} from '../../lib/detect/provider-state'
import type { RequestSeen } from '../../lib/detect/report'
import { type Signs, saidIn, saidKey, type TextSign } from '../../lib/detect/said'
import type { Verdict } from '../../lib/detect/verdict'
import type { PageView } from '../../lib/detect/view'
import {
  AFTER_END,
  lookAfter,
  newWitness,
  nextLook,
  type Observation,
  reportOf,
  type WitnessState,
  wantsBackoff,
  witness,
} from '../../lib/detect/witness'
import { backoffOf } from '../../lib/page/backoff'
import { type PageReader, pageReader } from '../../lib/page/view'
import { providerById, providerOf } from '../../lib/providers'
import { conversationOf } from '../../lib/providers/address'
import type { Provider } from '../../lib/providers/provider'
import type { StatusRecord } from '../../lib/status/report'
import type { ScenarioEvent, Timeline } from './scenario'
import { openStage, type Stage } from './stage'

/** A sensor to do without, for the ablation table. */
export type Ablation = 'network' | 'words' | 'clock' | 'probe' | 'status'

/** One change of a provider's verdict. `at` in ms since the start. */
export interface Judgement {
  readonly at: number
  readonly verdict: Verdict
}

interface Tab {
  readonly id: number
  url: string
  provider: Provider | null
  stage: Stage | null
  read: PageReader | null
  /** The last look saw a sign that an answer is being made. */
  signed: boolean
  view: { readonly changes: number; readonly view: PageView } | null
  witness: WitnessState | null
  told: string
  lookAt: number
  visible: boolean
  mode: string
  conversation: string | null
}

const CHECK = /^https:\/\/challenges\.cloudflare\.com\//
const START = Date.UTC(2026, 10, 3, 9, 0, 0)
const HIDDEN_LOOK = 10_000
/** How long a probe takes: hosts that answer are quick, those that do not run into the time-out. */
const PROBE_MS = { ok: 300, failed: 3000 }
const STATUS_MS = 400
const TAIL = 5000

/**
 * Plays a timeline through the modules that the extension runs: the page reader on the provider's
 * real structure, the request classifier, one witness per page, one state per provider. Answers
 * with every change of every provider's verdict.
 */
export function replay(
  timeline: Timeline,
  without: ReadonlySet<Ablation> = new Set(),
): ReadonlyMap<string, readonly Judgement[]> {
  const states = new Map<string, ProviderState>()
  const judgements = new Map<string, Judgement[]>()
  const tabs = new Map<string, Tab>()
  const due: { at: number; run: () => void }[] = []
  const env = { control: true, provider: true, captive: false, check: true }
  let statusPage: Extract<ScenarioEvent, { type: 'status_page' }> | null = null
  const statusAskedAt = new Map<string, number>()
  let now = 0
  let online = true
  let awakeFrom = 0

  const fold = (provider: Provider, event: ProviderEvent) => {
    const before = states.get(provider.id) ?? newProviderState(provider.id)
    // As kept between two lives of the worker.
    const stored = JSON.parse(JSON.stringify(before)) as ProviderState
    const after = foldProvider(provider, stored, event, START + now)
    states.set(provider.id, after)
    const verdict = verdictOf(after)
    const list = judgements.get(provider.id) ?? []
    const last = list.at(-1)?.verdict
    if (
      !last ||
      last.health !== verdict.health ||
      last.condition !== verdict.condition ||
      last.kind !== verdict.kind ||
      verdict.bits > last.bits
    ) {
      list.push({ at: now, verdict })
      judgements.set(provider.id, list)
    }
    ask(provider, after)
  }

  const ask = (provider: Provider, state: ProviderState) => {
    if (!without.has('probe') && wantsProbe(state)) {
      states.set(provider.id, foldProvider(provider, state, { type: 'probing' }, START + now))
      const ok = env.control && env.provider
      due.push({
        at: now + (ok ? PROBE_MS.ok : PROBE_MS.failed),
        run: () => {
          const { control, captive, provider: reached } = env
          const check = wantsCheck(state) ? env.check : null
          fold(provider, { type: 'probe', control, intercepted: captive, provider: reached, check })
        },
      })
    }
    const asked = statusAskedAt.get(provider.id) ?? Number.NEGATIVE_INFINITY
    if (!without.has('status') && wantsStatus(state) && now - asked > 60_000) {
      statusAskedAt.set(provider.id, now)
      due.push({
        at: now + STATUS_MS,
        run: () => {
          const record = statusRecord(provider, statusPage, START + now)
          if (record) fold(provider, { type: 'status', record })
        },
      })
    }
  }

  const observe = (tab: Tab, observation: Observation) => {
    if (!tab.witness || !tab.provider) return
    tab.witness = witness(tab.provider, tab.witness, observation, START + now)
    const full = reportOf(tab.witness)
    const report = without.has('clock') ? withoutClock(full) : full
    const text = JSON.stringify(report)
    if (text === tab.told) return
    tab.told = text
    fold(tab.provider, { type: 'report', tabId: tab.id, report })
  }

  const look = (tab: Tab) => {
    if (!tab.witness || !tab.provider || !tab.read || !tab.stage) {
      // An address that no provider of ours has: nothing looks there.
      tab.lookAt = Number.POSITIVE_INFINITY
      return
    }
    const backoff = wantsBackoff(tab.witness)
      ? backoffOf(tab.provider, tab.stage.document, START + now)
      : null
    if (backoff) observe(tab, { type: 'backoff', ...backoff })
    if (tab.visible) {
      const view = readTab(tab)
      observe(tab, { type: 'view', view, signs: read(view) })
    }
    if (!tab.visible) observe(tab, { type: 'tick' })
    planLook(tab)
  }

  const signs = new Map<string, TextSign>()
  /** The background reads what the page said. */
  const read = (view: PageView): Signs => {
    for (const said of saidIn(view)) {
      const key = saidKey(said)
      if (!signs.has(key)) signs.set(key, readSaid(said, START + now))
    }
    return signs
  }

  const readTab = (tab: Tab): PageView => {
    const changes = tab.stage?.changes() ?? 0
    // While an answer is written, the reader itself may look at nothing else.
    if (tab.view?.changes === changes && !tab.view.view.generating) return tab.view.view
    const reader = tab.read as PageReader
    const seen = reader()
    tab.signed = reader.sign() !== null
    const view = without.has('words') ? withoutWords(seen) : seen
    tab.view = { changes, view }
    return view
  }

  /** What the browser's observers tell the page's script at once. */
  const followSign = (tab: Tab) => {
    if (!tab.signed || !tab.visible || tab.read?.sign()) return
    tab.signed = false
    soon(tab, AFTER_END)
  }

  const tabOf = (name: string): Tab => {
    const known = tabs.get(name)
    if (known) return known
    const tab: Tab = {
      id: tabs.size + 1,
      url: '',
      provider: null,
      stage: null,
      read: null,
      signed: false,
      view: null,
      witness: null,
      told: '',
      lookAt: Number.POSITIVE_INFINITY,
      visible: true,
      mode: 'fast',
      conversation: null,
    }
    tabs.set(name, tab)
    return tab
  }

  const startScript = (tab: Tab) => {
    if (!tab.stage || !tab.provider) return
    tab.read = pageReader(tab.stage.document, tab.provider)
    tab.view = null
    tab.witness = newWitness({ visible: tab.visible, online }, START + now)
    tab.told = ''
    tab.lookAt = now + 50
  }

  const leave = (tab: Tab) => {
    observe(tab, { type: 'action', action: 'close' })
    tab.stage?.close()
    tab.stage = null
    tab.witness = null
    tab.read = null
    tab.lookAt = Number.POSITIVE_INFINITY
  }

  const planLook = (tab: Tab) => {
    if (tab.witness) tab.lookAt = now + (tab.visible ? nextLook(tab.witness) : HIDDEN_LOOK)
  }

  /** Sooner than planned, if need be; never later. */
  const soon = (tab: Tab, ms: number) => {
    tab.lookAt = Math.min(tab.lookAt, now + ms)
  }

  function play(event: ScenarioEvent): void {
    const tab = tabOf(event.tab ?? 'A')
    switch (event.type) {
      case 'navigate':
        navigate(tab, event)
        return
      case 'hydrated':
        tab.stage?.hydrate(event.composer ?? true, tab.mode)
        return
      case 'input':
        tab.stage?.type(event.text ?? '')
        return
      case 'submit':
        // A click on a button of the site's, like any other.
        if (event.via === 'regenerate') {
          act(tab, 'press')
          return
        }
        tab.stage?.type('')
        observe(tab, { type: 'submit', id: `draft-${tab.id}-${now}` })
        planLook(tab)
        return
      case 'request':
      case 'request_start':
        relay(tab, seenOf(event, START + now))
        return
      case 'dom_add':
        tab.stage?.add(event.where, event.ref, event.html, event.text)
        followSign(tab)
        return
      case 'dom_update':
        tab.stage?.update(event.ref, event.html, event.text)
        followSign(tab)
        return
      case 'dom_progress':
        tab.stage?.progress(event.ref, event.kind ?? 'text', event.chars ?? 40)
        return
      case 'dom_remove':
        tab.stage?.remove(event.ref)
        followSign(tab)
        return
      case 'visibility':
        tab.visible = event.state === 'visible'
        observe(tab, { type: 'visibility', visible: tab.visible })
        if (tab.visible) soon(tab, 250)
        return
      case 'offline':
      case 'online':
        online = event.type === 'online'
        for (const one of tabs.values()) observe(one, { type: 'online', online })
        return
      case 'sleep':
        awakeFrom = now + event.ms
        return
      case 'net_env':
        env.captive = event.captive === true
        env.control = (event.control_ok ?? true) && !env.captive
        env.provider = event.provider_ok ?? true
        return
      case 'status_page':
        statusPage = event
        return
      case 'context':
        tab.mode = event.model_mode ?? 'fast'
        tab.stage?.mode(tab.mode)
        return
      case 'ui':
        act(tab, event.action)
        return
      case 'storage':
        tab.stage?.store(event.key, event.value, START + now)
        return
      case 'ext_reload':
        startScript(tab)
        return
      default:
        return
    }
  }

  function navigate(tab: Tab, event: Extract<ScenarioEvent, { type: 'navigate' }>): void {
    tab.url = event.url
    if (event.same_document) {
      tab.stage?.navigate(event.url)
      if (event.title) tab.stage?.title(event.title)
      followConversation(tab)
      return
    }
    const provider = providerOf(event.url) ?? null
    if (tab.provider && tab.witness) leave(tab)
    if (tab.provider && tab.provider !== provider)
      fold(tab.provider, { type: 'gone', tabId: tab.id })
    tab.provider = provider
    if (!provider) return
    const failed = event.error !== undefined && event.error !== null
    if (!without.has('network')) {
      const seen = documentSeen(event, failed, START + now)
      fold(provider, { type: 'document', tabId: tab.id, seen })
    }
    // On the browser's own error page no content script runs.
    if (failed) return
    tab.stage = openStage(provider, event.url)
    if (event.title) tab.stage.title(event.title)
    tab.conversation = conversationOf(provider, event.url)
    startScript(tab)
  }

  function followConversation(tab: Tab): void {
    if (!tab.provider) return
    const next = conversationOf(tab.provider, tab.url)
    if (tab.conversation !== null && next !== tab.conversation) {
      observe(tab, { type: 'action', action: 'switch' })
    }
    tab.conversation = next
  }

  function relay(tab: Tab, seen: RequestSeen): void {
    if (without.has('network') || !tab.witness) return
    // What a probe of the browser check would get: a filter in the page does not touch it.
    if (CHECK.test(seen.url) && seen.status !== null) env.check = seen.status < 500
    // The browser tells only of hosts that were granted: the providers' own.
    if (!providerOf(seen.url)) return
    observe(tab, { type: 'request', seen })
    soon(tab, lookAfter(tab.witness, seen))
  }

  function act(tab: Tab, action: string): void {
    switch (action) {
      case 'stop':
      case 'edit':
      case 'press':
        observe(tab, { type: 'action', action })
        planLook(tab)
        return
      case 'retry': {
        const control = tab.provider?.page.failure.join(',')
        const isKnown = control && tab.stage?.document.querySelector(control)
        observe(tab, { type: 'action', action: isKnown ? 'retry' : 'press' })
        planLook(tab)
        return
      }
      case 'attach_file':
        tab.stage?.attach()
        return
      case 'switch_chat':
        observe(tab, { type: 'action', action: 'switch' })
        return
      case 'close':
        if (!tab.provider) return
        leave(tab)
        fold(tab.provider, { type: 'gone', tabId: tab.id })
        return
      default:
        return
    }
  }

  const events = withStarts(timeline.events)
  const end = (events.at(-1)?.t_ms ?? 0) + TAIL
  const home = providerById(timeline.provider)
  if (home) states.set(home.id, newProviderState(home.id))
  let tickAt = 1000
  let next = 0
  while (now <= end) {
    const event = events[next]
    const lookAt = Math.min(...[...tabs.values()].map((tab) => tab.lookAt))
    const dueAt = Math.min(...due.map((one) => one.at))
    const at = Math.min(
      event?.t_ms ?? Number.POSITIVE_INFINITY,
      Math.max(awakeFrom, Math.min(lookAt, dueAt, tickAt)),
    )
    if (at > end) break
    now = Math.max(now, at)
    if (event && event.t_ms <= now) {
      next += 1
      play(event)
    } else if (dueAt <= now) {
      due
        .splice(
          due.findIndex((one) => one.at === dueAt),
          1,
        )[0]
        ?.run()
    } else if (lookAt <= now) {
      for (const tab of tabs.values()) if (tab.lookAt <= now) look(tab)
    } else {
      tickAt = now + 1000
      for (const [id, state] of states) {
        const provider = providerById(id)
        if (provider && (state.bits > 0 || state.health !== 'healthy'))
          fold(provider, { type: 'tick' })
      }
    }
  }
  for (const tab of tabs.values()) tab.stage?.close()
  return judgements
}

/** The browser tells of a request's start too, which scenarios give as a field of its end. */
function withStarts(events: readonly ScenarioEvent[]): ScenarioEvent[] {
  const starts = events.flatMap((event, i): ScenarioEvent[] => {
    if (event.type !== 'request' || event.start_ms === undefined) return []
    const submit = events
      .slice(0, i)
      .findLast((one) => one.type === 'submit' && (one.tab ?? 'A') === (event.tab ?? 'A'))
    const t_ms = Math.min(event.t_ms, Math.max(event.start_ms, (submit?.t_ms ?? 0) + 10))
    const { url, method, resource_type, tab } = event
    return [{ type: 'request_start', t_ms, url, method, resource_type, tab }]
  })
  return [...events, ...starts].sort((a, b) => a.t_ms - b.t_ms)
}

function seenOf(
  event: Extract<ScenarioEvent, { type: 'request' | 'request_start' }>,
  at: number,
): RequestSeen {
  const type = event.resource_type ?? 'xmlhttprequest'
  const known = ['xmlhttprequest', 'websocket', 'script', 'stylesheet', 'image', 'font'] as const
  const base = {
    url: event.url,
    method: event.method ?? 'GET',
    type: known.find((one) => one === type) ?? (type === 'fetch' ? 'xmlhttprequest' : 'other'),
    at,
  } as const
  if (event.type === 'request_start') {
    return { ...base, status: null, error: null, phase: 'started', challenge: false }
  }
  const error = event.error ?? null
  const status = event.status ?? null
  return {
    ...base,
    status,
    error,
    phase: error !== null ? 'failed' : (status ?? 0) >= 400 ? 'completed' : 'headers',
    challenge: isChallenge(event.headers),
  }
}

function documentSeen(
  event: Extract<ScenarioEvent, { type: 'navigate' }>,
  failed: boolean,
  at: number,
): RequestSeen {
  return {
    url: event.url,
    method: 'GET',
    status: failed ? null : (event.status ?? 200),
    error: failed ? (event.error ?? null) : null,
    phase: failed ? 'failed' : 'completed',
    type: 'main_frame',
    challenge: isChallenge(event.headers),
    at,
  }
}

const isChallenge = (headers: Readonly<Record<string, unknown>> | undefined) =>
  Object.entries(headers ?? {}).some(
    ([name, value]) => name.toLowerCase() === 'cf-mitigated' && value === 'challenge',
  )

const LEVELS = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const

/** What the status reader would have made of the page: the chat's component or nothing. */
function statusRecord(
  provider: Provider,
  page: Extract<ScenarioEvent, { type: 'status_page' }> | null,
  now: number,
): StatusRecord | null {
  if (page?.error) return null
  const chat = [
    provider.name,
    ...provider.hosts,
    ...(provider.status?.components ?? [])
      .filter((c) => c.role === 'chat')
      .map((c) => c.name ?? ''),
  ]
  const said = LEVELS.find((level) => level === page?.status)
  const touches =
    page?.component != null &&
    chat.some((name) => name.toLowerCase() === page.component?.toLowerCase())
  const level = touches ? (said ?? 'unknown') : 'operational'
  const since = now - (page?.opened_ms_ago ?? 0)
  return {
    providerId: provider.id,
    report: {
      level,
      why: '',
      components: [],
      incidents: page?.incident
        ? [
            {
              id: 'i',
              title: page.incident,
              impact: 'unknown',
              since,
              postedAt: since,
              updatedAt: since,
              url: null,
              touchesChat: touches,
              update: null,
            },
          ]
        : [],
      maintenance: [],
      updatedAt: null,
    },
    fetchedAt: now,
    checkedAt: now,
    failedFetches: 0,
    error: null,
    lastGood: { level, at: now },
    steady: { level, since: now, pending: null },
  }
}

function withoutClock(report: ReturnType<typeof reportOf>): ReturnType<typeof reportOf> {
  return {
    ...report,
    turns: report.turns.map((turn) => ({
      ...turn,
      evidence: turn.evidence.filter((e) => e.sensor !== 'clock'),
    })),
    page: report.page.filter((e) => e.sensor !== 'clock'),
  }
}

/** The same page, unreadable: structure only. */
function withoutWords(view: PageView): PageView {
  return {
    ...view,
    turn: { ...view.turn, answerText: null },
    surfaces: view.surfaces.map((surface) => ({
      ...surface,
      text: 'x'.repeat(surface.text.length),
    })),
  }
}
