import { send } from '../messages'
import type { mountNotice } from './notice'

/**
 * The notice is a script of its own, as most pages never need it. Both scripts run in the same
 * isolated world, which the page cannot see.
 */
const shared = globalThis as { understudyNotice?: typeof mountNotice }

/** Called by the notice's script. */
export function lendNotice(mount: typeof mountNotice): void {
  shared.understudyNotice = mount
}

/** The notice, fetched into this page if it is not there yet. Throws when the extension is gone. */
export async function borrowNotice(): Promise<typeof mountNotice> {
  if (!shared.understudyNotice) await send('page.notice', null)
  if (!shared.understudyNotice) throw new Error('the notice did not load')
  return shared.understudyNotice
}
