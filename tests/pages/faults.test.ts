import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, type Page, until, visibleText } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { isFirst } from '../e2e/share.ts'
import type { Fault } from './fault.ts'
import { type StandIns, startStandIns } from './server.ts'
import type { SiteId } from './site.ts'

// One browser is enough here: what a stand-in shows is the same in both.
let web: StandIns
let driven: Browser
let page: Page
beforeAll(async () => {
  web = await startStandIns()
  const extensionDir = fileURLToPath(new URL('../browsers/probe', import.meta.url))
  driven = await launch('chromium', { extensionDir, network: web })
  page = await driven.open()
})
afterAll(async () => {
  await driven?.close()
  await web?.close()
})
beforeEach(async () => {
  await page.goto('about:blank')
  await web.reset()
  await driven.clearSiteData(Object.values(start).map((url) => new URL(url).origin))
})

const start: Record<SiteId, string> = {
  claude: 'https://claude.ai/new',
  chatgpt: 'https://chatgpt.com/',
  gemini: 'https://gemini.google.com/app',
}
const shown = () => visibleText(page, 'main')
const all = () => visibleText(page)
const has = (selector: string) =>
  page.evaluate((wanted) => document.querySelector(wanted) !== null, selector)

async function sendUnder(id: SiteId, fault: Fault | null): Promise<void> {
  await page.goto(start[id])
  await until('the composer', () => page.evaluate(() => window.__site?.ready))
  web.site(id).fault = fault
  await page.type('a question')
  await page.press('Enter')
  await until('the request', () => web.site(id).prompts.length > 0)
}

const working: Record<SiteId, string> = {
  claude: '[data-is-streaming="true"]',
  chatgpt: '.result-streaming',
  gemini: '.processing-state-visible',
}

