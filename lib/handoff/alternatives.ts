import type { Verdict } from '../detect/verdict'
import type { Alternative } from '../messages'
import type { Settings } from '../settings'
import { steadyNow } from '../status/record'
import type { StatusRecord } from '../status/report'
import { levelWords } from '../status/wording'

/** What is known of one provider as a place to go on. Times in epoch ms. */
export interface Candidate {
  readonly providerId: string
  readonly name: string
  /** The browser lets this extension work on its site. */
  readonly granted: boolean
  readonly verdict: Verdict | null
  readonly status: StatusRecord | null
  /** When it last answered this user; `null` if never seen. */
  readonly lastAnswerAt: number | null
}

/** An answer older than this (ms) says nothing about now. */
const answerFresh = 30 * 60_000

const order = ['up', 'unknown', 'trouble', 'failing'] as const

/**
 * The other assistants to go on with, best first: those that are up, then those nobody speaks of,
 * then those in trouble, and last the failing. Among equals the user's order, then the one that
 * answered last, then the order of `candidates`. Left out: the source, what the user switched off,
 * and what has no access.
 */
export function rankAlternatives(
  sourceId: string,
  candidates: readonly Candidate[],
  settings: Pick<Settings, 'off' | 'preferred'>,
  now: number,
): Alternative[] {
  const rank = (id: string) => {
    const at = settings.preferred.indexOf(id)
    return at === -1 ? settings.preferred.length : at
  }
  return candidates
    .filter((c) => c.providerId !== sourceId && c.granted && !settings.off.includes(c.providerId))
    .map((candidate) => ({ candidate, ...stateOf(candidate, now) }))
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        rank(a.candidate.providerId) - rank(b.candidate.providerId) ||
        (b.candidate.lastAnswerAt ?? 0) - (a.candidate.lastAnswerAt ?? 0),
    )
    .map(({ candidate: { providerId, name }, state, note }) => ({ providerId, name, state, note }))
}

/** What was seen here weighs more than the status page, which is late and can be wrong for days. */
function stateOf(c: Candidate, now: number): Pick<Alternative, 'state' | 'note'> {
  const { verdict, status } = c
  if (verdict?.health === 'failing') return { state: 'failing', note: 'failing here too' }
  if (verdict?.health === 'suspect') return { state: 'trouble', note: 'had errors here just now' }
  if (verdict?.health === 'recovering') return { state: 'trouble', note: 'recovering' }
  if (verdict?.condition === 'usage_limit' && now < (verdict.resetsAt ?? Infinity)) {
    return { state: 'trouble', note: 'your usage limit is reached' }
  }
  const level = steadyNow(status, now)
  const page = `status page: ${levelWords[level]}`
  const answered = answeredNote(c.lastAnswerAt, now)
  if (level === 'major_outage') {
    return answered
      ? { state: 'trouble', note: `${page}, but it ${answered}` }
      : { state: 'failing', note: page }
  }
  if (answered) return { state: 'up', note: answered }
  if (level === 'operational') return { state: 'up', note: page }
  if (level === 'unknown') return { state: 'unknown', note: 'status not known' }
  return { state: 'trouble', note: page }
}

function answeredNote(lastAnswerAt: number | null, now: number): string | null {
  if (lastAnswerAt === null || now - lastAnswerAt >= answerFresh) return null
  const minutes = Math.floor((now - lastAnswerAt) / 60_000)
  return minutes < 1 ? 'answered you just now' : `answered you ${minutes} min ago`
}
