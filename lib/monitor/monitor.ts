import { browser } from 'wxt/browser'
import { type ProviderEvent, verdictOf } from '../detect/provider-state'
import type { RequestSeen, WitnessReport } from '../detect/report'
import type { Verdict } from '../detect/verdict'
import type { Drafts } from '../drafts/open'
import type { PageMessage } from '../messages'
import { providerById, providerOf } from '../providers'
import type { Provider } from '../providers/provider'
import type { StatusRecord } from '../status/report'
import { ringEvery, ringSoon } from './alarm'
import { aside, coalesced } from './aside'
import { errandsOf, isAwaited, run } from './ask'
import { settleOutages } from './back'
import { remember } from './history'
import { notifyBack } from './notify'
import { lookAround, type Outlook, type Sight } from './outlook'
import { paintAll } from './paint'
import { probe } from './probe'
import { claimProbe, livePages, observeProvider, stateNow } from './provider-states'
import { chatTabs } from './tabs'
import { tabView } from './views'

/** Seconds after the last event for which the verdict is judged each second. */
const TICKS = 20
/** Minutes between two looks at watched pages: five, the most that these are spread by, and an answer. */
const WATCHING = 6.5

/** The background's side of detection: what the tabs report becomes badge, views and status checks. */
export interface Monitor {
  report(provider: Provider, tabId: number, report: WitnessReport): Promise<void>
  document(provider: Provider, tabId: number, seen: RequestSeen): Promise<void>
  tabClosed(tabId: number): Promise<void>
  /** Something that a page shows has changed, for example its draft. */
  refresh(tabId: number): Promise<void>
  /** Looks at everything anew: from the alarm, at each start of the worker, after a new setting. */
  wake(): Promise<void>
  /** Tells toolbar and pages: badges are lost when a tab navigates. */
  show(): Promise<void>
  /** A popup shows this provider. */
  popup(provider: Provider): Promise<void>
  /** A page was read at the user's wish. */
  heard(record: StatusRecord): Promise<void>
}

/** `drafts`: opens the drafts, or answers with those already open. */
export function startMonitor(drafts: () => Promise<Drafts>): Monitor {
  const observe = async (provider: Provider, event: ProviderEvent): Promise<Verdict> => {
    const { before, after } = await observeProvider(provider, event)
    if (differs(before, after)) await show()
    // What is shown does not wait for any page.
    if (before.health !== after.health) aside(ask(null))
    return after
  }

  /** An event of a tab: while it speaks of trouble, time alone may change the verdict. */
  const follow = async (provider: Provider, event: ProviderEvent) => {
    const verdict = await observe(provider, event)
    if (!isTroubled(verdict)) return
    await ringSoon()
    tickSoon(provider)
    aside(settleByProbe(provider))
  }

  /**
   * A probe that does not come back, evidence that wears off: for a while the verdict is judged
   * each second. If the worker dies, the alarm takes over.
   */
  const ticking = new Map<string, number>()
  const tickSoon = (provider: Provider) => {
    const isRunning = ticking.has(provider.id)
    ticking.set(provider.id, TICKS)
    if (!isRunning) tick(provider)
  }
  const tick = (provider: Provider) => {
    setTimeout(() => {
      const left = (ticking.get(provider.id) ?? 1) - 1
      if (left > 0) {
        ticking.set(provider.id, left)
        tick(provider)
      } else ticking.delete(provider.id)
      aside(judge(provider))
    }, 1_000)
  }
  const judge = async (provider: Provider) => {
    await observe(provider, { type: 'tick' })
    const tabs = await chatTabs()
    if (tabs.some(({ providerId }) => providerId === provider.id)) await settleByProbe(provider)
  }

  const settleByProbe = async (provider: Provider) => {
    const due = await claimProbe(provider)
    if (due) await observe(provider, { type: 'probe', ...(await probe(provider, due)) })
  }

  const ask = async (popup: string | null) => {
    const records = await run(errandsOf(await lookAround(), popup))
    for (const record of records) await hear(record)
    if (records.length > 0) await show()
  }
  const hear = async (record: StatusRecord) => {
    const provider = providerById(record.providerId)
    if (provider) await observe(provider, { type: 'status', record })
  }

  /** Paints the toolbar, tells every chat page, and notes what is known at this moment. */
  const show = coalesced(async () => {
    let outlook = await lookAround()
    const over = await settleOutages(outlook)
    if (over.length > 0) {
      const before = outlook
      for (const sight of over) aside(notifyBack(sight, before, drafts))
      outlook = await lookAround()
    }
    await Promise.all([paintAll(outlook), tellPages(outlook, drafts), remember(outlook)])
  })

  const wake = coalesced(async () => {
    try {
      const { tabs, sights } = await lookAround()
      for (const { provider, isUsed, state } of sights) {
        if (!isUsed) continue
        const isThere = (tabId: number) =>
          tabs.some((tab) => tab.id === tabId && tab.providerId === provider.id)
        // A tab may have gone to another site, or while no worker ran.
        for (const { tabId } of livePages(state)) {
          if (!isThere(tabId)) await observe(provider, { type: 'gone', tabId })
        }
        await judge(provider)
      }
      aside(ask(null))
      await show()
    } finally {
      await ringEvery(rhythm(await lookAround()))
    }
  })

  return {
    report: (provider, tabId, report) => follow(provider, { type: 'report', tabId, report }),
    document: (provider, tabId, seen) => follow(provider, { type: 'document', tabId, seen }),
    async tabClosed(tabId) {
      const { sights } = await lookAround()
      for (const { provider, state } of sights) {
        if (livePages(state).some((page) => page.tabId === tabId)) {
          await observe(provider, { type: 'gone', tabId })
        }
      }
    },
    async refresh(tabId) {
      const { url } = await browser.tabs.get(tabId)
      const provider = url === undefined ? undefined : providerOf(url)
      // Until something is wrong, a page shows nothing of this: typing costs one look at a state.
      if (!provider || isCalm(verdictOf(await stateNow(provider, Date.now())))) return
      const outlook = await lookAround()
      await tellPages({ ...outlook, tabs: outlook.tabs.filter(({ id }) => id === tabId) }, drafts)
    },
    wake,
    show,
    popup: (provider) => ask(provider.id),
    async heard(record) {
      await hear(record)
      await show()
    },
  }
}

