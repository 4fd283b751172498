import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { saveShape, toSave } from './save'
import type { DraftStore } from './store'
import { isWalKey, walOrigin } from './wal'

/**
 * Takes what pages wrote on their way out into the store, and removes it from `storage.local`.
 * The origin is that of the key. Unlike a message's sender it is only claimed, so the rules of a
 * save apply in full: an entry can add a draft or a newer text to its own, never read or delete.
 * Answers with the number of entries taken.
 */
export async function mergeWal(store: DraftStore, now: number): Promise<number> {
  const all = await browser.storage.local.get(null)
  let taken = 0
  for (const [key, value] of Object.entries(all)) {
    if (!isWalKey(key)) continue
    const origin = walOrigin(key)
    const entry = v.safeParse(saveShape, value)
    const save = origin && entry.success ? toSave(entry.output, origin, null, now) : null
    // An empty entry says nothing: a page on its way out may have emptied its composer itself.
    if (save && save.text.trim() !== '') {
      if ((await store.save(save, now)).step !== 'refuse') taken++
    }
    await browser.storage.local.remove(key)
  }
  return taken
}
