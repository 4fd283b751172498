import { expect, test } from 'vitest'
import { ago, bytes, clock } from '../../../components/time'
import { sayVerdict } from '../../../components/words'
import { type Condition, healthyVerdict, type Verdict } from '../../../lib/detect/verdict'

const now = new Date(2026, 10, 22, 14, 7).getTime()
const say = (part: Partial<Verdict>) =>
  sayVerdict({ ...healthyVerdict('x'), ...part }, 'Claude', now)

test('only a failure is told with the signs of a failure', () => {
  const conditions: readonly Condition[] = [
    'usage_limit',
    'rate_limit',
    'policy',
    'auth',
    'offline',
    'slow',
  ]
  for (const condition of conditions) {
    const { glyph, words } = say({ condition })
    expect(glyph).not.toBe('fail')
    expect(words).not.toMatch(/answering|reach Claude/)
  }
  expect(say({ health: 'suspect' }).glyph).toBe('wait')
  expect(say({ health: 'failing', kind: 'outage' })).toEqual({
    glyph: 'fail',
    words: 'Claude isn’t answering',
  })
  // A failure is not hidden behind a limit that was seen beside it.
  expect(say({ health: 'failing', condition: 'usage_limit' }).words).toBe('Claude isn’t answering')
})

test('no evidence is not praise', () => {
  expect(say({}).words).toBe('No trouble seen with Claude')
})

test('ages and times', () => {
  expect(
    [0, 40e3, 3 * 60e3, 2 * 36e5, 26 * 36e5, 80 * 36e5].map((age) => ago(now - age, now)),
  ).toEqual(['just now', '40 s ago', '3 min ago', '2 h ago', 'yesterday', '3 days ago'])
  // A clock set back must not give "in -5 min".
  expect(ago(now + 5e6, now)).toBe('just now')
  expect(clock(now, now)).not.toMatch(/Sun|Nov/)
  expect(clock(now + 864e5, now)).toContain('Mon')
  expect(clock(now + 20 * 864e5, now)).toContain('Dec')
  expect([820, 12_400, 3_400_000].map(bytes)).toEqual(['820 B', '12 kB', '3.4 MB'])
})
