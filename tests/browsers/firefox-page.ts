import { writeFileSync } from 'node:fs'
import type { Bidi } from './bidi.ts'
import type { Page } from './browser.ts'

export interface Context {
  context: string
}

export interface FirefoxPage extends Page {
  /** BiDi's id of the tab. */
  readonly context: string
}

/** Runs a function in the browser's own window. */
export type Chrome = <A extends unknown[], R>(
  fn: (...args: A) => R,
  ...args: A
) => Promise<Awaited<R>>

interface Evaluated {
  type: 'success' | 'exception'
  result?: { type: string; value?: unknown }
  exceptionDetails?: { text: string }
}

/** Runs a function in a context; arguments and result travel as JSON. */
export async function call<R>(
  bidi: Bidi,
  context: string,
  fn: string,
  args: readonly unknown[],
  references: readonly object[] = [],
): Promise<R> {
  const given = JSON.stringify(args).slice(1, -1)
  const lead = references.length > 0 ? `roots${given && ', '}` : ''
  const reply = await bidi.send<Evaluated>('script.callFunction', {
    functionDeclaration: `async (...roots) => JSON.stringify(await (${fn})(${lead}${given}))`,
    arguments: references.filter((reference) => 'sharedId' in reference),
    target: { context },
    awaitPromise: true,
    userActivation: true,
  })
  if (reply.type === 'exception') throw new Error(reply.exceptionDetails?.text ?? 'failed')
  const json = reply.result?.value
  return (typeof json === 'string' ? JSON.parse(json) : undefined) as R
}

/** Drives one tab. */
export function drive(bidi: Bidi, chrome: Chrome, context: string, tabId: number): FirefoxPage {
  const errors: string[] = []
  bidi.on('log.entryAdded', (entry: LogEntry) => {
    if (entry.source.context === context && entry.type === 'javascript') errors.push(entry.text)
  })

  const load = async (method: string, params: object) => {
    try {
      await bidi.send(method, { context, wait: 'complete', ...params })
      return { error: null }
    } catch (error) {
      return { error: /NS_\w+/.exec(String(error))?.[0] ?? String(error) }
    }
  }
  const perform = (actions: object[]) => bidi.send('input.performActions', { context, actions })
  const keys = (strokes: object[]) => perform([{ type: 'key', id: 'keyboard', actions: strokes }])
  const clickAt = async (x: number, y: number) => {
    const at = { x: Math.round(x), y: Math.round(y), origin: 'viewport' }
    await perform([
      {
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', ...at },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ])
  }
  const press = (key: string) => keys(chord(key))

  return {
    context,
    tabId,
    errors,
    url: () => call(bidi, context, '() => location.href', []),
    goto: (url) => load('browsingContext.navigate', { url }),
    reload: () => load('browsingContext.reload', {}),
    async back() {
      await bidi.send('browsingContext.traverseHistory', { context, delta: -1 })
    },
    async type(text) {
      for (const [i, line] of text.split('\n').entries()) {
        if (i > 0) await press('Shift+Enter')
        if (line) await keys(strokes(line))
      }
    },
    async press(key) {
      await press(key)
    },
    async paste(text) {
      await chrome(copy, text)
      await press('Control+V')
    },
    async click(selector) {
      const at = await waitForBox(bidi, context, selector)
      await clickAt(at.x, at.y)
    },
    clickAt,
    async setFiles(selector, paths) {
      const { nodes } = await bidi.send<{ nodes: { sharedId: string }[] }>(
        'browsingContext.locateNodes',
        { context, locator: { type: 'css', value: selector }, maxNodeCount: 1 },
      )
      await bidi.send('input.setFiles', {
        context,
        element: { sharedId: nodes[0]?.sharedId },
        files: paths,
      })
    },
    evaluate: (fn, ...args) => call(bidi, context, String(fn), args),
    async inClosedRoots(fn, ...args) {
      const { nodes } = await bidi.send<{ nodes: LocatedNode[] }>('browsingContext.locateNodes', {
        context,
        // A page may hold thousands of nodes: an extension hangs its host near the top.
        locator: { type: 'css', value: 'html > *, body > *, body > * > *' },
        serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
      })
      const roots = nodes
        .map((node) => node.value?.shadowRoot)
        .filter((root) => root?.value?.mode === 'closed')
        .map((root) => ({ sharedId: root?.sharedId }))
      // An empty object marks "no roots" apart from "not asked for roots".
      return call(bidi, context, String(fn), args, [...roots, {}])
    },
    async screenshot(path) {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
        context,
      })
      writeFileSync(path, Buffer.from(data, 'base64'))
    },
    async bringToFront() {
      await bidi.send('browsingContext.activate', { context })
    },
    async crash() {
      process.kill(await chrome(processOf, context), 'SIGKILL')
    },
    async close() {
      await bidi.send('browsingContext.close', { context })
    },
  }
}

interface LogEntry {
  type: string
  text: string
  source: { context?: string }
}

interface LocatedNode {
  value?: { shadowRoot?: { sharedId?: string; value?: { mode?: string } } | null }
}

const middleOf = (selector: string) => {
  const el = document.querySelector(selector)
  if (!el) return null
  el.scrollIntoView({ block: 'nearest' })
  const box = el.getBoundingClientRect()
  return box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null
}

async function waitForBox(bidi: Bidi, context: string, selector: string) {
  for (let i = 0; i < 300; i++) {
    const at = await call<{ x: number; y: number } | null>(bidi, context, String(middleOf), [
      selector,
    ])
    if (at) return at
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`nothing to click at ${selector}`)
}

// WebDriver's code points for keys that write no character.
const keyCodes: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}

function chord(key: string): object[] {
  const parts = key.split('+').map((part) => keyCodes[part] ?? (part.length > 1 ? part : part))
  const last = parts.length - 1
  const lower = parts.map((part, i) => (i === last && last > 0 ? part.toLowerCase() : part))
  return [
    ...lower.map((value) => ({ type: 'keyDown', value })),
    ...lower.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]
}

function strokes(text: string): object[] {
  return [...new Intl.Segmenter().segment(text)].flatMap(({ segment: value }) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ])
}

// Runs in Firefox's own window.
// biome-ignore lint/suspicious/noExplicitAny: its internals have no types here
declare const Cc: any, Ci: any, ChromeUtils: any

const processOf = (context: string) => {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  )
  return NavigableManager.getBrowserById(context).browsingContext.currentWindowGlobal
    .osPid as number
}

const copy = (text: string) => {
  Cc['@mozilla.org/widget/clipboardhelper;1'].getService(Ci.nsIClipboardHelper).copyString(text)
}
