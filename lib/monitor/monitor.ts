import { browser } from 'wxt/browser'
import type { ProviderEvent } from '../detect/provider-state'
import type { RequestSeen, WitnessReport } from '../detect/report'
import type { Verdict } from '../detect/verdict'
import type { Drafts } from '../drafts/open'
import type { PageMessage } from '../messages'
import { providers } from '../providers'
import type { Provider } from '../providers/provider'
import { readSettings } from '../settings'
import { isGranted } from './access'
import { badgeOf, worstBadge } from './badge'
import { remember } from './history'
import { chatTabs, paint } from './paint'
import { probe } from './probe'
import { claimProbe, isUsed, observeProvider, readState, verdictNow } from './provider-states'
import { askStatus, knownStatus } from './statuses'
import { tabView } from './views'

/** Runs while something is wrong or watched; rebuilt at each start, as Firefox forgets alarms. */
const ALARM = 'watch'
/** Seconds after the last event for which the verdict is judged each second. */
const TICKS = 20

/** The background's side of detection: what the tabs report becomes badge, views and status checks. */
export interface Monitor {
  report(provider: Provider, tabId: number, report: WitnessReport): Promise<void>
  document(provider: Provider, tabId: number, seen: RequestSeen): Promise<void>
  tabClosed(tabId: number): Promise<void>
  /** Something that a page shows has changed, for example its draft. */
  refresh(tabId: number): Promise<void>
  /** From the alarm, and at each start of the worker. */
  wake(): Promise<void>
  /** Badges are lost when a tab navigates and when the worker starts anew. */
  repaint(): Promise<void>
}

