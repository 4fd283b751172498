import { providerById } from '../lib/providers'
import type { History } from '../lib/status/history'
import type { ComponentRole, Incident, StatusRecord } from '../lib/status/report'
import { levelWords } from '../lib/status/wording'
import { useAct } from './act'
import { DayStrip } from './DayStrip'
import { Glyph } from './Glyph'
import { ago, clock } from './time'
import { levelGlyphs } from './words'

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

const roles: Record<ComponentRole, string> = {
  chat: 'Chat',
  login: 'Sign-in',
  api: 'API',
  code: 'Coding tool',
  other: 'Other',
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
      {report && report.components.length > 0 && (
        <ul class="parts">
          {report.components.map((part) => (
            <li key={`${part.role} ${part.name}`}>
              <Glyph name={levelGlyphs[part.level]} />
              <span class="name">{roles[part.role]}</span>
              <span class="muted part">{part.name}</span>
              <span class="level">{levelWords[part.level]}</span>
            </li>
          ))}
        </ul>
      )}
      {report && report.components.length === 0 && <p>{report.why}</p>}
      {report &&
        [...report.incidents, ...report.maintenance].map((incident) => (
          <OpenIncident key={incident.id} incident={incident} now={now} />
        ))}
      {history && <DayStrip history={history} now={now} />}
      <p class="muted small">
        {status && `Read ${ago(status.fetchedAt, now)}. `}
        {status?.error && `Last try ${ago(status.checkedAt, now)} failed: ${status.error}. `}
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

function OpenIncident({ incident, now }: { incident: Incident; now: number }) {
  return (
    <details class="incident">
      <summary>
        {incident.title}
        <span class="muted small">
          {[
            incident.since !== null && `since ${clock(incident.since, now)}`,
            incident.touchesChat === false && 'not the chat',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </summary>
      <p dir="auto">{incident.update ?? 'No details were given.'}</p>
    </details>
  )
}
