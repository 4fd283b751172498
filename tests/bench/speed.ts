import { type Browser, clickClosed, closedText, type Page, until } from '../browsers/browser.ts'
import type { StandIns } from '../pages/server.ts'
import { alive, home, openTab, send } from '../soak/tabs.ts'
import { type Figure, figure } from './figure.ts'

declare const browser: typeof import('wxt/browser').browser

declare global {
  interface Window {
    /** Epoch ms of what the bench waits for in this page. */
    __seen: { ready?: number; text?: number; told?: number }
  }
}

const prompt = 'A question\n\n  with `code` and **stars**'
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** How quickly a failure is told and a prompt carried, and what is asked of the net when idle. */
export async function speeds(
  driven: Browser,
  web: StandIns,
  repeats: number,
  idleMs: number,
): Promise<Figure[]> {
  const noticed: number[] = []
  const carried: number[] = []
  const { name } = driven
  for (let i = 0; i < repeats; i++) {
    const run = await outage(driven, web)
    noticed.push(run.noticedMs)
    carried.push(run.carriedMs)
  }
  return [
    figure({ name: 'second 5xx to notice', unit: 'ms', browser: name, budget: 1000 }, noticed),
    figure(
      {
        name: 'click to verified text, beyond the load of the other site',
        unit: 'ms',
        browser: name,
        budget: 300,
      },
      carried,
    ),
    figure(
      {
        name: `requests in ${idleMs / 1000} s without a chat tab`,
        unit: 'requests',
        browser: name,
        budget: 0,
      },
      [await idle(driven, web, idleMs)],
    ),
  ]
}

async function outage(
  driven: Browser,
  web: StandIns,
): Promise<{ noticedMs: number; carriedMs: number }> {
  await fresh(driven, web)
  web.site('claude').fault = { kind: 'http', status: 529, retries: true }
  // Long enough to be there before the composer is.
  web.site('chatgpt').hydrationMs = 1500
  const tab = await openTab(driven, 'claude')
  await alive(tab)
  await wait(1500)
  await tab.page.evaluate(noteTold)
  await send(tab, prompt)
  await until('the notice', async () => (await closedText(tab.page)).includes('isn’t answering'))
  const told = await tab.page.evaluate(() => window.__seen.told ?? 0)
  const failures = web.log.filter(
    ({ method, path, at }) => at <= told && web.site('claude').wire.asks(method, path),
  )
  // Sure at the first already, now and then.
  const last = failures[1] ?? failures[0]
  await wait(800)
  const clickedAt = Date.now()
  await clickClosed(tab.page, 'Continue in ChatGPT')
  const target = await until('the other site', async () => {
    for (const page of await driven.pages()) {
      if ((await page.url()).startsWith('https://chatgpt.com')) return page
    }
    return null
  })
  await target.evaluate(noteFilled, prompt)
  const seen = await until('the prompt, verified', async () => {
    const seen = await target.evaluate(() => ({ ...window.__seen, from: performance.timeOrigin }))
    return seen.ready && seen.text && seen.told ? seen : null
  })
  const opening = seen.from - clickedAt
  // May stand before the composer lives, if the site takes over what it finds.
  const filling = (seen.text ?? 0) - (seen.ready ?? 0)
  return { noticedMs: told - (last?.at ?? Number.NaN), carriedMs: opening + filling }
}

/** Runs in the page: notes when the extension's notice is put into the document. */
const noteTold = () => {
  window.__seen = {}
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      if (addedNodes.length > 0) window.__seen.told ??= Date.now()
    }
  }).observe(document.documentElement, { childList: true })
}

/** Runs in the page: the same, and when the composer came alive and held the text. */
const noteFilled = (text: string) => {
  window.__seen = {}
  const seen = window.__seen
  if (window.__site?.ready) throw new Error('too late to measure')
  new MutationObserver((records) => {
    for (const { addedNodes } of records) if (addedNodes.length > 0) seen.told ??= Date.now()
  }).observe(document.documentElement, { childList: true })
  const timer = setInterval(() => {
    if (window.__site?.ready) seen.ready ??= Date.now()
    if (window.__site?.ready && window.__site.text() === text) seen.text ??= Date.now()
    if (seen.text) clearInterval(timer)
  }, 4)
}

async function idle(driven: Browser, web: StandIns, ms: number): Promise<number> {
  await fresh(driven, web)
  const tab = await openTab(driven, 'claude')
  await alive(tab)
  await send(tab, 'Good evening.')
  await wait(2000)
  const blank = await driven.open('about:blank')
  await tab.page.close()
  // What the closing page still says is not idle.
  await wait(3000)
  web.log.length = 0
  await wait(ms)
  const { length } = web.log
  await blank.close()
  return length
}

async function fresh(driven: Browser, web: StandIns): Promise<void> {
  await web.reset()
  for (const page of await driven.pages()) await (page as Page).close()
  await driven.clearSiteData(Object.values(home).map((url) => new URL(url).origin))
  await driven.inExtension(async () => {
    await browser.storage.local.clear()
    await browser.storage.session.clear()
  })
  await driven.stopBackground()
}
