import { type Browser, type Page, until } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'

/** Where a new conversation starts. */
export const home: Record<SiteId, string> = {
  claude: 'https://claude.ai/new',
  chatgpt: 'https://chatgpt.com/',
  gemini: 'https://gemini.google.com/app',
}

/** One chat of the user's. */
export interface Tab {
  readonly site: SiteId
  readonly page: Page
}

const STOP = '[aria-label^="Stop"]:not([aria-label="Stop dictation"])'

/** Opens a chat in a tab in front. A site that is down gives a tab, too. */
export async function openTab(driven: Browser, site: SiteId): Promise<Tab> {
  return { site, page: await driven.open(home[site]) }
}

/** Waits until the composer takes keys. */
export const alive = ({ page }: Tab, timeout = 20_000): Promise<unknown> =>
  until('the composer', () => page.evaluate(() => window.__site?.ready), timeout)

/** Types a prompt in place of what stands there. */
export async function type({ page }: Tab, text: string): Promise<void> {
  await page.evaluate(() => {
    window.__site.setText('')
    const boxes = document.querySelectorAll<HTMLElement>(
      '.composer [contenteditable="true"], .composer textarea',
    )
    for (const box of boxes) if (box.getBoundingClientRect().width > 0) box.focus()
  })
  await page.type(text)
}

/** Types and presses Enter; `false` if the page sent nothing. */
export async function send(tab: Tab, text: string): Promise<boolean> {
  const count = () => tab.page.evaluate(() => window.__site.sent.length)
  const before = await count()
  await type(tab, text)
  // A person's hand rests a moment between the last letter and Enter.
  await new Promise((done) => setTimeout(done, 200))
  await tab.page.press('Enter')
  return until('the page to send', async () => (await count()) > before, 5000).then(
    () => true,
    () => false,
  )
}

export const isBusy = ({ page }: Tab): Promise<boolean> =>
  page.evaluate((stop) => document.querySelector(stop) !== null, STOP)

/** Waits for the end of the answer; `false` if it does not come within `timeout` ms. */
export const answered = (tab: Tab, timeout = 60_000): Promise<boolean> =>
  until('the end of the answer', async () => !(await isBusy(tab)), timeout, 200).then(
    () => true,
    () => false,
  )

/** Presses the site's own stop button, if there is one. */
export async function stop(tab: Tab): Promise<void> {
  if (await isBusy(tab)) await tab.page.click(STOP).catch(() => {})
}
