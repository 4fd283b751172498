import type { Fault } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import type { Use } from './acts.ts'
import { type Finding, isAlarm, look } from './alarms.ts'
import { alive, answered, home, isBusy, send, stop, type Tab } from './tabs.ts'

/** What became of one outage. Times in ms. */
export interface Outage {
  readonly site: SiteId
  readonly fault: Fault
  /** From the first failure that the user could meet to the alarm; `null`: never found. */
  readonly foundMs: number | null
  /** Prompts sent until then. */
  readonly sends: number
  /** The alarm was gone after at most eight good answers. */
  readonly cleared: boolean
  readonly left: Finding | null
}

/** How long a fault may take to be found, in ms: silence takes the patience of a fast model. */
const deadline: Partial<Record<Fault['kind'], number>> = {
  stall: 150_000,
  hang: 120_000,
  assets: 90_000,
  bootstrap: 90_000,
}

const faults: Record<SiteId, readonly Fault[]> = {
  claude: [
    { kind: 'http', status: 529, retries: true },
    { kind: 'http', status: 500, retries: true },
    { kind: 'http', status: 503 },
    { kind: 'http', status: 502, html: true },
    { kind: 'stream-error' },
    { kind: 'cut', afterChars: 40 },
    { kind: 'reset' },
    { kind: 'stall', afterChars: 40 },
    { kind: 'hang' },
    { kind: 'document', status: 502 },
    { kind: 'bootstrap' },
  ],
  chatgpt: [
    { kind: 'http', status: 500 },
    { kind: 'http', status: 502, html: true },
    { kind: 'http', status: 503 },
    { kind: 'stream-error' },
    { kind: 'empty' },
    { kind: 'stall', afterChars: 40 },
    { kind: 'hang' },
    { kind: 'document', status: 503 },
    { kind: 'capacity' },
    { kind: 'assets' },
  ],
  gemini: [
    { kind: 'http', status: 500 },
    { kind: 'http', status: 504 },
    { kind: 'stream-error', afterChars: 32 },
    { kind: 'stream-error', code: 1013 },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'document', status: 500 },
  ],
}

const pageKinds = new Set<Fault['kind']>(['document', 'capacity', 'assets', 'bootstrap'])
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Breaks one site at random, uses it as people do, mends it and uses it again. */
export async function outage(use: Use, tab: Tab): Promise<Outage> {
  const site = use.web.site(tab.site)
  const fault = use.dice.pick(faults[tab.site])
  const isPage = pageKinds.has(fault.kind)
  site.fault = fault
  site.answer = 'A good answer of one sentence.'
  const start = Date.now()
  const end = start + (deadline[fault.kind] ?? 45_000)
  let sends = 0
  let found: number | null = null
  while (found === null && sends < 4 && Date.now() < end) {
    sends += 1
    if (isPage) await tab.page.goto(home[tab.site])
    else {
      await stop(tab)
      if (!(await send(tab, 'Is anybody there?')))
        throw new Error(`${fault.kind}: nothing was sent`)
    }
    // A user tries again after a while, and not while the page still works.
    const tryAgainAt = Date.now() + (isPage ? 15_000 : 8000)
    while (Date.now() < end) {
      if (isAlarm(await seen(use, tab))) {
        found = Date.now() - start
        break
      }
      if (Date.now() > tryAgainAt && !(await isBusy(tab).catch(() => false))) break
      await wait(100)
    }
  }
  const left = found === null ? await seen(use, tab) : null
  site.fault = null
  return { site: tab.site, fault, foundMs: found, sends, cleared: await recovers(use, tab), left }
}

async function recovers(use: Use, tab: Tab): Promise<boolean> {
  await tab.page.goto(home[tab.site])
  await alive(tab, 30_000)
  for (let turn = 0; turn < 8; turn++) {
    if (!(await send(tab, 'And now?'))) throw new Error('mended, and nothing was sent')
    await answered(tab)
    await wait(3000)
    if (!isAlarm(await seen(use, tab))) return true
  }
  return false
}

const seen = async (use: Use, tab: Tab): Promise<Finding> => {
  const found = (await look(use.driven)).find(({ providerId }) => providerId === tab.site)
  if (!found) throw new Error(`nothing known of ${tab.site}`)
  return found
}
