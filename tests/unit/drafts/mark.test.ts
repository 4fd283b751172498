import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markOf, mayHold } from '../../../lib/drafts/mark'

it('never misses what a text holds', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(30), (all, at, length) => {
      const from = all.length === 0 ? 0 : at % all.length
      const words = all.toLowerCase().slice(from, from + length)
      return mayHold([words])(markOf(all))
    }),
    { numRuns: 2000 },
  )
})

describe('a mark', () => {
  const words = (seed: number, count: number) => {
    let x = seed
    const next = () => {
      x = (Math.imul(x, 1_103_515_245) + 12_345) & 0x7fffffff
      return x >> 8
    }
    const letters = 'etaoinshrdlucmfwypvbgk'
    const word = () => Array.from({ length: 3 + (next() % 7) }, () => letters[next() % 22]).join('')
    return Array.from({ length: count }, word).join(' ')
  }

  it('is small and rules out most texts', () => {
    const texts = Array.from({ length: 200 }, (_, n) => words(n + 1, 3000))
    const marks = texts.map(markOf)
    expect(Math.max(...marks.map((mark) => mark.length))).toBeLessThanOrEqual(4096)
    const fits = mayHold(['lighthouse'])
    expect(marks.filter(fits).length).toBeLessThan(40)
  })

  it('finds two characters where words are that short, in any case elsewhere', () => {
    expect(mayHold(['灯台'])(markOf('昔の灯台守'))).toBe(true)
    const others = Array.from({ length: 200 }, (_, n) => `灯${String.fromCharCode(0x4e00 + n)}`)
    expect(others.filter((other) => mayHold([other])(markOf('昔の灯台守'))).length).toBeLessThan(60)
    expect(mayHold(['LIGHT'])(markOf('a lighthouse'))).toBe(true)
  })

  it('of a very long text fits everything', () => {
    expect(mayHold(['zebra'])(markOf('a'.repeat(200_001)))).toBe(true)
  })
})
