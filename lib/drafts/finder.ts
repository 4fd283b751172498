import { unseal, type Vault } from './crypto'
import type { DraftRow, DraftsDb } from './db'
import { type Mark, markOf, mayHold } from './mark'
import { openText } from './rows'
import type { DraftQuery } from './store'

/** Finds drafts by words of their text. Told of every change, as it reads the database but once. */
export interface Finder {
  /** Ids of one page, newest first. `total` as in `DraftStore.list`. */
  find(query: DraftQuery): Promise<{ ids: string[]; total: number }>
  /** Reads ahead for a first search. */
  warm(): void
  changed(row: DraftRow, text?: string): void
  removed(ids: readonly string[]): void
  /** Forgets what was read. */
  reset(): void
}

type Entry = Pick<DraftRow, 'id' | 'providerId' | 'state' | 'updatedAt'> & { readonly mark: Mark }

/** Texts opened at a time. */
const step = 64
/** The most that one search opens: to fill its page, and beyond that to count. In texts and bytes. */
const most = {
  toFill: { texts: 1_000, bytes: 5 * 2 ** 20 },
  toCount: { texts: 200, bytes: 3 * 2 ** 20 },
}

const unknown: Mark = new Uint8Array(0)

/**
 * Keeps the marks of all drafts in memory for the worker's life (10 000 drafts of 20 kB: 20 MB,
 * read in half a second, once), and opens only texts that are likely to hold the words. A search
 * that would open too much stops; the same search asked again goes on from there.
 */
export function finderOf(db: DraftsDb, vault: Vault): Finder {
  let catalog: Promise<Map<string, Entry>> | null = null
  let last = { words: '', holds: new Map<string, boolean>() }

  function entries(): Promise<Map<string, Entry>> {
    const mine = catalog ?? readAll(db, vault)
    catalog = mine
    mine.catch(() => {
      catalog = null
    })
    return mine
  }
  /** After the reading, if one is under way: what it reads may be older. */
  const later = (change: (all: Map<string, Entry>) => void) =>
    void catalog?.then(change).catch(() => {})

  return {
    warm: () => void entries().catch(() => {}),
    changed(row, text) {
      if (text !== undefined) last.holds.delete(row.id)
      later((all) => {
        const mark = text === undefined ? (all.get(row.id)?.mark ?? unknown) : markOf(text)
        all.set(row.id, entryOf(row, mark))
      })
    },
    removed: (ids) =>
      later((all) => {
        for (const id of ids) all.delete(id)
      }),
    reset() {
      catalog = null
      last = { words: '', holds: new Map() }
    },
    async find({ search, providerId, state, offset, limit }) {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean)
      const key = words.join(' ')
      if (last.words !== key) last = { words: key, holds: new Map() }
      const { holds } = last
      const fits = mayHold(words)
      const likely = [...(await entries()).values()]
        .filter((entry) => providerId === null || entry.providerId === providerId)
        .filter((entry) => state === null || entry.state === state)
        .filter((entry) => holds.get(entry.id) ?? fits(entry.mark))
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .map(({ id }) => id)
      await open(db, vault, likely, words, holds, offset + limit)
      const left = likely.filter((id) => holds.get(id) !== false)
      const found = left.filter((id) => holds.get(id))
      return { ids: found.slice(offset, offset + limit), total: left.length }
    },
  }
}

/** Opens likely texts and notes in `holds` whether each has all words. */
async function open(
  db: DraftsDb,
  vault: Vault,
  likely: readonly string[],
  words: readonly string[],
  holds: Map<string, boolean>,
  wanted: number,
): Promise<void> {
  const closed = likely.filter((id) => !holds.has(id))
  let found = likely.length - closed.length
  let bytes = 0
  for (let at = 0; at < closed.length; at += step) {
    const cap = found < wanted ? most.toFill : most.toCount
    if (at >= cap.texts || bytes >= cap.bytes) return
    const ids = closed.slice(at, at + step)
    const bodies = await db.bodies.bulkGet(ids)
    const texts = await Promise.all(bodies.map((body) => body && openText(vault, body)))
    for (const [i, id] of ids.entries()) {
      const text = texts[i]?.toLowerCase()
      const isHit = text !== undefined && words.every((word) => text.includes(word))
      holds.set(id, isHit)
      bytes += bodies[i]?.text.length ?? 0
      if (isHit) found++
    }
  }
}

async function readAll(db: DraftsDb, vault: Vault): Promise<Map<string, Entry>> {
  const [rows, marks] = await Promise.all([db.drafts.toArray(), db.marks.toArray()])
  const opened = await Promise.all(marks.map(({ id, mark }) => unseal(vault, mark, `mark ${id}`)))
  const byId = new Map(marks.map(({ id }, i) => [id, opened[i] ?? unknown]))
  return new Map(rows.map((row) => [row.id, entryOf(row, byId.get(row.id) ?? unknown)]))
}

const entryOf = ({ id, providerId, state, updatedAt }: DraftRow, mark: Mark): Entry => ({
  id,
  providerId,
  state,
  updatedAt,
  mark,
})
