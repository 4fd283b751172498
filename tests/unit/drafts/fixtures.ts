import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Save } from '../../../lib/drafts/rules'

/** A database engine of its own for a test, as after installing. */
export function freshIndexedDb(): IDBFactory {
  const factory = new IDBFactory()
  Dexie.dependencies.indexedDB = factory
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  return factory
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