/** `drafts`: opens the drafts, or answers with those already open. */
export function startMonitor(drafts: () => Promise<Drafts>): Monitor {
  const observe = async (provider: Provider, event: ProviderEvent) => {
    const { before, after } = await observeProvider(provider, event)
    await follow(provider, after)
    if (differs(before, after)) await show(provider)
  }

  /**
   * While something is going on a second may change the verdict without any event: a probe that
   * does not come back, evidence that wears off. If the worker dies, the alarm takes over.
   */
  const ticking = new Map<string, number>()
  const tickSoon = (provider: Provider, left = TICKS) => {
    const isRunning = ticking.has(provider.id)
    ticking.set(provider.id, left)
    if (!isRunning) tick(provider)
  }
  const tick = (provider: Provider) => {
    setTimeout(() => {
      const left = (ticking.get(provider.id) ?? 1) - 1
      if (left > 0) {
        ticking.set(provider.id, left)
        tick(provider)
      } else ticking.delete(provider.id)
      settle(provider).catch(report)
    }, 1_000)
  }
  const settle = async (provider: Provider) => {
    const { before, after } = await observeProvider(provider, { type: 'tick' })
    await settleByProbe(provider)
    if (differs(before, after)) await show(provider)
  }

  /** What a verdict asks for: a probe, the status page, a look a minute later. */
  const follow = async (provider: Provider, verdict: Verdict) => {
    if (verdict.health === 'healthy' && verdict.bits < 2) return
    await armAlarm()
    tickSoon(provider)
    // Neither holds up what the user is told meanwhile.
    settleByProbe(provider).catch(report)
    askAround(provider, verdict).catch(report)
  }

  const settleByProbe = async (provider: Provider) => {
    if (!(await claimProbe(provider))) return
    await observe(provider, { type: 'probe', ...(await probe(provider)) })
  }

  /** The failing provider's page, and once something fails those of where one could go on. */
  const askAround = async (provider: Provider, verdict: Verdict) => {
    const reason = verdict.health === 'failing' ? 'failing' : 'suspect'
    const before = await knownStatus(provider.id)
    const record = await askStatus(provider, reason, verdict.since)
    if (record && record.checkedAt !== before?.checkedAt) {
      await observe(provider, { type: 'status', record })
      await show(provider)
    }
    if (verdict.health !== 'failing') return
    const others = await Promise.all(
      providers
        .filter((other) => other.id !== provider.id && other.status && !other.status.heavy)
        .map(async (other) => {
          if (!(await isGranted(other))) return false
          const known = await knownStatus(other.id)
          const asked = await askStatus(other, 'watched', null)
          return asked?.checkedAt !== known?.checkedAt
        }),
    )
    if (others.includes(true)) await show(provider)
  }

  /** Paints the toolbar and tells the provider's pages, and those that took over a prompt of it. */
  const show = async (provider: Provider) => {
    await repaint()
    await remember(await verdictNow(provider), await knownStatus(provider.id), Date.now())
    const opened = await drafts()
    const tabs = await chatTabs()
    await Promise.all(
      tabs.map(async (tab) => {
        const view = await tabView(tab, opened)
        const concerned =
          view && (view.providerId === provider.id || view.origin?.providerName === provider.name)
        if (concerned) await tell(tab.id, { type: 'view', tab: view })
      }),
    )
  }

  return {
    report: (provider, tabId, report) => observe(provider, { type: 'report', tabId, report }),
    document: (provider, tabId, seen) => observe(provider, { type: 'document', tabId, seen }),
    async tabClosed(tabId) {
      for (const provider of providers) {
        const { pages } = await readState(provider)
        if (pages.some((page) => page.tabId === tabId)) {
          await observe(provider, { type: 'gone', tabId })
        }
      }
    },
    async refresh(tabId) {
      const tab = (await chatTabs()).find((one) => one.id === tabId)
      const view = tab && (await tabView(tab, await drafts()))
      if (view) await tell(tabId, { type: 'view', tab: view })
    },
    async wake() {
      const settings = await readSettings()
      const verdicts = await Promise.all(
        providers.map(async (provider) => {
          if (!isUsed(await readState(provider))) return null
          await observe(provider, { type: 'tick' })
          const verdict = await verdictNow(provider)
          await remember(verdict, await knownStatus(provider.id), Date.now())
          return verdict
        }),
      )
      for (const provider of providers) {
        if (settings.watched.includes(provider.id)) await askStatus(provider, 'watched', null)
      }
      const isNeeded =
        settings.watched.length > 0 ||
        verdicts.some((verdict) => verdict && verdict.health !== 'healthy')
      if (isNeeded) await armAlarm()
      else await browser.alarms.clear(ALARM)
      await repaint()
    },
    repaint,
  }
}

/** Sets every chat tab's badge, and the global one by the providers that the user uses. */
async function repaint(): Promise<void> {
  const settings = await readSettings()
  const badges = new Map(
    await Promise.all(
      providers.map(async (provider) => {
        const told = settings.watched.includes(provider.id)
        const [verdict, status] = await Promise.all([
          verdictNow(provider),
          knownStatus(provider.id),
        ])
        return [provider.id, badgeOf(provider.name, verdict, status, told)] as const
      }),
    ),
  )
  await paint(worstBadge([...badges.values()]))
  for (const { id, providerId } of await chatTabs()) {
    const badge = badges.get(providerId)
    if (badge) await paint(badge, id)
  }
}

async function armAlarm(): Promise<void> {
  if (!(await browser.alarms.get(ALARM))) {
    await browser.alarms.create(ALARM, { periodInMinutes: 1, delayInMinutes: 1 })
  }
}

export const isWatchAlarm = (name: string): boolean => name === ALARM

/** A page that is loading, or has no script of ours, hears nothing: it asks when it comes up. */
const tell = (tabId: number, message: PageMessage): Promise<unknown> =>
  browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null)

/** What a request in a tab meant goes to that tab's witness. */
export const relay = (tabId: number, seen: RequestSeen): Promise<unknown> =>
  tell(tabId, { type: 'network', seen })

const report = (error: unknown) => console.error('understudy', error)

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
