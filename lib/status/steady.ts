import { isTrouble, isWorse, worse } from './page'
import type { StatusLevel, SteadyLevel } from './report'

/** For so long a better level must hold before it is shown. */
const HOLD_MS = 4 * 60_000

/**
 * Folds one reading into what is shown. Worse is shown at once; better only when it was read at
 * least twice over four minutes, so that a page that flaps does not make the badge flap.
 */
export function steady(last: SteadyLevel | null, level: StatusLevel, now: number): SteadyLevel {
  if (!last) return { level, since: now, pending: null }
  if (level === last.level) return { ...last, pending: null }
  const isBetter = isTrouble(last.level) && level !== 'unknown' && !isWorse(level, last.level)
  if (!isBetter) return { level, since: now, pending: null }
  const { pending } = last
  if (!pending) return { ...last, pending: { level, since: now } }
  // Of several better readings the least good is the one that held.
  const held = worse(pending.level, level)
  return now - pending.since >= HOLD_MS
    ? { level: held, since: now, pending: null }
    : { ...last, pending: { level: held, since: pending.since } }
}
