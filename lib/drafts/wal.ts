/**
 * A prompt's last version as its page writes it to `storage.local` while it goes away, for Chrome,
 * where that write outlives the page and a message to a sleeping worker does not (measured on
 * Chromium 156). Never written in a private window. Content scripts of other sites can read this
 * area, so an entry lives only until the background merges it, which its being written wakes.
 */
export interface WalEntry {
  readonly id: string
  readonly conversationId: string | null
  readonly url: string
  readonly text: string
  readonly sent: boolean
  /** Epoch ms of the page's clock, as in `draft.save`. */
  readonly at: number
}

const prefix = 'wal:'

/** Where a page's entry stands: one key a draft. `origin` as in `location.origin`. */
export const walKey = (origin: string, draftId: string): string => `${prefix}${origin}:${draftId}`

export const isWalKey = (key: string): boolean => key.startsWith(prefix)

/** The origin in a key, `null` when it is no such key. */
export function walOrigin(key: string): string | null {
  return /^wal:(https:\/\/[^/:]+(?::\d+)?):/.exec(key)?.[1] ?? null
}
