import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { Verdict } from '../detect/verdict'
import { type History, noHistory, observe, type Seen } from '../status/history'
import { levelNow } from '../status/record'
import type { StatusRecord } from '../status/report'

/** Days and levels only, no text: it may outlive the browser. */
const shape = v.looseObject({ days: v.array(v.looseObject({ day: v.string() })) })
const keyOf = (providerId: string) => `history:${providerId}`

/** What the last thirty days brought for a provider, `null` when nothing is known. */
export async function readHistory(providerId: string): Promise<History | null> {
  const stored = (await browser.storage.local.get(keyOf(providerId)))[keyOf(providerId)]
  return v.is(shape, stored) ? (stored as unknown as History) : null
}

/** Notes what is seen here and what the page says at this moment. */
export async function remember(
  verdict: Verdict,
  status: StatusRecord | null,
  now: number,
): Promise<void> {
  const before = (await readHistory(verdict.providerId)) ?? noHistory
  const page = status ? levelNow(status, now) : null
  const after = observe(before, { at: now, seen: seenOf(verdict), page })
  await browser.storage.local.set({ [keyOf(verdict.providerId)]: after })
}

function seenOf(verdict: Verdict): Seen {
  if (verdict.health !== 'failing') return 'well'
  return verdict.kind === 'outage' ? 'outage' : 'degraded'
}
