import type { AttachmentInfo } from '../drafts/draft'

/** A draft on its way into the tab opened for it. Kept in `storage.session`, bound to that tab. Times in epoch ms. */
export interface Handoff {
  readonly id: string
  readonly tabId: number
  readonly targetId: string
  readonly draftId: string
  /** Tab that the draft came from, for the way back; `null` if it is gone. */
  readonly sourceTabId: number | null
  readonly startedAt: number
  readonly expiresAt: number
  /** `null` until the target's page has told what became of it; kept after for the way back. */
  readonly outcome: HandoffOutcome | null
  /** The conversation that goes along; `null`: none, or it has arrived. */
  readonly conversation: CarriedConversation | null
}

/** As Markdown. */
export interface CarriedConversation {
  readonly text: string
  /** In front of the prompt, or as a file beside it. */
  readonly place: 'front' | 'file'
}

/** What the target's content script is given, once it asks from the right tab and origin. */
export interface HandoffPayload {
  readonly id: string
  readonly text: string
  readonly sourceName: string
  readonly attachments: readonly AttachmentInfo[]
}

export type HandoffOutcome =
  | { readonly kind: 'filled' }
  /** The composer held other text; the user was asked and kept it. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'failed'; readonly reason: string }
