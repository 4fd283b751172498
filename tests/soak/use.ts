import type { Browser } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { startStandIns } from '../pages/server.ts'
import { type SiteId, thinkers } from '../pages/site.ts'
import { acts, type Use } from './acts.ts'
import { type Finding, isAlarm, look } from './alarms.ts'
import { type Outage, outage } from './outages.ts'
import { dice } from './random.ts'
import { alive, home, openTab } from './tabs.ts'

export interface SoakOptions {
  readonly browser: Browser['name']
  /** The unpacked extension. */
  readonly extensionDir: string
  readonly minutes: number
  readonly seed: number
  /** Acts that take a minute, for a run that has none. */
  readonly skip?: readonly string[]
  /** Break a site every third act or so. */
  readonly faults: boolean
  readonly say: (line: string) => void
}

/** An alarm about a site that was well, with what led to it. */
export interface FalseAlarm {
  /** Ms since the start. */
  readonly at: number
  readonly act: string
  readonly finding: Finding
}

export interface SoakResult {
  readonly browser: string
  readonly seed: number
  readonly minutes: number
  /** How often each act was done. */
  readonly acts: Readonly<Record<string, number>>
  readonly prompts: number
  readonly looks: number
  readonly falseAlarms: readonly FalseAlarm[]
  readonly outages: readonly Outage[]
  /** Acts that could not be played to the end: the harness's or the page's fault, not hidden. */
  readonly broken: readonly string[]
}

/** Uses the sites for some minutes of real time, and watches the extension's word all along. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { say } = options
  const web = await startStandIns()
  const driven = await launch(options.browser, {
    extensionDir: options.extensionDir,
    network: web,
  })
  const chance = dice(options.seed)
  const names = Object.keys(acts).filter((name) => !options.skip?.includes(name))
  const start = Date.now()
  const end = start + options.minutes * 60_000
  const falseAlarms: FalseAlarm[] = []
  const outages: Outage[] = []
  const broken: string[] = []
  const done: Record<string, number> = {}
  const raised = new Map<SiteId, number>()
  let looks = 0
  let act = 'start'
  let ill: SiteId | null = null
  let isOver = false

  const watch = async () => {
    while (!isOver) {
      const findings = await look(driven).catch(() => [])
      looks += 1
      for (const finding of findings) {
        const { providerId: id } = finding
        if (!isAlarm(finding) || id === ill) continue
        // One alarm is told once, however long it stands.
        if (raised.get(id) === finding.episode) continue
        raised.set(id, finding.episode)
        falseAlarms.push({ at: Date.now() - start, act, finding })
        say(`ALARM during ${act}: ${JSON.stringify(finding)}`)
      }
      await new Promise((go) => setTimeout(go, 500))
    }
  }

  try {
    const use: Use = { driven, web, dice: chance, tabs: [] }
    for (const id of ['claude', 'chatgpt', 'gemini', 'claude'] as const) {
      const tab = await openTab(driven, id)
      use.tabs = [...use.tabs, tab]
      await alive(tab)
    }
    const watching = watch()
    for (let turn = 0; Date.now() < end; turn++) {
      const tab = chance.pick(use.tabs)
      const isOutage = options.faults && turn % 3 === 2
      act = isOutage ? 'outage' : chance.roll() < 0.3 ? 'plainly' : chance.pick(names)
      const name = `${act} on ${tab.site}`
      // The site gives each visit another of its generations.
      web.site('chatgpt').generation = chance.pick([1, 2, 3, 4])
      const begun = Date.now()
      try {
        await tab.page.bringToFront()
        if (isOutage) {
          ill = tab.site
          const result = await outage(use, tab)
          outages.push(result)
          // What could not be cleared must not be counted again as a false alarm.
          if (result.cleared) ill = null
          say(`outage ${JSON.stringify(result)}`)
        } else await acts[act]?.(use, tab)
      } catch (error) {
        broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
        say(`broken ${broken.at(-1)}`)
        await mend(use, tab.site)
      }
      if (!isOutage) ill = null
      // People read.
      await new Promise((go) => setTimeout(go, chance.between(200, 5000)))
      done[act] = (done[act] ?? 0) + 1
      say(`${clock(Date.now() - start)} ${name}, ${((Date.now() - begun) / 1000).toFixed(1)} s`)
    }
    isOver = true
    await watching
  } finally {
    isOver = true
    await driven.close()
    await web.close()
  }
  const prompts = Object.keys(home).reduce(
    (sum, id) => sum + web.site(id as SiteId).prompts.length,
    0,
  )
  return {
    browser: `${driven.name} ${driven.version}`,
    seed: options.seed,
    minutes: Math.round((Date.now() - start) / 6000) / 10,
    acts: done,
    prompts,
    looks,
    falseAlarms,
    outages,
    broken,
  }
}

/** After an act that broke off: the sites well, a fresh tab in place of the one in question. */
async function mend(use: Use, id: SiteId): Promise<void> {
  for (const site of Object.keys(thinkers) as SiteId[]) use.web.site(site).fault = null
  await use.driven.setOffline(false)
  const next = await openTab(use.driven, id)
  const old = use.tabs.find((tab) => tab.site === id)
  use.tabs = use.tabs.map((tab) => (tab === old ? next : tab))
  await old?.page.close().catch(() => {})
  await alive(next).catch(() => {})
}

const clock = (ms: number) =>
  `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`
