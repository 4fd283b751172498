import { describe, expect, it } from 'vitest'
import { bitsFor, type Learned, learn, patienceRow } from '../../../lib/detect/patience'

const learnedFrom = (seconds: number[], mode: 'fast' | 'reasoning' = 'fast'): Learned =>
  seconds.reduce<Learned>(
    (learned, s) => learn(learned, { mode, firstMs: s * 1000, gapMs: s * 500 }),
    {},
  )

describe('patienceRow', () => {
  it('waits longer the slower the mode is known to be', () => {
    const alarm = (mode: Parameters<typeof patienceRow>[0]) =>
      patienceRow(mode, 'first').at(-1)?.[0]
    expect(alarm('fast')).toBeLessThan(alarm('reasoning') as number)
    expect(alarm('reasoning')).toBeLessThan(alarm('image') as number)
    expect(alarm('image')).toBeLessThan(alarm('agent') as number)
  })

  it('keeps the default until twenty turns were seen', () => {
    expect(patienceRow('fast', 'first', learnedFrom(Array(19).fill(40)))).toEqual(
      patienceRow('fast', 'first'),
    )
  })

  it('grows for a user whose turns are slow', () => {
    const row = patienceRow(
      'fast',
      'first',
      learnedFrom(Array.from({ length: 30 }, (_, i) => 30 + i)),
    )
    expect(row[3]?.[0]).toBeGreaterThan(120)
  })

  it('shrinks for a user whose turns are quick, never below half the default', () => {
    const usual = patienceRow('fast', 'first')
    const row = patienceRow('fast', 'first', learnedFrom(Array(40).fill(0.4)))
    row.forEach(([seconds], i) => {
      expect(seconds).toBe((usual[i]?.[0] as number) / 2)
    })
  })

  it('learns each mode by itself', () => {
    const learned = learnedFrom(Array(30).fill(60))
    expect(patienceRow('reasoning', 'first', learned)).toEqual(patienceRow('reasoning', 'first'))
  })

  it('remembers no more than two hundred turns', () => {
    expect(learnedFrom(Array(250).fill(1)).fast).toHaveLength(200)
  })
})

describe('bitsFor', () => {
  it('rises in steps', () => {
    const row = patienceRow('fast', 'first')
    expect([0, 14, 15, 30, 60, 90, 900].map((s) => bitsFor(row, s))).toEqual([0, 0, 2, 4, 6, 8, 8])
  })
})
