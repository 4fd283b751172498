import * as v from 'valibot'
import type { Provider } from '../providers/provider'
import { type FetchDeps, type Fetched, fetchText, MAX_BYTES, MAX_BYTES_HEAVY } from './fetch'
import { readStatus } from './read'
import { nextRecord, type Outcome } from './record'
import type { StatusRecord, StatusSource } from './report'
import {
  backOff,
  type FetchReason,
  gap,
  type HostPatience,
  isDue,
  isTooHeavy,
  jitter,
} from './schedule'

/** What is asked for: a chat provider, or another page that a user watches. */
export type Watchable = Pick<Provider, 'id' | 'name' | 'status'>

/** A small key-value store that outlives the worker (`storage.local` or `storage.session`). */
export interface StatusStore {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
}

export interface CheckDeps extends FetchDeps {
  readonly store: StatusStore
  /** Epoch ms. */
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** Does the browser let us read this match pattern, where CORS alone would not? */
  readonly isPermitted?: (pattern: string) => Promise<boolean>
  /** First evidence of the present failure, for how closely it is followed. */
  readonly failingSince?: number | null
}

/** What is stored of a provider: its record, and when its page may next be asked. */
interface Kept {
  readonly record: StatusRecord
  /** Epoch ms. */
  readonly jitteredFrom: number
}

/** The end of "The status page …". Without leave the browser would load the page and keep it from us. */
const BARRED = 'can only be read with your leave'

const recordKey = (id: string) => `status:${id}`
const hostKey = (host: string) => `status-host:${host}`

const patience = v.object({ failures: v.number(), notBefore: v.number() })
/** Rows come from our own store; only what decides about requests is checked. */
const kept = v.object({
  record: v.looseObject({
    providerId: v.string(),
    report: v.looseObject({ level: v.string(), why: v.string() }),
    fetchedAt: v.number(),
    checkedAt: v.number(),
    failedFetches: v.number(),
    steady: v.looseObject({ level: v.string(), since: v.number() }),
  }),
  jitteredFrom: v.number(),
})

/** Checks under way, by provider, and the last request of each host. Both end with the worker. */
const underWay = new Map<string, Promise<StatusRecord | null>>()
const hostQueue = new Map<string, Promise<unknown>>()

/** The stored record of a provider, `null` when its page was never asked. */
export async function lastRecord(id: string, store: StatusStore): Promise<StatusRecord | null> {
  return (await readKept(id, store))?.record ?? null
}

async function readKept(id: string, store: StatusStore): Promise<Kept | null> {
  const row = v.safeParse(kept, await store.get(recordKey(id)))
  return row.success ? (row.output as unknown as Kept) : null
}

/**
 * Asks a provider's status page if it may be asked now, else answers with what is known. The
 * caller has decided *whether* (`reasonToFetch`); this decides *how often*: never more than the
 * schedule allows, one request at a time for each host, nothing heavy while all is well. `null`: there is no public status. Never
 * throws for what a page does.
 */
export function checkStatus(
  provider: Watchable,
  reason: FetchReason,
  deps: CheckDeps,
): Promise<StatusRecord | null> {
  const running = underWay.get(provider.id)
  if (running) return running
  const check = checkNow(provider, reason, deps).finally(() => underWay.delete(provider.id))
  underWay.set(provider.id, check)
  return check
}

async function checkNow(
  { id, status: source }: Watchable,
  reason: FetchReason,
  deps: CheckDeps,
): Promise<StatusRecord | null> {
  if (!source) return null
  const last = await readKept(id, deps.store)
  const now = deps.now()
  const failingSince = deps.failingSince ?? null
  if (isTooHeavy(source, reason, failingSince)) return last?.record ?? null
  const every = gap(source, reason, failingSince, now)
  const isBarred = !(await isPermitted(source, deps))
  // What was barred a moment ago need not wait its turn: no request was made.
  const justAllowed = !isBarred && last?.record.error === `the page ${BARRED}`
  if (!justAllowed && !isDue(every, last?.jitteredFrom ?? null, now)) return last?.record ?? null
  const outcome: Outcome | null = isBarred
    ? { type: 'failed', error: BARRED }
    : await ask(source, last?.record ?? null, deps)
  if (!outcome) return last?.record ?? null
  const record = nextRecord(id, source, last?.record ?? null, outcome, deps.now())
  // Only alarms are spread: a person who opens the popup is spread enough.
  const later = reason === 'popup' || reason === 'asked' ? 0 : jitter(every, deps.random()) - every
  await deps.store.set(recordKey(id), { record, jitteredFrom: record.checkedAt + later })
  return record
}

