import type { StatusSource } from './report'

/**
 * Why a page is asked: `asked` is the user's own click, `watched` also the pages of providers that
 * one could go on with.
 */
export type FetchReason = 'suspect' | 'popup' | 'asked' | 'failing' | 'watched'

/** What is the case with one provider. Times in epoch ms. */
export interface Circumstances {
  /** Some sign of failure, not yet a verdict. */
  readonly suspectSince: number | null
  readonly failingSince: number | null
  /** A tab of its chat is open. */
  readonly chatOpen: boolean
  readonly popupOpen: boolean
  /** Ticked by the user to be watched without a chat open. */
  readonly watched: boolean
  /** Its chat is closed, but somebody waits for the end of its failure. */
  readonly awaited: boolean
}

const MINUTE = 60_000
/** Google's 400 KB are not for every five minutes. */
const HEAVY_GAP = 15 * MINUTE

/** The reason to ask a provider's page now, the most urgent first; `null`: leave it alone. */
export function reasonToFetch(source: StatusSource, c: Circumstances): FetchReason | null {
  const isWrong = c.failingSince !== null || c.suspectSince !== null
  if (source.heavy && !(c.chatOpen && isWrong)) return null
  if (c.popupOpen) return 'popup'
  if (c.failingSince !== null && (c.chatOpen || c.awaited)) return 'failing'
  if (c.suspectSince !== null && c.chatOpen) return 'suspect'
  return c.watched ? 'watched' : null
}

/** Is a page too heavy to be read for this reason, as nothing is known to be wrong? */
export const isTooHeavy = (
  source: StatusSource,
  reason: FetchReason,
  failingSince: number | null,
): boolean =>
  source.heavy === true && failingSince === null && (reason === 'popup' || reason === 'watched')

/**
 * The least time between two requests, in ms: a new failure is followed closely, an old one at the
 * five minutes that are the custom for status pages.
 */
export function gap(
  source: StatusSource,
  reason: FetchReason,
  failingSince: number | null,
  now: number,
): number {
  if (reason === 'asked') return MINUTE
  if (source.heavy) return HEAVY_GAP
  if (reason === 'popup') return MINUTE
  if (reason === 'suspect') return 2 * MINUTE
  if (reason === 'watched') return 5 * MINUTE
  const age = now - (failingSince ?? now)
  if (age < 5 * MINUTE) return MINUTE
  return age < 30 * MINUTE ? 2 * MINUTE : 5 * MINUTE
}

/** May a page be asked again, `checkedAt` being the last time? `null`: it never was. */
export const isDue = (gapMs: number, checkedAt: number | null, now: number): boolean =>
  // A clock set back must not silence the page for long.
  checkedAt === null || now - checkedAt >= gapMs || checkedAt - now > MINUTE

/** Spreads the users of one page over the clock: up to a fifth later. `random` in [0, 1). */
export const jitter = (ms: number, random: number): number => Math.round(ms * (1 + 0.2 * random))

/** What refusals have cost a host. Epoch ms. */
export interface HostPatience {
  readonly failures: number
  readonly notBefore: number
}

/**
 * How long a host is left alone after a refusal: doubling from one minute to one hour, never less
 * than it asked for (`retryAfter`, ms). Mere silence may be our own connection: five minutes then.
 */
export function backOff(
  before: HostPatience | null,
  refusal: { readonly status: number | null; readonly retryAfter: number | null },
  now: number,
  random: number,
): HostPatience {
  const failures = (before?.failures ?? 0) + 1
  const most = refusal.status === null ? 5 * MINUTE : 60 * MINUTE
  const wait = jitter(Math.min(MINUTE * 2 ** (failures - 1), most), random)
  const { retryAfter } = refusal
  return { failures, notBefore: now + Math.max(wait, retryAfter ?? 0) }
}
