import type { Collection, InsertType } from 'dexie'
import type { Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import { openText } from './rows'

/** The rows of `among` whose text holds `words`, any case, in the order of `among`. */
export async function searchRows(
  db: DraftsDb,
  vault: Vault,
  among: Collection<DraftRow, string, InsertType<DraftRow, 'id'>>,
  words: string,
): Promise<DraftRow[]> {
  const wanted = words.trim().toLowerCase()
  const rows = await among.toArray()
  const bodies = await db.bodies.bulkGet(rows.map((row) => row.id))
  const holds = await Promise.all(
    bodies.map(async (body) =>
      body ? ((await openText(vault, body)) ?? '').toLowerCase().includes(wanted) : false,
    ),
  )
  return rows.filter((_, i) => holds[i])
}
