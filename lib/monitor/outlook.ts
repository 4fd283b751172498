import { type ProviderState, verdictOf } from '../detect/provider-state'
import type { Verdict } from '../detect/verdict'
import { providers } from '../providers'
import type { Provider } from '../providers/provider'
import { readSettings, type Settings } from '../settings'
import { type BackMemory, isSettled } from '../status/back'
import { type OtherSource, watchableOthers } from '../status/other-sources'
import { steadyNow } from '../status/record'
import type { StatusLevel, StatusRecord } from '../status/report'
import { canNotify, isGranted } from './access'
import { readOutage } from './back'
import { type CommonTrouble, commonTrouble } from './common'
import { knownStatus } from './pages'
import { isUsed, stateNow } from './provider-states'
import { readSilenced, type Silenced } from './silenced'
import { type ChatTab, chatTabs } from './tabs'

/** What a status page said, and whether the user watches it. */
export interface PageSight {
  readonly status: StatusRecord | null
  /** As it is shown: slow to get better, `unknown` when old. */
  readonly level: StatusLevel
  readonly isWatched: boolean
}

/** All that is known of one provider. */
export interface Sight extends PageSight {
  readonly provider: Provider
  readonly state: ProviderState
  /** As it is shown: well, once the status page's all-clear has settled the failure. */
  readonly verdict: Verdict
  readonly outage: BackMemory
  readonly isGranted: boolean
  /** A tab of its chat is open. */
  readonly isOpen: boolean
  /** Anything of it was seen in this browser session. */
  readonly isUsed: boolean
}

/** Everything at one moment, read once: badges, views, history and requests are made from it. */
export interface Outlook {
  /** Epoch ms. */
  readonly now: number
  readonly settings: Settings
  readonly tabs: readonly ChatTab[]
  readonly sights: readonly Sight[]
  /** Watched pages that belong to no chat of ours. */
  readonly others: readonly (PageSight & { readonly page: OtherSource })[]
  /** Several unrelated providers fail at once. */
  readonly common: CommonTrouble | null
  readonly silenced: Silenced
  /** The user lets us notify. */
  readonly notifies: boolean
}

/** Looks at everything. Changes nothing and asks no page. */
export async function lookAround(): Promise<Outlook> {
  const now = Date.now()
  const [settings, tabs, silenced, notifies] = await Promise.all([
    readSettings(),
    chatTabs(),
    readSilenced(),
    canNotify(),
  ])
  const page = async (id: string): Promise<PageSight> => {
    const status = await knownStatus(id)
    return { status, level: steadyNow(status, now), isWatched: settings.watched.includes(id) }
  }
  const sight = async (provider: Provider): Promise<Sight> => {
    const [state, outage, granted, shown] = await Promise.all([
      stateNow(provider, now),
      readOutage(provider.id),
      isGranted(provider),
      page(provider.id),
    ])
    const verdict = verdictOf(state)
    return {
      ...shown,
      provider,
      state,
      verdict: isSettled(outage, verdict) ? calmed(verdict) : verdict,
      outage,
      isGranted: granted,
      isOpen: tabs.some(({ providerId }) => providerId === provider.id),
      isUsed: isUsed(state),
    }
  }
  const watchedOthers = watchableOthers.filter(({ id }) => settings.watched.includes(id))
  const [sights, others] = await Promise.all([
    Promise.all(providers.map(sight)),
    Promise.all(watchedOthers.map(async (other) => ({ ...(await page(other.id)), page: other }))),
  ])
  const failing = sights.filter(({ verdict }) => verdict.health === 'failing')
  const common = await commonTrouble(failing, now)
  return { now, settings, tabs, sights, others, common, silenced, notifies }
}

export const sightOf = (outlook: Outlook, providerId: string): Sight | undefined =>
  outlook.sights.find(({ provider }) => provider.id === providerId)

const calmed = (verdict: Verdict): Verdict => ({
  ...verdict,
  health: 'healthy',
  kind: null,
  reach: null,
  since: null,
  stale: false,
  evidence: [],
})
