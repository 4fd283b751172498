import type { Verdict } from '../detect/verdict'
import { isTrouble } from './page'
import type { StatusLevel } from './report'

/** What must be remembered of a provider to say "it's back" once. JSON-safe, times in epoch ms. */
export interface BackMemory {
  /** The outage that has not been settled yet. */
  readonly open: {
    readonly episode: number
    /** The page reported trouble at some time during it. */
    readonly pageFollowed: boolean
    /** Since when everything looks well again. */
    readonly wellSince: number | null
  } | null
}

export const noOutage: BackMemory = { open: null }

/** For so long all must look well before the user is told. */
const HOLD_MS = 2 * 60_000
/** Without a fresh sign of failure for so long, the page's all-clear counts. */
const QUIET_MS = 5 * 60_000

/**
 * Folds the present verdict and the page's level into the memory. `isBack` is true exactly once
 * for each outage: when answers (or, after a confirmed outage, the page) have been good for a while.
 */
export function foldBack(
  { open }: BackMemory,
  verdict: Verdict,
  page: StatusLevel,
  now: number,
): { readonly memory: BackMemory; readonly isBack: boolean } {
  if (verdict.health === 'failing' && open?.episode !== verdict.episode) {
    const pageFollowed = isTrouble(page)
    return {
      memory: { open: { episode: verdict.episode, pageFollowed, wellSince: null } },
      isBack: false,
    }
  }
  if (!open) return { memory: noOutage, isBack: false }
  const pageFollowed = open.pageFollowed || isTrouble(page)
  const answered = verdict.health === 'healthy'
  const quiet = now - (verdict.lastEvidenceAt ?? 0) >= QUIET_MS
  const cleared = pageFollowed && page === 'operational' && quiet
  if (!answered && !cleared) {
    return { memory: { open: { ...open, pageFollowed, wellSince: null } }, isBack: false }
  }
  const wellSince = open.wellSince ?? now
  return now - wellSince >= HOLD_MS
    ? { memory: noOutage, isBack: true }
    : { memory: { open: { ...open, pageFollowed, wellSince } }, isBack: false }
}
