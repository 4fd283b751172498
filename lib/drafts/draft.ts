/** `composing → sent → answered`, or `sent → failed → handed_off`. Never deleted before an answer was seen. */
export type DraftState = 'composing' | 'sent' | 'answered' | 'failed' | 'handed_off'

export interface AttachmentInfo {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** `false`: too large to keep, known by name and size only. */
  readonly kept: boolean
}

/** The kept text of one prompt. JSON-safe, as it travels in messages. Times in epoch ms. */
export interface Draft {
  readonly id: string
  readonly providerId: string
  /** Of the page it was typed in, for example `https://claude.ai`; content scripts reach only their own. */
  readonly origin: string
  /** `null` for a chat that has no id yet. */
  readonly conversationId: string | null
  /** Where to go back to. */
  readonly url: string
  readonly state: DraftState
  readonly text: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly sentAt: number | null
  /** Why it failed, in words for the user. */
  readonly reason: string | null
  readonly attachments: readonly AttachmentInfo[]
}

/** A draft as a list shows it: the first characters only. */
export type DraftSummary = Omit<Draft, 'text' | 'attachments'> & {
  /** First 280 characters. */
  readonly preview: string
  /** Characters in all. */
  readonly length: number
  readonly attachmentCount: number
}

/** A piece of a kept file as it travels in a message. */
export interface FilePart {
  /** Base64. */
  readonly data: string
  /** How many parts the file has. */
  readonly parts: number
}

/** A file, or one piece of it, on its way from the page into the store. */
export interface FileToKeep {
  readonly draftId: string
  /** Chosen by the page; the same for every part. */
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes in all. */
  readonly size: number
  readonly part: number
  readonly parts: number
  /** Base64. */
  readonly data: string
}
