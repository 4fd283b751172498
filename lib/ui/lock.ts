import type { LockActions } from '../../components/LockCard'
import { send } from '../messages'

/** What clicks about the passphrase do. Not timed: sealing all drafts anew may take minutes. */
export const lockActions = (changed: () => void): LockActions => ({
  async onUnlock(passphrase) {
    const { ok } = await send('draft.unlock', { passphrase })
    if (ok) changed()
    return ok
  },
  async onLock() {
    await send('draft.lock', null)
    changed()
  },
  async onPassphrase(passphrase) {
    await send('draft.passphrase', { passphrase })
    changed()
  },
  async onForget() {
    await send('draft.forget', null)
    changed()
  },
})
