import Dexie from 'dexie'
import * as v from 'valibot'
import { seal, sealJson, unseal, unsealJson, type Vault } from './crypto'
import type { AttachmentRow, DraftRow, DraftsDb } from './db'
import type { AttachmentInfo, FileToKeep } from './draft'
import { partSize } from './parts'

/**
 * Bytes of files that are kept with one draft, and in all. Larger ones are known by name and size.
 * Where it gets too much in all, files of answered drafts make room, the oldest first.
 */
export const fileLimits = { draft: 25 * 2 ** 20, all: 250 * 2 ** 20 }

const infoShape = v.object({ name: v.string(), type: v.string() })

/** A draft's files by name, type and size. */
export async function attachmentsOf(
  db: DraftsDb,
  vault: Vault,
  row: DraftRow,
): Promise<readonly AttachmentInfo[]> {
  if (row.attachmentCount === 0) return []
  const rows = await db.attachments.where({ draftId: row.id }).toArray()
  return Promise.all(
    rows.map(async ({ id, size, info, parts, got }) => {
      const opened = v.safeParse(infoShape, await unsealJson(vault, info, `info ${id}`))
      const { name, type } = opened.success ? opened.output : { name: 'unreadable', type: '' }
      return { id, name, type, size, kept: parts > 0 && got === parts }
    }),
  )
}

/**
 * Keeps one part of a draft's file. Parts come in order; the first decides whether there is room.
 * Answers `false` when the file is not kept (then only its name is) or the part does not fit on
 * the ones before. Must not run at once with another for the same draft.
 */
export async function keepPart(
  db: DraftsDb,
  vault: Vault,
  draft: DraftRow,
  file: Omit<FileToKeep, 'data'>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { size, part, parts } = file
  const isLast = part === parts - 1
  if (parts !== Math.max(1, Math.ceil(size / partSize))) return false
  if (bytes.length !== (isLast ? size - part * partSize : partSize)) return false
  const known = await db.attachments.get(file.id)
  if (known && known.draftId !== draft.id) return false
  const row = known ?? (await firstRow(db, vault, draft, file))
  if (row.parts !== parts || row.size !== size) return false
  if (part < row.got) return true
  if (part !== row.got) return false
  const id = partId(file.id, part)
  const sealed = await seal(vault, bytes, id)
  await db.transaction('rw', db.attachments, db.parts, async () => {
    await db.parts.put({ id, attachmentId: file.id, bytes: sealed })
    await db.attachments.put({ ...row, got: row.got + 1 })
  })
  return true
}

async function firstRow(
  db: DraftsDb,
  vault: Vault,
  draft: DraftRow,
  file: Omit<FileToKeep, 'data'>,
): Promise<AttachmentRow> {
  const { id, name, type, size, parts } = file
  const fits = (await fitsDraft(db, draft.id, size)) && (await makeRoom(db, size))
  const info = await sealJson(vault, { name, type }, `info ${id}`)
  const keptBytes = fits ? size : 0
  const row = { id, draftId: draft.id, size, keptBytes, parts: fits ? parts : 0, got: 0, info }
  await db.transaction('rw', db.attachments, db.drafts, async () => {
    await db.attachments.put(row)
    await countIn(db, draft.id, 1, keptBytes)
  })
  return row
}

async function fitsDraft(db: DraftsDb, draftId: string, size: number): Promise<boolean> {
  const files = await db.attachments.where({ draftId }).toArray()
  return files.reduce((sum, row) => sum + row.keptBytes, size) <= fileLimits.draft
}

/** Deletes files of answered drafts only when that makes room enough. */
async function makeRoom(db: DraftsDb, size: number): Promise<boolean> {
  const sizes = await db.attachments.orderBy('keptBytes').keys()
  let over = sizes.reduce<number>((sum, bytes) => sum + Number(bytes), size) - fileLimits.all
  if (over <= 0) return true
  const answered = await db.drafts
    .where('[state+updatedAt]')
    .between(['answered', Dexie.minKey], ['answered', Dexie.maxKey])
    .filter(({ attachmentCount }) => attachmentCount > 0)
    .primaryKeys()
  const going: AttachmentRow[] = []
  for (const draftId of answered) {
    if (over <= 0) break
    const files = await db.attachments.where({ draftId }).toArray()
    going.push(...files)
    over -= files.reduce((sum, { keptBytes }) => sum + keptBytes, 0)
  }
  if (over > 0) return false
  for (const { id, draftId } of going) await removeAttachment(db, draftId, id)
  return true
}

/** One part of a kept file, and how many there are; `null` when it is not there or not readable. */
export async function readPart(
  db: DraftsDb,
  vault: Vault,
  draftId: string,
  id: string,
  part: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; parts: number } | null> {
  const [row, found] = await Promise.all([db.attachments.get(id), db.parts.get(partId(id, part))])
  if (row?.draftId !== draftId || row.got !== row.parts || !found) return null
  const bytes = await unseal(vault, found.bytes, partId(id, part))
  return bytes && { bytes, parts: row.parts }
}

/** Deletes one file of a draft. */
export async function removeAttachment(db: DraftsDb, draftId: string, id: string): Promise<void> {
  await db.transaction('rw', db.attachments, db.parts, db.drafts, async () => {
    const row = await db.attachments.get(id)
    if (row?.draftId !== draftId) return
    await db.attachments.delete(id)
    await db.parts.where({ attachmentId: id }).delete()
    await countIn(db, draftId, -1, -row.keptBytes)
  })
}

/** Deletes the files of drafts that are going. Runs in the caller's transaction. */
export async function removeAttachmentsOf(
  db: DraftsDb,
  draftIds: readonly string[],
): Promise<void> {
  const files = db.attachments.where('draftId').anyOf([...draftIds])
  const ids = await files.primaryKeys()
  if (ids.length === 0) return
  await db.parts.where('attachmentId').anyOf(ids).delete()
  await db.attachments.bulkDelete(ids)
}

async function countIn(db: DraftsDb, draftId: string, files: number, bytes: number) {
  const row = await db.drafts.get(draftId)
  if (!row) return
  const attachmentCount = row.attachmentCount + files
  await db.drafts.put({ ...row, attachmentCount, bytes: row.bytes + bytes })
}

const partId = (id: string, part: number): string => `${id} ${part}`
