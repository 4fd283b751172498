import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { startStandIns } from '../pages/server.ts'
import { costParts, costs } from './cost.ts'
import { type Figure, figure, isOver, line } from './figure.ts'
import { speeds } from './speed.ts'

/**
 * What the extension costs, and how quick it is: `npm run bench`. `-- --json` prints one object,
 * `--check` makes the exit code tell whether all budgets hold; `-- drafts` and `-- durability` are
 * benches of their own. Every cost is taken against the same page without the extension, in turns.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    repeats: { type: 'string', default: '5' },
    /** Seconds without a chat tab. */
    idle: { type: 'string', default: '70' },
    browser: { type: 'string' },
    /** `size`, `cost` (or of it only `typing`, `load`, `stream`), `speed`; default: all. */
    only: { type: 'string' },
    /** Holds `chrome-mv3` and `firefox-mv3`, built already. */
    dir: { type: 'string' },
  },
})
const [other] = positionals
process.exitCode = other ? await another(other) : await all()

async function another(name: string): Promise<number> {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  if (!/^[a-z]+$/.test(name) || !existsSync(script)) {
    console.error(`There is no bench called ${name}.`)
    return 1
  }
  return run(process.execPath, [script, ...process.argv.slice(3)])
}

async function all(): Promise<number> {
  const wants = (what: string) => values.only === undefined || values.only === what
  const parts = costParts.filter((part) => wants('cost') || values.only === part)
  const names = (['chromium', 'firefox'] as const).filter(
    (name) => values.browser === undefined || values.browser === name,
  )
  const dir = values.dir ?? `${root}.output`
  if (!values.dir) {
    for (const name of names) {
      const code = await run('wxt', name === 'firefox' ? ['build', '-b', 'firefox'] : ['build'])
      if (code !== 0) throw new Error('wxt build failed')
    }
  }
  const built = (name: Browser['name']) => `${dir}/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3`
  const repeats = Number(values.repeats)
  const figures: Figure[] = []
  const add = (found: readonly Figure[]) => {
    figures.push(...found)
    for (const one of found) console.error(line(one))
  }
  const web = await startStandIns()
  try {
    for (const name of names) {
      if (wants('size')) add(sizes(name, built(name)))
      const driven = await launch(name, { extensionDir: built(name), network: web })
      try {
        if (parts.length > 0 && name === 'chromium') {
          const without = await launch(name, { extensionDir: idleExtension(), network: web })
          try {
            await costs({ web, with: driven, without }, parts, repeats, add)
          } finally {
            await without.close()
          }
        }
        if (wants('speed')) add(await speeds(driven, web, repeats, Number(values.idle) * 1000))
      } finally {
        await driven.close()
      }
    }
  } finally {
    await web.close()
  }
  const over = figures.filter(isOver)
  // Sampled time holds what other programs took from it: on a busy machine, times are upper bounds.
  const load = Math.round((10 * (loadavg()[0] ?? 0)) / availableParallelism()) / 10
  if (load > 1) console.error(`The machine was busy (${load} programs a core): times are too long.`)
  if (values.json)
    console.log(JSON.stringify({ load, figures, over: over.map(({ name }) => name) }))
  else console.log(over.length === 0 ? 'all within budget' : `${over.length} over budget`)
  return values.check && over.length > 0 ? 1 : 0
}

/** Raw size of what every chat page loads, and of what comes when there is something to show. */
function sizes(name: Browser['name'], dir: string): Figure[] {
  const size = (what: string, file: string, budget: number | null) =>
    figure({ name: what, unit: 'kB', browser: name, budget }, [
      statSync(`${dir}/${file}`).size / 1000,
    ])
  return [
    size('content script of every chat page', 'content-scripts/chat.js', 40),
    size('notice, loaded when one is shown', 'notice.js', null),
  ]
}

/** An extension that does nothing: the same browser, the same harness, and no content script. */
function idleExtension(): string {
  const dir = `${root}tests/.artifacts/idle-extension`
  mkdirSync(dir, { recursive: true })
  writeFileSync(`${dir}/background.js`, '')
  const manifest = {
    manifest_version: 3,
    name: 'Idle',
    version: '1',
    permissions: ['tabs'],
    background: { service_worker: 'background.js' },
  }
  writeFileSync(`${dir}/manifest.json`, JSON.stringify(manifest))
  return dir
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', command === 'wxt' ? 'ignore' : 'inherit', 'inherit'],
    })
    child.once('error', () => done(1))
    child.once('close', (code) => done(code ?? 1))
  })
}
