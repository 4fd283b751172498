import { describe, expect, it } from 'vitest'
import { healthyVerdict, type Verdict } from '../../../lib/detect/verdict'
import { type BackMemory, foldBack, isSettled, noOutage } from '../../../lib/status/back'
import { noHistory, type Observation, observe, strip } from '../../../lib/status/history'
import { readStatus } from '../../../lib/status/read'
import type { StatusLevel, SteadyLevel } from '../../../lib/status/report'
import { commonCause, failTogether, togetherWords } from '../../../lib/status/shared-causes'
import { steady } from '../../../lib/status/steady'
import { awsEvents, cloudflareSummary, NOW } from './payloads'
import { shipped } from './sources'

const MINUTE = 60_000

describe('the level that is shown', () => {
  const shown = (readings: readonly (readonly [number, StatusLevel])[]) => {
    let now: SteadyLevel | null = null
    for (const [minute, level] of readings) now = steady(now, level, NOW + minute * MINUTE)
    return now?.level
  }

  it('gets worse at once and better slowly', () => {
    expect(
      shown([
        [0, 'operational'],
        [1, 'major_outage'],
      ]),
    ).toBe('major_outage')
    expect(
      shown([
        [0, 'major_outage'],
        [9, 'operational'],
      ]),
    ).toBe('major_outage')
    expect(
      shown([
        [0, 'major_outage'],
        [9, 'operational'],
        [12, 'operational'],
      ]),
    ).toBe('major_outage')
    expect(
      shown([
        [0, 'major_outage'],
        [9, 'operational'],
        [13, 'operational'],
      ]),
    ).toBe('operational')
  })

  it('does not flap with the page', () => {
    const flapping = Array.from(
      { length: 20 },
      (_, i) => [i * 2, i % 2 ? 'operational' : 'partial_outage'] as const,
    )
    expect(shown(flapping)).toBe('partial_outage')
  })

  it('takes the least good of the better readings', () => {
    expect(
      shown([
        [0, 'major_outage'],
        [1, 'degraded_performance'],
        [5, 'operational'],
      ]),
    ).toBe('degraded_performance')
  })

  it('says unknown at once, and leaves it at once', () => {
    expect(
      shown([
        [0, 'operational'],
        [1, 'unknown'],
      ]),
    ).toBe('unknown')
    expect(
      shown([
        [0, 'unknown'],
        [1, 'operational'],
      ]),
    ).toBe('operational')
  })
})

describe('"it’s back"', () => {
  const at = (health: Verdict['health'], episode = 1, lastEvidenceAt = NOW): Verdict => ({
    ...healthyVerdict('claude'),
    health,
    episode,
    lastEvidenceAt,
  })
  /** A minute, what was seen here and there, and when the last good answer came. */
  type Step = readonly [number, Verdict, StatusLevel, number?]
  const told = (steps: readonly Step[]) => {
    let memory: BackMemory = noOutage
    const times: number[] = []
    for (const [minute, verdict, page, answered = minute] of steps) {
      const answeredAt = NOW + answered * MINUTE
      const step = foldBack(memory, { verdict, answeredAt, page }, NOW + minute * MINUTE)
      memory = step.memory
      if (step.isBack) times.push(minute)
    }
    return times
  }

  it('is said once, after answers have been good for two minutes', () => {
    expect(
      told([
        [0, at('failing'), 'operational'],
        [5, at('healthy'), 'operational'],
        [6, at('healthy'), 'operational'],
        [7, at('healthy'), 'operational'],
        [8, at('healthy'), 'operational'],
        [60, at('healthy'), 'operational'],
      ]),
    ).toEqual([7])
  })

  it('is not said in the middle of flapping', () => {
    expect(
      told([
        [0, at('failing'), 'unknown'],
        [1, at('healthy'), 'unknown'],
        [2, at('failing'), 'unknown'],
        [3, at('healthy'), 'unknown'],
        [4, at('suspect'), 'unknown'],
        [6, at('healthy'), 'unknown'],
        [8, at('healthy'), 'unknown'],
      ]),
    ).toEqual([8])
  })

  it('is said on the page’s word only after it had followed, and with no fresh failure', () => {
    const followed = [
      [0, at('failing'), 'operational'],
      [20, at('failing'), 'major_outage'],
      [40, at('failing'), 'operational'],
      [42, at('failing'), 'operational'],
    ] as const
    expect(told(followed)).toEqual([42])
    const never = followed.map(([m, v]) => [m, v, 'operational'] as const)
    expect(told(never)).toEqual([])
    const fresh = followed.map(([m, , l]) => [m, at('failing', 1, NOW + m * MINUTE), l] as const)
    expect(told(fresh)).toEqual([])
  })

  it('is said once for each outage, however often the page flaps after', () => {
    expect(
      told([
        [0, at('failing'), 'major_outage'],
        [10, at('failing'), 'operational'],
        [12, at('failing'), 'operational'],
        [14, at('failing'), 'major_outage'],
        [20, at('failing'), 'operational'],
        [30, at('failing'), 'operational'],
        [31, at('healthy'), 'operational'],
        [40, at('healthy'), 'operational'],
      ]),
    ).toEqual([12])
  })

  it('is not said of a failure that only grew old', () => {
    expect(
      told([
        [0, at('failing'), 'operational', -5],
        [31, at('healthy'), 'operational', -5],
        [33, at('healthy'), 'operational', -5],
        [40, at('healthy'), 'operational', -5],
      ]),
    ).toEqual([])
    expect(
      told([
        [0, at('failing'), 'partial_outage', -5],
        [31, at('healthy'), 'partial_outage', -5],
        [60, at('healthy'), 'operational', -5],
        [62, at('healthy'), 'operational', -5],
      ]),
    ).toEqual([62])
    expect(
      told([
        [0, at('failing'), 'partial_outage', -5],
        [13 * 60, at('healthy'), 'partial_outage', -5],
        [13 * 60 + 1, at('healthy'), 'operational', -5],
        [13 * 60 + 5, at('healthy'), 'operational', -5],
      ]),
    ).toEqual([])
  })

  it('settles the failure until something fails again', () => {
    const memory: BackMemory = { open: null, settled: { episode: 1, at: NOW } }
    expect(isSettled(memory, at('failing', 1, NOW - 1))).toBe(true)
    expect(isSettled(memory, at('failing', 1, NOW + 1))).toBe(false)
    expect(isSettled(memory, at('failing', 2, NOW - 1))).toBe(false)
    expect(isSettled(noOutage, at('failing', 0, NOW))).toBe(false)
  })

  it('is said for every outage by itself, and never without one', () => {
    expect(
      told([
        [0, at('failing', 1), 'unknown'],
        [1, at('healthy', 1), 'unknown'],
        [3, at('healthy', 1), 'unknown'],
        [10, at('failing', 2), 'unknown'],
        [11, at('healthy', 2), 'unknown'],
        [13, at('healthy', 2), 'unknown'],
      ]),
    ).toEqual([3, 13])
    expect(
      told([
        [0, at('suspect'), 'unknown'],
        [9, at('healthy'), 'operational'],
      ]),
    ).toEqual([])
  })
})

