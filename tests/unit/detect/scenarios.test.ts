import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judgeScenario } from '../../eval/detect'
import { replay } from '../../eval/replay'
import { loadScenarios } from '../../eval/scenario'
import { FAULTS, simulateUse } from '../../eval/use'
import { VARIATIONS } from '../../eval/vary'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const own = loadScenarios(folder('../../eval/scenarios'))
const everything = new Set<never>()

const failures = (scenarios: typeof own.scenarios) =>
  scenarios
    .map((scenario) => judgeScenario(scenario, everything))
    .filter((outcome) => !outcome.passed)
    .map(({ scenario, result, firedAt }) => `${scenario.id}: ${result} ${firedAt ?? ''}`)

describe('scenarios', () => {
  it('are at least sixty of our own, each readable', () => {
    expect(own.errors).toEqual([])
    expect(own.scenarios.length).toBeGreaterThanOrEqual(60)
    expect(new Set(own.scenarios.map((s) => s.id)).size).toBe(own.scenarios.length)
  })

  it('come out right, every one', () => {
    expect(failures(own.scenarios)).toEqual([])
  }, 60_000)

  it.each(Object.entries(VARIATIONS))(
    'come out right %s',
    (_name, vary) => {
      expect(failures(own.scenarios.map(vary))).toEqual([])
    },
    60_000,
  )

  const corpus = folder('../../../../shared/corpus/detect')
  it.runIf(existsSync(corpus))(
    'come out right for the whole shared corpus',
    () => {
      const shared = loadScenarios(corpus)
      expect(shared.errors).toEqual([])
      expect(failures(shared.scenarios)).toEqual([])
    },
    120_000,
  )
})

const firstAlarm = (timeline: Parameters<typeof replay>[0]) =>
  [...replay(timeline).values()].flat().find((j) => j.verdict.health === 'failing')?.at ?? null

describe('half an hour of simulated use', () => {
  it('raises no alarm while all is well', () => {
    for (let seed = 0; seed < 16; seed += 1) {
      expect({ seed, alarm: firstAlarm(simulateUse(seed, null)) }).toEqual({ seed, alarm: null })
    }
  }, 120_000)

  it.each(FAULTS)('finds the fault "%s", and not before it sets in', (fault) => {
    for (let seed = 100; seed < 102; seed += 1) {
      const use = simulateUse(seed, fault)
      const alarm = firstAlarm(use)
      expect({ seed, found: alarm !== null }).toEqual({ seed, found: true })
      expect(alarm).toBeGreaterThanOrEqual(use.faultAt)
    }
  }, 60_000)
})
