import { browser } from 'wxt/browser'
import { causeOf } from '../detect/explain'
import type { DraftSummary } from '../drafts/draft'
import type { Drafts } from '../drafts/open'
import { tabKey } from '../drafts/tab'
import { type Candidate, rankAlternatives } from '../handoff/alternatives'
import { handoffInto } from '../handoff/pending'
import type { Alternative, PopupView, TabView } from '../messages'
import { providerById, providerOf, providers } from '../providers'
import type { Provider } from '../providers/provider'
import { readSettings, type Settings } from '../settings'
import { fuse } from '../status/words'
import { isGranted } from './access'
import { readHistory } from './history'
import { isUsed, lastAnswerOf, readState, verdictNow } from './provider-states'
import { isSilenced } from './silenced'
import { knownStatus } from './statuses'

/** All that a page or the popup shows of one chat tab; `null` where the tab is no chat. */
export async function tabView(
  tab: { readonly id: number; readonly url: string; readonly incognito: boolean },
  drafts: Drafts,
): Promise<TabView | null> {
  const provider = providerOf(tab.url)
  if (!provider) return null
  const [verdict, status, settings, draft, origin] = await Promise.all([
    verdictNow(provider),
    knownStatus(provider.id),
    readSettings(),
    draftOf(tab, drafts),
    originOf(tab.id, drafts, tab.incognito),
  ])
  return {
    tabId: tab.id,
    providerId: provider.id,
    providerName: provider.name,
    verdict,
    status,
    cause: causeOf(verdict),
    headline: fuse(verdict, status, Date.now()).headline,
    alternatives: await alternatives(provider.id, settings),
    draft,
    isPrivate: tab.incognito,
    silenced: await isSilenced(tab.id, verdict),
    origin,
  }
}

/** Everything that the popup shows. `tabId`: the active tab. */
export async function popupView(tabId: number | null, drafts: Drafts): Promise<PopupView> {
  const tab = tabId === null ? null : await browser.tabs.get(tabId).catch(() => null)
  const settings = await readSettings()
  const isPrivate = tab?.incognito ?? false
  const provider = tab?.url ? providerOf(tab.url) : undefined
  const recent = await drafts
    .of(isPrivate)
    .list({ search: '', providerId: null, state: null, offset: 0, limit: 5 })
  const inUse = await Promise.all(
    providers.map(async (provider) => ({
      providerId: provider.id,
      name: provider.name,
      verdict: await verdictNow(provider),
      status: await knownStatus(provider.id),
      used: settings.watched.includes(provider.id) || isUsed(await readState(provider)),
    })),
  )
  return {
    tab:
      tab?.id === undefined || !tab.url
        ? null
        : await tabView({ id: tab.id, url: tab.url, incognito: isPrivate }, drafts),
    providers: inUse.filter(({ used }) => used).map(({ used: _, ...shown }) => shown),
    recent: recent.drafts,
    assistants: await alternatives(null, settings),
    settings,
    history: provider ? await readHistory(provider.id) : null,
    storageProblem: isPrivate ? null : drafts.problem(),
  }
}

/** Where to go on from `sourceId`, best first. */
async function alternatives(
  sourceId: string | null,
  settings: Settings,
): Promise<readonly Alternative[]> {
  const candidates = await Promise.all(providers.map(candidateOf))
  return rankAlternatives(sourceId ?? '', candidates, settings, Date.now())
}

async function candidateOf(provider: Provider): Promise<Candidate> {
  return {
    providerId: provider.id,
    name: provider.name,
    granted: await isGranted(provider),
    verdict: await verdictNow(provider),
    status: await knownStatus(provider.id),
    lastAnswerAt: lastAnswerOf(await readState(provider)),
  }
}

/** The prompt that a handoff from this tab would carry: its own, or the last unanswered one of that place. */
async function draftOf(
  tab: { readonly id: number; readonly url: string; readonly incognito: boolean },
  drafts: Drafts,
): Promise<DraftSummary | null> {
  const { origin } = new URL(tab.url)
  return drafts.of(tab.incognito).inTab(await tabKey(tab.id), origin)
}

async function originOf(
  tabId: number,
  drafts: Drafts,
  isPrivate: boolean,
): Promise<TabView['origin']> {
  const handoff = await handoffInto(tabId)
  if (handoff?.outcome?.kind !== 'filled') return null
  const draft = await drafts.of(isPrivate).read(handoff.draftId)
  const source = draft && providerById(draft.providerId)
  if (!draft || !source) return null
  const { health } = await verdictNow(source)
  const { failingSince, episode } = await readState(source)
  // A prompt may also be carried over for other reasons than an outage.
  const failed = episode > 0 && failingSince !== null && failingSince <= handoff.startedAt
  const recovered = failed && (health === 'healthy' || health === 'recovering')
  return { providerName: source.name, draftId: draft.id, recovered }
}
