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
import { type Mark, markOf } from './mark'
import { hasText, openDraft, openSummary, sealHead, sealReason, sealRows } from './rows'
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
import { openMarks, searchTexts } from './search'
import { type Serial, serial } from './serial'
import type { DraftQuery, DraftStore, KeptDraft, SaveResult } from './store'
import { lockState } from './vault'

/** A list no longer than this is a glance, as in the popup. */
const recentOnly = 10

/** Bytes of one answer to `export`, before its last draft. */
const exportSize = 2 * 2 ** 20

/**
 * The store on disk. Writes run one after the other: a decision rests on the row as it is, and a
 * database transaction would end while the key is at work.
 */
export function diskStore(db: DraftsDb, vault: Vault, inTurn: Serial = serial()): DraftStore {
  let marks: Promise<Map<string, Mark>> | null = null

  function allMarks(): Promise<Map<string, Mark>> {
    const mine = marks ?? inTurn(() => openMarks(db, vault))
    marks = mine
    mine.catch(() => {
      marks = null
    })
    return mine
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
      await db.drafts.put({ ...row, at, state: 'sent', sentAt: now, updatedAt: now, reason: null })
    }
    if (row && step === 'move') {
      const { origin, conversationId, url, text } = save_
      const head = await sealHead(vault, id, { preview: previewOf(text), url })
      await db.drafts.put({ ...row, conversationId, place: placeOf(origin, conversationId), head })
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
    // Not waited for: reading the marks may stand behind this very write.
    void marks?.then((all) => all.set(draft.id, markOf(draft.text))).catch(() => {})
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
        const reason =
          change.to === 'failed' ? await sealReason(vault, row.id, change.reason) : row.reason
        const sentAt = row.sentAt ?? (change.to === 'handed_off' ? null : now)
        await db.drafts.put({ ...row, state: change.to, sentAt, updatedAt: now, reason })
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
      const rows = await byTime('[place+updatedAt]', [placeOf(origin, conversationId)])
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
    async list(query) {
      const { search, offset, limit } = query
      if (search.trim() === '') {
        // Whoever lists is likely to search next.
        if (limit > recentOnly && lockState(vault) !== 'locked') void allMarks().catch(() => {})
        const rows = await chosen(query).reverse().offset(offset).limit(limit).toArray()
        const drafts = await Promise.all(rows.map((row) => openSummary(vault, row)))
        return { drafts, total: await chosen(query).count() }
      }
      if (lockState(vault) === 'locked') return { drafts: [], total: 0 }
      const ids = (await chosen(query).primaryKeys()).reverse()
      const wanted = offset + limit
      const { found, more } = await searchTexts(db, vault, await allMarks(), ids, search, wanted)
      const rows = await db.drafts.bulkGet(found.slice(offset))
      const drafts = await Promise.all(
        rows.filter((row) => row !== undefined).map((row) => openSummary(vault, row)),
      )
      return { drafts, total: found.length + more }
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
        if (!isLast) return { imported: 0, skipped: 0 }
        marks = null
        return takeIn(db, batch, now)
      }),
    async stats() {
      const sizes = await db.drafts.orderBy('bytes').keys()
      return { count: sizes.length, bytes: sizes.reduce<number>((sum, n) => sum + Number(n), 0) }
    },
  }

  /** Rows of an index that starts with `key` and goes on with the time, oldest first. */
  function byTime(index: string, key: readonly string[]) {
    return db.drafts.where(index).between([...key, Dexie.minKey], [...key, Dexie.maxKey])
  }

  function chosen({ providerId, state }: DraftQuery) {
    if (providerId && state) return byTime('[providerId+state+updatedAt]', [providerId, state])
    if (providerId) return byTime('[providerId+updatedAt]', [providerId])
    if (state) return byTime('[state+updatedAt]', [state])
    return db.drafts.orderBy('updatedAt')
  }
}
