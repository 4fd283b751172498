import { describe, expect, it } from 'vitest'
import { healthyVerdict, type Verdict } from '../../../lib/detect/verdict'
import { readStatus } from '../../../lib/status/read'
import { nextRecord } from '../../../lib/status/record'
import type { StatusRecord } from '../../../lib/status/report'
import { age, fuse } from '../../../lib/status/words'
import { claudeSummary, NOW } from './payloads'
import { shipped } from './sources'

const MINUTE = 60_000
const claude = shipped('claude')
const utc = (at: number) => new Date(at).toISOString().slice(11, 16)

const failing = (minutes = 40, more: Partial<Verdict> = {}): Verdict => ({
  ...healthyVerdict('claude'),
  health: 'failing',
  kind: 'outage',
  reach: 'down',
  since: NOW - minutes * MINUTE,
  ...more,
})

const record = (old: number, ...args: Parameters<typeof claudeSummary>): StatusRecord =>
  nextRecord(
    'claude',
    claude,
    null,
    { type: 'report', report: readStatus(claude, [claudeSummary(...args)], NOW) },
    NOW - old * MINUTE,
  )

const say = (verdict: Verdict, status: StatusRecord | null) => fuse(verdict, status, NOW, utc)

describe('you and the status page in words', () => {
  it('failing here, operational there', () => {
    const { headline, detail } = say(failing(), record(3))
    expect(headline).toBe('You: failing since 13:20 · Status page: operational (3 min old)')
    expect(detail).toContain('reports no problem with the chat')
  })

  it('well here, ill there', () => {
    const status = record(0, {
      words: { rwppv331jlwc: 'partial_outage' },
      incidents: [{ name: 'Errors', components: ['rwppv331jlwc'] }],
    })
    const { headline, detail } = say(healthyVerdict('claude'), status)
    expect(headline).toBe('You: no problem seen · Status page: partial outage (just now)')
    expect(detail).toBe('The page reports trouble: “Errors”. Nothing failed here so far.')
  })

  it('both: by how much the page came later', () => {
    const status = record(1, {
      words: { rwppv331jlwc: 'major_outage' },
      incidents: [{ name: 'Errors', components: ['rwppv331jlwc'], started: 60, posted: 17 }],
    })
    const { detail } = say(failing(40), status)
    expect(detail).toBe(
      'It is not you: the provider confirms it: “Errors”. First seen here 23 min before the status page.',
    )
    // The page was first.
    expect(say(failing(10), status).detail).not.toContain('First seen here')
  })

  it('red for another component is told as that', () => {
    const elsewhere = { incidents: [{ name: 'Console', components: ['0qbwn08sd68x'] as const }] }
    expect(say(failing(), record(1, elsewhere)).detail).toContain(
      'It is red for something else: “Console”.',
    )
    expect(say(healthyVerdict('claude'), record(1, elsewhere)).detail).toBe(
      'The page is red for something else, not for the chat: “Console”.',
    )
  })

  it('an incident that names nothing is told as that', () => {
    const status = record(1, { incidents: [{ name: 'Odd things', impact: 'minor' }] })
    expect(say(failing(), status).detail).toContain('without saying whether it touches the chat')
  })

  it('unknown, with the age of the last good report', () => {
    let status = record(12)
    for (const at of [NOW - 10 * MINUTE, NOW]) {
      status = nextRecord(
        'claude',
        claude,
        status,
        { type: 'failed', error: 'refused us (405)' },
        at,
      )
    }
    const { headline, detail } = say(failing(), status)
    expect(headline).toBe(
      'You: failing since 13:20 · Status page: unknown (12 min old: operational)',
    )
    expect(detail).toContain('refused us (405)')
    expect(detail).toContain('nothing about the chat')
  })

  it('never asked, and nothing to ask', () => {
    expect(say(failing(), null).headline).toContain('Status page: not asked yet')
    const copilot = { ...failing(), providerId: 'copilot' }
    expect(say(copilot, null).headline).toBe('You: failing since 13:20 · No public status')
    expect(say(copilot, null).detail).toContain('publishes nothing')
  })

  it('a stale report is not the present', () => {
    expect(say(failing(), record(31)).headline).toContain('unknown (31 min old: operational)')
  })

  it.each<[Partial<Verdict>, string]>([
    [{ health: 'suspect' }, 'signs of trouble since 13:20'],
    [{ health: 'recovering' }, 'recovering since 13:20'],
    [{ reach: 'unreachable' }, 'cannot reach it since 13:20'],
    [{ health: 'healthy', since: null, condition: 'usage_limit' }, 'usage limit reached'],
    [{ health: 'healthy', since: null, condition: 'offline' }, 'offline'],
    [{ health: 'failing', condition: 'auth' }, 'failing since 13:20'],
  ])('what was seen here: %o', (more, words) => {
    expect(say(failing(40, more), record(1)).headline).toMatch(new RegExp(`^You: ${words} ·`))
  })

  it('an all-clear that has not held yet is told as that', () => {
    const before = record(2, { words: { rwppv331jlwc: 'major_outage' } })
    const report = readStatus(claude, [claudeSummary()], NOW)
    const status = nextRecord('claude', claude, before, { type: 'report', report }, NOW)
    expect(say(failing(), status).headline).toContain('Status page: operational (just now)')
    for (const verdict of [failing(), healthyVerdict('claude')]) {
      expect(say(verdict, status).detail).toBe('The page has only just given the all-clear.')
    }
  })

  it('a failure that nobody tried again is not told as the present', () => {
    const old = failing(20, { stale: true, lastEvidenceAt: NOW - 12 * MINUTE })
    expect(say(old, record(1)).headline).toContain('You: last seen failing at 13:48 ·')
  })

  it('maintenance', () => {
    const status = record(1, {
      maintenance: [{ name: 'Moving house', status: 'in_progress', components: ['rwppv331jlwc'] }],
    })
    expect(say(failing(), status).detail).toBe('The provider is at work: “Moving house”.')
  })
})

it.each([
  [-5, 'just now'],
  [59_000, 'just now'],
  [119 * MINUTE, '119 min old'],
  [47 * 60 * MINUTE, '47 h old'],
  [72 * 60 * MINUTE, '3 d old'],
])('%i ms is %s', (ms, words) => {
  expect(age(ms)).toBe(words)
})
