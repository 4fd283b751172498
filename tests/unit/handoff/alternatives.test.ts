import { describe, expect, it } from 'vitest'
import { healthyVerdict, type Verdict } from '../../../lib/detect/verdict'
import { type Candidate, rankAlternatives } from '../../../lib/handoff/alternatives'
import type { StatusLevel, StatusRecord } from '../../../lib/status/report'

const now = Date.UTC(2026, 10, 20, 12)
const minute = 60_000
const noChoice = { off: [], preferred: [] }

const candidate = (providerId: string, change: Partial<Candidate> = {}): Candidate => ({
  providerId,
  name: providerId.toUpperCase(),
  granted: true,
  verdict: null,
  status: null,
  lastAnswerAt: null,
  ...change,
})

const status = (level: StatusLevel, age = minute): StatusRecord => ({
  providerId: 'x',
  report: { level, why: '', components: [], incidents: [], maintenance: [], updatedAt: null },
  fetchedAt: now - age,
  checkedAt: now - age,
  failedFetches: 0,
  error: null,
  lastGood: null,
  steady: { level, since: now - age, pending: null },
})

const verdict = (change: Partial<Verdict>): Verdict => ({ ...healthyVerdict('x'), ...change })

const ids = (...args: Parameters<typeof rankAlternatives>) =>
  rankAlternatives(...args).map((a) => a.providerId)

it('puts those that are up first and the failing last', () => {
  const ranked = rankAlternatives(
    'claude',
    [
      candidate('claude', { status: status('operational') }),
      candidate('failing', { verdict: verdict({ health: 'failing' }) }),
      candidate('trouble', { status: status('partial_outage') }),
      candidate('silent'),
      candidate('operational', { status: status('operational') }),
      candidate('answered', { lastAnswerAt: now - 5 * minute }),
    ],
    noChoice,
    now,
  )
  expect(ranked.map((a) => [a.providerId, a.state, a.note])).toEqual([
    ['answered', 'up', 'answered you 5 min ago'],
    ['operational', 'up', 'status page: operational'],
    ['silent', 'unknown', 'status not known'],
    ['trouble', 'trouble', 'status page: partial outage'],
    ['failing', 'failing', 'failing here too'],
  ])
})

it("follows the user's order among equals only", () => {
  const all = [
    candidate('a', { status: status('operational') }),
    candidate('b', { status: status('operational') }),
    candidate('c', { verdict: verdict({ health: 'failing' }) }),
  ]
  expect(ids('x', all, { off: [], preferred: ['c', 'b'] }, now)).toEqual(['b', 'a', 'c'])
})

it('leaves out the source, the switched off and those without access', () => {
  const all = [candidate('a'), candidate('b'), candidate('c', { granted: false }), candidate('d')]
  expect(ids('a', all, { off: ['b'], preferred: ['b'] }, now)).toEqual(['d'])
})

describe('the state of one', () => {
  const stateOf = (change: Partial<Candidate>) =>
    rankAlternatives('x', [candidate('a', change)], noChoice, now)[0]?.state
  it.each<[string, Partial<Candidate>, string]>([
    [
      'an old status report says nothing',
      { status: status('operational', 31 * minute) },
      'unknown',
    ],
    ['an old answer says nothing', { lastAnswerAt: now - 31 * minute }, 'unknown'],
    ['an unreadable status page', { status: status('unknown') }, 'unknown'],
    [
      'an answer outweighs a partial outage',
      { status: status('partial_outage'), lastAnswerAt: now - minute },
      'up',
    ],
    [
      'an answer during a major outage',
      { status: status('major_outage'), lastAnswerAt: now - minute },
      'trouble',
    ],
    ['a major outage', { status: status('major_outage') }, 'failing'],
    ['maintenance', { status: status('under_maintenance') }, 'trouble'],
    [
      'failing here though its page is green',
      {
        status: status('operational'),
        verdict: verdict({ health: 'failing' }),
        lastAnswerAt: now - minute,
      },
      'failing',
    ],
    [
      'suspect',
      { status: status('operational'), verdict: verdict({ health: 'suspect' }) },
      'trouble',
    ],
    ['recovering', { verdict: verdict({ health: 'recovering' }) }, 'trouble'],
    [
      'a usage limit',
      { verdict: verdict({ condition: 'usage_limit', resetsAt: now + minute }) },
      'trouble',
    ],
    [
      'a usage limit that is over',
      {
        status: status('operational'),
        verdict: verdict({ condition: 'usage_limit', resetsAt: now }),
      },
      'up',
    ],
  ])('%s', (_, change, state) => {
    expect(stateOf(change)).toBe(state)
  })
})
