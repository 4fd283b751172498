import type { Verdict } from '../detect/verdict'
import { isTrouble } from './page'
import type { StatusLevel } from './report'

/** What must be remembered of a provider to say "it's back" once. JSON-safe, times in epoch ms. */
export interface BackMemory {
  /** The outage that has not been settled yet. */
  readonly open: {
    readonly episode: number
    readonly since: number
    /** The page reported trouble at some time during it. */
    readonly pageFollowed: boolean
    /** Since when everything looks well again. */
    readonly wellSince: number | null
  } | null
  /** The last outage that was settled: it is not told again. */
  readonly settled: { readonly episode: number; readonly at: number } | null
}

export const noOutage: BackMemory = { open: null, settled: null }

/** What is known of a provider at one moment. */
export interface Look {
  readonly verdict: Verdict
  /** Its last good answer here, epoch ms. */
  readonly answeredAt: number | null
  /** What its page says, as it is shown. */
  readonly page: StatusLevel
}

/** For so long all must look well before the user is told. */
const HOLD_MS = 2 * 60_000
/** Without a fresh sign of failure for so long, the page's all-clear counts. */
const QUIET_MS = 5 * 60_000
/** Nobody waits longer than that. */
const FORGOTTEN_MS = 12 * 3600_000

/**
 * Folds one look into the memory. `isBack` is true exactly once for each outage: when answers (or,
 * after a confirmed outage, the page) have been good for a while. A failure that merely grew old
 * ends without a word.
 */
export function foldBack(
  { open, settled }: BackMemory,
  { verdict, answeredAt, page }: Look,
  now: number,
): { readonly memory: BackMemory; readonly isBack: boolean } {
  const { episode, health } = verdict
  if (health === 'failing' && open?.episode !== episode && settled?.episode !== episode) {
    const since = verdict.since ?? now
    const outage = { episode, since, pageFollowed: isTrouble(page), wellSince: null }
    return { memory: { open: outage, settled }, isBack: false }
  }
  if (!open) return { memory: { open, settled }, isBack: false }
  const lastEvidenceAt = verdict.lastEvidenceAt ?? 0
  const pageFollowed = open.pageFollowed || isTrouble(page)
  const answered = health === 'healthy' && (answeredAt ?? 0) > lastEvidenceAt
  const cleared = pageFollowed && page === 'operational' && now - lastEvidenceAt >= QUIET_MS
  if (answered || cleared) {
    const wellSince = open.wellSince ?? now
    return now - wellSince >= HOLD_MS
      ? { memory: { open: null, settled: { episode: open.episode, at: now } }, isBack: true }
      : { memory: { open: { ...open, pageFollowed, wellSince }, settled }, isBack: false }
  }
  const isForgotten = now - open.since >= FORGOTTEN_MS || (health === 'healthy' && !pageFollowed)
  return isForgotten
    ? { memory: { open: null, settled }, isBack: false }
    : { memory: { open: { ...open, pageFollowed, wellSince: null }, settled }, isBack: false }
}

/** The page's all-clear has settled this failure, and nothing has failed since. */
export const isSettled = ({ settled }: BackMemory, verdict: Verdict): boolean =>
  settled?.episode === verdict.episode && (verdict.lastEvidenceAt ?? 0) < settled.at
