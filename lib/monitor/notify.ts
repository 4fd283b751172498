import { browser } from 'wxt/browser'
import type { DraftSummary } from '../drafts/draft'
import { type Drafts, findDraft } from '../drafts/open'
import { returnTo } from '../handoff/return'
import { openTab } from '../handoff/tabs'
import { providerById } from '../providers'
import type { Outlook, Sight } from './outlook'

/** A notification's id says where a click leads: the provider, and its draft if there is one. */
const idOf = (providerId: string, draftId: string) => `back ${providerId} ${draftId}`.trim()

/**
 * "It's back", outside the page: not where the user is looking at that chat already, and without
 * any word of the user's, as it may show on a locked screen.
 */
export async function notifyBack(
  sight: Sight,
  outlook: Outlook,
  drafts: () => Promise<Drafts>,
): Promise<void> {
  const { provider, outage, verdict } = sight
  if (!outlook.notifies || (await isLookingAt(provider.id, outlook))) return
  const draft = await lostDraft(provider.id, outage.open?.since ?? outlook.now, await drafts())
  const how = verdict.health === 'healthy' ? 'It answers again.' : 'Its status page says so.'
  const way = draft ? 'Click to go back to your prompt.' : 'Click to open it.'
  await browser.notifications.create(idOf(provider.id, draft?.id ?? ''), {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: `${provider.name} is back`,
    message: `${how} ${way}`,
  })
}

/** The newest prompt that the outage left without an answer. Private ones are none of this. */
async function lostDraft(
  providerId: string,
  since: number,
  drafts: Drafts,
): Promise<DraftSummary | null> {
  const query = { search: '', providerId, state: null, offset: 0, limit: 20 }
  const { drafts: recent } = await drafts.of(false).list(query)
  // It was written before it failed.
  const isOfOutage = (draft: DraftSummary) => (draft.sentAt ?? draft.updatedAt) >= since - 600_000
  return recent.find((draft) => draft.state !== 'answered' && isOfOutage(draft)) ?? null
}

async function isLookingAt(providerId: string, { tabs }: Outlook): Promise<boolean> {
  const front = await browser.tabs.query({ active: true })
  const windows = await browser.windows.getAll()
  const seen = front.find((tab) => windows.some((w) => w.focused && w.id === tab.windowId))
  return tabs.some((tab) => tab.id === seen?.id && tab.providerId === providerId)
}

/**
 * Follows clicks on notifications. To be called at start-up, and again when the permission is
 * given: until then the browser hides the whole API.
 */
export function followClicks(clicked: (id: string) => void): void {
  const { notifications } = browser as Partial<typeof browser>
  if (notifications && !notifications.onClicked.hasListener(clicked)) {
    notifications.onClicked.addListener(clicked)
  }
}

/** Leads from a notification to the conversation, with the draft in it. */
export async function openNotified(id: string, drafts: Drafts): Promise<void> {
  const [kind, providerId = '', draftId] = id.split(' ')
  if (kind !== 'back') return
  await browser.notifications.clear(id)
  const found = draftId === undefined ? null : await findDraft(drafts, draftId)
  if (found) return returnTo(found, null)
  const provider = providerById(providerId)
  if (provider) await openTab(provider.newChat, null, false)
}
