import type { DraftState } from './draft'
import type { KeptDraft } from './store'

/** One version of a prompt as its page tells it, with what only the background knows of the sender. */
export interface Save {
  readonly id: string
  readonly origin: string
  readonly providerId: string
  readonly conversationId: string | null
  readonly url: string
  readonly text: string
  readonly sent: boolean
  /** Epoch ms of the page's clock; must not go back within one id. */
  readonly at: number
  /** As `tabKey` writes it; `null` where the tab is not known. */
  readonly tab: string | null
}

/** What the rules need to know of the entry that a save meets. */
export interface Met {
  readonly origin: string
  readonly conversationId: string | null
  readonly state: DraftState
  readonly at: number
}

/**
 * - `write`: the entry takes this text.
 * - `mark`: it keeps its text and becomes `sent`, also once more after a failure.
 * - `move`: it was sent from a new chat, which has its address now.
 * - `remove`: the user emptied a prompt that was never sent.
 * - `drop`: nothing new in it.
 * - `next`: the entry is closed and this is other text: it becomes an entry of its own.
 * - `refuse`: it belongs to another origin.
 */
export type SaveStep = 'write' | 'mark' | 'move' | 'remove' | 'drop' | 'next' | 'refuse'

/** A stored time this far (ms) ahead of now means that the clock was set back. */
const clockSlack = 2_000

/**
 * What a save does. Older versions never replace newer ones, a prompt that was sent keeps the
 * text that was sent, and a deleted one stays deleted for all that was typed before.
 */
export function saveStep(
  save: Pick<Save, 'origin' | 'conversationId' | 'text' | 'sent' | 'at'>,
  met: Met | null,
  deletedAt: number | null,
  sameText: boolean,
  now: number,
): SaveStep {
  const isEmpty = save.text.trim() === ''
  if (!met) return isEmpty || !isNewer(save.at, deletedAt, now) ? 'drop' : 'write'
  if (met.origin !== save.origin) return 'refuse'
  if (met.state === 'composing') {
    // A composer may already be empty when its sending is noticed.
    if (save.sent && (isEmpty || save.at < met.at)) return 'mark'
    if (save.at !== met.at && !isNewer(save.at, met.at, now)) return 'drop'
    return isEmpty ? 'remove' : 'write'
  }
  if (isEmpty || !isNewer(save.at, met.at, now)) return 'drop'
  if (!sameText) return 'next'
  if (met.conversationId === null && save.conversationId !== null) return 'move'
  const isOver = met.state === 'failed' || met.state === 'handed_off'
  return isOver && save.sent ? 'mark' : 'drop'
}

function isNewer(at: number, than: number | null, now: number): boolean {
  return than === null || at > than || than > now + clockSlack
}

/** The draft that a save writes. */
export function draftOf(save: Save, id: string, createdAt: number, now: number): KeptDraft {
  const { text, sent, tab: _, ...place } = save
  const state = sent ? 'sent' : 'composing'
  const sentAt = sent ? now : null
  return { ...place, id, text, state, reason: null, createdAt, updatedAt: now, sentAt }
}

export type Change =
  | { readonly to: 'answered' }
  | { readonly to: 'failed'; readonly reason: string | null }
  | { readonly to: 'handed_off' }

/** `answered` is final; a handed-off prompt is not called failed again. */
export function mayBecome(from: DraftState, to: Change['to']): boolean {
  if (from === 'answered') return false
  return to !== 'failed' || from !== 'handed_off'
}

/** The id that other text under a closed id is kept by. */
export const nextId = (id: string): string => `${id}+`

/** One string for an origin and a conversation. */
export const placeOf = (origin: string, conversationId: string | null): string =>
  `${origin} ${conversationId ?? ''}`

export const previewLength = 280

/** The first characters of a text, never ending in half an emoji. */
export function previewOf(text: string): string {
  const cut = text.slice(0, previewLength)
  return text.length > previewLength && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
