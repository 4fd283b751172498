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
  saveAs(info.name, file)
}

/** Has the browser save `content` under a name of its own choosing near `name`. */
export function saveAs(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Not at once: Firefox begins to read it a task later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
