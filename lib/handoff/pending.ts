import { browser } from 'wxt/browser'
import { providerOf } from '../providers'
import type { Handoff, HandoffOutcome } from './handoff'

/** Long enough to sign in on the other site, in ms. */
export const handoffLife = 30 * 60_000

/** One key a tab: `storage.session` cannot change a shared record without a race. */
const keyOf = (tabId: number): string => `handoff:${tabId}`

/** Binds a handoff to its tab, in place of any that the tab had. */
export async function bindHandoff(
  handoff: Omit<Handoff, 'id' | 'expiresAt' | 'outcome'>,
): Promise<Handoff> {
  const { startedAt } = handoff
  const expiresAt = startedAt + handoffLife
  const bound: Handoff = { ...handoff, id: crypto.randomUUID(), expiresAt, outcome: null }
  await browser.storage.session.set({ [keyOf(handoff.tabId)]: bound })
  return bound
}

/** The handoff that went into a tab, also when it is done; `null` if there was none. */
export async function handoffInto(tabId: number): Promise<Handoff | null> {
  const key = keyOf(tabId)
  return ((await browser.storage.session.get(key))[key] as Handoff | undefined) ?? null
}

/**
 * The handoff that waits for this tab, if `origin` is the target's. Asking does not use it up: a
 * page that reloads, or comes back from its sign-in, asks again.
 */
export async function waitingHandoff(
  tabId: number,
  origin: string,
  now: number,
): Promise<Handoff | null> {
  const handoff = await handoffInto(tabId)
  if (!handoff || handoff.outcome || now >= handoff.expiresAt) return null
  return providerOf(origin)?.id === handoff.targetId ? handoff : null
}

/** Notes what became of a waiting handoff. `null` when this tab and origin had no such one. */
export async function finishHandoff(
  tabId: number,
  origin: string,
  id: string,
  outcome: HandoffOutcome,
  now: number,
): Promise<Handoff | null> {
  const handoff = await waitingHandoff(tabId, origin, now)
  if (handoff?.id !== id) return null
  const done: Handoff = { ...handoff, outcome, conversation: null }
  await browser.storage.session.set({ [keyOf(tabId)]: done })
  return done
}

/** Forgets a closed tab's handoff; its draft stays as it is. */
export async function dropHandoff(tabId: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tabId))
}
