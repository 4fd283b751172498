import { expect, test } from 'vitest'
import type { Browser } from '../browsers/browser.ts'
import { builtExtension } from '../e2e/stage.ts'
import { soak } from './use.ts'

/** Half a minute of the long run, so that it goes on working between two of those. */
export function soakTest(browser: Browser['name']): void {
  test(`${browser}: a while of common use raises nothing`, { timeout: 240_000 }, async () => {
    const result = await soak({
      browser,
      extensionDir: builtExtension(browser),
      minutes: 0.5,
      seed: 5,
      skip: ['thinking', 'slept'],
      faults: false,
      say: () => {},
    })
    expect(result.broken).toEqual([])
    expect(result.falseAlarms).toEqual([])
    expect(result.prompts).toBeGreaterThan(2)
  })
}
