import type { LockState } from '../lib/drafts/vault'
import type { Settings } from '../lib/settings'
import { watchableOthers } from '../lib/status/other-sources'
import type { SiteAccess } from '../lib/ui/access'
import { useAct } from './act'
import { Banner } from './Banner'
import { LearnedPatience, type LearnedTurns } from './LearnedPatience'
import { type LockActions, LockCard } from './LockCard'
import { Mark } from './Mark'
import { NumberField } from './NumberField'
import { SiteList } from './SiteList'
import { type TransferActions, TransferCard } from './TransferCard'
import { WatchList } from './WatchList'

export interface OptionsActions extends LockActions, TransferActions {
  onChange(change: Partial<Settings>): unknown
  onGrant(providerId: string): unknown
  onGrantStatus(providerId: string): unknown
  onNotify(wanted: boolean): unknown
  onForgetPatience(): unknown
}

interface Props {
  readonly settings: Settings
  readonly sites: readonly SiteAccess[]
  readonly learned: readonly LearnedTurns[]
  /** The user lets us notify outside the page. */
  readonly notifies: boolean
  readonly lock: LockState | null
  readonly problem: string | null
  readonly actions: OptionsActions
  readonly version: string
}

/** Every choice, saved as it is made. */
export function OptionsPage(props: Props) {
  const { settings, sites, learned, notifies, lock, problem, actions, version } = props
  const [act, run] = useAct()
  const change = (part: Partial<Settings>) =>
    run(() => actions.onChange(part), { done: 'Saved.', failed: 'This could not be saved.' })

  return (
    <main class="page">
      <header class="bar">
        <Mark size={28} />
        <h1>Settings</h1>
        <nav>
          <a href="/drafts.html">Drafts</a>
          <a href="/welcome.html">About</a>
        </nav>
      </header>
      {problem && <Banner glyph="warn">The settings could not be read anew: {problem}</Banner>}
      <section class="card" aria-labelledby="sites">
        <h2 id="sites">Assistants</h2>
        <p class="muted">
          They are offered in this order when another one fails. A watched one has its status page
          read every few minutes even while no chat is open.
        </p>
        <SiteList
          sites={sites}
          settings={settings}
          onChange={change}
          onGrant={actions.onGrant}
          onGrantStatus={actions.onGrantStatus}
        />
        <WatchList pages={watchableOthers} watched={settings.watched} onChange={change} />
      </section>
      <section class="card" aria-labelledby="telling">
        <h2 id="telling">What you are told</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.notices}
            onChange={({ currentTarget }) => change({ notices: currentTarget.checked })}
          />
          <span>
            Show a notice beside the composer when something is wrong
            <span class="muted block small">The badge and the popup tell it in any case.</span>
          </span>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={notifies}
            onChange={({ currentTarget }) => {
              const wanted = currentTarget.checked
              // Shown as it is, not as it was wished: the browser asks first.
              currentTarget.checked = notifies
              run(() => actions.onNotify(wanted), {
                failed: 'The browser does not let us. Nothing changes.',
              })
            }}
          />
          <span>
            Notify me when an assistant that failed is back
            <span class="muted block small">
              Once for each outage. A click leads to your prompt.
            </span>
          </span>
        </label>
      </section>
      <section class="card" aria-labelledby="keeping">
        <h2 id="keeping">How long drafts are kept</h2>
        <NumberField
          label="Answered prompts"
          unit="hours"
          value={settings.answeredHours}
          min={0}
          max={24 * 365}
          onChange={(answeredHours) => change({ answeredHours })}
        />
        <NumberField
          label="Prompts without an answer"
          unit="days"
          value={settings.unansweredDays}
          min={1}
          max={3650}
          onChange={(unansweredDays) => change({ unansweredDays })}
        />
      </section>
      <section class="card" aria-labelledby="along">
        <h2 id="along">The conversation</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.conversations}
            onChange={({ currentTarget }) => change({ conversations: currentTarget.checked })}
          />
          <span>
            Remember the conversations of open chats
            <span class="muted block small">
              So that one can go along with its prompt, also when the site shows only part of it. In
              memory, until the tab is closed or loads anew. What goes along you choose each time.
            </span>
          </span>
        </label>
      </section>
      <LearnedPatience learned={learned} onReset={actions.onForgetPatience} />
      <LockCard state={lock} actions={actions} />
      <TransferCard actions={actions} />
      <p class={`act toast ${act.state}`} role="status">
        {act.words}
      </p>
      <p class="muted small">Understudy {version}</p>
    </main>
  )
}
