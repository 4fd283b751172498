import { describe, expect, it } from 'vitest'
import { resetTime } from '../../../lib/detect/resets-at'

// Wednesday, 10:15 in whatever zone the tests run.
const now = new Date(2026, 10, 4, 10, 15).getTime()
const at = (day: number, hours: number, minutes = 0) =>
  new Date(2026, 10, day, hours, minutes).getTime()
const HOUR = 3_600_000

describe('resetTime', () => {
  it.each([
    ['Your limit resets at 19:00.', at(4, 19)],
    ['You are out of free messages until 3 PM', at(4, 15)],
    ['Resets 3:30pm', at(4, 15, 30)],
    ['Limits will reset at 9:00 AM', at(5, 9)],
    ['Das Limit wird um 15 Uhr zurückgesetzt', at(4, 15)],
    ['La limite sera réinitialisée à 18h30', at(4, 18, 30)],
    ['제한이 19:00에 재설정됩니다.', at(4, 19)],
    ['오후 3시에 초기화됩니다', at(4, 15)],
    ['下午3:00重置', at(4, 15)],
    ['15時30分にリセットされます', at(4, 15, 30)],
    ['You’ve hit your weekly limit ∙ Resets Monday at 12:00', at(9, 12)],
    ['Wöchentliches Limit, neu ab Freitag um 8:00', at(6, 8)],
    ['Please wait 3 hours before trying again.', now + 3 * HOUR],
    ['Try again in 2 h 30 min', now + 2.5 * HOUR],
    ['Versuche es in 45 Minuten erneut', now + 0.75 * HOUR],
    ['3時間後に再度お試しください', now + 3 * HOUR],
    ['請於 2 小時後再試', now + 2 * HOUR],
  ])('%s', (text, expected) => {
    expect(resetTime(text, now)).toBe(expected)
  })

  it.each([
    'Usage limit reached',
    'You have used 25 of 25 messages',
    'Upgrade to Pro',
    '',
    '99:99',
  ])('says nothing for "%s"', (text) => {
    expect(resetTime(text, now)).toBeNull()
  })
})
