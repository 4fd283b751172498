import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from '../browsers/browser.ts'
import type { StandIns } from '../pages/server.ts'
import { type SiteId, thinkers } from '../pages/site.ts'
import type { Dice } from './random.ts'
import { alive, answered, home, openTab, send, stop, type Tab, type } from './tabs.ts'

/** The user, their browser, and the web that they use. */
export interface Use {
  readonly driven: Browser
  readonly web: StandIns
  readonly dice: Dice
  /** All chats that are open, two of one site among them. */
  tabs: Tab[]
}

type Act = (use: Use, tab: Tab) => Promise<void>

const prompts = [
  'What is a good name for a boat?',
  'Why does my program print "Internal server error (500)" and stop?',
  'Explain the difference between concurrency and parallelism.',
  'Please rewrite: the quick brown fox jumps over the lazy dog.',
  'Wie sagt man das auf Deutsch?',
]
const answers = [
  'Certainly. Here is a short answer in two sentences. It streams in pieces.',
  'An internal server error means that something went wrong (1076) over there. Please try again later.',
  'A longer answer.\n'.repeat(120),
  'Sorry is what one says when something went wrong. Overloaded servers say 529.',
  'Yes.',
]
const file = fileURLToPath(new URL('../../package.json', import.meta.url))
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function ask({ dice }: Use, tab: Tab): Promise<void> {
  if (!(await send(tab, dice.pick(prompts)))) throw new Error('the page sent nothing')
}

/** An answer as it mostly is. */
const plainly: Act = async (use, tab) => {
  use.web.site(tab.site).answer = use.dice.pick(answers)
  await ask(use, tab)
  await answered(tab)
}

/** Starts after a while and comes in drops. */
const slowly: Act = async (use, tab) => {
  const site = use.web.site(tab.site)
  const { dice } = use
  site.answer = 'Slow and steady wins the race. '.repeat(4)
  site.fault = { kind: 'slow', firstMs: dice.between(2000, 8000), everyMs: dice.between(200, 1500) }
  await ask(use, tab)
  site.fault = null
  await answered(tab)
}

/** A model that thinks without a word, the tab in front or hidden. */
const thinking: Act = async (use, tab) => {
  const site = use.web.site(tab.site)
  site.model = thinkers[tab.site]
  await tab.page.goto(home[tab.site])
  await alive(tab)
  const fault = { kind: 'think', ms: use.dice.between(15_000, 75_000) } as const
  site.fault = fault
  await ask(use, tab)
  const other = use.tabs.find((one) => one.site !== tab.site)
  if (other && use.dice.roll() < 0.5) {
    await other.page.bringToFront()
    await plainly(use, other)
    await wait(use.dice.between(2000, 20_000))
    await tab.page.bringToFront()
  }
  await answered(tab, 120_000)
  Object.assign(site, { fault: null, model: fast[tab.site] })
  await tab.page.goto(home[tab.site])
  await alive(tab)
}
const fast: Record<SiteId, string> = {
  claude: 'Sonnet 5',
  chatgpt: 'GPT-5.6 Instant',
  gemini: '3 Flash',
}

