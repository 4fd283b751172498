import { browser } from 'wxt/browser'
import { causeOf } from '../detect/explain'
import type { DraftSummary } from '../drafts/draft'
import type { Drafts } from '../drafts/open'
import { tabKey } from '../drafts/tab'
import { rankAlternatives } from '../handoff/alternatives'
import { handoffInto } from '../handoff/pending'
import type { Alternative, PopupView, TabView } from '../messages'
import { providerOf } from '../providers'
import { fuse } from '../status/words'
import { readHistory } from './history'
import { type Outlook, type Sight, sightOf } from './outlook'
import { hasAnsweredSince, lastAnswerOf } from './provider-states'
import { isSilenced } from './silenced'

/** A tab that may show a chat. */
export interface ShownTab {
  readonly id: number
  readonly url: string
  readonly incognito: boolean
}

/** All that a page or the popup shows of one chat tab; `null` where the tab is no chat. */
export async function tabView(
  tab: ShownTab,
  outlook: Outlook,
  drafts: Drafts,
): Promise<TabView | null> {
  const provider = providerOf(tab.url)
  const sight = provider && sightOf(outlook, provider.id)
  if (!sight) return null
  const { verdict, status } = sight
  const { headline } = fuse(verdict, status, outlook.now)
  const isPart = verdict.health === 'failing' && outlook.common
  const [draft, origin] = await Promise.all([draftOf(tab, drafts), originOf(tab, outlook, drafts)])
  return {
    tabId: tab.id,
    providerId: sight.provider.id,
    providerName: sight.provider.name,
    verdict,
    status,
    cause: causeOf(verdict),
    headline: isPart ? `${headline} · ${isPart.words}` : headline,
    alternatives: alternatives(sight.provider.id, outlook),
    draft,
    isPrivate: tab.incognito,
    silenced: isSilenced(outlook.silenced, tab.id, verdict),
    origin,
  }
}

/** Everything that the popup shows. `tabId`: the active tab. */
export async function popupView(
  tabId: number | null,
  outlook: Outlook,
  drafts: Drafts,
): Promise<PopupView> {
  const tab = tabId === null ? null : await browser.tabs.get(tabId).catch(() => null)
  const isPrivate = tab?.incognito ?? false
  const shown =
    tab?.id === undefined || !tab.url
      ? null
      : await tabView({ id: tab.id, url: tab.url, incognito: isPrivate }, outlook, drafts)
  const recent = await drafts.of(isPrivate).recent(5)
  const inUse = outlook.sights.filter(({ isUsed, isWatched }) => isUsed || isWatched)
  return {
    tab: shown,
    providers: [
      ...inUse.map(({ provider: { id, name }, verdict, isUsed, status }) => ({
        providerId: id,
        name,
        verdict: isUsed ? verdict : null,
        status,
      })),
      ...outlook.others.map(({ page: { id, name }, status }) => ({
        providerId: id,
        name,
        verdict: null,
        status,
      })),
    ],
    recent,
    assistants: alternatives(null, outlook),
    settings: outlook.settings,
    history: shown ? await readHistory(shown.providerId) : null,
    common: outlook.common,
    notifies: outlook.notifies,
    storageProblem: isPrivate ? null : drafts.problem(),
  }
}

/** Where to go on from `sourceId`, best first. */
function alternatives(
  sourceId: string | null,
  { sights, settings, now }: Outlook,
): readonly Alternative[] {
  const candidates = sights.map(({ provider, isGranted, verdict, status, state }) => ({
    providerId: provider.id,
    name: provider.name,
    granted: isGranted,
    verdict,
    status,
    lastAnswerAt: lastAnswerOf(state),
  }))
  return rankAlternatives(sourceId ?? '', candidates, settings, now)
}

/** The prompt that a handoff from this tab would carry: its own, or the last unanswered one of that place. */
async function draftOf(tab: ShownTab, drafts: Drafts): Promise<DraftSummary | null> {
  const { origin } = new URL(tab.url)
  return drafts.of(tab.incognito).inTab(await tabKey(tab.id), origin)
}

async function originOf(
  tab: ShownTab,
  outlook: Outlook,
  drafts: Drafts,
): Promise<TabView['origin']> {
  const handoff = await handoffInto(tab.id)
  if (handoff?.outcome?.kind !== 'filled') return null
  const draft = await drafts.of(tab.incognito).read(handoff.draftId)
  const source = draft && sightOf(outlook, draft.providerId)
  if (!draft || !source) return null
  const recovered = isRecovered(source, handoff.startedAt)
  return { providerName: source.provider.name, draftId: draft.id, recovered }
}

/** It failed before `carriedAt`, and by now its answers or its page say that this is over. */
function isRecovered({ verdict, state, outage }: Sight, carriedAt: number): boolean {
  const { failingSince, episode } = state
  // A prompt may also be carried over for other reasons than an outage.
  const failed = episode > 0 && failingSince !== null && failingSince <= carriedAt
  const isWell = verdict.health === 'healthy' || verdict.health === 'recovering'
  return failed && isWell && (hasAnsweredSince(state) || outage.settled?.episode === episode)
}
