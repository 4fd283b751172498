import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page as Tab } from 'playwright-core'
import { type Browser, type ColorScheme, type LaunchOptions, type Page, until } from './browser.ts'
import { findBrowser } from './find.ts'

declare const chrome: typeof import('wxt/browser').browser

// An extension page without scripts of its own: the harness's foot in the extension's origin.
const foothold = 'manifest.json'

const sessions = new WeakMap<Page, CDPSession>()

/** The DevTools session of a tab of Chromium, for measuring. Throws for any other browser's. */
export function cdp(page: Page): CDPSession {
  const session = sessions.get(page)
  if (!session) throw new Error('no tab of Chromium')
  return session
}

/** Starts Chromium with the extension loaded and the stand-in hosts mapped. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const profile = options.profileDir ?? mkdtempSync(join(tmpdir(), 'understudy-chromium-'))
  const { port, hosts } = options.network
  const rules = Object.entries(hosts).map(([host, ip]) => `MAP ${host} ${ip}:${port}`)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium'),
    headless: options.headless ?? true,
    viewport: options.windowSize ?? { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      ...((options.headless ?? true) ? ['--headless=new'] : []),
      '--no-sandbox',
      `--disable-extensions-except=${options.extensionDir}`,
      `--load-extension=${options.extensionDir}`,
      // Nothing leaves this machine: what is no stand-in does not resolve.
      `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND'].join(', ')}`,
      '--ignore-certificate-errors',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  context.setDefaultTimeout(15_000)
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker').catch(async () => {
      await context.close()
      throw new Error(`the service worker of ${options.extensionDir} did not start`)
    }))
  const base = new URL('/', worker.url()).href
  let foot = context.pages()[0] ?? (await context.newPage())
  await foot.goto(base + foothold)
  let control = await context.newCDPSession(foot)
  const pages = new Map<Tab, Page>()
  const unresolved = new Map<string, (url: URL) => boolean>()
  let scheme: ColorScheme = 'light'

  const adopt = async (tab: Tab, tabId: number): Promise<Page> => {
    const known = pages.get(tab)
    if (known) return known
    await tab.emulateMedia({ colorScheme: scheme })
    const session = await context.newCDPSession(tab)
    const page = drive(tab, tabId, session)
    sessions.set(page, session)
    pages.set(tab, page)
    tab.on('close', () => pages.delete(tab))
    return page
  }

  // The mark tells this tab from one that the extension opens at the same moment.
  let opened = 0
  const open = async (active: boolean): Promise<Page> => {
    const url = `about:blank#${++opened}`
    const born = context.waitForEvent('page', (tab) => tab.url() === url)
    const tabId = await foot.evaluate((tab) => chrome.tabs.create(tab).then(({ id }) => id ?? -1), {
      url,
      active,
    })
    return adopt(await born, tabId)
  }

  // Tabs that the extension opened: matched by title, the one thing both sides can see and set.
  const identify = async (tab: Tab): Promise<Page> => {
    const known = pages.get(tab)
    if (known) return known
    await tab.waitForLoadState('domcontentloaded').catch(() => {})
    const mark = `tab ${Math.random()}`
    const title = await tab.evaluate((text) => {
      const old = document.title
      document.title = text
      return old
    }, mark)
    const tabId = await foot.evaluate(async (text) => {
      for (let i = 0; i < 50; i++) {
        const [found] = await chrome.tabs.query({ title: text })
        if (found?.id) return found.id
        await new Promise((done) => setTimeout(done, 20))
      }
      return -1
    }, mark)
    await tab.evaluate((text) => {
      document.title = text
    }, title)
    return adopt(tab, tabId)
  }

  const root = await context.browser()?.newBrowserCDPSession()
  const processes = (await root?.send('SystemInfo.getProcessInfo'))?.processInfo ?? []
  const pid = processes.find((process) => process.type === 'browser')?.id ?? -1
  const discard = () => {
    if (!options.profileDir) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }

  return {
    name: 'chromium',
    version: context.browser()?.version() ?? 'unknown',
    pid,
    async open(url) {
      const page = await open(true)
      if (url) await page.goto(url)
      return page
    },
    pages: () => Promise.all(realTabs(context, foot).map(identify)),
    extensionUrl: (path) => base + path.replace(/^\//, ''),
    async openExtensionPage(path, { active = true } = {}) {
      const page = await open(active)
      await page.goto(base + path.replace(/^\//, ''))
      return page
    },
    inExtension: (fn, ...args) => call(foot, String(fn), args),
    async stopBackground() {
      await control.send('ServiceWorker.enable')
      await control.send('ServiceWorker.stopAllWorkers')
      await control.send('ServiceWorker.disable')
    },
    async reloadExtension() {
      // Otherwise Chrome leaves an unpacked extension off.
      await foot.goto('chrome://extensions')
      await foot.evaluate(beDeveloper)
      await foot.goto(base + foothold)
      const gone = foot.waitForEvent('close')
      await foot.evaluate(() => chrome.runtime.reload()).catch(() => {})
      // Chrome closes the extension's own tabs. The new foot must not hide the tab in front.
      await gone
      const born = context.waitForEvent('page', (tab) => tab.url() === 'about:blank')
      await root?.send('Target.createTarget', { url: 'about:blank', background: true })
      foot = await born
      await until('the extension', () => foot.goto(base + foothold))
      control = await context.newCDPSession(foot)
    },
    async allowPrivateWindows() {
      const { host: extensionId } = new URL(base)
      await foot.goto('chrome://extensions')
      await foot.evaluate(beDeveloper)
      await foot.evaluate(
        `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${extensionId}', incognitoAccess: true })`,
      )
      await until('the extension', () => foot.goto(base + foothold))
      control = await context.newCDPSession(foot)
    },
    setOffline: (offline) => context.setOffline(offline),
    async setResolves(host, resolves) {
      const match = unresolved.get(host) ?? ((url: URL) => url.hostname === host)
      unresolved.set(host, match)
      if (resolves) await context.unroute(match)
      else await context.route(match, (route) => route.abort('namenotresolved'))
    },
    async setColorScheme(next) {
      scheme = next
      await Promise.all(context.pages().map((tab) => tab.emulateMedia({ colorScheme: next })))
    },
    readClipboard: () => foot.evaluate(() => navigator.clipboard.readText()),
    async clearSiteData(origins) {
      for (const origin of origins) {
        await control.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
      }
    },
    async close() {
      await context.close()
      discard()
    },
    async kill() {
      process.kill(pid, 'SIGKILL')
      await context.close().catch(() => {})
      discard()
    },
  }
}

/** Runs in chrome://extensions: its switch for developers. */
const beDeveloper = 'chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })'

