import { expect } from 'vitest'
import { clickClosed, closedText, type Page, until, visibleText } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'
import { alive, badge, composed, newChat, type Stage, seeDraft, sendPrompt } from './stage.ts'

export const names: Record<SiteId, string> = {
  claude: 'Claude',
  chatgpt: 'ChatGPT',
  gemini: 'Gemini',
}

/** Waits until the page's notice says this. */
export const seeNotice = (page: Page, words: RegExp, timeout = 10_000): Promise<unknown> =>
  until(`a notice with ${words}`, async () => said(words, await closedText(page)), timeout)

/** Waits until the tab's toolbar button shows this glyph, with these words for those who can't see it. */
export const seeBadge = (
  stage: Stage,
  page: Page,
  glyph: RegExp,
  words: RegExp,
  timeout = 10_000,
): Promise<unknown> =>
  until(
    `a badge ${glyph} with ${words}`,
    async () => {
      const { text, title } = await badge(stage, page)
      return said(glyph, text) && said(words, title)
    },
    timeout,
  )

const said = (words: RegExp, text: string) => {
  if (words.test(text)) return true
  throw new Error(text || 'nothing')
}

/** For `ms`, neither badge nor notice may say that anything failed. */
export async function seeNoOutage(stage: Stage, page: Page, ms: number): Promise<void> {
  const end = Date.now() + ms
  while (Date.now() < end) {
    const { text, title } = await badge(stage, page)
    expect(text, title).not.toMatch(/[!~]/)
    expect(await closedText(page)).not.toMatch(/isn’t answering|is having trouble|Can’t reach/)
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** One click on *Continue in …* in the notice. Answers with the tab that it opened. */
export async function continueIn(stage: Stage, page: Page, target: SiteId): Promise<Page> {
  const before = new Set((await stage.driven.pages()).map(({ tabId }) => tabId))
  await until('the way on', async () => (await closedText(page)).includes('Continue in'))
  // A notice that has just come takes no clicks.
  await new Promise((done) => setTimeout(done, 300))
  if (!(await closedText(page)).includes(`Continue in ${names[target]}`)) {
    await clickClosed(page, 'Other assistants')
    await clickClosed(page, names[target])
  } else await clickClosed(page, `Continue in ${names[target]}`)
  return openedTab(stage, before, target)
}

/** The tab that came up beside those known, once it is at the target. */
export async function openedTab(
  stage: Stage,
  before: ReadonlySet<number>,
  target: SiteId,
): Promise<Page> {
  const host = new URL(newChat[target]).host
  return until(`a tab at ${host}`, async () => {
    for (const page of await stage.driven.pages()) {
      if (!before.has(page.tabId) && new URL(await page.url()).host === host) return page
    }
    return null
  })
}

/** Waits until the composer holds exactly this, as plain lines, with nothing sent. */
export async function seeFilled(page: Page, text: string): Promise<void> {
  await alive(page)
  await until('the prompt', async () => (await composed(page)) === text, 10_000).catch(async () => {
    // Shows the difference.
    expect(await composed(page)).toBe(text)
  })
  expect(await page.evaluate(() => window.__site.formatted())).toBe(false)
  expect(await page.evaluate(() => window.__site.sent)).toEqual([])
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
}

/** Puts a text into the composer as a paste would, with one real key at its end. */
export async function put(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => window.__site.setText(value), text.slice(0, -1))
  await page.press('Control+End')
  await page.type(text.slice(-1))
  expect(await composed(page)).toBe(text)
}

/** A real click on the control with this name in a page of ours. */
export async function press(page: Page, label: string): Promise<void> {
  const at = await until(`a control "${label}"`, () =>
    page.evaluate((wanted) => {
      for (const one of document.querySelectorAll<HTMLElement>('button, a, [role=menuitem]')) {
        const named = one.getAttribute('aria-label') ?? one.textContent
        if (!named.includes(wanted)) continue
        one.scrollIntoView({ block: 'center' })
        const box = one.getBoundingClientRect()
        if (box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      }
      return null
    }, label),
  )
  await page.clickAt(at.x, at.y)
}

/** One click on *Continue in …* in the popup over this tab. Answers with the tab that it opened. */
export async function continueFromPopup(stage: Stage, page: Page, target: SiteId): Promise<Page> {
  const popup = await openPopup(stage, page)
  const before = new Set((await stage.driven.pages()).map(({ tabId }) => tabId))
  await until('the way on', async () => (await visibleText(popup)).includes('Continue in'))
  if (!(await visibleText(popup)).includes(`Continue in ${names[target]}`)) {
    await press(popup, 'Other assistants')
    await press(popup, names[target])
  } else await press(popup, `Continue in ${names[target]}`)
  return openedTab(stage, before, target)
}

/** The site is mended and gives two good answers: told in the page, and the badge clears. */
export async function recover(stage: Stage, page: Page, from: SiteId): Promise<void> {
  const site = stage.web.site(from)
  site.fault = null
  await page.bringToFront()
  await until('the page to be idle', () => idle(page), 20_000)
  await getAnswer(stage, page, from, 'And now?')
  await seeNotice(page, new RegExp(`${names[from]} is answering again`))
  await getAnswer(stage, page, from, 'And then?')
  await seeBadge(stage, page, /^$/, /nothing wrong seen here/)
}

const idle = (page: Page) =>
  page.evaluate(
    () =>
      !document.querySelector(
        '[data-testid="chat-input-stop"], [data-testid="stop-button"], .stop',
      ),
  )

/** Asks something and waits until the answer is seen, by the page and by us. */
export async function getAnswer(
  stage: Stage,
  page: Page,
  from: SiteId,
  prompt: string,
): Promise<void> {
  stage.web.site(from).answer = `Here is what you asked for: ${prompt}`
  await sendPrompt(page, prompt)
  await until('the answer', async () =>
    (await visibleText(page)).includes(stage.web.site(from).answer),
  )
  await seeDraft(stage, prompt, 'answered')
}

/** From the tab that the prompt was carried to, one click leads back to where it came from. */
export async function goBack(target: Page, source: Page, from: SiteId): Promise<void> {
  const address = await source.url()
  await target.bringToFront()
  await seeNotice(target, new RegExp(`${names[from]} is answering again`))
  // A notice that has just come takes no clicks.
  await new Promise((done) => setTimeout(done, 300))
  await clickClosed(target, `Go back to ${names[from]}`)
  await until('the original conversation', () =>
    source.evaluate(() => document.visibilityState === 'visible'),
  )
  expect(await source.url()).toBe(address)
}

/** The popup as it opens over this tab. */
export async function openPopup(stage: Stage, page: Page): Promise<Page> {
  await page.bringToFront()
  const popup = await stage.driven.openExtensionPage('popup.html', { active: false })
  await until('the popup', async () => (await visibleText(popup, 'main')).length > 20)
  return popup
}