describe('the history of thirty days', () => {
  const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10)
  const fold = (looks: readonly Observation[]) =>
    looks.reduce((history, look) => observe(history, look, utcDay), noHistory)

  it('keeps the worst of a day and adds up failing minutes', () => {
    const { days } = fold([
      { at: NOW, seen: 'well', page: 'operational' },
      { at: NOW + 5 * MINUTE, seen: 'outage', page: null },
      { at: NOW + 15 * MINUTE, seen: 'degraded', page: 'partial_outage' },
      { at: NOW + 20 * MINUTE, seen: 'well', page: 'unknown' },
      { at: NOW + 40 * MINUTE, seen: null, page: null },
    ])
    expect(days).toEqual([
      { day: '2026-11-20', seen: 'outage', minutes: 15, page: 'partial_outage' },
    ])
  })

  it('assumes nothing of the time between distant looks', () => {
    const { days } = fold([
      { at: NOW, seen: 'outage', page: null },
      { at: NOW + 5 * 60 * MINUTE, seen: 'well', page: null },
    ])
    expect(days[0]?.minutes).toBe(0)
  })

  it('forgets after thirty days, and shows unseen days as unknown', () => {
    const day = 24 * 60 * MINUTE
    const history = fold(
      Array.from({ length: 40 }, (_, i) => ({
        at: NOW + i * day,
        seen: i % 2 ? ('well' as const) : null,
        page: null,
      })),
    )
    expect(history.days).toHaveLength(30)
    const cells = strip(fold([{ at: NOW, seen: 'well', page: null }]), NOW, utcDay)
    expect(cells).toHaveLength(30)
    expect(cells.at(-1)?.known?.seen).toBe('well')
    expect(cells.slice(0, -1).every(({ known }) => known === null)).toBe(true)
  })

  it('says nothing of the page where it said nothing', () => {
    const { days } = fold([{ at: NOW, seen: 'well', page: 'unknown' }])
    expect(days[0]?.page).toBeNull()
  })
})

describe('shared causes', () => {
  const since = (providerId: string, minutes: number) => ({
    providerId,
    since: NOW - minutes * MINUTE,
  })

  it('are looked for when unrelated providers fail at once', () => {
    const ids = (...failures: { providerId: string; since: number }[]) =>
      failTogether(failures).map(({ providerId }) => providerId)
    expect(ids()).toEqual([])
    expect(ids(since('claude', 5))).toEqual([])
    expect(ids(since('claude', 5), since('grok', 10), since('kimi', 100))).toEqual([
      'claude',
      'grok',
    ])
    expect(ids(since('claude', 5), since('grok', 100))).toEqual([])
    expect(ids(since('copilot', 5), since('m365-copilot', 6))).toEqual([])
  })

  it('are named as possible, when grave and near in time', () => {
    const cloudflare = {
      name: 'Cloudflare',
      report: readStatus(shipped('cloudflare'), [cloudflareSummary()], NOW),
    }
    expect(commonCause([cloudflare], NOW)).toBe(
      'A possible common cause: Cloudflare reports “Errors in many places”.',
    )
    expect(commonCause([cloudflare], NOW + 24 * 3600_000)).toBeNull()
    const minor = cloudflareSummary().replace('critical', 'minor')
    const report = readStatus(shipped('cloudflare'), [minor], NOW)
    expect(commonCause([{ name: 'Cloudflare', report }], NOW)).toBeNull()
  })

  it('are told with who fails', () => {
    expect(togetherWords(['Claude', 'Grok'], 'A possible common cause: X reports “Y”.')).toBe(
      'Claude and Grok fail at the same time. A possible common cause: X reports “Y”.',
    )
    expect(togetherWords(['Claude', 'Grok'], null)).toMatch(
      /as far as it could be read; .* own connection\.$/,
    )
  })

  it('count AWS only where the chats stand', () => {
    const aws = (service: string) => ({
      name: 'AWS',
      report: readStatus(shipped('aws'), [awsEvents(service, '3')], NOW),
    })
    expect(commonCause([aws('ec2-us-east-1')], NOW)).toContain('AWS reports')
    expect(commonCause([aws('ec2-me-central-1')], NOW)).toBeNull()
  })
})
