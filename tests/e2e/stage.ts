import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, onTestFailed } from 'vitest'
import type { MessageName, Protocol } from '../../lib/messages.ts'
import { type Browser, type Page, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'
import type { SiteId } from '../pages/site.ts'

declare const browser: typeof import('wxt/browser').browser

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where a new conversation starts. */
export const newChat: Record<SiteId, string> = {
  claude: 'https://claude.ai/new',
  chatgpt: 'https://chatgpt.com/',
  gemini: 'https://gemini.google.com/app',
}

/** A browser with the built extension and the stand-in web, shared by the tests of one file. */
export interface Stage {
  readonly web: StandIns
  readonly driven: Browser
  /** Sets everything back: no tab, no draft, nothing known, all sites well. */
  reset(): Promise<void>
}

/** The unpacked extension as `npm run build` leaves it. */
export const builtExtension = (name: Browser['name']): string =>
  `${root}.output/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3`

/**
 * Sets the stage for one file: everything is started once, and set back before each test (`each:
 * false`: only when the file says so). What a failed test's tabs showed is kept as PNG under
 * tests/.artifacts/failures.
 */
export function setStage(name: Browser['name'], { each = true } = {}): Stage {
  let web: StandIns
  let driven: Browser
  beforeAll(async () => {
    web = await startStandIns()
    driven = await launch(name, { extensionDir: builtExtension(name), network: web })
    // Else it would come up over the first test's tab.
    await until('the welcome page', async () =>
      (await urls(driven)).some((url) => url.endsWith('/welcome.html')),
    )
  })
  beforeEach(async ({ task }) => {
    if (each) await restore(driven, web)
    onTestFailed(() => photograph(driven, `${name} ${task.name}`))
  })
  afterAll(async () => {
    await driven?.close()
    await web?.close()
  })
  return {
    get web() {
      return web
    },
    get driven() {
      return driven
    },
    reset: () => restore(driven, web),
  }
}

const urls = async (driven: Browser) =>
  Promise.all((await driven.pages()).map((page) => page.url()))

async function restore(driven: Browser, web: StandIns): Promise<void> {
  for (const page of await driven.pages()) await page.close()
  await driven.setOffline(false)
  await driven.setColorScheme('light')
  await web.reset()
  await driven.clearSiteData(Object.values(newChat).map((url) => new URL(url).origin))
  await driven.inExtension(async () => {
    await browser.runtime.sendMessage({ name: 'draft.delete', request: { ids: 'all' } })
    await browser.storage.local.clear()
    await browser.storage.session.clear()
  })
  // The next start is from nothing, as after a restart.
  await driven.stopBackground()
}

async function photograph(driven: Browser, name: string): Promise<void> {
  const dir = `${root}tests/.artifacts/failures`
  mkdirSync(dir, { recursive: true })
  for (const [i, page] of (await driven.pages()).entries()) {
    const file = `${name} ${i}`.replaceAll(/[^\w]+/g, '-').slice(0, 120)
    await page.screenshot(`${dir}/${file}.png`).catch(() => {})
  }
}

/** Opens a chat and waits until its composer is alive. */
export async function openChat(stage: Stage, id: SiteId, url = newChat[id]): Promise<Page> {
  const page = await stage.driven.open(url)
  await alive(page)
  return page
}

/** Waits for the page's composer. */
export const alive = (page: Page): Promise<unknown> =>
  until('the composer', () => page.evaluate(() => window.__site?.ready))

/** Asks the background as our own pages do. Throws when it refuses. */
export const ask = <K extends MessageName>(
  stage: Stage,
  name: K,
  request: Protocol[K]['request'],
): Promise<Protocol[K]['response']> =>
  stage.driven.inExtension(
    async (message) => {
      const reply = (await browser.runtime.sendMessage(message)) as
        | { ok: true; response: Protocol[K]['response'] }
        | { ok: false; error: string }
      if (!reply.ok) throw new Error(reply.error)
      return reply.response
    },
    { name, request },
  )

/** All kept drafts, newest first. */
export const drafts = async (stage: Stage) => {
  const request = { search: '', providerId: null, state: null, offset: 0, limit: 50 }
  return (await ask(stage, 'draft.list', request)).drafts
}

/** Waits until a draft of this text (by its beginning and length) is in this state. */
export const seeDraft = (
  stage: Stage,
  text: string,
  state: Protocol['draft.list']['response']['drafts'][number]['state'],
  timeout = 10_000,
) =>
  until(
    `a draft that is ${state}`,
    async () => {
      const all = await drafts(stage)
      const same = all.filter((one) => one.length === text.length && text.startsWith(one.preview))
      const draft = same.find((one) => one.state === state)
      if (!draft) throw new Error(JSON.stringify(same.length > 0 ? same : all))
      return draft
    },
    timeout,
  )

/** What the popup would say of this tab. */
export const viewOf = async (stage: Stage, page: Page) => {
  const { tab } = await ask(stage, 'popup.view', { tabId: page.tabId })
  if (!tab) throw new Error('no chat')
  return tab
}

/** Writes a prompt: by real keys if it is short, else through the editor, with one real key. */
export async function write(page: Page, text: string): Promise<void> {
  if (text.length <= 400) return page.type(text)
  await page.evaluate((value) => window.__site.setText(value), text.slice(0, -1))
  await page.press('Control+End')
  await page.type(text.slice(-1))
}

/** What the page's editor holds, from its own model. */
export const composed = (page: Page): Promise<string> => page.evaluate(() => window.__site.text())

/** Writes a prompt and presses Enter. Answers with the exact text that the page sent. */
export async function sendPrompt(page: Page, text: string): Promise<string> {
  await write(page, text)
  // A person's hand rests a moment between the last letter and Enter.
  await new Promise((done) => setTimeout(done, 150))
  const before = await page.evaluate(() => window.__site.sent.length)
  await page.press('Enter')
  await until('the page to send', () =>
    page.evaluate((count) => window.__site.sent.length > count, before),
  )
  return page.evaluate(() => window.__site.sent.at(-1) ?? '')
}

/** The badge and title on a tab's toolbar button. */
export const badge = (stage: Stage, page: Page): Promise<{ text: string; title: string }> =>
  stage.driven.inExtension(async (tabId) => {
    const text = await browser.action.getBadgeText({ tabId })
    return { text, title: await browser.action.getTitle({ tabId }) }
  }, page.tabId)