const realTabs = (context: BrowserContext, foot: Tab) =>
  context.pages().filter((tab) => tab !== foot && !tab.isClosed())

// The function's own source, so that what a test passes is what runs, in both browsers alike.
async function call<R>(tab: Tab, fn: string, args: readonly unknown[]): Promise<R> {
  const source = `(async () => JSON.stringify(await (${fn})(...${JSON.stringify(args)})))()`
  const json = await tab.evaluate<string | undefined>(source)
  return (json === undefined ? undefined : JSON.parse(json)) as R
}

/** Loads; an error page of the load before, or Chrome's own retry of it, may get in the way. */
async function settled(go: () => Promise<unknown>, tries = 4): Promise<void> {
  try {
    await go()
  } catch (error) {
    if (tries === 0 || !/interrupted by another navigation/.test(String(error))) throw error
    await new Promise((done) => setTimeout(done, 100))
    await settled(go, tries - 1)
  }
}

function drive(tab: Tab, tabId: number, cdp: CDPSession): Page {
  const errors: string[] = []
  tab.on('pageerror', (error) => errors.push(String(error)))
  const load = async (go: () => Promise<unknown>) => {
    try {
      await settled(go)
      return { error: null }
    } catch (error) {
      return { error: /net::\w+/.exec(String(error))?.[0] ?? String(error) }
    }
  }
  return {
    tabId,
    errors,
    url: async () => tab.url(),
    goto: (url) => load(() => tab.goto(url, { waitUntil: 'load', timeout: 30_000 })),
    reload: () => load(() => tab.reload({ waitUntil: 'load', timeout: 30_000 })),
    async back() {
      await tab.goBack()
    },
    async type(text) {
      for (const [i, line] of text.split('\n').entries()) {
        if (i > 0) await tab.keyboard.press('Shift+Enter')
        await tab.keyboard.type(line)
      }
    },
    press: (key) => tab.keyboard.press(key),
    async paste(text) {
      await tab.evaluate((value) => navigator.clipboard.writeText(value), text)
      await tab.keyboard.press('Control+V')
    },
    click: (selector) => tab.locator(selector).first().click(),
    clickAt: (x, y) =>
      tab.mouse.click(x, y).catch((error) => {
        // The popup closes itself on the click, at times before the driver hears that it was done.
        if (!tab.isClosed()) throw error
      }),
    setFiles: (selector, paths) =>
      tab
        .locator(selector)
        .first()
        .setInputFiles([...paths]),
    evaluate: (fn, ...args) => call(tab, String(fn), args),
    async inClosedRoots(fn, ...args) {
      const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true })
      const ids: number[] = []
      const walk = (node: typeof root): void => {
        for (const shadow of node.shadowRoots ?? []) {
          if (shadow.shadowRootType === 'closed') ids.push(shadow.backendNodeId)
          walk(shadow)
        }
        for (const child of node.children ?? []) walk(child)
      }
      walk(root)
      const objectIds = await Promise.all(
        ids.map(async (backendNodeId) => {
          const { object } = await cdp.send('DOM.resolveNode', { backendNodeId })
          return { objectId: object.objectId ?? '' }
        }),
      )
      const { result: self } = await cdp.send('Runtime.evaluate', { expression: 'globalThis' })
      const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
        functionDeclaration: `(...roots) => JSON.stringify((${fn})(roots, ...${JSON.stringify(args)}))`,
        objectId: self.objectId ?? '',
        arguments: objectIds,
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'failed')
      return typeof result.value === 'string' ? JSON.parse(result.value) : undefined
    },
    async screenshot(path) {
      await tab.screenshot({ path })
    },
    bringToFront: () => tab.bringToFront(),
    async crash() {
      const crashed = tab.waitForEvent('crash')
      // Never answered: who would?
      cdp.send('Page.crash').catch(() => {})
      await crashed
    },
    close: () => tab.close(),
  }
}
