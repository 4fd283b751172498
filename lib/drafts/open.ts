import type { Vault } from './crypto'
import { type DraftsDb, draftsDb } from './db'
import { diskStore } from './disk'
import type { Draft } from './draft'
import { type Journal, openJournal } from './journal'
import { type Lock, lockOf } from './lock'
import { memoryDrafts, memoryStore } from './memory'
import { endTrouble, noteRebuilt, noteTrouble, rebuiltNotice } from './notice'
import { type Unopened, unwritten, whyUnopened } from './problems'
import { limits } from './retention'
import { safeStore } from './safe'
import { type Serial, serial } from './serial'
import type { DraftStore } from './store'
import { clearOut } from './sweep'
import { lockState, openVault } from './vault'

/** All drafts: those of ordinary windows and, apart from them, those of private ones. */
export interface Drafts {
  /** Where the drafts of an ordinary (`false`) or private (`true`) window are kept. */
  of(isPrivate: boolean): DraftStore
  /** What is wrong with keeping drafts on disk, in words for the user; `null`: nothing. */
  problem(): string | null
  /** Something is wrong now, and opening anew may mend it. */
  isTroubled(): boolean
  /** `null` while the database cannot be opened. */
  readonly db: DraftsDb | null
  /** `null` as for `db`. */
  readonly lock: Lock | null
  close(): void
}

/** Opening takes longer than this (ms): another program or an older version of this one blocks it. */
const openTimeout = 10_000
/** Failures in a row after which the database is taken for damaged. They are a minute apart. */
const maxFailures = 3

/**
 * Opens the drafts. Never fails: without a database they are kept in memory and in the journal, and
 * `problem` says so. A database that stays damaged is made anew from the journal.
 */
export async function openDrafts(now: () => number = Date.now): Promise<Drafts> {
  const journal = await openJournal()
  const first = await tryOpen(journal)
  if ('db' in first) return onDisk(first, journal, now)
  const failures = await noteTrouble('opening')
  if (first.isDamaged && failures >= maxFailures) {
    await withTimeout(draftsDb().delete()).catch(() => {})
    const second = await tryOpen(journal)
    if ('db' in second) return onDisk(second, journal, now)
  }
  return inMemory(first.why, journal)
}

interface Opened {
  readonly db: DraftsDb
  readonly vault: Vault
  readonly inTurn: Serial
  readonly disk: DraftStore
  /** It was made just now: there was none, or the browser had thrown a damaged one away. */
  readonly isNew: boolean
}

async function tryOpen(journal: Journal | null): Promise<Opened | Unopened> {
  const db = draftsDb()
  try {
    await withTimeout(db.open())
    const isNew = (await db.keys.count()) + (await db.locks.count()) === 0
    const lock = journal?.lock()
    // The passphrase outlives the database that it locked.
    if (isNew && lock) await db.locks.put(lock)
    const vault = await openVault(db)
    const inTurn = serial()
    return { db, vault, inTurn, isNew, disk: diskStore(db, vault, inTurn) }
  } catch (error) {
    db.close()
    return whyUnopened(error)
  }
}

async function onDisk(opened: Opened, journal: Journal | null, now: () => number): Promise<Drafts> {
  const { db, vault, inTurn, disk, isNew } = opened
  const kept = memoryStore('kept')
  // Without the key that was lost with it, what is left of an old database cannot be read.
  const lost = isNew ? await db.drafts.count() : 0
  if (lost > 0) {
    const content = db.tables.filter(({ name }) => name !== 'keys' && name !== 'locks')
    await Promise.all(content.map((table) => table.clear()))
  }
  const isDue = (await endTrouble()) || isNew || (await memoryDrafts('kept')).length > 0
  let trouble: string | null = null

  /** Brings back what only journal and memory have. */
  async function recover(): Promise<void> {
    const journaled = (await journal?.drafts(vault).catch(() => [])) ?? []
    let restored = 0
    try {
      for (const draft of [...journaled, ...(await memoryDrafts('kept'))]) {
        if (await disk.restore(draft)) restored++
      }
      await kept.remove('all', 0)
      // What is sealed for the lock waits for it.
      if (lockState(vault) === 'locked') await noteTrouble('writing')
    } catch (error) {
      trouble = unwritten(error)
      await noteTrouble('writing')
    }
    if (isNew && (lost > 0 || restored > 0)) await noteRebuilt(restored, now())
  }
  if (isDue) await recover()
  const notice = await rebuiltNotice(now())
  const secret = memoryStore('private')
  const store = safeStore(disk, {
    kept,
    journal,
    makeRoom: async () => (await clearOut(db, disk, half(await disk.stats()), now())) > 0,
    failed: (error) => {
      trouble = unwritten(error)
      void noteTrouble('writing')
    },
  })
  return {
    of: (isPrivate) => (isPrivate ? secret : store),
    problem: () => trouble ?? notice,
    isTroubled: () => trouble !== null,
    db,
    lock: lockOf({
      db,
      vault,
      inTurn,
      journal,
      opened: async () => void (isDue && (await recover())),
    }),
    close: () => db.close(),
  }
}

function inMemory(why: string, journal: Journal | null): Drafts {
  const kept = memoryStore('kept')
  const secret = memoryStore('private')
  const store = safeStore(kept, { kept, journal, makeRoom: async () => false, failed: () => {} })
  const place = journal ? 'in a small journal' : 'in memory until the browser closes'
  return {
    of: (isPrivate) => (isPrivate ? secret : store),
    problem: () => `Drafts cannot be stored as usual: ${why}. New ones are kept ${place}.`,
    isTroubled: () => true,
    db: null,
    lock: null,
    close: () => {},
  }
}

const half = ({ bytes }: { bytes: number }) => ({
  answeredHours: Infinity,
  unansweredDays: Infinity,
  maxDrafts: limits.maxDrafts,
  maxBytes: bytes / 2,
})

async function withTimeout<T>(work: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DOMException('too slow', 'TimeoutError')), openTimeout)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
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
