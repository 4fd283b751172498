import { describe, expect, it } from 'vitest'
import { type Met, mayBecome, previewOf, saveStep } from '../../../lib/drafts/rules'

const now = 1_000_000
const save = {
  origin: 'https://claude.ai',
  conversationId: null,
  text: 'hello',
  sent: false,
  at: now,
}
const met: Met = {
  origin: 'https://claude.ai',
  conversationId: null,
  state: 'composing',
  at: now - 10,
}

describe('saveStep', () => {
  const cases: [
    string,
    Partial<typeof save>,
    Partial<Met> | null,
    number | null,
    boolean,
    string,
  ][] = [
    ['a first text', {}, null, null, false, 'write'],
    ['a first text of blanks', { text: ' \n' }, null, null, false, 'drop'],
    ['newer text', {}, {}, null, false, 'write'],
    ['older text', { at: now - 11 }, {}, null, false, 'drop'],
    ['text of the same millisecond', { at: now - 10 }, {}, null, false, 'write'],
    ['text after the clock was set back', {}, { at: now + 3_600_000 }, null, false, 'write'],
    ['another origin', { origin: 'https://chatgpt.com' }, {}, null, false, 'refuse'],
    ['emptied', { text: '' }, {}, null, false, 'remove'],
    ['emptied by an older event', { text: '', at: now - 11 }, {}, null, false, 'drop'],
    ['sent with the composer already empty', { text: '', sent: true }, {}, null, false, 'mark'],
    ['sent, told late', { text: 'hell', sent: true, at: now - 11 }, {}, null, false, 'mark'],
    ['the same text after sending', {}, { state: 'sent' }, null, true, 'drop'],
    ['an empty composer after sending', { text: '' }, { state: 'sent' }, null, false, 'drop'],
    ['other text after sending', {}, { state: 'sent' }, null, false, 'next'],
    ['an older text after sending', { at: 1 }, { state: 'sent' }, null, false, 'drop'],
    ['other text after a failure', {}, { state: 'failed' }, null, false, 'next'],
    ['an address for a sent one', conversation('c1'), { state: 'sent' }, null, true, 'move'],
    ['sent once more after a failure', { sent: true }, { state: 'failed' }, null, true, 'mark'],
    [
      'the sending that failed, told again',
      { sent: true, at: now - 10 },
      { state: 'failed' },
      null,
      true,
      'drop',
    ],
    ['a late save of an answered one', {}, { state: 'answered' }, null, true, 'drop'],
    ['a late save of a deleted one', {}, null, now, false, 'drop'],
    ['typing on after deleting', { at: now + 1 }, null, now, false, 'write'],
  ]
  it.each(cases)('%s', (_, change, over, deletedAt, sameText, step) => {
    const entry = over && { ...met, ...over }
    expect(saveStep({ ...save, ...change }, entry, deletedAt, sameText, now)).toBe(step)
  })
})

function conversation(id: string): object {
  return { conversationId: id }
}

it('never leaves the answered state', () => {
  expect(mayBecome('answered', 'failed')).toBe(false)
  expect(mayBecome('answered', 'handed_off')).toBe(false)
  expect(mayBecome('failed', 'answered')).toBe(true)
  expect(mayBecome('handed_off', 'failed')).toBe(false)
})

it('does not cut an emoji in half', () => {
  expect(previewOf(`${'a'.repeat(279)}😀b`)).toBe('a'.repeat(279))
  expect(previewOf('😀'.repeat(140))).toHaveLength(280)
})
