import type { Verdict } from '../detect/verdict'
import type { Provider } from '../providers/provider'
import type { OtherSource } from '../status/other-sources'
import { isFresh } from '../status/record'
import { commonCause, failTogether, sharedCauses, togetherWords } from '../status/shared-causes'
import { isReadable, knownStatus } from './pages'

/** Several unrelated providers fail at once. */
export interface CommonTrouble {
  /** When the first of the failures began. Epoch ms. */
  readonly since: number
  /** "Claude and ChatGPT fail at the same time. A possible common cause: …" */
  readonly words: string
  /** Match patterns of pages of what they stand on that the browser does not let us read yet. */
  readonly barred: readonly string[]
}

/** What many providers stand on. */
export const causes: readonly OtherSource[] = sharedCauses

/** Sets failures side by side; `null` when they need no outer cause. Asks no page. */
export async function commonTrouble(
  failing: readonly { readonly provider: Provider; readonly verdict: Verdict }[],
  now: number,
): Promise<CommonTrouble | null> {
  const together = failTogether(
    failing.map(({ provider: { id, name }, verdict }) => ({
      providerId: id,
      name,
      since: verdict.since ?? now,
    })),
  )
  if (together.length === 0) return null
  const since = Math.min(...together.map((one) => one.since))
  const pages = await Promise.all(
    causes.map(async ({ id, name, status }) => ({
      name,
      record: await knownStatus(id),
      barred: (await isReadable(status)) ? [] : [status.permission ?? []].flat(),
    })),
  )
  const reports = pages.flatMap(({ name, record }) =>
    record && isFresh(record, now) ? [{ name, report: record.report }] : [],
  )
  const names = together.map(({ name }) => name)
  return {
    since,
    words: togetherWords(names, commonCause(reports, since)),
    barred: pages.flatMap(({ barred }) => barred),
  }
}
