import Dexie from 'dexie'
import {
  attachmentsOf,
  keepPart,
  readPart,
  removeAttachment,
  removeAttachmentsOf,
} from './attachments'
import { fromBase64, toBase64 } from './base64'
import type { Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import type { Draft } from './draft'
import { stage, takeIn } from './import'
import { changeHead, openDraft, openSummary, openText, sealRows } from './rows'
import { draftOf, mayBecome, nextId, placeOf, type Save, type SaveStep, saveStep } from './rules'
import { searchRows } from './search'
import { serial } from './serial'
import type { DraftQuery, DraftStore, KeptDraft, SaveResult } from './store'

/** Bytes of one answer to `export`, before its last draft. */
const exportSize = 2 * 2 ** 20

/**
 * The store on disk. Writes run one after the other: a decision rests on the row as it is, and a
 * database transaction would end while the key is at work.
 */
export function diskStore(db: DraftsDb, vault: Vault): DraftStore {
  const inTurn = serial()

  async function save(id: string, save_: Save, now: number): Promise<SaveResult> {
    const row = await db.drafts.get(id)
    const step = await stepFor(id, save_, row ?? null, now)
    if (step === 'next') return save(nextId(id), save_, now)
    if (step === 'remove') await bury([id], Math.max(save_.at, row?.at ?? 0))
    if (step === 'write') {
      const draft = draftOf(save_, id, row?.createdAt ?? now, now)
      await put(draft, save_.tab, row ?? null)
    }
    if (row && step === 'mark') {
      const at = Math.max(row.at, save_.at)
      const head = await changeHead(vault, row, { reason: null })
      await db.drafts.put({ ...row, at, state: 'sent', sentAt: now, updatedAt: now, head })
    }
    if (row && step === 'move') {
      const { origin, conversationId, url } = save_
      const head = await changeHead(vault, row, { url })
      await db.drafts.put({ ...row, conversationId, place: placeOf(origin, conversationId), head })
    }
    return { step, id }
  }

  async function put(draft: KeptDraft, tab: string | null, old: DraftRow | null): Promise<void> {
    const rows = await sealRows(vault, draft, tab, old)
    await db.transaction('rw', db.drafts, db.bodies, async () => {
      await db.drafts.put(rows.draft)
      await db.bodies.put(rows.body)
    })
  }

  async function stepFor(
    id: string,
    save: Save,
    row: DraftRow | null,
    now: number,
  ): Promise<SaveStep> {
    const grave = row ? undefined : await db.graves.get(id)
    const isClosed = row !== null && row.state !== 'composing'
    const body = isClosed ? await db.bodies.get(id) : undefined
    const sameText = body !== undefined && (await openText(vault, body)) === save.text
    return saveStep(save, row, grave?.at ?? null, sameText, now)
  }

  /** The last entry kept under an id: see `nextId`. */
  async function tip(id: string): Promise<DraftRow | undefined> {
    const [row, next] = await db.drafts.bulkGet([id, nextId(id)])
    return next ? ((await tip(nextId(id))) ?? next) : row
  }

  async function bury(ids: readonly string[], at: number): Promise<number> {
    const rows = (await db.drafts.bulkGet([...ids])).filter((row) => row !== undefined)
    const found = rows.map((row) => row.id)
    await db.transaction('rw', db.drafts, db.bodies, db.attachments, db.parts, async () => {
      await db.drafts.bulkDelete(found)
      await db.bodies.bulkDelete(found)
      await removeAttachmentsOf(db, found)
    })
    // Afterwards and apart: on a full disk only the deleting itself makes room for these.
    await db.graves.bulkPut(rows.map((row) => ({ id: row.id, at: Math.max(at, row.at) })))
    return found.length
  }

  async function open(row: DraftRow): Promise<Draft | null> {
    const [body, attachments] = await Promise.all([
      db.bodies.get(row.id),
      attachmentsOf(db, vault, row),
    ])
    return openDraft(vault, row, body, attachments)
  }

  return {
    save: (save_, now) => inTurn(() => save(save_.id, save_, now)),
    change: (id, change, now, origin) =>
      inTurn(async () => {
        const row = await tip(id)
        if (!row || (origin !== undefined && row.origin !== origin)) return false
        if (!mayBecome(row.state, change.to)) return false
        const head =
          change.to === 'failed'
            ? await changeHead(vault, row, { reason: change.reason })
            : row.head
        const sentAt = row.sentAt ?? (change.to === 'handed_off' ? null : now)
        await db.drafts.put({ ...row, state: change.to, sentAt, updatedAt: now, head })
        return true
      }),
    restore: (draft) =>
      inTurn(async () => {
        const [row, grave] = await Promise.all([db.drafts.get(draft.id), db.graves.get(draft.id)])
        if (Math.max(row?.at ?? -1, grave?.at ?? -1) >= draft.at) return false
        if (row && row.origin !== draft.origin) return false
        await put(draft, null, row ?? null)
        return true
      }),
    async read(id) {
      const row = await db.drafts.get(id)
      return row ? open(row) : null
    },
    async tabOf(id) {
      return (await db.drafts.get(id))?.tab ?? null
    },
    async at(origin, conversationId, limit) {
      const rows = await newest('[place+updatedAt]', [placeOf(origin, conversationId)])
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
    async list(query) {
      const found = chosen(query)
      if (query.search.trim() === '') {
        const rows = await chosen(query).offset(query.offset).limit(query.limit).toArray()
        const drafts = await Promise.all(rows.map((row) => openSummary(vault, row)))
        return { drafts, total: await found.count() }
      }
      const rows = await searchRows(db, vault, found, query.search)
      const page = rows.slice(query.offset, query.offset + query.limit)
      const drafts = await Promise.all(page.map((row) => openSummary(vault, row)))
      return { drafts, total: rows.length }
    },
    remove: (ids, now) =>
      inTurn(async () =>
        bury(ids === 'all' ? await db.drafts.toCollection().primaryKeys() : ids, now),
      ),
    attach: ({ data, ...file }, origin) =>
      inTurn(async () => {
        const row = await db.drafts.get(file.draftId)
        return row?.origin === origin && keepPart(db, vault, row, file, fromBase64(data))
      }),
    detach: (draftId, id, origin) =>
      inTurn(async () => {
        const row = await db.drafts.get(draftId)
        if (row?.origin === origin) await removeAttachment(db, draftId, id)
      }),
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
    import: (batch, drafts, isLast, now) =>
      inTurn(async () => {
        await stage(db, vault, batch, drafts, now)
        return isLast ? takeIn(db, batch, now) : { imported: 0, skipped: 0 }
      }),
    async stats() {
      const sizes = await db.drafts.orderBy('bytes').keys()
      return { count: sizes.length, bytes: sizes.reduce<number>((sum, n) => sum + Number(n), 0) }
    },
  }

  /** Rows of an index that starts with `key` and goes on with the time, newest first. */
  function newest(index: string, key: readonly string[]) {
    return db.drafts
      .where(index)
      .between([...key, Dexie.minKey], [...key, Dexie.maxKey])
      .reverse()
  }

  function chosen({ providerId, state }: DraftQuery) {
    if (providerId && state) return newest('[providerId+state+updatedAt]', [providerId, state])
    if (providerId) return newest('[providerId+updatedAt]', [providerId])
    if (state) return newest('[state+updatedAt]', [state])
    return db.drafts.orderBy('updatedAt').reverse()
  }
}
