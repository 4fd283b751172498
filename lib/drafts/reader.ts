import Dexie from 'dexie'
import { attachmentsOf, readPart } from './attachments'
import { toBase64 } from './base64'
import type { Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import type { Draft } from './draft'
import type { Finder } from './finder'
import { openDraft, openSummary } from './rows'
import { placeOf } from './rules'
import type { DraftQuery, DraftStore, KeptDraft } from './store'
import { lockState } from './vault'

/** Bytes of one answer to `export`, before its last draft. */
const exportSize = 2 * 2 ** 20

type Reader = Pick<
  DraftStore,
  'read' | 'tabOf' | 'at' | 'inTab' | 'recent' | 'list' | 'file' | 'export' | 'stats'
>

/** The reading half of the store on disk. */
export function reader(db: DraftsDb, vault: Vault, finder: Finder): Reader {
  async function open(row: DraftRow): Promise<Draft | null> {
    const [body, attachments] = await Promise.all([
      db.bodies.get(row.id),
      attachmentsOf(db, vault, row),
    ])
    return openDraft(vault, row, body, attachments)
  }

  return {
    async read(id) {
      const row = await db.drafts.get(id)
      return row ? open(row) : null
    },
    async tabOf(id) {
      return (await db.drafts.get(id))?.tab ?? null
    },
    async at(origin, conversationId, limit) {
      const rows = await byTime(db, '[place+updatedAt]', [placeOf(origin, conversationId)])
        .reverse()
        .filter((row) => row.state !== 'answered')
        .limit(limit)
        .toArray()
      const drafts = await Promise.all(rows.map(open))
      return drafts.flatMap((draft, i) => (draft ? [{ draft, tab: rows[i]?.tab ?? null }] : []))
    },
    async inTab(tab, origin) {
      const rows = await db.drafts
        .where({ tab })
        .filter((r) => r.origin === origin && r.state !== 'answered' && r.state !== 'handed_off')
        .sortBy('updatedAt')
      const row = rows.at(-1)
      return row ? openSummary(vault, row) : null
    },
    async recent(limit) {
      const rows = await db.drafts.orderBy('updatedAt').reverse().limit(limit).toArray()
      return Promise.all(rows.map((row) => openSummary(vault, row)))
    },
    async list(query) {
      const isLocked = lockState(vault) === 'locked'
      if (query.search.trim() === '') {
        // Whoever lists is likely to search next.
        if (!isLocked) finder.warm()
        const [rows, total] = await Promise.all([pageOf(db, query), countOf(db, query)])
        return { drafts: await Promise.all(rows.map((row) => openSummary(vault, row))), total }
      }
      if (isLocked) return { drafts: [], total: 0 }
      const { ids, total } = await finder.find(query)
      const rows = (await db.drafts.bulkGet(ids)).filter((row) => row !== undefined)
      return { drafts: await Promise.all(rows.map((row) => openSummary(vault, row))), total }
    },
    async file(draftId, id, part, origin) {
      const row = await db.drafts.get(draftId)
      if (!row || (origin !== undefined && row.origin !== origin)) return null
      const found = await readPart(db, vault, draftId, id, part)
      return found && { data: toBase64(found.bytes), parts: found.parts }
    },
    async export(after) {
      const drafts: KeptDraft[] = []
      let size = 0
      let last = after
      while (size < exportSize) {
        const row = await db.drafts.where('id').above(last).first()
        if (!row) return { drafts, next: null }
        last = row.id
        const draft = await open(row)
        if (draft) drafts.push({ ...draft, at: row.at })
        size += row.textBytes
      }
      return { drafts, next: last }
    },
    async stats() {
      const sizes = await db.drafts.orderBy('bytes').keys()
      return { count: sizes.length, bytes: sizes.reduce<number>((sum, n) => sum + Number(n), 0) }
    },
  }
}

/** Rows of an index that starts with `key` and goes on with the time, oldest first. */
function byTime(db: DraftsDb, index: string, key: readonly string[]) {
  return db.drafts.where(index).between([...key, Dexie.minKey], [...key, Dexie.maxKey])
}

const pageOf = (db: DraftsDb, query: DraftQuery) =>
  chosen(db, query).reverse().offset(query.offset).limit(query.limit).toArray()

/** Without a filter by the table itself, which is faster than by an index. */
const countOf = (db: DraftsDb, query: DraftQuery) =>
  query.providerId || query.state ? chosen(db, query).count() : db.drafts.count()

function chosen(db: DraftsDb, { providerId, state }: DraftQuery) {
  if (providerId && state) return byTime(db, '[providerId+state+updatedAt]', [providerId, state])
  if (providerId) return byTime(db, '[providerId+updatedAt]', [providerId])
  if (state) return byTime(db, '[state+updatedAt]', [state])
  return db.drafts.orderBy('updatedAt')
}
