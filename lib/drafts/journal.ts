import * as v from 'valibot'
import { fromBase64, toBase64 } from './base64'
import { sealJson, unsealJson, type Vault } from './crypto'
import type { LockRow } from './db'
import { keptShape } from './save'
import { serial } from './serial'
import type { KeptDraft } from './store'
import { sealingVault } from './vault'

/**
 * A second, small copy of the drafts that no answer was seen to yet, from which a lost or damaged
 * database is rebuilt. It lies in the Cache API: in both browsers that is another store on disk than
 * IndexedDB, and unlike `storage.local` no content script, and so no chat page, can read it. Its
 * entries are sealed with a key of their own, as the database's key would be lost with it; that
 * key lies beside them and hides them from searches of the disk, no more. With a passphrase they
 * are sealed for its lock instead, of which the journal keeps a copy.
 */
export interface Journal {
  put(draft: KeptDraft): Promise<void>
  drop(ids: readonly string[] | 'all'): Promise<void>
  /** All that can be read; `vault` is needed where there is a lock. */
  drafts(vault: Vault | null): Promise<KeptDraft[]>
  lock(): LockRow | null
  /** Seals everything for another lock, or for none. `vault` opens what the present one sealed. */
  setLock(lock: LockRow | null, vault: Vault): Promise<void>
}

const cacheName = 'drafts-journal'
const base = 'https://journal.invalid/'
const keyUrl = `${base}key`
const lockUrl = `${base}lock`
const entryBase = `${base}draft/`
const maxEntries = 200
/** Characters; a longer text is in the database only. */
const maxEntryText = 1_000_000

/** Opens the journal; `null` where the browser refuses, as Firefox does in permanent private browsing. */
export async function openJournal(): Promise<Journal | null> {
  try {
    const cache = await caches.open(cacheName)
    // Keys come in the order of their last writing: the oldest entries make room.
    for (const url of (await entriesOf(cache)).slice(0, -maxEntries)) await cache.delete(url)
    const lock = await readLock(cache)
    return journalIn(cache, lock, await vaultFor(cache, lock))
  } catch {
    return null
  }
}

function journalIn(cache: Cache, firstLock: LockRow | null, firstVault: Vault): Journal {
  const inTurn = serial()
  let lock = firstLock
  let own = firstVault

  async function put(draft: KeptDraft): Promise<void> {
    if (draft.text.length > maxEntryText) return
    await cache.put(urlOf(draft.id), new Response(await sealJson(own, draft, draft.id)))
  }

  async function read(vault: Vault | null): Promise<KeptDraft[]> {
    const opening = lock ? vault : own
    const found: KeptDraft[] = []
    for (const url of opening ? await entriesOf(cache) : []) {
      const id = decodeURIComponent(url.slice(entryBase.length))
      const sealed = new Uint8Array((await (await cache.match(url))?.arrayBuffer()) ?? [])
      const entry = opening && v.safeParse(keptShape, await unsealJson(opening, sealed, id))
      if (entry?.success && entry.output.id === id) found.push(entry.output)
    }
    return found
  }

  return {
    put: (draft) => inTurn(() => put(draft)),
    drop: (ids) =>
      inTurn(async () => {
        for (const url of ids === 'all' ? await entriesOf(cache) : ids.map(urlOf)) {
          await cache.delete(url)
        }
      }),
    drafts: (vault) => inTurn(() => read(vault)),
    lock: () => lock,
    setLock: (next, vault) =>
      inTurn(async () => {
        const drafts = await read(vault)
        if (next) await cache.put(lockUrl, new Response(JSON.stringify(next, bytesAsText)))
        else await cache.delete(lockUrl)
        lock = next
        own = await vaultFor(cache, next)
        for (const draft of drafts) await put(draft)
        if (next) await cache.delete(keyUrl)
      }),
  }
}

const urlOf = (id: string): string => entryBase + encodeURIComponent(id)

async function entriesOf(cache: Cache): Promise<string[]> {
  return (await cache.keys()).map(({ url }) => url).filter((url) => url.startsWith(entryBase))
}

/** What entries are sealed with: the lock's public key, or the journal's own. */
async function vaultFor(cache: Cache, lock: LockRow | null): Promise<Vault> {
  if (lock) return sealingVault(lock)
  const known = await (await cache.match(keyUrl))?.arrayBuffer()
  const raw = known?.byteLength === 32 ? known : crypto.getRandomValues(new Uint8Array(32)).buffer
  if (raw !== known) await cache.put(keyUrl, new Response(raw))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { keys: new Map([[1, key]]), current: 1, box: null }
}

const bytesShape = v.pipe(v.string(), v.transform(fromBase64))
const lockShape = v.object({
  id: v.literal('lock'),
  number: v.number(),
  rounds: v.number(),
  salt: bytesShape,
  wrapped: bytesShape,
  publicKey: bytesShape,
  privateKey: bytesShape,
})

async function readLock(cache: Cache): Promise<LockRow | null> {
  const text = await (await cache.match(lockUrl))?.text()
  return text === undefined ? null : v.parse(lockShape, JSON.parse(text))
}

const bytesAsText = (_: string, value: unknown) =>
  value instanceof Uint8Array ? toBase64(value) : value
