import type { partsOf } from '../drafts/parts'
import { send } from '../messages'
import type { saveAs } from '../ui/download'
import type { giveFiles } from './give-files'
import type { mountNotice } from './notice'

/** What most pages never need. */
export interface Loan {
  readonly mountNotice: typeof mountNotice
  readonly giveFiles: typeof giveFiles
  readonly partsOf: typeof partsOf
  readonly saveAs: typeof saveAs
}

/**
 * The notice is a script of its own, as most pages never need it. Both scripts run in the same
 * isolated world, which the page cannot see.
 */
const shared = globalThis as { understudyLoan?: Loan }

/** Called by the notice's script. */
export function lendNotice(loan: Loan): void {
  shared.understudyLoan = loan
}

/** The notice's script, fetched into this page if it is not there yet. Throws when the extension is gone. */
export async function borrowNotice(): Promise<Loan> {
  if (!shared.understudyLoan) await send('page.notice', null)
  if (!shared.understudyLoan) throw new Error('the notice did not load')
  return shared.understudyLoan
}
