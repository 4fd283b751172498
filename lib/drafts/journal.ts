import * as v from 'valibot'
import { sealJson, unsealJson, type Vault } from './crypto'
import { keptShape } from './save'
import { serial } from './serial'
import type { KeptDraft } from './store'

/**
 * A second, small copy of the drafts that no answer was seen to yet, from which a lost or damaged
 * database is rebuilt. It lies in the Cache API: in both browsers that is another store on disk than
 * IndexedDB, and unlike `storage.local` no content script, and so no chat page, can read it. Its
 * entries are sealed with a key of their own, as the database's key would be lost with it; that
 * key lies beside them and hides them from searches of the disk, no more.
 */
export interface Journal {
  put(draft: KeptDraft): Promise<void>
  drop(ids: readonly string[] | 'all'): Promise<void>
  /** All that can be read. */
  drafts(): Promise<KeptDraft[]>
}

const cacheName = 'drafts-journal'
const base = 'https://journal.invalid/'
const keyUrl = `${base}key`
const entryBase = `${base}draft/`
const maxEntries = 200
/** Characters; a longer text is in the database only. */
const maxEntryText = 1_000_000

/** Opens the journal; `null` where the browser refuses, as Firefox does in permanent private browsing. */
export async function openJournal(): Promise<Journal | null> {
  try {
    const cache = await caches.open(cacheName)
    // Keys come in the order of their last writing: the oldest entries make room.
    const entries = (await cache.keys()).filter(({ url }) => url.startsWith(entryBase))
    for (const { url } of entries.slice(0, -maxEntries)) await cache.delete(url)
    return journalIn(cache, await journalVault(cache))
  } catch {
    return null
  }
}

function journalIn(cache: Cache, vault: Vault): Journal {
  const inTurn = serial()
  const urlOf = (id: string) => entryBase + encodeURIComponent(id)

  return {
    put: (draft) =>
      inTurn(async () => {
        if (draft.text.length > maxEntryText) return
        const sealed = await sealJson(vault, draft, draft.id)
        await cache.put(urlOf(draft.id), new Response(sealed))
      }),
    drop: (ids) =>
      inTurn(async () => {
        const urls = ids === 'all' ? (await cache.keys()).map(({ url }) => url) : ids.map(urlOf)
        for (const url of urls) if (url !== keyUrl) await cache.delete(url)
      }),
    drafts: () =>
      inTurn(async () => {
        const found: KeptDraft[] = []
        for (const { url } of await cache.keys()) {
          if (!url.startsWith(entryBase)) continue
          const id = decodeURIComponent(url.slice(entryBase.length))
          const sealed = new Uint8Array((await (await cache.match(url))?.arrayBuffer()) ?? [])
          const entry = v.safeParse(keptShape, await unsealJson(vault, sealed, id))
          if (entry.success && entry.output.id === id) found.push(entry.output)
        }
        return found
      }),
  }
}

async function journalVault(cache: Cache): Promise<Vault> {
  const known = await (await cache.match(keyUrl))?.arrayBuffer()
  const raw = known?.byteLength === 32 ? known : crypto.getRandomValues(new Uint8Array(32)).buffer
  if (raw !== known) await cache.put(keyUrl, new Response(raw))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
