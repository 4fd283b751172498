import type { AttachmentInfo } from '../drafts/draft'
import { fileOf } from '../drafts/parts'
import type { HandoffPayload } from '../handoff/handoff'
import type { send } from '../messages'
import { type AttachOptions, attachFiles } from '../page/attach'

/** A file that the user has to add by hand; `null` bytes: it was not kept. */
export interface LeftFile {
  readonly info: AttachmentInfo
  readonly file: File | null
}

export interface Given {
  readonly attached: readonly File[]
  readonly left: readonly LeftFile[]
}

/** Fetches the files of a prompt that was carried here, and attaches them beside its text. */
export async function giveFiles(
  payload: HandoffPayload,
  ask: typeof send,
  options: AttachOptions,
): Promise<Given> {
  const all: LeftFile[] = []
  for (const info of payload.attachments) {
    const read = (part: number) =>
      ask('handoff.file', { handoffId: payload.id, id: info.id, part }).catch(() => null)
    all.push({ info, file: info.kept ? await fileOf(info, read) : null })
  }
  const files = all.flatMap(({ file }) => file ?? [])
  const attached = await attachFiles(files, options)
  return { attached, left: all.filter(({ file }) => !file || !attached.includes(file)) }
}
