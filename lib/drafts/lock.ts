import type { Vault } from './crypto'
import type { DraftsDb } from './db'
import type { Journal } from './journal'
import { isResealDue, resealAll } from './reseal'
import type { Serial } from './serial'
import {
  changePassphrase,
  dropPassphrase,
  type LockState,
  lockNow,
  lockState,
  setPassphrase,
  unlock,
} from './vault'

/** The passphrase over the drafts on disk. */
export interface Lock {
  state(): LockState
  /** `false`: that is not the passphrase. */
  open(passphrase: string): Promise<boolean>
  close(): Promise<void>
  /** Sets, changes or (`null`) takes away the passphrase. Throws while locked. May take minutes. */
  set(passphrase: string | null): Promise<void>
  /** Starts anew without the passphrase, whatever it was. All drafts must be deleted before. */
  forget(): Promise<void>
}

export interface LockParts {
  readonly db: DraftsDb
  readonly vault: Vault
  readonly inTurn: Serial
  readonly journal: Journal | null
  /** Called once it is open. */
  readonly opened: () => Promise<void>
}

/** Ties the vault to what is sealed with it: rows and journal. */
export function lockOf({ db, vault, inTurn, journal, opened }: LockParts): Lock {
  const finish = async () => {
    if (await isResealDue(db, vault)) await resealAll(db, vault, inTurn)
  }
  // A resealing that the worker's end broke off goes on; a failed one is tried at the next start.
  void finish().catch(() => {})

  return {
    state: () => lockState(vault),
    async open(passphrase) {
      if (!(await inTurn(() => unlock(db, vault, passphrase)))) return false
      await opened()
      void finish().catch(() => {})
      return true
    },
    close: () => inTurn(() => lockNow(vault)),
    async set(passphrase) {
      const state = lockState(vault)
      if (state === 'locked') throw new Error('unlock first')
      if (passphrase === null) {
        if (state === 'open') return
        await inTurn(() => dropPassphrase(db, vault))
        await journal?.setLock(null, vault)
        await resealAll(db, vault, inTurn)
      } else if (state === 'unlocked') {
        const lock = await inTurn(() => changePassphrase(db, vault, passphrase))
        await journal?.setLock(lock, vault)
      } else {
        const lock = await inTurn(() => setPassphrase(db, vault, passphrase))
        await journal?.setLock(lock, vault)
        await resealAll(db, vault, inTurn)
      }
    },
    async forget() {
      await inTurn(() => dropPassphrase(db, vault))
      await journal?.setLock(null, vault)
      await resealAll(db, vault, inTurn)
    },
  }
}
