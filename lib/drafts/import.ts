import type { Vault } from './crypto'
import type { DraftsDb, IncomingRow } from './db'
import { sealRows } from './rows'
import type { KeptDraft } from './store'

const chunk = 200

/**
 * Lays one batch of an import aside, sealed; the drafts themselves change only in `takeIn`. Batches
 * of an import that never ended are cleared away by `dropStaged`.
 */
export async function stage(
  db: DraftsDb,
  vault: Vault,
  batch: string,
  drafts: readonly KeptDraft[],
  now: number,
): Promise<void> {
  const rows = await Promise.all(
    drafts.map(async (draft): Promise<IncomingRow> => {
      const sealed = await sealRows(vault, draft, null, null)
      return { id: `${batch} ${draft.id}`, batch, at: now, ...sealed }
    }),
  )
  await db.incoming.bulkPut(rows)
}

/**
 * Takes a whole import in, in one transaction. A draft that is here already stays if it is as new;
 * one that was deleted here comes back, as the user asks for just that.
 */
export function takeIn(
  db: DraftsDb,
  batch: string,
  now: number,
): Promise<{ imported: number; skipped: number }> {
  return db.transaction('rw', db.incoming, db.drafts, db.bodies, db.marks, db.graves, async () => {
    let imported = 0
    const ids = await db.incoming.where({ batch }).primaryKeys()
    for (let i = 0; i < ids.length; i += chunk) {
      const rows = (await db.incoming.bulkGet(ids.slice(i, i + chunk))).filter(
        (r) => r !== undefined,
      )
      const olds = await db.drafts.bulkGet(rows.map(({ draft }) => draft.id))
      const wins = rows.flatMap(({ draft, body, mark }, n) => {
        const old = olds[n]
        if (old && (old.at >= draft.at || old.origin !== draft.origin)) return []
        const { attachmentCount = 0, tab = null } = old ?? {}
        const bytes = draft.bytes + (old ? old.bytes - old.textBytes : 0)
        return [{ draft: { ...draft, attachmentCount, tab, bytes, importedAt: now }, body, mark }]
      })
      await db.drafts.bulkPut(wins.map(({ draft }) => draft))
      await db.bodies.bulkPut(wins.map(({ body }) => body))
      await db.marks.bulkPut(wins.map(({ mark }) => mark))
      await db.graves.bulkDelete(wins.map(({ draft }) => draft.id))
      imported += wins.length
    }
    await db.incoming.bulkDelete(ids)
    return { imported, skipped: ids.length - imported }
  })
}

/** Clears away what was laid aside before this time, in epoch ms. */
export const dropStaged = (db: DraftsDb, before: number): Promise<number> =>
  db.incoming.where('at').below(before).delete()