describe('a failed request for an answer', () => {
  const sentences: [SiteId, Fault, RegExp, string | null][] = [
    ['claude', { kind: 'http', status: 500 }, /isn't working right now/, '[role="alert"]'],
    ['claude', { kind: 'http', status: 529 }, /capacity constraints/, 'a[href="/upgrade/pro"]'],
    [
      'claude',
      { kind: 'http', status: 502, html: true },
      /technical difficulties/,
      '[role="alert"]',
    ],
    ['claude', { kind: 'stream-error' }, /didn't load/, null],
    ['claude', { kind: 'cut' }, /was interrupted/, null],
    ['claude', { kind: 'reset' }, /couldn’t connect/, '[role="alert"]'],
    ['claude', { kind: 'policy' }, /Usage Policy/, null],
    ['claude', { kind: 'rate-limit' }, /Rate limited/, '[role="alert"]'],
    ['claude', { kind: 'usage-limit', resetsAt: Date.now() + 3_600_000 }, /resets at \d/, null],
    ['chatgpt', { kind: 'http', status: 500 }, /help\.openai\.com/, regenerate()],
    ['chatgpt', { kind: 'stream-error' }, /while generating/, regenerate()],
    ['chatgpt', { kind: 'cut' }, /network error/, regenerate()],
    ['chatgpt', { kind: 'policy' }, /usage policies/, null],
    ['chatgpt', { kind: 'rate-limit' }, /Too many requests/, '[role="dialog"]'],
    [
      'chatgpt',
      { kind: 'usage-limit', resetsAt: Date.now() + 3_600_000 },
      /will reset at \d/,
      null,
    ],
    ['gemini', { kind: 'http', status: 503 }, /wrong \(13\)/, 'mat-snack-bar-container'],
    ['gemini', { kind: 'stream-error', afterChars: 32 }, /wrong \(1076\)/, 'model-response'],
    ['gemini', { kind: 'policy' }, /hard time fulfilling/, 'model-response'],
    ['gemini', { kind: 'usage-limit', resetsAt: 0 }, /daily limit/, null],
  ]
  // The others are seen through the extension's eyes, in tests/e2e.
  const played = sentences.filter((row) => isFirst(sentences, row, ([, { kind }]) => kind))
  test.each(played)('%s %o says so', async (id, fault, sentence, structure) => {
    await sendUnder(id, fault)
    await until(String(sentence), async () => sentence.test(await all()))
    if (structure) expect(await has(structure)).toBe(true)
    await until('rest', async () => !(await has(working[id])))
  })

  test('claude tries again by itself, in grey, and counts', async () => {
    await sendUnder('claude', { kind: 'http', status: 529, retries: true })
    await until('the grey line', () => has('div.tabular-nums'))
    expect(await all()).toMatch(/Trying again shortly \(attempt \d\)/)
    const backoff = await page.evaluate(() => localStorage.getItem('ant_completion_backoff_v1'))
    expect(JSON.parse(backoff ?? '{}')).toMatchObject({ v: 1 })
    web.site('claude').fault = null
    await until('the answer', async () => /in pieces\./.test(await all()))
    expect(web.site('claude').prompts.length).toBeGreaterThan(1)
    expect(await page.evaluate(() => localStorage.getItem('ant_completion_backoff_v1'))).toBeNull()
  })

  test('fails as often as told, then answers', async () => {
    await sendUnder('chatgpt', { kind: 'http', status: 500, times: 1 })
    await until('the button', () => has(regenerate()))
    await page.click(regenerate())
    await until('the answer', async () => /in pieces\./.test(await all()))
  })
})

const ids: SiteId[] = ['claude', 'chatgpt', 'gemini']

describe.each(ids)('%s', (id) => {
  test('hangs without headers, stalls in the middle, and shows work going on', async () => {
    for (const fault of [{ kind: 'hang' }, { kind: 'stall', afterChars: 20 }] as const) {
      await sendUnder(id, fault)
      await new Promise((done) => setTimeout(done, 500))
      expect(await has(working[id])).toBe(true)
      await page.goto('about:blank')
      await web.reset()
    }
  })

  test('an empty answer ends without words', async () => {
    await sendUnder(id, { kind: 'empty' })
    await until('rest', async () => !(await has(working[id])))
    expect(await shown()).not.toMatch(/wrong|error|pieces/i)
  })

  test('thinks in silence, then answers', async () => {
    await sendUnder(id, { kind: 'think', ms: 3000 })
    await new Promise((done) => setTimeout(done, 400))
    expect(await has(working[id])).toBe(true)
    expect(await shown()).not.toMatch(/Certainly/)
    await until('the answer', async () => /in pieces\./.test(await all()))
  })

  test('an answer about errors is an answer', async () => {
    web.site(id).answer = 'A 500 means "Internal server error": something went wrong over there.'
    await sendUnder(id, null)
    await until('the answer', async () => /over there\./.test(await all()))
  })

  test('pages that never come', async () => {
    const bodies: [Fault, RegExp][] = [
      [{ kind: 'document', status: 502 }, /Error 502/],
      [{ kind: 'capacity' }, /capacity|return soon|not available at this time/],
      [{ kind: 'waitlist' }, /waitlist|waiting room/],
      [{ kind: 'challenge' }, /human/],
      [{ kind: 'login' }, /amplified|Log in|account/],
    ]
    for (const [fault, text] of bodies) {
      web.site(id).fault = fault
      await page.goto(start[id])
      expect(await all()).toMatch(text)
      expect(await page.evaluate(() => window.__site === undefined)).toBe(true)
    }
    for (const kind of ['assets', 'bootstrap'] as const) {
      web.site(id).fault = { kind }
      await page.goto(start[id])
      await new Promise((done) => setTimeout(done, 400))
      expect(await page.evaluate(() => window.__site?.ready === true)).toBe(false)
    }
    web.site(id).fault = { kind: 'document-reset' }
    expect((await page.goto(start[id])).error).toMatch(/ERR_(?:CONNECTION_RESET|EMPTY_RESPONSE)/)
  })

  test('what is written before the page is alive is thrown away', async () => {
    web.site(id).hydrationMs = 1500
    await page.goto(start[id])
    const composer = '[contenteditable="true"]'
    await until('the dead composer', () => has(composer))
    await page.evaluate((wanted) => {
      const box = document.querySelector(wanted)
      box?.replaceChildren(Object.assign(document.createElement('p'), { textContent: 'too early' }))
    }, composer)
    await until('life', () => page.evaluate(() => window.__site?.ready))
    expect(await page.evaluate(() => window.__site.text())).toBe('')
  })
})

test('signing in mends the redirect', async () => {
  for (const id of ids) {
    web.site(id).fault = { kind: 'login' }
    await page.goto(start[id])
    await page.click('a[href$="/done"]')
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
  }
})

test('keeps its own draft where the real site does', async () => {
  for (const [id, kept] of [
    ['claude', true],
    ['chatgpt', true],
    ['gemini', false],
  ] as const) {
    await page.goto(start[id])
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
    await page.type('half a thought')
    await new Promise((done) => setTimeout(done, 500))
    await page.reload()
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
    expect(await page.evaluate(() => window.__site.text())).toBe(kept ? 'half a thought' : '')
  }
})

function regenerate(): string {
  return '[data-testid="regenerate-thread-error-button"]'
}
