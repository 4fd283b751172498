import type { findDraft } from '../drafts/open'
import { tabIdOf } from '../drafts/tab'
import { showOrigin, type Tab, tabOrNull } from './tabs'

type Found = NonNullable<Awaited<ReturnType<typeof findDraft>>>

/**
 * Goes back to where a draft was typed: its tab, if that still shows the conversation, else its
 * address in a new tab beside `beside`.
 */
export async function returnTo({ draft, store, isPrivate }: Found, beside: Tab | null) {
  const source = await tabOrNull(await tabIdOf(await store.tabOf(draft.id)))
  await showOrigin(draft, source, beside, isPrivate)
}
