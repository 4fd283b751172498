import { providerById } from '../lib/providers'
import type { History } from '../lib/status/history'
import type { StatusRecord } from '../lib/status/report'
import { useAct } from './act'
import { DayStrip } from './DayStrip'
import { PageDetails } from './PageDetails'
import { ago } from './time'

interface Props {
  readonly providerId: string
  readonly name: string
  readonly status: StatusRecord | null
  readonly history: History | null
  /** The browser does not let us read this host yet. */
  readonly barredHost: string | null
  onCheck(providerId: string): unknown
  onGrant(providerId: string): unknown
  readonly now: number
}

/** "Is it me or them?": what the provider's own page says of each part, and its open incidents. */
export function StatusCard(props: Props) {
  const { providerId, name, status, history, barredHost, now } = props
  const [act, run] = useAct()
  const source = providerById(providerId)?.status ?? null
  if (!source) {
    return (
      <section class="card" aria-label="Status page">
        <p class="muted">{name} publishes no status for its chat.</p>
      </section>
    )
  }
  const report = status?.report
  return (
    <section class="card" aria-labelledby="status">
      <div class="row">
        <h2 id="status">{name}’s status page</h2>
        {!barredHost && (
          <button
            type="button"
            class="quiet"
            disabled={act.state === 'busy'}
            onClick={() =>
              run(() => props.onCheck(providerId), {
                busy: 'Checking…',
                failed: 'The status page could not be checked.',
              })
            }
          >
            Check now
          </button>
        )}
      </div>
      {barredHost && (
        <>
          <p>
            It can be read only with your permission for {barredHost}. Nothing but its status is
            fetched there, without your cookies.
          </p>
          <button
            type="button"
            class="plain"
            onClick={() =>
              run(() => props.onGrant(providerId), { failed: 'Access was not given.' })
            }
          >
            Allow reading {barredHost}
          </button>
        </>
      )}
      {!report && !barredHost && <p class="muted">Not checked yet.</p>}
      {report && <PageDetails report={report} now={now} />}
      {history && <DayStrip history={history} now={now} />}
      <p class="muted small">
        {status && sayWhen(status, now)}{' '}
        <a href={source.page} target="_blank" rel="noopener noreferrer">
          Open the page
        </a>
      </p>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </section>
  )
}

/** When the page was read, or why it was not and since when. */
function sayWhen({ fetchedAt, checkedAt, error, lastGood }: StatusRecord, now: number): string {
  if (error === null) return `Read ${ago(fetchedAt, now)}.`
  const last = lastGood ? `Last good report ${ago(lastGood.at, now)}. ` : ''
  return `${last}Last try ${ago(checkedAt, now)} failed: ${error}.`
}
