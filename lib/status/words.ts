import type { Condition, Health, Verdict } from '../detect/verdict'
import { providerById } from '../providers'
import { isTrouble } from './page'
import { levelNow } from './record'
import type { Incident, StatusRecord } from './report'
import { levelWords, quoted } from './wording'

/** Both sides in words: what was seen here, and what the provider's page says. */
export interface StatusWords {
  /** "You: failing since 14:02 · Status page: operational (3 min old)" */
  readonly headline: string
  /** What the two mean together: one or two sentences. */
  readonly detail: string
}

/** Writes a time of day; the default is the user's own clock and language. */
export type Clock = (at: number) => string

const localClock: Clock = (at) =>
  new Date(at).toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })

/** Sets what was seen here beside what the status page says. `now` in epoch ms. */
export function fuse(
  verdict: Verdict,
  record: StatusRecord | null,
  now: number,
  clock: Clock = localClock,
): StatusWords {
  const published = isPublished(verdict.providerId)
  return {
    headline: `You: ${here(verdict, clock)} · ${pageWords(verdict.providerId, record, now)}`,
    detail: together(verdict, record, published, now),
  }
}

const healthWords: Readonly<Record<Health, string>> = {
  healthy: 'no problem seen',
  suspect: 'signs of trouble',
  failing: 'failing',
  recovering: 'recovering',
}

const conditionWords: Readonly<Record<Condition, string>> = {
  usage_limit: 'usage limit reached',
  rate_limit: 'asked to slow down',
  policy: 'request refused',
  auth: 'signed out',
  offline: 'offline',
  slow: 'slow',
}

function here(verdict: Verdict, clock: Clock): string {
  const { health, condition, reach, since, stale, lastEvidenceAt } = verdict
  if (health === 'failing' && stale && lastEvidenceAt !== null) {
    return `last seen failing at ${clock(lastEvidenceAt)}`
  }
  if (condition && health !== 'failing') return conditionWords[condition]
  const word =
    health === 'failing' && reach === 'unreachable' ? 'cannot reach it' : healthWords[health]
  return health !== 'healthy' && since !== null ? `${word} since ${clock(since)}` : word
}

const isPublished = (id: string) => providerById(id)?.status !== null

/** "Status page: operational (3 min old)". `id`: of a provider, or of another page that is watched. */
export function pageWords(id: string, record: StatusRecord | null, now: number): string {
  if (!isPublished(id)) return 'No public status'
  if (!record) return 'Status page: not asked yet'
  const level = levelNow(record, now)
  if (level !== 'unknown') {
    return `Status page: ${levelWords[level]} (${age(now - record.fetchedAt)})`
  }
  const { lastGood } = record
  return lastGood
    ? `Status page: unknown (${age(now - lastGood.at)}: ${levelWords[lastGood.level]})`
    : 'Status page: unknown'
}

/** "just now", "3 min old", "2 h old", "4 d old". */
export function age(ms: number): string {
  const minutes = Math.floor(Math.max(ms, 0) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${minutes} min old`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h old` : `${Math.floor(hours / 24)} d old`
}

function together(
  verdict: Verdict,
  record: StatusRecord | null,
  published: boolean,
  now: number,
): string {
  if (!published) return 'This provider publishes nothing about the state of its chat.'
  if (!record) return 'Its status page has not been asked yet.'
  const level = levelNow(record, now)
  const failing = verdict.health === 'failing'
  if (level === 'unknown') return unknownDetail(record)
  if (level === 'under_maintenance') {
    const what = record.report.maintenance[0]
    return what ? `The provider is at work: ${quoted([what])}.` : 'The provider is at work.'
  }
  if (isTrouble(level)) return failing ? confirmed(verdict, record) : notHere(verdict, record)
  // The badge waits for some minutes before it believes that.
  const fresh = isTrouble(record.steady.level) ? 'The page has only just given the all-clear. ' : ''
  const elsewhere = record.report.incidents.filter((i) => i.touchesChat === false)
  const unplaced = record.report.incidents.filter((i) => i.touchesChat === null)
  if (failing || verdict.health === 'suspect') {
    if (unplaced.length) {
      return `${fresh}The provider reports ${quoted(unplaced)} without saying whether it touches the chat.`
    }
    const other = elsewhere.length ? ` It is red for something else: ${quoted(elsewhere)}.` : ''
    // Medians of recorded incidents: 20 min (OpenAI), 39 (Anthropic), 40 (GitHub).
    return fresh
      ? `${fresh.trim()}${other}`
      : `The provider reports no problem with the chat; such reports often come 20 to 40 minutes late.${other}`
  }
  return elsewhere.length
    ? `${fresh}The page is red for something else, not for the chat: ${quoted(elsewhere)}.`
    : fresh.trim() || 'Neither you nor the provider reports a problem.'
}

function unknownDetail({ report }: StatusRecord): string {
  const why = report.level === 'unknown' ? report.why : 'What the page last said is too old.'
  return `${why} That says nothing about the chat, good or bad.`
}

/** The page follows: by how much were we first? */
function confirmed(verdict: Verdict, record: StatusRecord): string {
  const mine = record.report.incidents.filter((i) => i.touchesChat === true)
  const lead = leadMinutes(verdict.since, mine)
  const what = mine.length ? `: ${quoted(mine)}` : ''
  const first =
    lead !== null && lead >= 1 ? ` First seen here ${lead} min before the status page.` : ''
  return `It is not you: the provider confirms it${what}.${first}`
}

/** Minutes from the first sign here to the page's first post; `null` where either is not known. */
export function leadMinutes(since: number | null, incidents: readonly Incident[]): number | null {
  const posts = incidents.flatMap((i) => (i.postedAt === null ? [] : [i.postedAt]))
  return since === null || !posts.length ? null : Math.round((Math.min(...posts) - since) / 60_000)
}

function notHere(verdict: Verdict, record: StatusRecord): string {
  const mine = record.report.incidents.filter((i) => i.touchesChat !== false)
  const what = mine.length ? `: ${quoted(mine)}` : ''
  if (verdict.health === 'recovering') {
    return `It answers you again; the page still reports trouble${what}.`
  }
  return verdict.condition
    ? `The page reports trouble${what}, but what stopped you is something else.`
    : `The page reports trouble${what}. Nothing failed here so far.`
}
