import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bidi, connect } from './bidi.ts'
import type { Browser, LaunchOptions } from './browser.ts'
import { findBrowser } from './find.ts'
import { type Chrome, type Context, call, drive, type FirefoxPage } from './firefox-page.ts'

const uuid = '5c0d1f4e-2b7a-4e7b-9a31-0f6d9b8c7a21'
const foothold = 'manifest.json'

/** Starts Firefox with the extension installed and the stand-in hosts mapped. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const profile = options.profileDir ?? mkdtempSync(join(tmpdir(), 'understudy-firefox-'))
  const extensionId = geckoId(options.extensionDir)
  writeFileSync(join(profile, 'user.js'), userPrefs(extensionId, options.network.port))
  const size = options.windowSize ?? { width: 1280, height: 800 }
  const child = spawn(
    findBrowser('firefox'),
    [
      ...((options.headless ?? true) ? ['--headless'] : []),
      '--remote-debugging-port=0',
      // Lets the driver work in the browser's own context: name resolution, badge, event page.
      '--remote-allow-system-access',
      '--no-remote',
      '--profile',
      profile,
      `--width=${size.width}`,
      `--height=${size.height + 90}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const bidi = await connect(await address(child))
  const session = await bidi.send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  })
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] })
  const chrome = await chromeContext(bidi)
  await chrome(mapHosts, options.network.hosts)
  await bidi.send('webExtension.install', {
    extensionData: { type: 'path', path: options.extensionDir },
  })
  const base = `moz-extension://${uuid}/`
  const [first] = await contexts(bidi)
  let foot = first?.context ?? ''
  await visitExtensionPage(bidi, foot, base + foothold)
  const pages = new Map<string, FirefoxPage>()

  const adopt = async (context: string): Promise<FirefoxPage> => {
    const known = pages.get(context)
    if (known) return known
    const page = drive(bidi, chrome, context, await chrome(tabIdOf, context))
    pages.set(context, page)
    return page
  }

  const open = async (active: boolean) => {
    const { context } = await bidi.send<Context>('browsingContext.create', {
      type: 'tab',
      background: !active,
    })
    return adopt(context)
  }

  const reloadExtension = async () => {
    await chrome(reloadAddon, extensionId)
    // Firefox closes the extension's own tabs.
    const { context } = await bidi.send<Context>('browsingContext.create', {
      type: 'tab',
      background: true,
    })
    foot = context
    await visitExtensionPage(bidi, foot, base + foothold)
  }

  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const discard = () => {
    if (!options.profileDir) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }

  return {
    name: 'firefox',
    version: session.capabilities.browserVersion,
    pid: child.pid ?? -1,
    async open(url) {
      const page = await open(true)
      if (url) await page.goto(url)
      return page
    },
    async pages() {
      const open = (await contexts(bidi)).filter(({ context }) => context !== foot)
      return Promise.all(open.map(({ context }) => adopt(context)))
    },
    extensionUrl: (path) => base + path.replace(/^\//, ''),
    async openExtensionPage(path, { active = true } = {}) {
      const page = await open(active)
      await visitExtensionPage(bidi, page.context, base + path.replace(/^\//, ''))
      return page
    },
    inExtension: (fn, ...args) => call(bidi, foot, String(fn), args),
    stopBackground: () => chrome(terminateBackground, extensionId),
    reloadExtension,
    async allowPrivateWindows() {
      await chrome(allowPrivate, extensionId)
      await reloadExtension()
    },
    setOffline: (offline) => chrome(goOffline, offline),
    setResolves: (host, resolves) =>
      chrome(override, host, resolves ? (options.network.hosts[host] ?? 'N/A') : 'N/A'),
    setColorScheme: (scheme) => chrome(preferScheme, scheme === 'dark' ? 0 : 1),
    readClipboard: () => chrome(readClipboard),
    clearSiteData: (origins) => chrome(clearSites, [...origins]),
    async close() {
      await bidi.send('browser.close').catch(() => {})
      await Promise.race([exited, new Promise((done) => setTimeout(done, 5000))])
      child.kill('SIGKILL')
      await exited
      discard()
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
      discard()
    },
  }
}

function geckoId(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } }
  }
  const id = manifest.browser_specific_settings?.gecko?.id
  if (!id) throw new Error(`${extensionDir}: Firefox needs browser_specific_settings.gecko.id`)
  return id
}

function userPrefs(extensionId: string, port: number): string {
  const prefs: Record<string, string | number | boolean> = {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    'network.socket.forcePort': `443=${port}`,
    'network.dns.disableIPv6': true,
    'network.trr.mode': 5,
    // Otherwise offline mode still lets connections to this machine through.
    'network.disable-localhost-when-offline': true,
    'devtools.jsonview.enabled': false,
    // No first-run pages, no sessions to restore, no calls home.
    'browser.startup.page': 0,
    'browser.sessionstore.resume_from_crash': false,
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.newtabpage.enabled': false,
    'browser.search.update': false,
    'browser.safebrowsing.update.enabled': false,
    'browser.tabs.warnOnClose': false,
    'app.normandy.enabled': false,
    'app.update.disabledForTesting': true,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.enabled': false,
    'toolkit.telemetry.server': '',
    'extensions.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': '',
    'dom.push.connection.enabled': false,
    'security.certerrors.mitm.priming.enabled': false,
    // Tests read what was copied, as a paste would.
    'dom.events.testing.asyncClipboard': true,
  }
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n')
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    child.once('exit', (code) => fail(new Error(`Firefox ended (${code}): ${said.slice(-500)}`)))
    child.stderr?.on('data', (data) => {
      if (said.length < 1e5) said += data
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
  })
}

const contexts = async (bidi: Bidi, scope?: 'chrome') =>
  (
    await bidi.send<{ contexts: Context[] }>('browsingContext.getTree', {
      maxDepth: 0,
      ...(scope ? { 'moz:scope': scope } : {}),
    })
  ).contexts

/** Runs functions in the browser's own window, where its services are. */
async function chromeContext(bidi: Bidi): Promise<Chrome> {
  const [window] = await contexts(bidi, 'chrome')
  const context = window?.context ?? ''
  return (fn, ...args) => call(bidi, context, String(fn), args)
}

