import { keepPart, removeAttachment, removeAttachmentsOf } from './attachments'
import { fromBase64 } from './base64'
import type { Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import { finderOf } from './finder'
import { stage, takeIn } from './import'
import { reader } from './reader'
import { hasText, sealHead, sealReason, sealRows } from './rows'
import {
  draftOf,
  mayBecome,
  nextId,
  placeOf,
  previewOf,
  type Save,
  type SaveStep,
  saveStep,
} from './rules'
import { type Serial, serial } from './serial'
import type { DraftStore, KeptDraft, SaveResult } from './store'

/**
 * The store on disk. Writes run one after the other: a decision rests on the row as it is, and a
 * database transaction would end while the key is at work.
 */
export function diskStore(db: DraftsDb, vault: Vault, inTurn: Serial = serial()): DraftStore {
  const finder = finderOf(db, vault)

  async function putRow(row: DraftRow): Promise<void> {
    await db.drafts.put(row)
    finder.changed(row)
  }

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
      await putRow({ ...row, at, state: 'sent', sentAt: now, updatedAt: now, reason: null })
    }
    if (row && step === 'move') {
      const { origin, conversationId, url, text } = save_
      const head = await sealHead(vault, id, { preview: previewOf(text), url })
      await putRow({ ...row, conversationId, place: placeOf(origin, conversationId), head })
    }
    return { step, id }
  }

  async function put(draft: KeptDraft, tab: string | null, old: DraftRow | null): Promise<void> {
    const rows = await sealRows(vault, draft, tab, old)
    await db.transaction('rw', db.drafts, db.bodies, db.marks, async () => {
      await db.drafts.put(rows.draft)
      await db.bodies.put(rows.body)
      await db.marks.put(rows.mark)
    })
    finder.changed(rows.draft, draft.text)
  }

  async function stepFor(
    id: string,
    save: Save,
    row: DraftRow | null,
    now: number,
  ): Promise<SaveStep> {
    const grave = row ? undefined : await db.graves.get(id)
    const isClosed = row !== null && row.state !== 'composing'
    const sameText = isClosed && (await hasText(row, save.text))
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
    const { drafts, bodies, attachments, parts } = db
    await db.transaction('rw', drafts, bodies, db.marks, attachments, parts, async () => {
      await drafts.bulkDelete(found)
      await bodies.bulkDelete(found)
      await db.marks.bulkDelete(found)
      await removeAttachmentsOf(db, found)
    })
    finder.removed(found)
    // Afterwards and apart: on a full disk only the deleting itself makes room for these.
    await db.graves.bulkPut(rows.map((row) => ({ id: row.id, at: Math.max(at, row.at) })))
    return found.length
  }

  return {
    ...reader(db, vault, finder),
    save: (save_, now) => inTurn(() => save(save_.id, save_, now)),
    change: (id, change, now, origin) =>
      inTurn(async () => {
        const row = await tip(id)
        if (!row || (origin !== undefined && row.origin !== origin)) return false
        if (!mayBecome(row.state, change.to)) return false
        const reason =
          change.to === 'failed' ? await sealReason(vault, row.id, change.reason) : row.reason
        const sentAt = row.sentAt ?? (change.to === 'handed_off' ? null : now)
        await putRow({ ...row, state: change.to, sentAt, updatedAt: now, reason })
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
    import: (batch, drafts, isLast, now) =>
      inTurn(async () => {
        await stage(db, vault, batch, drafts, now)
        if (!isLast) return { imported: 0, skipped: 0 }
        finder.reset()
        return takeIn(db, batch, now)
      }),
  }
}
