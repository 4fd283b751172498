import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from '../browsers/browser.ts'
import { until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'
import { dice } from '../soak/random.ts'
import { type Books, inspect, openBooks, type Problem } from './durability-books.ts'
import { type Kill, killOnce, type Typed } from './durability-kill.ts'

/**
 * Kills the tab, the browser, the background and the extension at random moments while a prompt is
 * typed at ten keys a second into the real editors, and looks each time what was kept:
 * `npm run bench -- durability [--kills N] [--browser chromium|firefox] [--seed S] [--json]`.
 * The last line is the figure; exit 0 only when every claim holds.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({
  options: {
    /** In all, over the browsers in turn. */
    kills: { type: 'string', default: '200' },
    browser: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
    /** Holds `chrome-mv3` and `firefox-mv3`, built already. */
    dir: { type: 'string' },
  },
})

/** What one kill left. */
export interface Left {
  readonly browser: Browser['name']
  readonly kill: Kill['kind']
  readonly site: string
  readonly typed: number
  readonly kept: number
  /** Of the characters older than half a second when it struck. */
  readonly lostBeyond: number
  /** Characters of the last half second: how many there were, how many were kept. */
  readonly last: { readonly typed: number; readonly kept: number }
  readonly problems: readonly Problem[]
}

/** Share of the characters typed in the last half second that must be kept, over all kills. */
const lastKept = 0.95
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const chance = dice(seed)
const names = (['chromium', 'firefox'] as const).filter(
  (name) => values.browser === undefined || values.browser === name,
)
const dir = values.dir ?? `${root}.output`
if (!values.dir) for (const name of names) await build(name)

const web = await startStandIns()
const all: Left[] = []
try {
  for (const [i, name] of names.entries()) {
    const share = Math.floor((Number(values.kills) + i) / names.length)
    await killMany(name, share, web)
  }
} finally {
  await web.close()
}
process.exitCode = tell(all) ? 0 : 1

/** One profile for the whole run: what one kill breaks, the next ones find. */
async function killMany(name: Browser['name'], kills: number, web: StandIns): Promise<void> {
  const profileDir = mkdtempSync(join(tmpdir(), `understudy-durability-${name}-`))
  const start = async () => {
    const extensionDir = `${dir}/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3`
    const driven = await launch(name, { extensionDir, network: web, profileDir })
    await settle(driven)
    return driven
  }
  const books: Books = openBooks()
  let driven = await start()
  try {
    for (let i = 0; i < kills; i++) {
      const mark = `${name.slice(0, 1)}${i}`
      const kill = await killOnce({ driven, web, chance, mark, books })
      if (kill.kind === 'browser killed') driven = await start()
      const left = sum(name, kill, await inspect(driven, kill, books, chance))
      all.push(left)
      console.error(describe(i + 1, left))
      for (const page of await driven.pages()) await page.close()
    }
  } finally {
    await driven.close().catch(() => {})
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The welcome page would come up over the first chat. */
async function settle(driven: Browser): Promise<void> {
  await until('the welcome page', async () => (await driven.pages()).length > 0, 4000).catch(
    () => {},
  )
  for (const page of await driven.pages()) await page.close()
}

function sum(
  browser: Browser['name'],
  kill: Kill,
  found: { text: string; problems: readonly Problem[] },
): Left {
  const { typed, site } = kill
  const whole = typed.map(({ key }) => key).join('')
  let kept = 0
  while (kept < whole.length && found.text[kept] === whole[kept]) kept++
  const isLast = ({ at }: Typed) => at > kill.at - 500
  const count = (which: (one: Typed, i: number) => boolean) => typed.filter(which).length
  return {
    browser,
    kill: kill.kind,
    site,
    typed: typed.length,
    kept,
    lostBeyond: count((one, i) => !isLast(one) && i >= kept),
    last: { typed: count(isLast), kept: count((one, i) => isLast(one) && i < kept) },
    problems: found.problems,
  }
}

function describe(n: number, { browser, kill, site, typed, kept, last, problems }: Left): string {
  const words = problems.length > 0 ? `; ${problems.join('; ')}` : ''
  return `${browser} ${n} ${kill}, ${site}: ${kept} of ${typed} kept, ${last.kept} of ${last.typed} of the last 500 ms${words}`
}

/** Prints the outcome, the figure last; answers whether every claim holds. */
function tell(lefts: readonly Left[]): boolean {
  const total = (of: (left: Left) => number) => lefts.reduce((n, left) => n + of(left), 0)
  const share = (some: readonly Left[]) => {
    const sumOf = (of: (left: Left) => number) => some.reduce((n, left) => n + of(left), 0)
    return (
      sumOf(({ last }) => last.kept) /
      Math.max(
        1,
        sumOf(({ last }) => last.typed),
      )
    )
  }
  const lost = total(({ lostBeyond }) => lostBeyond)
  const kept = share(lefts)
  const whole = lefts.filter((left) => left.kept === left.typed).length
  const problems = total((left) => left.problems.length)
  const holds = lefts.length > 0 && lost === 0 && kept >= lastKept && problems === 0
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`
  const figure = `${lefts.length} kills: ${lost} characters lost beyond the last 500 ms, ${percent(kept)} of the last 500 ms kept, nothing at all lost in ${whole}, ${problems} broken promises: ${holds ? 'holds' : 'does not hold'}`
  if (values.json) {
    console.log(JSON.stringify({ seed, holds, lost, kept, whole, problems, figure, kills: lefts }))
    return holds
  }
  for (const kind of new Set(lefts.map(({ kill }) => kill))) {
    const some = lefts.filter(({ kill }) => kill === kind)
    console.log(`${kind}: ${some.length} kills, ${percent(share(some))} of the last 500 ms kept`)
  }
  console.log(`--seed ${seed} plays the same again`)
  console.log(figure)
  return holds
}

async function build(name: Browser['name']): Promise<void> {
  const args = name === 'firefox' ? ['build', '-b', 'firefox'] : ['build']
  const code = await new Promise<number>((done) => {
    const child = spawn('wxt', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', () => done(1))
    child.once('close', (status) => done(status ?? 1))
  })
  if (code !== 0) throw new Error('wxt build failed')
}
