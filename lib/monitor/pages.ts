import { browser } from 'wxt/browser'
import { providers } from '../providers'
import {
  type CheckDeps,
  checkStatus,
  lastRecord,
  type StatusStore,
  type Watchable,
} from '../status/check'
import { watchableOthers } from '../status/other-sources'
import type { StatusRecord, StatusSource } from '../status/report'
import type { FetchReason } from '../status/schedule'

/** A provider or another page by its id. */
export const watchableById = (id: string): Watchable | undefined =>
  [...providers, ...watchableOthers].find((one) => one.id === id)

/** Records hold nothing of the user, and a host that asked to be left alone stays so over a restart. */
const store: StatusStore = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) => browser.storage.local.set({ [key]: value }),
}

/** What was last read of a status page, without asking it. */
export const knownStatus = (id: string): Promise<StatusRecord | null> => lastRecord(id, store)

/** Whether the browser lets us read this page, where CORS alone would not. */
export const isReadable = async ({ permission }: StatusSource): Promise<boolean> =>
  !permission || browser.permissions.contains({ origins: [permission] })

/** Asks a status page, no more often than the schedule allows. `failingSince` in epoch ms. */
export function askStatus(
  page: Watchable,
  reason: FetchReason,
  failingSince: number | null,
): Promise<StatusRecord | null> {
  const deps: CheckDeps = {
    fetch: (url, init) => fetch(url, init),
    store,
    now: Date.now,
    random: Math.random,
    isPermitted: (pattern) => browser.permissions.contains({ origins: [pattern] }),
    failingSince,
  }
  return checkStatus(page, reason, deps)
}