/** How often there is something to look at, in minutes; `null`: nothing is wrong and none is watched. */
function rhythm(outlook: Outlook): number | null {
  const { sights, others } = outlook
  if (sights.some((sight) => isTroubled(sight.verdict) || isAwaited(sight, outlook))) return 1
  const isWatching = ({ isWatched, provider }: Sight) =>
    isWatched && provider.status !== null && !provider.status.heavy
  return sights.some(isWatching) || others.length > 0 ? WATCHING : null
}

const isCalm = ({ health, condition }: Verdict) => health === 'healthy' && !condition

const isTroubled = ({ health, bits }: Verdict) => health !== 'healthy' || bits >= 2

async function tellPages(outlook: Outlook, drafts: () => Promise<Drafts>): Promise<void> {
  if (outlook.tabs.length === 0) return
  const opened = await drafts()
  await Promise.all(
    outlook.tabs.map(async (tab) => {
      const view = await tabView(tab, outlook, opened)
      // Not waited for: a tab that goes away meanwhile may leave the question open for ever.
      if (view) aside(tell(tab.id, { type: 'view', tab: view }))
    }),
  )
}

/** A page that is loading, or has no script of ours, hears nothing: it asks when it comes up. */
const tell = (tabId: number, message: PageMessage): Promise<unknown> =>
  browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null)

/** Times that what failed while a page loads is told of, and the pause between, in ms. */
const RELAYS = 5
const RELAY_PAUSE = 400

/**
 * What a request in a tab meant goes to that tab's witness. Parts of the page's program and its first
 * calls may fail before our script in it listens: those are told again until somebody hears.
 */
export async function relay(tabId: number, seen: RequestSeen): Promise<void> {
  const isPart = seen.type === 'script' || seen.type === 'stylesheet'
  // Not what a page left behind as it went: the next one has nothing to do with that.
  const isFirstCall = seen.method === 'GET' && (seen.status ?? 0) >= 500
  for (let left = isPart || isFirstCall ? RELAYS : 1; left > 0; left--) {
    if ((await tell(tabId, { type: 'network', seen })) !== null) return
    if (left > 1) await new Promise((done) => setTimeout(done, RELAY_PAUSE))
  }
}

/** Anything that a user could see. */
function differs(a: Verdict, b: Verdict): boolean {
  const seen = (v: Verdict) =>
    [
      v.health,
      v.kind,
      v.reach,
      v.condition,
      v.resetsAt,
      v.stale,
      v.episode,
      v.evidence.length,
    ].join()
  return seen(a) !== seen(b)
}