// BiDi refuses to wait for moz-extension: pages, so go, then look until it is there.
async function visitExtensionPage(bidi: Bidi, context: string, url: string): Promise<void> {
  await bidi
    .send('browsingContext.navigate', { context, url, wait: 'none' })
    .catch((error: Error) => {
      if (!/timeout|aborted/i.test(error.message)) throw error
    })
  for (let i = 0; i < 200; i++) {
    const here = await call<string | false>(
      bidi,
      context,
      "() => document.readyState === 'complete' && location.href",
      [],
    ).catch(() => '')
    if (here === url || (here && url.startsWith(here))) return
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`${url} did not load`)
}

// What follows runs inside Firefox's own window. `any`, since its internals have no types here.
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const Cc: any, Ci: any, Cr: any, Services: any, WebExtensionPolicy: any, ChromeUtils: any

const mapHosts = (hosts: Readonly<Record<string, string>>) => {
  const dns = Cc['@mozilla.org/network/native-dns-override;1'].getService(
    Ci.nsINativeDNSResolverOverride,
  )
  for (const [host, ip] of Object.entries(hosts)) dns.addIPOverride(host, ip)
  // Nothing leaves this machine: what is no stand-in does not resolve.
  const guard = {
    observe(subject: { QueryInterface: (i: unknown) => unknown }) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel) as {
        URI: { host: string }
        cancel: (status: unknown) => void
      }
      if (!(channel.URI.host in hosts)) channel.cancel(Cr.NS_ERROR_UNKNOWN_HOST)
    },
  }
  Services.obs.addObserver(guard, 'http-on-modify-request')
}

const override = (host: string, ip: string) => {
  const dns = Cc['@mozilla.org/network/native-dns-override;1'].getService(
    Ci.nsINativeDNSResolverOverride,
  )
  dns.clearHostOverride(host)
  dns.addIPOverride(host, ip)
  Services.dns.clearCache(true)
  // Connections kept alive would go on without asking for the name again.
  Services.obs.notifyObservers(null, 'net:cancel-all-connections')
}

const goOffline = (offline: boolean) => {
  Services.io.offline = offline
  // Connections kept alive would go on as if nothing had happened.
  Services.obs.notifyObservers(null, 'net:cancel-all-connections')
}

const preferScheme = (value: number) => {
  Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value)
}

const terminateBackground = (id: string) =>
  WebExtensionPolicy.getByID(id).extension.terminateBackground({
    ignoreDevToolsAttached: true,
    disableResetIdleForTest: true,
  })

const reloadAddon = async (id: string) => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
  await (await AddonManager.getAddonByID(id)).reload()
}

const allowPrivate = (id: string) => {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  )
  const permissions = ['internal:privateBrowsingAllowed']
  return ExtensionPermissions.add(id, { permissions, origins: [] })
}

const readClipboard = () => {
  const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable)
  transfer.init(null)
  transfer.addDataFlavor('text/plain')
  Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard)
  const out = {} as { value?: { QueryInterface: (i: unknown) => { data: string } } }
  transfer.getTransferData('text/plain', out)
  return out.value?.QueryInterface(Ci.nsISupportsString).data ?? ''
}

const clearSites = async (origins: string[]) => {
  for (const origin of origins) {
    const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin)
    await new Promise<void>((done) =>
      Services.clearData.deleteDataFromPrincipal(
        principal,
        true,
        Ci.nsIClearDataService.CLEAR_ALL,
        () => done(),
      ),
    )
  }
}

const tabIdOf = (context: string) => {
  const load = (url: string) => ChromeUtils.importESModule(url)
  const { NavigableManager } = load('chrome://remote/content/shared/NavigableManager.sys.mjs')
  const { ExtensionParent } = load('resource://gre/modules/ExtensionParent.sys.mjs')
  const browser = NavigableManager.getBrowserById(context)
  const tab = browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser)
  return ExtensionParent.apiManager.global.tabTracker.getId(tab) as number
}
