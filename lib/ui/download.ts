import type { AttachmentInfo } from '../drafts/draft'
import { fileOf } from '../drafts/parts'
import { ask } from './ask'

/** Gives the user a kept file of a draft as a download. Throws when it is gone or incomplete. */
export async function downloadFile(draftId: string, info: AttachmentInfo): Promise<void> {
  // Not under its own type: it came from a page, and is to be saved, never shown here.
  const file = await fileOf({ ...info, type: 'application/octet-stream' }, (part) =>
    ask('draft.file', { draftId, id: info.id, part }),
  )
  if (!file) throw new Error('this file is gone')
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = info.name
  link.click()
  URL.revokeObjectURL(url)
}
