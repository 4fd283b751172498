import { expect } from 'vitest'
import { clickClosed, closedText, type Page, until, visibleText } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'
import { alive, badge, composed, newChat, type Stage } from './stage.ts'

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
}

/** The popup as it opens over this tab. */
export async function openPopup(stage: Stage, page: Page): Promise<Page> {
  await page.bringToFront()
  const popup = await stage.driven.openExtensionPage('popup.html', { active: false })
  await until('the popup', async () => (await visibleText(popup, 'main')).length > 20)
  return popup
}
