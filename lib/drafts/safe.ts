import type { Journal } from './journal'
import { isQuota } from './problems'
import { draftOf } from './rules'
import type { DraftStore } from './store'

export interface Safety {
  /** Where a draft goes that the disk refuses. */
  readonly kept: DraftStore
  readonly journal: Journal | null
  /** Tries to make room on a full disk; answers whether it did. */
  readonly makeRoom: () => Promise<boolean>
  /** Told of every write that failed. */
  readonly failed: (error: unknown) => void
}

/** The store on disk with the journal beside it, and memory under it for when a write fails. */
export function safeStore(disk: DraftStore, safety: Safety): DraftStore {
  const { kept, journal, makeRoom, failed } = safety

  /** The disk's answer; on a full disk, that of a second try. */
  async function onDisk<T>(write: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    try {
      return await write().catch(async (error: unknown) => {
        if (!isQuota(error) || !(await makeRoom())) throw error
        return write()
      })
    } catch (error) {
      failed(error)
      return otherwise()
    }
  }

  return {
    ...disk,
    save: (save, now) =>
      onDisk(
        async () => {
          const result = await disk.save(save, now)
          const { step, id } = result
          // Not waited for: the answer to the page need not, and a late one is only less fresh.
          if (step === 'write') quietly(journal?.put(draftOf(save, id, now, now)))
          if (step === 'remove') quietly(journal?.drop([id]))
          return result
        },
        async () => {
          if (save.text.trim() !== '') await quietly(journal?.put(draftOf(save, save.id, now, now)))
          return kept.save(save, now)
        },
      ),
    change: (id, change, now, origin) =>
      onDisk(
        async () => {
          const moved =
            (await kept.change(id, change, now, origin)) ||
            (await disk.change(id, change, now, origin))
          if (moved && change.to !== 'failed') quietly(journal?.drop([id]))
          return moved
        },
        async () => false,
      ),
    remove: async (ids, now) => {
      await quietly(journal?.drop(ids))
      return (await kept.remove(ids, now)) + (await disk.remove(ids, now))
    },
    // What the disk refused is newer than what it has.
    read: async (id) => (await kept.read(id)) ?? disk.read(id),
    tabOf: async (id) => (await kept.tabOf(id)) ?? disk.tabOf(id),
    inTab: async (tab, origin) => (await kept.inTab(tab, origin)) ?? disk.inTab(tab, origin),
    async at(origin, conversationId, limit) {
      const newer = await kept.at(origin, conversationId, limit)
      const ids = newer.map(({ draft }) => draft.id)
      const older = await disk.at(origin, conversationId, limit)
      return [...newer, ...older.filter(({ draft }) => !ids.includes(draft.id))].slice(0, limit)
    },
  }
}

/** The journal is a second line: its failure must not stop the first. */
const quietly = (done: Promise<void> | undefined): Promise<void> =>
  Promise.resolve(done).catch(() => {})