/** Asks the source, then its fallback. `null`: all its hosts have asked to be left alone. */
async function ask(
  source: StatusSource,
  last: StatusRecord | null,
  deps: CheckDeps,
): Promise<Outcome | null> {
  const main = await askAll(source, source.urls, deps)
  if (main?.type === 'report' && main.report.level !== 'unknown') return main
  if (main?.type === 'unchanged' && last?.report.level !== 'unknown') return main
  const spare = await askFallback(source, main, deps)
  if (spare?.type === 'report' && spare.report.level !== 'unknown') return spare
  return main ?? spare
}

/** The fall-back: any other host, or the same one where an address is merely gone. */
async function askFallback(
  { fallback, urls, ...source }: StatusSource,
  main: Outcome | null,
  deps: CheckDeps,
): Promise<Outcome | null> {
  const hosts = new Set(urls.map((url) => new URL(url).host))
  const usable = (fallback ?? []).filter(
    (url) => main?.type === 'failed' || !hosts.has(new URL(url).host),
  )
  return usable.length ? askAll({ ...source, urls: usable }, usable, deps) : null
}

const isPermitted = async (source: StatusSource, deps: CheckDeps) =>
  !source.permission || ((await deps.isPermitted?.(source.permission)) ?? false)

async function askAll(
  source: StatusSource,
  urls: readonly string[],
  deps: CheckDeps,
): Promise<Outcome | null> {
  const bodies: string[] = []
  for (const [index, url] of urls.entries()) {
    const answer = await askHost(url, source.heavy ? MAX_BYTES_HEAVY : MAX_BYTES, deps)
    if (index > 0) {
      if (answer?.ok === true) bodies.push(answer.body)
      continue
    }
    if (!answer) return null
    if (answer.ok === 'unchanged') return { type: 'unchanged' }
    if (!answer.ok) {
      return { type: 'failed', error: answer.error }
    }
    bodies.push(answer.body)
  }
  return { type: 'report', report: readStatus(source, bodies, deps.now()) }
}

/** One request, after those to the same host. `null`: the host is to be left alone. */
function askHost(url: string, maxBytes: number, deps: CheckDeps): Promise<Fetched | null> {
  const { host } = new URL(url)
  const turn = (hostQueue.get(host) ?? Promise.resolve()).then(async () => {
    const before = await readPatience(host, deps.store)
    const now = deps.now()
    if (before && now < before.notBefore) return null
    const answer = await fetchText(url, maxBytes, deps)
    if (answer.ok === false && isRefusal(answer.status)) {
      const next = backOff(before, answer, deps.now(), deps.random())
      await deps.store.set(hostKey(host), next)
    } else if (before?.failures) {
      await deps.store.set(hostKey(host), { failures: 0, notBefore: 0 } satisfies HostPatience)
    }
    return answer
  })
  const settled = turn.catch(() => undefined)
  hostQueue.set(host, settled)
  settled.then(() => hostQueue.get(host) === settled && hostQueue.delete(host))
  return turn
}

async function readPatience(host: string, store: StatusStore): Promise<HostPatience | null> {
  const row = v.safeParse(patience, await store.get(hostKey(host)))
  return row.success ? row.output : null
}

/** Silence, a challenge, a limit or an ill server: come back later. A 404 is no reason to wait. */
const isRefusal = (status: number | null): boolean =>
  status === null || status === 403 || status === 405 || status === 429 || status >= 500
