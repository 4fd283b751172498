import { type Day, type History, strip } from '../lib/status/history'
import { levelWords } from '../lib/status/wording'

/** Thirty days in two rows, what was seen here above what the page said; heights tell, not colours. */
export function DayStrip({ history, now }: { history: History; now: number }) {
  const days = strip(history, now)
  return (
    <figure class="days">
      <figcaption class="muted small">Last 30 days: seen here above, status page below</figcaption>
      <ol>
        {days.map(({ day, known }) => (
          <li key={day} title={sayDay(day, known)}>
            <span class={`day here ${hereLevel(known)}`} />
            <span class={`day page ${pageLevel(known)}`} />
            <span class="hidden">{sayDay(day, known)}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

const hereLevel = (day: Day | null): string => day?.seen ?? 'none'

function pageLevel(day: Day | null): string {
  switch (day?.page ?? 'unknown') {
    case 'operational':
    case 'under_maintenance':
      return 'well'
    case 'degraded_performance':
    case 'partial_outage':
      return 'degraded'
    case 'major_outage':
      return 'outage'
    default:
      return 'none'
  }
}

const seenWords = { well: 'no trouble', degraded: 'trouble', outage: 'outage' } as const

function sayDay(day: string, known: Day | null): string {
  if (!known) return `${day}: nothing known`
  const minutes = known.minutes >= 1 ? ` (${Math.round(known.minutes)} min)` : ''
  const here = known.seen ? `${seenWords[known.seen]}${minutes}` : 'not used'
  return `${day}: here ${here}, status page ${known.page ? levelWords[known.page] : 'not asked'}`
}
