import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { Drafts } from './open'
import { saveShape, toSave } from './save'
import type { DraftStore } from './store'
import { isWalKey, walOrigin } from './wal'

/**
 * Takes in what pages wrote on their way out: now, for those that went while nothing ran, and from
 * now on as soon as it is written, which also wakes the background. Register it at start-up.
 */
export function mergeAsWritten(drafts: () => Promise<Drafts>, now: () => number): void {
  const merge = async () => {
    await mergeWal((await drafts()).of(false), now())
  }
  browser.storage.onChanged.addListener((changes, area) => {
    const isWritten = ([key, change]: [string, { newValue?: unknown }]) =>
      isWalKey(key) && change.newValue !== undefined
    if (area === 'local' && Object.entries(changes).some(isWritten)) void merge()
  })
  void merge()
}

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
