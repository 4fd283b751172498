import type { Browser, Page } from '../browsers/browser.ts'
import { until } from '../browsers/browser.ts'
import type { StandIns } from '../pages/server.ts'
import type { SiteId } from '../pages/site.ts'
import { alive, answered, home, send } from '../soak/tabs.ts'
import { type Figure, figure, median } from './figure.ts'
import { type Cost, profile } from './profile.ts'

/** Chromium twice: with the extension, and with one that does nothing. */
export interface Pair {
  readonly web: StandIns
  readonly without: Browser
  readonly with: Browser
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
const KEYS = 60
/** A brisk typist's time between two keys, ms. */
const KEY_MS = 90
const TOKENS = 3000
const CHARS_A_TOKEN = 4

export const costParts = ['typing', 'load', 'stream'] as const

/** What the extension adds to typing, to the page's load and to a long answer; told as it is found. */
export async function costs(
  pair: Pair,
  parts: readonly (typeof costParts)[number][],
  repeats: number,
  add: (found: readonly Figure[]) => void,
): Promise<void> {
  if (parts.includes('typing')) {
    for (const site of ['claude', 'chatgpt', 'gemini'] as const) {
      const typing = await compare(pair, repeats, (page) => typed(page), site)
      add(tell(`a key in a 4 kB draft, ${site}`, typing, { script: 0.1, task: null }, KEYS))
    }
  }
  if (parts.includes('load')) {
    const loads = await compare(pair, repeats * 3, loaded, 'claude')
    add(tell('page load', loads, { script: 5, task: null }))
  }
  if (parts.includes('stream')) {
    const streams = await compare(pair, repeats, (page) => streamed(pair.web, page), 'claude')
    add(tell(`${TOKENS} streamed tokens in 30 s`, streams, { script: 5, task: null }))
  }
}

interface Costs {
  readonly without: readonly Cost[]
  readonly with: readonly Cost[]
}

/** Measures in turns, so that what the machine does meanwhile falls on both alike. */
async function compare(
  pair: Pair,
  repeats: number,
  measure: (page: Page) => Promise<Cost>,
  site: SiteId,
): Promise<Costs> {
  const found = { without: [] as Cost[], with: [] as Cost[] }
  for (let i = 0; i < repeats; i++) {
    for (const which of i % 2 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      const page = await pair[which].open(home[site])
      await alive({ site, page })
      // What hydrates, and what the extension asks at first, is no part of it.
      await wait(1500)
      found[which].push(await measure(page))
      await page.close()
    }
  }
  return found
}

/** Two views of one cost: by functions on the stack, and by the thread's whole time. */
function tell(
  what: string,
  { with: on, without: off }: Costs,
  budget: { script: number; task: number | null },
  per = 1,
): Figure[] {
  const base = median(off.map(({ taskMs }) => taskMs / per))
  return [
    figure(
      {
        name: `added script time, ${what}`,
        unit: 'ms',
        browser: 'chromium',
        budget: budget.script,
        without: base,
      },
      on.map(({ extensionMs }) => extensionMs / per),
    ),
    figure(
      {
        name: `added main-thread time by difference, ${what}`,
        unit: 'ms',
        browser: 'chromium',
        budget: budget.task,
        without: base,
      },
      on.map(({ taskMs }) => taskMs / per - base),
    ),
  ]
}

async function typed(page: Page): Promise<Cost> {
  await page.evaluate((text) => window.__site.setText(text), 'lorem ipsum dolor sit '.repeat(182))
  await page.press('Control+End')
  await page.type('x')
  await wait(1500)
  return profile(page, async () => {
    for (let i = 0; i < KEYS; i++) {
      await page.type('abcdefghij '[i % 11] ?? 'x')
      await wait(KEY_MS)
    }
    await wait(500)
  })
}

async function loaded(page: Page): Promise<Cost> {
  return profile(page, async () => {
    await page.reload()
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
    await wait(1500)
  })
}

async function streamed(web: StandIns, page: Page): Promise<Cost> {
  const site = web.site('claude')
  // A line of prose a hundred and twenty tokens long, as answers have them.
  const prose = 'An answer flows on, word by word. '.repeat(14)
  const text = `${prose}\n`.repeat(40).slice(0, TOKENS * CHARS_A_TOKEN)
  const tab = { site: 'claude' as const, page }
  // The first answer of a page's life pays for compiling what reads it, in site and extension alike.
  await send(tab, 'Good morning.')
  await answered(tab)
  await wait(13_000)
  Object.assign(site, { answer: text, pieceMs: 40 })
  // The keys and the sending are figures of their own.
  await send(tab, 'Tell me a long story.')
  const cost = await profile(page, async () => {
    await wait(1000)
    await answered(tab, 120_000)
    await wait(1000)
  })
  const shown = await page.evaluate(
    () => [...document.querySelectorAll('.standard-markdown')].at(-1)?.textContent.length ?? 0,
  )
  if (shown < text.length * 0.95) throw new Error(`the answer broke off after ${shown} characters`)
  Object.assign(site, { answer: 'Yes.', pieceMs: 10 })
  return cost
}
