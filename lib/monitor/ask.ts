import type { Watchable } from '../status/check'
import type { StatusRecord } from '../status/report'
import { type FetchReason, reasonToFetch } from '../status/schedule'
import { causes } from './common'
import type { Outlook, Sight } from './outlook'
import { askStatus, knownStatus } from './pages'

/** A page that there is reason to ask; how often it may be asked is for the schedule to say. */
export interface Errand {
  readonly page: Watchable
  readonly reason: FetchReason
  /** Epoch ms. */
  readonly failingSince: number | null
}

/** What there is reason to ask now. `popup`: the provider that an open popup shows. */
export function errandsOf(outlook: Outlook, popup: string | null): readonly Errand[] {
  const { sights, others, common, tabs } = outlook
  const own = sights.flatMap((sight): readonly Errand[] => {
    const reason = reasonFor(sight, outlook, popup)
    return reason ? [{ page: sight.provider, reason, failingSince: failingSince(sight) }] : []
  })
  const watched = others.map(({ page }): Errand => {
    return { page, reason: 'watched', failingSince: null }
  })
  const shared = common && tabs.length > 0 ? causes : []
  return [
    ...own,
    ...watched,
    ...shared.map((page): Errand => {
      return { page, reason: 'watched', failingSince: common?.since ?? null }
    }),
  ]
}

function reasonFor(sight: Sight, outlook: Outlook, popup: string | null): FetchReason | null {
  const { provider, verdict, isOpen, isWatched } = sight
  if (!provider.status) return null
  return reasonToFetch(provider.status, {
    failingSince: failingSince(sight),
    suspectSince: verdict.health === 'suspect' ? (verdict.since ?? outlook.now) : null,
    chatOpen: isOpen,
    popupOpen: popup === provider.id,
    watched: isWatched || isRefuge(sight, outlook),
    awaited: isAwaited(sight, outlook),
  })
}

const isFailing = ({ verdict }: Sight) =>
  verdict.health === 'failing' || verdict.health === 'recovering'

/** An outage lasts until its end was told, though what was seen of it grows old. */
const failingSince = (sight: Sight): number | null =>
  isFailing(sight) ? sight.verdict.since : (sight.outage.open?.since ?? null)

/** Somebody waits for the end of its outage: at work elsewhere, or wishing to be told. */
export const isAwaited = ({ outage }: Sight, { notifies, tabs }: Outlook): boolean =>
  outage.open !== null && (notifies || tabs.length > 0)

/** One could go on there, as another chat fails. */
const isRefuge = (sight: Sight, { sights, settings }: Outlook): boolean =>
  sight.isGranted &&
  !settings.off.includes(sight.provider.id) &&
  sights.some((other) => other !== sight && other.isOpen && other.verdict.health === 'failing')

/** Runs errands side by side; answers with the records that are new. */
export async function run(errands: readonly Errand[]): Promise<readonly StatusRecord[]> {
  const records = await Promise.all(
    errands.map(async ({ page, reason, failingSince }) => {
      const before = await knownStatus(page.id)
      const record = await askStatus(page, reason, failingSince)
      return record && record.checkedAt !== before?.checkedAt ? [record] : []
    }),
  )
  return records.flat()
}
