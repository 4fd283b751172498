import { describe, expect, it } from 'vitest'
import { healthyVerdict, type Verdict } from '../../../lib/detect/verdict'
import { badgeOf, silencedBadge, worstBadge } from '../../../lib/monitor/badge'
import type { StatusLevel } from '../../../lib/status/report'

const at = new Date(2026, 10, 20, 14, 2).getTime()
const verdict = (change: Partial<Verdict>): Verdict => ({ ...healthyVerdict('claude'), ...change })
const failing = (change: Partial<Verdict> = {}) =>
  verdict({ health: 'failing', kind: 'outage', reach: 'down', since: at, ...change })

it.each<[string, Verdict | null, StatusLevel | null, string, RegExp]>([
  ['well', verdict({}), null, '', /^Claude: nothing wrong seen here$/],
  ['well, page well', verdict({}), 'operational', '', /seen here; status page operational$/],
  ['well, page unknown', verdict({}), 'unknown', '', /; status page unknown$/],
  ['well, page ill', verdict({}), 'partial_outage', 'i', /seen here; status page partial outage$/],
  ['at work', verdict({}), 'under_maintenance', '', /under maintenance$/],
  ['only watched', null, 'operational', '', /^Claude: status page operational$/],
  ['only watched, ill', null, 'degraded_performance', 'i', /^Claude: status page degraded/],
  ['only watched, unknown', null, 'unknown', '', /^Claude: status page unknown$/],
  ['a sign', verdict({ health: 'suspect' }), null, '', /signs of trouble/],
  ['failing', failing(), null, '!', /^Claude: not answering since .*2:02/],
  ['failing, page well', failing(), 'operational', '!', /not answering since/],
  ['degraded', failing({ kind: 'degraded' }), null, '~', /not answering properly since/],
  [
    'unreachable',
    failing({ reach: 'unreachable' }),
    null,
    '!',
    /cannot be reached from here since/,
  ],
  [
    'failing long ago',
    failing({ stale: true, lastEvidenceAt: at }),
    null,
    '!',
    /last seen failing at .*2:02/,
  ],
  ['coming back', verdict({ health: 'recovering' }), null, '~', /answering again, not yet steady/],
  [
    'limit',
    verdict({ condition: 'usage_limit', resetsAt: at }),
    null,
    '',
    /limit is reached until .*2:02/,
  ],
  ['offline', verdict({ condition: 'offline' }), 'major_outage', '', /You seem to be offline/],
])('%s', (_, seen, page, text, title) => {
  const badge = badgeOf('Claude', seen, page)
  expect(badge.text).toBe(text)
  expect(badge.title).toMatch(title)
})

describe('the badge of the toolbar at large', () => {
  it('is that of the worst, and names all', () => {
    const badges = [
      badgeOf('Groq', null, 'major_outage'),
      badgeOf('Claude', verdict({}), null),
      badgeOf('ChatGPT', failing(), null),
      badgeOf('Gemini', failing({ kind: 'degraded' }), null),
    ]
    const { text, title } = worstBadge(badges)
    expect(text).toBe('!')
    expect(title.split('\n').map((line) => line.split(':')[0])).toEqual([
      'ChatGPT',
      'Groq',
      'Gemini',
    ])
  })

  it('says nothing where nothing is wrong', () => {
    expect(worstBadge([badgeOf('Claude', verdict({}), null)])).toMatchObject({
      text: '',
      title: 'Understudy',
    })
    expect(worstBadge([])).toMatchObject({ text: '' })
  })
})

it('is empty where the user called it wrong', () => {
  expect(silencedBadge('Claude')).toMatchObject({ text: '' })
})
