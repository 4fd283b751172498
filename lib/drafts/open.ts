import { openVault } from './crypto'
import type { DraftsDb } from './db'
import { draftsDb } from './db'
import { diskStore } from './disk'
import type { Draft } from './draft'
import { memoryStore } from './memory'
import type { DraftStore } from './store'

/** All drafts: those of ordinary windows and, apart from them, those of private ones. */
export interface Drafts {
  /** Where the drafts of an ordinary (`false`) or private (`true`) window are kept. */
  of(isPrivate: boolean): DraftStore
  /** Why drafts are not on disk, in words for the user; `null` when they are. */
  readonly problem: string | null
  /** `null` while the database cannot be opened. */
  readonly db: DraftsDb | null
}

/** Opens the drafts. Never fails: without a database they are kept in memory, and `problem` says so. */
export async function openDrafts(db: DraftsDb = draftsDb()): Promise<Drafts> {
  const secret = memoryStore('private')
  try {
    await db.open()
    const disk = diskStore(db, await openVault(db))
    return { of: (isPrivate) => (isPrivate ? secret : disk), problem: null, db }
  } catch (error) {
    const kept = memoryStore('kept')
    const problem = `Drafts cannot be stored on disk (${reasonOf(error)}). They are kept in memory until the browser closes.`
    return { of: (isPrivate) => (isPrivate ? secret : kept), problem, db: null }
  }
}

/**
 * A function that opens the drafts when first asked and answers with the same ones after. It opens
 * them anew when the browser closed the database, and each minute while there is none.
 */
export function draftsOnDemand(
  now: () => number,
  open: () => Promise<Drafts> = openDrafts,
): () => Promise<Drafts> {
  let opened: Promise<Drafts> | null = null
  let retryAt = Infinity
  return () => {
    if (opened && now() < retryAt) return opened
    retryAt = Infinity
    const mine = open()
    opened = mine
    mine.then(({ db }) => {
      if (!db) retryAt = now() + 60_000
      db?.on('close', () => {
        if (opened === mine) opened = null
      })
    })
    return mine
  }
}

/** Looks for a draft in both stores. */
export async function findDraft(
  drafts: Drafts,
  id: string,
): Promise<{ draft: Draft; store: DraftStore; isPrivate: boolean } | null> {
  for (const isPrivate of [false, true]) {
    const store = drafts.of(isPrivate)
    const draft = await store.read(id)
    if (draft) return { draft, store, isPrivate }
  }
  return null
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : String(error))
