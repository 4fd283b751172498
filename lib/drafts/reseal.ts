import type { Table } from 'dexie'
import { isOutdated, type Sealed, seal, unseal, type Vault } from './crypto'
import type { DraftsDb } from './db'
import type { Serial } from './serial'
import { forgetOldKeys } from './vault'

/** What is sealed: table, rows at a time (a part has 2 MB), fields and the places they are named by. */
const sealed = [
  ['drafts', 100, { head: 'head ', reason: 'reason ' }],
  ['bodies', 50, { text: 'text ' }],
  ['marks', 100, { mark: 'mark ' }],
  ['attachments', 100, { info: 'info ' }],
  ['parts', 4, { bytes: '' }],
] as const

/**
 * Seals with the vault's present key what was sealed with another, then deletes the others. A few
 * rows at a time, between other writes; broken off, it goes on from the start at the next opening.
 */
export async function resealAll(db: DraftsDb, vault: Vault, inTurn: Serial): Promise<void> {
  await db.incoming.clear()
  for (const [name, count, fields] of sealed) {
    const table = db.table<Row, string>(name)
    let last: string | null = ''
    while (last !== null) {
      const after: string = last
      last = await inTurn(() => resealSome(table, vault, fields, after, count))
    }
  }
  await inTurn(() => forgetOldKeys(db, vault))
}

/** Whether an earlier `resealAll` was broken off. */
export async function isResealDue(db: DraftsDb, vault: Vault): Promise<boolean> {
  const [keys, locks] = await Promise.all([db.keys.count(), db.locks.count()])
  return vault.keys.has(vault.current) && keys + locks > 1
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

/** Seals some rows after `after` anew; answers with the id to go on from, `null` at the end. */
async function resealSome(
  table: Table<Row, string>,
  vault: Vault,
  fields: Readonly<Record<string, string>>,
  after: string,
  count: number,
): Promise<string | null> {
  const rows = await table.where('id').above(after).limit(count).toArray()
  const anew = await Promise.all(rows.map((row) => resealRow(vault, row, fields)))
  await table.bulkPut(anew.filter((row) => row !== null))
  return rows.at(-1)?.id ?? null
}

async function resealRow(
  vault: Vault,
  row: Row,
  fields: Readonly<Record<string, string>>,
): Promise<Row | null> {
  const changed: Record<string, Sealed> = {}
  for (const [field, prefix] of Object.entries(fields)) {
    const value = row[field]
    if (!(value instanceof Uint8Array) || !isOutdated(vault, value as Sealed)) continue
    const bytes = await unseal(vault, value as Sealed, prefix + row.id)
    // What cannot be opened is left: no key of ours has sealed it.
    if (bytes) changed[field] = await seal(vault, bytes, prefix + row.id)
  }
  return Object.keys(changed).length > 0 ? { ...row, ...changed } : null
}
