import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { vi } from 'vitest'
import type { Save } from '../../../lib/drafts/rules'

/** A database engine of its own for a test, as after installing. */
export function freshIndexedDb(): IDBFactory {
  const factory = new IDBFactory()
  Dexie.dependencies.indexedDB = factory
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  return factory
}

/** Makes every opening fail with this error name, as a damaged disk does; answers with the cure. */
export function breakIndexedDb(factory: IDBFactory, name: string): () => void {
  const open = vi.spyOn(factory, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store', name)
  })
  return () => open.mockRestore()
}

/** A Cache API of its own for a test; what matters is that it keeps bytes and the order of keys. */
export function freshCaches(): void {
  const entries = new Map<string, ArrayBuffer>()
  const cache = {
    put: async (url: string, response: Response) => {
      entries.delete(url)
      entries.set(url, await response.arrayBuffer())
    },
    match: async (url: string) => {
      const bytes = entries.get(url)
      return bytes && new Response(bytes.slice())
    },
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async (url: string) => entries.delete(url),
  }
  vi.stubGlobal('caches', { open: async () => cache })
}

export const noon = Date.UTC(2026, 10, 20, 12)

/** A save of Claude's page with some of it changed. */
export const saveOf = (change: Partial<Save> = {}): Save => ({
  id: 'draft-1',
  origin: 'https://claude.ai',
  providerId: 'claude',
  conversationId: null,
  url: 'https://claude.ai/new',
  text: 'How do lighthouses work?',
  sent: false,
  at: noon,
  tab: 's:1',
  ...change,
})

export const everything = {
  search: '',
  providerId: null,
  state: null,
  offset: 0,
  limit: 50,
} as const
