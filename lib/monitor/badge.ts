import type { Verdict } from '../detect/verdict'
import { isTrouble } from '../status/page'
import type { StatusLevel } from '../status/report'
import { levelWords } from '../status/wording'

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
  new Date(ms).toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })

const quiet = (title: string): Badge => ({ text: '', color: BLUE, title })

/**
 * The badge of one provider, or of a page that is only watched (`verdict` is `null`). Only what was
 * seen here raises an outage; a status page that reports trouble while nothing failed here gets an
 * `i`, and only where the user watches it. `watched`: what that page says, `null` where it is not.
 */
export function badgeOf(name: string, verdict: Verdict | null, watched: StatusLevel | null): Badge {
  const seen = verdict && badgeOfSeen(name, verdict)
  if (seen) return seen
  const words = verdict ? 'nothing wrong seen here' : null
  const page = watched && `status page ${levelWords[watched]}`
  const title = `${name}: ${[words, page].filter(Boolean).join('; ')}`
  return watched && isTrouble(watched) ? { text: 'i', color: BLUE, title } : quiet(title)
}

function badgeOfSeen(name: string, verdict: Verdict): Badge | null {
  const { health, kind, reach, condition, resetsAt } = verdict
  const since = verdict.since === null ? '' : ` since ${clock(verdict.since)}`
  if (health === 'failing' && verdict.stale && verdict.lastEvidenceAt !== null) {
    const title = `${name}: last seen failing at ${clock(verdict.lastEvidenceAt)}`
    return kind === 'degraded'
      ? { text: '~', color: AMBER, title }
      : { text: '!', color: RED, title }
  }
  if (health === 'failing' && reach === 'unreachable') {
    return { text: '!', color: RED, title: `${name}: cannot be reached from here${since}` }
  }
  if (health === 'failing') {
    return kind === 'degraded'
      ? { text: '~', color: AMBER, title: `${name}: not answering properly${since}` }
      : { text: '!', color: RED, title: `${name}: not answering${since}` }
  }
  if (health === 'recovering') {
    return { text: '~', color: AMBER, title: `${name}: answering again, not yet steady` }
  }
  if (condition === 'usage_limit') {
    const until = resetsAt === null ? '' : ` until ${clock(resetsAt)}`
    return quiet(`${name}: your limit is reached${until}`)
  }
  if (condition === 'offline') return quiet('You seem to be offline')
  return health === 'suspect' ? quiet(`${name}: signs of trouble`) : null
}

/** For a tab whose user said that the verdict is wrong. */
export const silencedBadge = (name: string): Badge =>
  quiet(`${name}: quiet about the present trouble, as you wished`)

/** The global badge: of several providers, the one that matters most. */
export function worstBadge(badges: readonly Badge[]): Badge {
  const rank = (badge: Badge) => ['', 'i', '~', '!'].indexOf(badge.text)
  const [worst] = [...badges].sort((a, b) => rank(b) - rank(a))
  if (!worst || worst.text === '') return quiet('Understudy')
  const others = badges.filter((badge) => badge.text !== '' && badge !== worst)
  return { ...worst, title: [worst, ...others].map((badge) => badge.title).join('\n') }
}
