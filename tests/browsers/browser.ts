/** Where the stand-in hosts are: each has a loopback address of its own, all on one port. */
export interface Network {
  readonly port: number
  readonly hosts: Readonly<Record<string, string>>
}

export type ColorScheme = 'light' | 'dark'

export interface LaunchOptions {
  /** The unpacked extension to load, as built. */
  readonly extensionDir: string
  readonly network: Network
  /** Default: headless. `false` needs a display (`DISPLAY`, for example of Xvfb). */
  readonly headless?: boolean
  /** A profile to keep; default: a new one, removed on `close` and `kill`. */
  readonly profileDir?: string
  readonly windowSize?: { readonly width: number; readonly height: number }
}

type PageFunction<A extends unknown[], R> = (...args: A) => R | Promise<R>

/** One tab, driven as a person would: real keys, real mouse. Waits are in ms. */
export interface Page {
  /** The extension API's id of this tab. */
  readonly tabId: number
  /** Uncaught errors of the page, newest last. */
  readonly errors: readonly string[]
  url(): Promise<string>
  /** Loads an address. A load that fails is a value: the browser's own error word. */
  goto(url: string): Promise<{ readonly error: string | null }>
  reload(): Promise<{ readonly error: string | null }>
  back(): Promise<void>
  /** Types into what has the focus, by real keys; a line feed is Shift+Enter. */
  type(text: string): Promise<void>
  /** One key, or a chord such as `Control+V`. */
  press(key: string): Promise<void>
  /** Puts `text` on the clipboard and presses Ctrl+V. */
  paste(text: string): Promise<void>
  /** A real click at the middle of the first element that matches. */
  click(selector: string): Promise<void>
  clickAt(x: number, y: number): Promise<void>
  /** Chooses files in an `<input type=file>`. */
  setFiles(selector: string, paths: readonly string[]): Promise<void>
  /** Runs a function in the page. It sees none of its surroundings; arguments and result are JSON. */
  evaluate<A extends unknown[], R>(fn: PageFunction<A, R>, ...args: A): Promise<R>
  /** The same with all closed shadow roots of the page as first argument. */
  inClosedRoots<A extends unknown[], R>(
    fn: (roots: ShadowRoot[], ...args: A) => R,
    ...args: A
  ): Promise<R>
  screenshot(path: string): Promise<void>
  bringToFront(): Promise<void>
  /** Ends the tab's process at once; the tab stays and shows the browser's own crash page. */
  crash(): Promise<void>
  close(): Promise<void>
}

/** A running browser with the extension loaded. */
export interface Browser {
  readonly name: 'chromium' | 'firefox'
  readonly version: string
  readonly pid: number
  /** A new tab in front. */
  open(url?: string): Promise<Page>
  /** All tabs but the harness's own, oldest first. */
  pages(): Promise<readonly Page[]>
  /** Absolute address of a page of the extension. */
  extensionUrl(path: string): string
  /** Opens a page of the extension in a tab; `active: false` leaves the tab in front where it is. */
  openExtensionPage(path: string, options?: { active?: boolean }): Promise<Page>
  /** Runs a function in a blank page of the extension's origin: `browser.*` is there. */
  inExtension<A extends unknown[], R>(fn: PageFunction<A, R>, ...args: A): Promise<R>
  /** Ends the service worker or event page, as the browser itself does when it is idle. */
  stopBackground(): Promise<void>
  /** `runtime.reload()`, as an update does: scripts in open pages are orphaned. Open tabs stay. */
  reloadExtension(): Promise<void>
  /** Lets the extension work in private windows, as the user may. Reloads it. */
  allowPrivateWindows(): Promise<void>
  /** The machine's network cable: pages and the extension are told, too. */
  setOffline(offline: boolean): Promise<void>
  /** Whether a host's name resolves. All do at first. */
  setResolves(host: string, resolves: boolean): Promise<void>
  setColorScheme(scheme: ColorScheme): Promise<void>
  readClipboard(): Promise<string>
  /** Cookies, storage and cache of the sites; the extension's own stays. */
  clearSiteData(origins: readonly string[]): Promise<void>
  close(): Promise<void>
  /** SIGKILL, as a crash or power cut would. Keeps `profileDir`. */
  kill(): Promise<void>
}

/** Polls until `read` gives something truthy; throws with `what` and the last value after `timeout` ms. */
export async function until<T>(
  what: string,
  read: () => Promise<T> | T,
  timeout = 10_000,
  every = 100,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout
  let last: unknown
  for (;;) {
    try {
      const value = await read()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    if (Date.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last)
      throw new Error(`waited ${timeout} ms for ${what}; last seen: ${seen}`)
    }
    await new Promise((done) => setTimeout(done, every))
  }
}

/** The text of the first element that matches, as a reader sees it; '' if there is none. */
export const visibleText = (page: Page, selector = 'body'): Promise<string> =>
  page.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.innerText ?? '', selector)

/** All text in the page's closed shadow roots, as a reader sees it. */
export const closedText = (page: Page): Promise<string> =>
  page.inClosedRoots((roots) =>
    roots
      .flatMap((root) => [...root.children])
      .filter((el) => !['STYLE', 'SCRIPT', 'TEMPLATE'].includes(el.tagName))
      .map((el) => (el as HTMLElement).innerText ?? el.textContent ?? '')
      .join('\n')
      .trim(),
  )

/** Clicks, with the real mouse, the control in a closed shadow root whose name holds `name`. */
export async function clickClosed(page: Page, name: string): Promise<void> {
  const find = (roots: ShadowRoot[], wanted: string) => {
    for (const root of roots) {
      for (const el of root.querySelectorAll<HTMLElement>('button,a,[role^=menuitem],summary')) {
        const label = el.getAttribute('aria-label') ?? el.textContent
        const box = el.getBoundingClientRect()
        if (!label.includes(wanted) || box.width === 0) continue
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      }
    }
    return null
  }
  const at = await until(`a control named "${name}"`, () => page.inClosedRoots(find, name))
  await page.clickAt(at?.x ?? 0, at?.y ?? 0)
}
