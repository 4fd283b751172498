import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftState } from '../../../lib/drafts/draft'
import { expired, type Kept, type RetentionRules } from '../../../lib/drafts/retention'
import { noon } from './fixtures'

const hour = 3_600_000
const day = 24 * hour
const rules: RetentionRules = {
  answeredHours: 24,
  unansweredDays: 30,
  maxDrafts: 100,
  maxBytes: 10_000,
}
const draft = (id: string, state: DraftState, age: number, bytes = 10): Kept => ({
  id,
  state,
  updatedAt: noon - age,
  bytes,
})
const gone = (drafts: Kept[], change: Partial<RetentionRules> = {}) =>
  expired(drafts, { ...rules, ...change }, noon).sort()

describe('by age', () => {
  it.each<[DraftState, number, boolean]>([
    ['answered', 24 * hour - 1, false],
    ['answered', 24 * hour, true],
    ['sent', 29 * day, false],
    ['failed', 29 * day, false],
    ['failed', 30 * day, true],
    ['handed_off', 29 * day, false],
    ['composing', 29 * day, false],
    ['composing', 30 * day, true],
    ['answered', -2 * day, false],
    ['sent', -400 * day, false],
  ])('%s, %d ms old: %s', (state, age, isGone) => {
    expect(gone([draft('a', state, age)])).toEqual(isGone ? ['a'] : [])
  })

  it('leaves the draft being composed alone even when nothing unanswered is to be kept', () => {
    expect(
      gone([draft('a', 'composing', hour), draft('b', 'failed', 25 * hour)], { unansweredDays: 0 }),
    ).toEqual(['b'])
  })

  it('deletes what was answered at once when the user wants that', () => {
    expect(gone([draft('a', 'answered', 0)], { answeredHours: 0 })).toEqual(['a'])
  })
})

describe('by amount', () => {
  const drafts = [
    draft('answered-new', 'answered', hour, 100),
    draft('answered-old', 'answered', 2 * hour, 100),
    draft('handed-old', 'handed_off', 9 * day, 100),
    draft('handed-new', 'handed_off', day, 100),
    draft('failed', 'failed', 20 * day, 100),
    draft('composing', 'composing', 5 * day, 100),
  ]
  it.each<[Partial<RetentionRules>, string[]]>([
    [{ maxDrafts: 6 }, []],
    [{ maxDrafts: 5 }, ['answered-old']],
    [{ maxDrafts: 3 }, ['answered-new', 'answered-old', 'handed-old']],
    [{ maxDrafts: 0 }, ['answered-new', 'answered-old', 'handed-new', 'handed-old']],
    [{ maxBytes: 599 }, ['answered-old']],
    [{ maxBytes: 400 }, ['answered-new', 'answered-old']],
  ])('%o', (change, ids) => {
    expect(gone(drafts, change)).toEqual(ids)
  })
})

it('never lets an unanswered draft of the last day go, whatever the rules and clock', () => {
  const states = fc.constantFrom<DraftState>(
    'composing',
    'sent',
    'failed',
    'handed_off',
    'answered',
  )
  const any = fc.record({
    id: fc.uuid(),
    state: states,
    updatedAt: fc.integer({ min: noon - 60 * day, max: noon + 60 * day }),
    bytes: fc.nat(5000),
  })
  const anyRules = fc.record({
    answeredHours: fc.nat(100),
    unansweredDays: fc.nat(60),
    maxDrafts: fc.nat(10),
    maxBytes: fc.nat(20_000),
  })
  fc.assert(
    fc.property(fc.array(any), anyRules, (drafts, some) => {
      const ids = new Set(expired(drafts, some, noon))
      const safe = drafts.filter(
        (d) => ['composing', 'sent', 'failed'].includes(d.state) && d.updatedAt > noon - day,
      )
      return safe.every((d) => !ids.has(d.id))
    }),
  )
})