/** A picture is the whole answer. */
const picture: Act = async (use, tab) => {
  const site = use.web.site(tab.site)
  site.answer = ''
  site.fault = { kind: 'think', ms: use.dice.between(6000, 12_000) }
  await send(tab, 'Draw a lighthouse.')
  await wait(3000)
  await tab.page.evaluate(() => {
    const picture = document.createElement('img')
    picture.alt = 'Generated image'
    picture.width = 300
    picture.height = 200
    picture.src = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`
    const places = document.querySelectorAll(
      '.font-claude-response, [data-message-author-role="assistant"], [data-markdown-text-style], message-content, [data-turn="assistant"]',
    )
    places[places.length - 1]?.append(picture)
  })
  await answered(tab)
  site.fault = null
}

const withFile: Act = async (use, tab) => {
  // Gemini has no such element until its menu is open.
  if (tab.site !== 'gemini') await tab.page.setFiles('input[type=file]', [file])
  await wait(300)
  await plainly(use, tab)
}

/** Stopped by the user before or in the middle of the text. */
const stopped: Act = async (use, tab) => {
  const site = use.web.site(tab.site)
  site.answer = 'This goes on and on. '.repeat(200)
  site.fault = { kind: 'slow', firstMs: use.dice.between(0, 3000), everyMs: 100 }
  await ask(use, tab)
  await wait(use.dice.between(300, 6000))
  await stop(tab)
  site.fault = null
  await answered(tab)
  await wait(500)
}

/** Thinks better of it while writing, and again after the answer. */
const edited: Act = async (use, tab) => {
  await type(tab, use.dice.pick(prompts))
  for (let keys = use.dice.between(3, 20); keys > 0; keys--) await tab.page.press('Backspace')
  await wait(400)
  await plainly(use, tab)
  // The same prompt once more, as *edit* and *regenerate* send it.
  await plainly(use, tab)
}

/** Looks at another tab in the middle of an answer. */
const hidden: Act = async (use, tab) => {
  const site = use.web.site(tab.site)
  site.answer = 'While nobody looks, it is written. '.repeat(20)
  site.fault = { kind: 'slow', firstMs: 500, everyMs: 200 }
  await ask(use, tab)
  site.fault = null
  const other = await use.driven.open('about:blank')
  await wait(use.dice.between(3000, 25_000))
  await other.close()
  await tab.page.bringToFront()
  await answered(tab)
}

/** To another view of the app and back, without a load. */
const wandered: Act = async (use, tab) => {
  await plainly(use, tab)
  await tab.page.evaluate(() => window.history.pushState({}, '', '/recents'))
  await wait(1500)
  await tab.page.evaluate(() => window.history.back())
  await wait(1000)
}

/** Loads the page anew, now and then before the answer is whole. */
const reloaded: Act = async (use, tab) => {
  await ask(use, tab)
  await wait(use.dice.between(0, 1500))
  await tab.page.reload()
  await alive(tab)
}

/** Closes the tab, now and then before the answer is whole, and opens another. */
const closed: Act = async (use, tab) => {
  await ask(use, tab)
  await wait(use.dice.between(0, 1500))
  await tab.page.close()
  const next = await openTab(use.driven, tab.site)
  use.tabs = use.tabs.map((one) => (one === tab ? next : one))
  await alive(next)
}

/** The cable is out for a moment, with or without an answer under way. */
const unplugged: Act = async (use, tab) => {
  const isAsking = use.dice.roll() < 0.5
  use.web.site(tab.site).answer = 'A longer answer. '.repeat(60)
  if (isAsking) await ask(use, tab)
  await wait(use.dice.between(0, 800))
  await use.driven.setOffline(true)
  await wait(use.dice.between(2000, 8000))
  await use.driven.setOffline(false)
  await wait(3000)
  await tab.page.reload()
  await alive(tab)
  await plainly(use, tab)
}

/** The machine sleeps: nothing of the browser runs, while the site goes on. */
const slept: Act = async (use, tab) => {
  const isAsking = use.dice.roll() < 0.5
  if (isAsking) await ask(use, tab)
  const processes = family(use.driven.pid)
  for (const pid of processes) process.kill(pid, 'SIGSTOP')
  await wait(use.dice.between(22_000, 40_000))
  for (const pid of processes) process.kill(pid, 'SIGCONT')
  await wait(2000)
  await answered(tab)
}

/** The browser ends the background while an answer comes. */
const workerEnded: Act = async (use, tab) => {
  await ask(use, tab)
  await use.driven.stopBackground()
  await answered(tab)
}

/** A process and all below it. */
function family(root: number): number[] {
  const found = [root]
  for (const pid of found) {
    const path = `/proc/${pid}/task/${pid}/children`
    found.push(...readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number))
  }
  return found
}

/** All that a user does on a good day. The plain comes oftenest. */
export const acts: Readonly<Record<string, Act>> = {
  plainly,
  slowly,
  thinking,
  picture,
  withFile,
  stopped,
  edited,
  hidden,
  wandered,
  reloaded,
  closed,
  unplugged,
  slept,
  workerEnded,
}
