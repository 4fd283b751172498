import { describe, expect, it } from 'vitest'
import { type Circumstances, gap, isDue, jitter, reasonToFetch } from '../../../lib/status/schedule'
import { NOW } from './payloads'
import { shipped } from './sources'

const MINUTE = 60_000
const quiet: Circumstances = {
  suspectSince: null,
  failingSince: null,
  chatOpen: false,
  popupOpen: false,
  watched: false,
  awaited: false,
}

describe('whether a page is asked', () => {
  const claude = shipped('claude')
  const gemini = shipped('gemini')

  it.each<[string, Partial<Circumstances>, string | null]>([
    ['nothing open, nothing wrong', {}, null],
    ['a chat open, nothing wrong', { chatOpen: true }, null],
    ['a sign of trouble', { chatOpen: true, suspectSince: NOW }, 'suspect'],
    ['a sign of trouble in a chat that is gone', { suspectSince: NOW }, null],
    ['a failure', { chatOpen: true, failingSince: NOW }, 'failing'],
    ['a failure in a chat that is gone', { failingSince: NOW }, null],
    ['a failure whose end is awaited', { failingSince: NOW, awaited: true }, 'failing'],
    ['the popup', { popupOpen: true }, 'popup'],
    ['a watched page', { watched: true }, 'watched'],
  ])('%s: %o → %s', (_, circumstances, reason) => {
    expect(reasonToFetch(claude, { ...quiet, ...circumstances })).toBe(reason)
  })

  it.each<[Partial<Circumstances>, string | null]>([
    [{ popupOpen: true, chatOpen: true }, null],
    [{ watched: true }, null],
    [{ failingSince: NOW }, null],
    [{ failingSince: NOW, chatOpen: true }, 'failing'],
    [{ suspectSince: NOW, chatOpen: true, popupOpen: true }, 'popup'],
  ])('a heavy page only while its chat is open and something is wrong: %o → %s', (c, reason) => {
    expect(reasonToFetch(gemini, { ...quiet, ...c })).toBe(reason)
  })
})

describe('how often', () => {
  const minutes = (reason: Parameters<typeof gap>[1], age = 0, id = 'claude') =>
    gap(shipped(id), reason, NOW - age * MINUTE, NOW) / MINUTE

  it('follows a new failure closely and an old one at the custom of five minutes', () => {
    expect([0, 4, 5, 29, 30, 600].map((age) => minutes('failing', age))).toEqual([1, 1, 2, 2, 5, 5])
    expect(minutes('popup')).toBe(1)
    expect(minutes('watched')).toBe(5)
    expect(minutes('failing', 0, 'gemini')).toBe(15)
  })

  it('is due when the gap has passed, or the clock was set back', () => {
    expect(isDue(MINUTE, null, NOW)).toBe(true)
    expect(isDue(MINUTE, NOW - MINUTE + 1, NOW)).toBe(false)
    expect(isDue(MINUTE, NOW - MINUTE, NOW)).toBe(true)
    expect(isDue(MINUTE, NOW + 3600_000, NOW)).toBe(true)
  })

  it('is spread by up to a fifth, never early', () => {
    expect(jitter(1000, 0)).toBe(1000)
    expect(jitter(1000, 0.999)).toBe(1200)
  })
})
