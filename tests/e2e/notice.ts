import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, clickClosed, closedText, type Page, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { buildGallery } from '../gallery/build.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'

/** The notice on a real page, by real mouse and keys, against a page that fights it. */
export function noticeTests(name: Browser['name']): void {
  let web: StandIns
  let driven: Browser
  let page: Page
  beforeAll(async () => {
    const extensionDir = await buildGallery(name)
    web = await startStandIns()
    driven = await launch(name, { extensionDir, network: web })
  })
  afterAll(async () => {
    await driven?.close()
    await web?.close()
  })

  const show = async (view: string) => {
    page = await driven.open(`https://claude.ai/new#${encodeURIComponent(view)}`)
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
    await until('the notice', async () => (await closedText(page)).length > 10)
  }
  const did = () => page.evaluate(() => document.documentElement.dataset.did ?? '')
  /** Longer than a new notice ignores clicks. */
  const settle = () => new Promise((done) => setTimeout(done, 350))
  const boxOf = () =>
    page.inClosedRoots((roots) => {
      const box = roots[0]?.querySelector('.notice')?.getBoundingClientRect()
      return box ? { left: box.left, right: box.right, top: box.top, bottom: box.bottom } : null
    })

  test('says what was seen, above the composer, and leaves the focus there', async () => {
    await show('failing')
    expect(await closedText(page)).toMatch(
      /Claude isn’t answering \(server overloaded, 2 attempts\)\.\s*Your prompt is safe\./,
    )
    const box = await boxOf()
    const composer = await page.evaluate(() => {
      const { top, right } = (document.activeElement as HTMLElement).getBoundingClientRect()
      return { top, right }
    })
    expect(box?.bottom).toBeLessThanOrEqual(composer.top)
    // In line with the frame that the site draws around its editor.
    expect(Math.abs((box?.right ?? 0) - composer.right)).toBeLessThan(30)
    await page.type('still here')
    expect(await page.evaluate(() => window.__site.text())).toBe('still here')
    await settle()
    await clickClosed(page, 'Copy')
    await until('the copy', did)
    await page.type('!')
    expect(await page.evaluate(() => window.__site.text())).toBe('still here!')
    expect(await did()).toBe('onCopy')
    await page.close()
  })

  test('continues in one click, and in another by the menu', async () => {
    await show('failing')
    await settle()
    await clickClosed(page, 'Other assistants')
    await clickClosed(page, 'Gemini')
    await clickClosed(page, 'Continue in ChatGPT')
    expect(await until('both', did)).toBe('onContinue:gemini onContinue:chatgpt')
    await page.close()
  })

  test('is reached by Tab, moved in by arrows, closed by Esc', async () => {
    await show('failing')
    const focus = () =>
      page.inClosedRoots((roots) => {
        const at = roots[0]?.activeElement
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
    for (let tabs = 0; tabs < 30 && (await focus()) !== 'Other assistants'; tabs++) {
      await page.press('Tab')
    }
    await page.press('Enter')
    await until('the first item', async () => (await focus()).startsWith('Gemini'))
    await page.press('ArrowDown')
    expect(await focus()).toMatch(/^Perplexity/)
    await page.press('Escape')
    expect(await focus()).toBe('Other assistants')
    await page.press('Escape')
    await until('the end', async () => (await boxOf()) === null)
    expect(await did()).toBe('onDismiss')
    await page.type('back in the composer')
    expect(await page.evaluate(() => window.__site.text())).toMatch(/back in the composer$/)
    await page.close()
  })

  test('takes no click that the page makes, or leads onto a notice nobody sees', async () => {
    await show('failing')
    await settle()
    expect(
      await page.evaluate(() => {
        const host = [...document.documentElement.children].at(-1) as HTMLElement
        host.click()
        host.dispatchEvent(new MouseEvent('click', { bubbles: true }))
        return host.shadowRoot
      }),
    ).toBe(null)
    await page.evaluate(() => {
      document.body.style.opacity = '0.01'
    })
    await clickClosed(page, 'Continue in ChatGPT')
    await page.evaluate(() => {
      document.body.style.opacity = ''
      const cover = document.createElement('div')
      cover.popover = 'manual'
      cover.style.cssText = 'inset:0;width:100vw;height:100vh;margin:0;border:0'
      document.body.append(cover)
      cover.showPopover()
    })
    await clickClosed(page, 'Continue in ChatGPT')
    await settle()
    expect(await did()).toBe('')
    await page.close()
  })

  test('comes back when removed or restyled, and gives up when the page insists', async () => {
    await show('failing')
    const fight = () =>
      page.evaluate(() => {
        const host = [...document.documentElement.children].at(-1) as HTMLElement
        if (!host.hasAttribute('popover')) return
        host.style.setProperty('opacity', '0', 'important')
        host.remove()
      })
    await fight()
    await until('its return', boxOf)
    expect(
      await page.evaluate(() => {
        const host = [...document.documentElement.children].at(-1) as HTMLElement
        return getComputedStyle(host).opacity
      }),
    ).toBe('1')
    for (let round = 0; round < 20; round++) await fight()
    await until('the end', async () => (await did()) === 'onLost')
    expect(await boxOf()).toBe(null)
    await page.close()
  })

  test('changes its words in place and goes without a trace', async () => {
    await show('failing')
    await page.evaluate(() => document.dispatchEvent(new Event('gallery-update')))
    await until('the news', async () =>
      (await closedText(page)).includes('Claude is answering again'),
    )
    const before = await page.evaluate(() => document.documentElement.children.length)
    await page.evaluate(() => document.dispatchEvent(new Event('gallery-end')))
    await until('the end', async () => (await boxOf()) === null)
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(before - 1)
    await page.close()
  })
}
