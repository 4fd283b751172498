import { unseal, type Vault } from './crypto'
import type { DraftsDb } from './db'
import { type Mark, mayHold } from './mark'
import { openText } from './rows'

/** All marks, opened once in a worker's life: 10 000 take about 0.3 s and 10 MB at most. */
export type Marks = ReadonlyMap<string, Mark>

/** Texts opened at a time, and bytes of text opened in all before a search gives up. */
const step = 64
const maxOpened = 32 * 2 ** 20

/** Reads and opens all marks; one that cannot be opened fits every search. */
export async function openMarks(db: DraftsDb, vault: Vault): Promise<Map<string, Mark>> {
  const rows = await db.marks.toArray()
  const opened = await Promise.all(rows.map(({ id, mark }) => unseal(vault, mark, `mark ${id}`)))
  return new Map(rows.map(({ id }, i) => [id, opened[i] ?? new Uint8Array(0)]))
}

/**
 * Of `ids`, in their order, those whose text holds `words` in any case, up to `wanted` of them.
 * `more`: how many of the rest may hold them too, not looked at.
 */
export async function searchTexts(
  db: DraftsDb,
  vault: Vault,
  marks: Marks,
  ids: readonly string[],
  words: string,
  wanted: number,
): Promise<{ found: string[]; more: number }> {
  const sought = words.trim().toLowerCase()
  const fits = mayHold(sought)
  const likely = ids.filter((id) => fits(marks.get(id) ?? new Uint8Array(0)))
  const found: string[] = []
  let opened = 0
  let at = 0
  for (; at < likely.length && found.length < wanted && opened < maxOpened; at += step) {
    const bodies = await db.bodies.bulkGet(likely.slice(at, at + step))
    const texts = await Promise.all(bodies.map((body) => body && openText(vault, body)))
    for (const [i, body] of bodies.entries()) {
      opened += body?.text.length ?? 0
      if (body && texts[i]?.toLowerCase().includes(sought)) found.push(body.id)
    }
  }
  const more = Math.max(0, likely.length - at) + Math.max(0, found.length - wanted)
  return { found: found.slice(0, wanted), more: opened < maxOpened ? more : 0 }
}
