import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StandIns, startStandIns } from '../pages/server.ts'
import { type Browser, clickClosed, closedText, until, visibleText } from './browser.ts'
import { launch } from './launch.ts'

declare const browser: typeof import('wxt/browser').browser

const probe = fileURLToPath(new URL('./probe', import.meta.url))

/** Proves one browser's driver on the stand-in sites, with a probe instead of the extension. */
export function driverTests(name: Browser['name']): void {
  let web: StandIns
  let driven: Browser
  beforeAll(async () => {
    web = await startStandIns()
    driven = await launch(name, { extensionDir: probe, network: web })
  })
  afterAll(async () => {
    await driven?.close()
    await web?.close()
  })

  const openClaude = async () => {
    const page = await driven.open('https://claude.ai/new')
    await until('the composer', () => page.evaluate(() => window.__site?.ready))
    return page
  }
  const seen = (url: string) =>
    driven.inExtension(
      async (key) => (await browser.storage.local.get(key))[key] as { error: string | null } | null,
      `seen ${url}`,
    )

  test('types by real keys, pastes, copies', async () => {
    const page = await openClaude()
    const text = 'Grüße 🙂 日本語\n\n  indented <b>x</b>'
    await page.type(text)
    expect(await page.evaluate(() => window.__site.text().replaceAll('\u00a0', ' '))).toBe(text)
    await page.press('Control+A')
    await page.press('Control+C')
    expect(await driven.readClipboard()).toContain('日本語')
    await page.press('Delete')
    await page.paste('one\ntwo')
    expect(await page.evaluate(() => window.__site.text())).toBe('one\ntwo')
    await page.close()
  })

  test('knows its tabs as the extension does, and reads their badges', async () => {
    const page = await openClaude()
    await until('the probe', () => page.evaluate(() => document.documentElement.dataset.probeTab))
    expect(await page.evaluate(() => document.documentElement.dataset.probeTab)).toBe(
      String(page.tabId),
    )
    expect(
      await driven.inExtension((tabId) => browser.action.getBadgeText({ tabId }), page.tabId),
    ).toBe('!')
    await page.close()
  })

  test('reads a closed shadow root and clicks in it as a person', async () => {
    const page = await openClaude()
    await until('the probe', async () => (await closedText(page)).includes('Continue in Probe'))
    await clickClosed(page, 'Continue')
    expect(await page.evaluate(() => document.documentElement.dataset.probeClick)).toBe('true')
    await page.close()
  })

  test('opens a page of the extension behind the chat', async () => {
    const page = await openClaude()
    const popup = await driven.openExtensionPage('popup.html', { active: false })
    expect(await visibleText(popup)).toBe('Probe popup')
    const active = await driven.inExtension(async () => {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
      return tab?.id
    })
    expect(active).toBe(page.tabId)
    await popup.close()
    await page.close()
  })

  test('finds tabs that the extension opened', async () => {
    const tabId = await driven.inExtension(
      async () => (await browser.tabs.create({ url: 'https://chatgpt.com/' })).id,
    )
    const page = await until('the tab', async () =>
      (await driven.pages()).find((candidate) => candidate.tabId === tabId),
    )
    await until('its page', async () => (await page.url()) === 'https://chatgpt.com/')
    await page.close()
  })

  test('stops the background; a message starts a new one', async () => {
    const age = () =>
      driven.inExtension(
        async () => ((await browser.runtime.sendMessage('age')) as { startedAt: number }).startedAt,
      )
    const before = await age()
    await driven.stopBackground()
    await until('a new background', async () => (await age()) > before)
  })

  test('pulls the cable and plugs it in again', async () => {
    const page = await openClaude()
    await driven.setOffline(true)
    const ask = () => page.evaluate(() => fetch('/api/x').then((reply) => reply.status, String))
    expect(await page.evaluate(() => navigator.onLine)).toBe(false)
    expect(await ask()).toMatch(/TypeError/)
    await driven.setOffline(false)
    await until('the net', async () => (await ask()) === 200)
    await page.close()
  })

  test('a name that does not resolve, a host that refuses, a host that is no stand-in', async () => {
    const page = await driven.open()
    await driven.setResolves('claude.ai', false)
    expect((await page.goto('https://claude.ai/a')).error).toMatch(
      /ERR_NAME_NOT_RESOLVED|NS_ERROR_UNKNOWN_HOST/,
    )
    await until('the extension to see it', async () =>
      /NAME_NOT_RESOLVED|UNKNOWN_HOST/.test((await seen('https://claude.ai/a'))?.error ?? ''),
    )
    await driven.setResolves('claude.ai', true)
    expect((await page.goto('https://claude.ai/b')).error).toBeNull()

    await web.setRefused('chatgpt.com', true)
    expect((await page.goto('https://chatgpt.com/a')).error).toMatch(/CONNECTION_REFUSED/)
    await web.setRefused('chatgpt.com', false)
    expect((await page.goto('https://chatgpt.com/b')).error).toBeNull()

    expect((await page.goto('https://example.com/')).error).toMatch(/NOT_RESOLVED|UNKNOWN_HOST/)
    await page.close()
  })

  test('shows pages in the dark', async () => {
    const page = await openClaude()
    const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    await driven.setColorScheme('dark')
    await until('dark', isDark)
    await driven.setColorScheme('light')
    await until('light', async () => !(await isDark()))
    await page.close()
  })

  test('every composer: typed text is its model, Enter sends it, an answer comes', async () => {
    const composers = [
      ['claude', 'https://claude.ai/new', 1],
      ['chatgpt', 'https://chatgpt.com/', 1],
      ['chatgpt', 'https://chatgpt.com/', 2],
      ['chatgpt', 'https://chatgpt.com/', 3],
      ['chatgpt', 'https://chatgpt.com/', 4],
      ['gemini', 'https://gemini.google.com/app', 1],
    ] as const
    for (const [id, url, generation] of composers) {
      await web.reset()
      const site = web.site(id)
      site.generation = generation
      const page = await driven.open(url)
      await until('the composer', () => page.evaluate(() => window.__site?.ready))
      await page.evaluate(() => window.__site.setText(''))
      await page.type('first\nsecond')
      expect([id, generation, await page.evaluate(() => window.__site.text())]).toEqual([
        id,
        generation,
        'first\nsecond',
      ])
      await page.press('Enter')
      await until('the answer', async () => /It streams in pieces\./.test(await visibleText(page)))
      expect(site.prompts).toEqual(['first\nsecond'])
      expect(await page.evaluate(() => window.__site.text())).toBe('')
      await until('the new address', async () =>
        /\/(?:u?c|chat|app)\/[0-9a-f]/.test(await page.url()),
      )
      expect(page.errors).toEqual([])
      await page.close()
    }
  })
}
