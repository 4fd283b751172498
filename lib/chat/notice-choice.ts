import type { NoticeView } from '../../components/notice-view'
import type { WitnessReport } from '../detect/report'
import type { TabView } from '../messages'

/** What one page has told its user so far. */
export interface Told {
  /** Key of the trouble that was shown, `null` before the first. */
  readonly shown: string | null
  /** Key of the trouble that the user put away, and when (epoch ms). */
  readonly dismissed: { readonly key: string; readonly at: number } | null
  /** Key of the trouble whose end was told. */
  readonly settled: string | null
}

export const toldNothing: Told = { shown: null, dismissed: null, settled: null }

/** One key for each trouble that deserves a notice of its own; `null` when there is none. */
export function troubleKey(tab: TabView): string | null {
  const { verdict, providerId } = tab
  if (tab.silenced) return null
  if (verdict.health === 'failing') return `${providerId} failing ${verdict.episode}`
  if (verdict.condition === 'usage_limit') return `${providerId} limit ${verdict.resetsAt ?? ''}`
  return null
}

/**
 * The notice that a page should show now, with what it will have told by that; `null` for none.
 * An outage is told where it was felt, once; after being put away it comes again only when a
 * further prompt failed.
 */
export function chooseNotice(
  tab: TabView,
  seen: WitnessReport,
  told: Told,
): { readonly view: NoticeView; readonly told: Told } | null {
  const key = troubleKey(tab)
  if (key !== null) {
    if (told.shown !== key && !isFelt(seen)) return null
    if (told.dismissed?.key === key && !failedSince(seen, told.dismissed.at)) return null
    const view: NoticeView = {
      kind: 'trouble',
      providerName: tab.providerName,
      verdict: tab.verdict,
      cause: tab.cause || null,
      statusLine: tab.headline,
      alternatives: tab.alternatives,
      hasDraft: tab.draft !== null,
    }
    return { view, told: { ...told, shown: key } }
  }
  if (tab.origin?.recovered) {
    const back = `${tab.origin.providerName} back ${tab.origin.draftId}`
    if (told.settled === back) return null
    return {
      view: { kind: 'recovered', providerName: tab.origin.providerName, canReturn: true },
      told: { ...told, settled: back },
    }
  }
  const { health } = tab.verdict
  const over =
    told.shown?.includes(' failing ') && (health === 'healthy' || health === 'recovering')
  if (over && !tab.silenced && told.settled !== told.shown) {
    return {
      view: { kind: 'recovered', providerName: tab.providerName, canReturn: false },
      told: { ...told, settled: told.shown },
    }
  }
  return null
}

/** Something failed in this very page; other tabs of the provider are not bothered. */
const isFelt = (seen: WitnessReport): boolean =>
  seen.page.length > 0 ||
  seen.condition === 'usage_limit' ||
  seen.turns.some((turn) => turn.evidence.length > 0 || turn.condition === 'usage_limit')

const failedSince = (seen: WitnessReport, at: number): boolean =>
  seen.turns.some((turn) => turn.startedAt > at && turn.evidence.length > 0)
