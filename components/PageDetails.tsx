import type { ComponentRole, Incident, StatusReport } from '../lib/status/report'
import { levelWords } from '../lib/status/wording'
import { Glyph } from './Glyph'
import { ago, clock } from './time'
import { levelGlyphs } from './words'

const roles: Record<ComponentRole, string> = {
  chat: 'Chat',
  login: 'Sign-in',
  api: 'API',
  code: 'Coding tool',
  other: 'Other',
}

/** What a status page says of each part, and its open incidents with their latest update. */
export function PageDetails({ report, now }: { report: StatusReport; now: number }) {
  return (
    <>
      {report.components.length > 0 ? (
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
      ) : (
        <p>{report.why}</p>
      )}
      {[...report.incidents, ...report.maintenance].map((incident) => (
        <OpenIncident key={incident.id} incident={incident} now={now} />
      ))}
    </>
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
            incident.updatedAt !== null && `updated ${ago(incident.updatedAt, now)}`,
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
