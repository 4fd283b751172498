import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from '../browsers/browser.ts'
import { soak } from './use.ts'

/**
 * Real use in real time: `npm run soak -- --minutes 30 --browser firefox [--faults] [--seed 7]`.
 * Exit 0 only if nothing well was called ill, and all that was ill was found.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    browser: { type: 'string', default: 'chromium' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    /** An extension that is built already. */
    dir: { type: 'string' },
  },
})
const name: Browser['name'] = values.browser === 'firefox' ? 'firefox' : 'chromium'
const root = fileURLToPath(new URL('../..', import.meta.url))

if (!values.dir) {
  const args = name === 'firefox' ? ['build', '-b', 'firefox'] : ['build']
  const { status } = spawnSync('wxt', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('wxt build failed')
}
const result = await soak({
  browser: name,
  extensionDir: values.dir ?? `${root}.output/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3`,
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  faults: values.faults,
  say: values.quiet ? () => {} : (line) => console.error(line),
})
console.log(JSON.stringify(result, null, 2))
const isFound = result.outages.every(({ foundMs, cleared }) => foundMs !== null && cleared)
process.exitCode = result.falseAlarms.length === 0 && isFound && result.broken.length === 0 ? 0 : 1
