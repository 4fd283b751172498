import { type Drafts, openDrafts } from './open'

/**
 * A function that opens the drafts when first asked and answers with the same ones after. It opens
 * them anew when the browser closed the database, and each minute while they are in trouble.
 */
export function draftsOnDemand(
  now: () => number,
  open: () => Promise<Drafts> = openDrafts,
): () => Promise<Drafts> {
  let opened: Promise<Drafts> | null = null
  let last: { drafts: Drafts; at: number } | null = null
  return () => {
    if (last?.drafts.isTroubled() && Math.abs(now() - last.at) >= 60_000) {
      last.drafts.close()
      last = null
      opened = null
    }
    if (opened) return opened
    const mine = open()
    opened = mine
    mine.then((drafts) => {
      last = { drafts, at: now() }
      drafts.db?.on('close', () => {
        if (opened === mine) opened = null
      })
    })
    return mine
  }
}
