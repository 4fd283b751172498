import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { judgeScenario, main } from '../../eval/detect'
import { loadScenarios } from '../../eval/scenario'

const own = fileURLToPath(new URL('../../eval/scenarios', import.meta.url))
let printed = ''

beforeEach(() => {
  printed = ''
  const keep = (chunk: string | Uint8Array) => {
    printed += String(chunk)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
})

function folderOf(...ids: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
  for (const id of ids) copyFileSync(join(own, `${id}.json`), join(folder, `${id}.json`))
  return folder
}

describe('npm run eval:detect', () => {
  it('ends well when every scenario passes, and says so in numbers', async () => {
    const folder = folderOf('gateway-without-words', 'policy-cs')
    expect(await main(['--corpus', folder, '--json'])).toBe(0)
    expect(JSON.parse(printed)).toMatchObject({
      scenarios: 2,
      recall: 1,
      onTime: 1,
      falseAlarms: 0,
      wrongKind: 0,
      latencyMs: { p50: expect.any(Number), p90: expect.any(Number) },
      failures: [],
    })
  })

  it('names each file that is no scenario, and counts it against the run', async () => {
    const folder = folderOf('policy-cs')
    writeFileSync(join(folder, 'cut-off.json'), '{"id": "x", "events": [')
    writeFileSync(join(folder, 'no-events.json'), '{"id": "x", "provider": "claude"}')
    expect(await main(['--corpus', folder, '--json'])).toBe(1)
    const { errors, scenarios } = JSON.parse(printed) as {
      errors: readonly { file: string }[]
      scenarios: number
    }
    expect(errors.map((error) => error.file)).toEqual(['cut-off.json', 'no-events.json'])
    expect(scenarios).toBe(1)
  })

  it('fails on a scenario that comes out wrong, with the evidence that led there', async () => {
    const folder = folderOf()
    const [scenario] = loadScenarios(folderOf('gateway-without-words')).scenarios
    if (!scenario) throw new Error('no scenario')
    const quiet = {
      ...scenario,
      truth: 'healthy',
      expect: { verdict: 'healthy', detected_by_ms: null },
    }
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify(quiet))
    expect(await main(['--corpus', folder, '--json'])).toBe(1)
    const { falseAlarms, failures } = JSON.parse(printed) as {
      falseAlarms: number
      failures: readonly { id: string; got: string; ledger: readonly string[] }[]
    }
    expect(falseAlarms).toBe(1)
    expect(failures[0]).toMatchObject({
      id: scenario.id,
      got: expect.stringContaining('false_alarm'),
    })
    expect(failures[0]?.ledger.join('\n')).toContain('completion_5xx')
  })

  it('says how it is used, and that a folder is not there', async () => {
    expect(await main([])).toBe(2)
    expect(await main(['--corpus', '/nowhere/at/all'])).toBe(2)
    expect(printed).toMatch(/usage|cannot read/)
  })

  it('judges by what was seen, not by names, truths and remarks', () => {
    const blanked = (folder: string) =>
      loadScenarios(folder).scenarios.map((scenario) => {
        const events = scenario.events.map((event) => ({ ...event, prov: 'x', note: 'y' }))
        return { before: scenario, after: { ...scenario, id: 'x', truth: 'unknown', events } }
      })
    for (const { before, after } of blanked(own).slice(0, 25)) {
      const [a, b] = [before, after].map((one) => judgeScenario(one, new Set()))
      expect([b?.firedAt, b?.kind]).toEqual([a?.firedAt, a?.kind])
    }
    expect(readdirSync(own).length).toBeGreaterThan(60)
  }, 60_000)
})
