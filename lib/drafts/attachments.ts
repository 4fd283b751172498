import * as v from 'valibot'
import { unsealJson, type Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import type { AttachmentInfo } from './draft'

const infoShape = v.object({ name: v.string(), type: v.string() })

/** A draft's attachments by name, type and size. */
export async function attachmentsOf(
  db: DraftsDb,
  vault: Vault,
  row: DraftRow,
): Promise<readonly AttachmentInfo[]> {
  if (row.attachmentCount === 0) return []
  const rows = await db.attachments.where({ draftId: row.id }).toArray()
  return Promise.all(
    rows.map(async ({ id, size, info, content }) => {
      const opened = v.safeParse(infoShape, await unsealJson(vault, info, `info ${id}`))
      const { name, type } = opened.success ? opened.output : { name: 'unreadable', type: '' }
      return { id, name, type, size, kept: content !== null }
    }),
  )
}
