import type { Settings } from '../settings'
import type { DraftsDb } from './db'
import { dropStaged } from './import'
import type { Drafts } from './open'
import { expired, limits, type RetentionRules } from './retention'
import type { DraftStore } from './store'

/** A deleted draft's mark is kept this long (ms): no page lives on and saves after that. */
const graveLife = 30 * 86_400_000

/** An import that has not ended by now (ms) never will. */
const stagedLife = 3_600_000

/** Deletes what is past its time. For an alarm, hourly. Answers with the number deleted. */
export async function sweep(
  drafts: Drafts,
  settings: Pick<Settings, 'answeredHours' | 'unansweredDays'>,
  now: number,
): Promise<number> {
  if (!drafts.db) return 0
  await dropStaged(drafts.db, now - stagedLife)
  await drafts.db.graves
    .where('at')
    .below(now - graveLife)
    .delete()
  return clearOut(drafts.db, drafts.of(false), { ...settings, ...limits }, now)
}

/** Deletes what the rules let go. Answers with the number deleted. */
export async function clearOut(
  db: DraftsDb,
  store: DraftStore,
  rules: RetentionRules,
  now: number,
): Promise<number> {
  const rows = await db.drafts.toArray()
  const kept = rows.map(({ id, state, bytes, updatedAt, importedAt }) => ({
    id,
    state,
    bytes,
    updatedAt: Math.max(updatedAt, importedAt ?? 0),
  }))
  const ids = expired(kept, rules, now)
  return ids.length > 0 ? store.remove(ids, now) : 0
}
