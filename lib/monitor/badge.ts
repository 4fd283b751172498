import type { Verdict } from '../detect/verdict'
import type { StatusRecord } from '../status/report'

/** What the toolbar shows. State differs by glyph and words, not only by colour. */
export interface Badge {
  /** One character, or empty. */
  readonly text: string
  readonly color: string
  /** Read out by assistive technology and shown on hover. */
  readonly title: string
}

// Pairs with white text of at least 4.5:1.
const RED = '#b3261e'
const AMBER = '#8a5000'
const BLUE = '#1f5fbf'

const clock = (ms: number) =>
  new Date(ms).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })

const TROUBLE = new Set(['degraded_performance', 'partial_outage', 'major_outage'])

/**
 * The badge of one provider. Only what was seen here raises an outage; a status page that reports
 * trouble while nothing failed here gets an `i`, and only where `told` (the user watches it).
 */
export function badgeOf(
  name: string,
  verdict: Verdict,
  status: StatusRecord | null,
  told: boolean,
): Badge {
  const since = verdict.since === null ? '' : ` since ${clock(verdict.since)}`
  if (verdict.health === 'failing') {
    if (verdict.reach === 'unreachable') {
      return { text: '!', color: RED, title: `${name}: cannot be reached from here${since}` }
    }
    return verdict.kind === 'degraded'
      ? { text: '~', color: AMBER, title: `${name}: not answering properly${since}` }
      : { text: '!', color: RED, title: `${name}: not answering${since}` }
  }
  if (verdict.health === 'recovering') {
    return { text: '~', color: AMBER, title: `${name}: answering again, not yet steady` }
  }
  if (verdict.condition === 'usage_limit') {
    const until = verdict.resetsAt === null ? '' : ` until ${clock(verdict.resetsAt)}`
    return { text: '', color: BLUE, title: `${name}: your limit is reached${until}` }
  }
  if (verdict.condition === 'offline') {
    return { text: '', color: BLUE, title: 'You seem to be offline' }
  }
  const level = status?.report.level
  if (told && level !== undefined && TROUBLE.has(level)) {
    return { text: 'i', color: BLUE, title: `${name}: its status page reports trouble` }
  }
  return { text: '', color: BLUE, title: `${name}: nothing wrong seen here` }
}

/** The global badge: of several providers, the one that matters most. */
export function worstBadge(badges: readonly Badge[]): Badge {
  const rank = (badge: Badge) => ['', 'i', '~', '!'].indexOf(badge.text)
  const [worst] = [...badges].sort((a, b) => rank(b) - rank(a))
  if (!worst || worst.text === '') return { text: '', color: BLUE, title: 'Understudy' }
  const others = badges.filter((badge) => badge.text !== '' && badge !== worst)
  return { ...worst, title: [worst, ...others].map((badge) => badge.title).join('\n') }
}
