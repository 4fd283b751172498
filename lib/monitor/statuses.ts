import { browser } from 'wxt/browser'
import type { Verdict } from '../detect/verdict'
import type { Provider } from '../providers/provider'
import { type CheckDeps, checkStatus, lastRecord, type StatusStore } from '../status/check'
import type { StatusRecord } from '../status/report'
import type { FetchReason } from '../status/schedule'

/** Records hold nothing of the user, and a host that asked to be left alone stays so over a restart. */
const store: StatusStore = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) => browser.storage.local.set({ [key]: value }),
}

/** What was last read of a provider's status page, without asking it. */
export const knownStatus = (providerId: string): Promise<StatusRecord | null> =>
  lastRecord(providerId, store)

/** Asks a provider's status page, no more often than the schedule allows. */
export function askStatus(
  provider: Pick<Provider, 'id' | 'name' | 'status'>,
  reason: FetchReason,
  failingSince: Verdict['since'],
): Promise<StatusRecord | null> {
  const deps: CheckDeps = {
    fetch: (url, init) => fetch(url, init),
    store,
    now: Date.now,
    random: Math.random,
    isPermitted: (pattern) => browser.permissions.contains({ origins: [pattern] }),
    failingSince,
  }
  return checkStatus(provider, reason, deps)
}
