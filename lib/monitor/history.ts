import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { type History, noHistory, observe, type Seen } from '../status/history'
import { levelNow } from '../status/record'
import type { Outlook, Sight } from './outlook'

/** Days and levels only, no text: it may outlive the browser. */
const shape = v.looseObject({ days: v.array(v.looseObject({ day: v.string() })) })
const keyOf = (providerId: string) => `history:${providerId}`

/** What the last thirty days brought for a provider, `null` when nothing is known. */
export async function readHistory(providerId: string): Promise<History | null> {
  const stored = (await browser.storage.local.get(keyOf(providerId)))[keyOf(providerId)]
  return v.is(shape, stored) ? (stored as unknown as History) : null
}

/** Notes what is seen here and what the pages say at this moment. */
export async function remember(outlook: Outlook): Promise<void> {
  const { now, sights } = outlook
  for (const sight of sights) {
    const seen = seenOpenly(sight, outlook)
    // That a page was asked would tell of a private window.
    if (seen === null && !sight.isWatched) continue
    const before = (await readHistory(sight.provider.id)) ?? noHistory
    const page = sight.status ? levelNow(sight.status, now) : null
    const after = observe(before, { at: now, seen, page })
    await browser.storage.local.set({ [keyOf(sight.provider.id)]: after })
  }
}

/** What tabs of ordinary windows show; `null` when none of them says anything. */
export function seenOpenly(
  { verdict, state }: Sight,
  { tabs }: Pick<Outlook, 'tabs'>,
): Seen | null {
  const ordinary = new Set(tabs.flatMap(({ id, incognito }) => (incognito ? [] : [id])))
  const isOrdinary = ({ tabId }: { readonly tabId?: number }) =>
    tabId !== undefined && ordinary.has(tabId)
  if (verdict.health !== 'failing') {
    return state.pages.some((page) => !page.gone && isOrdinary(page)) ? 'well' : null
  }
  if (!verdict.evidence.some(isOrdinary)) return null
  return verdict.kind === 'outage' ? 'outage' : 'degraded'
}
