import { browser } from 'wxt/browser'
import { serial } from '../drafts/serial'
import { hostPatterns } from '../providers'
import { patternsOf } from '../providers/address'
import { optional } from '../providers/optional'
import { isGranted } from './access'

const ID = 'optional'
const SCRIPT = '/content-scripts/optional.js'

/**
 * Puts the content script into chat tabs that were open before the extension was: Chrome does not,
 * Firefox does by itself. Discarded tabs get it when they load again.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  if (import.meta.env.FIREFOX) return
  await inject([...hostPatterns], '/content-scripts/chat.js')
}

/**
 * Has the optional sites that the user allows get their content script; Chrome forgets that at each
 * update. `granted`: match patterns just given, whose open tabs get it now.
 */
export const registerOptionalSites = (granted: readonly string[] = []): Promise<void> =>
  inTurn(() => register(granted))

/** Two at once would both find nothing registered. */
const inTurn = serial()

async function register(granted: readonly string[]): Promise<void> {
  const allowed = await Promise.all(optional.map(isGranted))
  const matches = optional.filter((_, i) => allowed[i]).flatMap(patternsOf)
  const { scripting } = browser
  if ((await scripting.getRegisteredContentScripts({ ids: [ID] })).length > 0) {
    await scripting.unregisterContentScripts({ ids: [ID] })
  }
  if (matches.length > 0) {
    await scripting.registerContentScripts([
      { id: ID, matches, js: [SCRIPT], runAt: 'document_end', persistAcrossSessions: true },
    ])
  }
  const open = granted.filter((pattern) => matches.includes(pattern))
  if (open.length > 0) await inject(open, SCRIPT)
}

async function inject(
  url: string[],
  file: '/content-scripts/chat.js' | '/content-scripts/optional.js',
): Promise<void> {
  for (const tab of await browser.tabs.query({ url, discarded: false })) {
    if (tab.id === undefined) continue
    await browser.scripting
      .executeScript({ target: { tabId: tab.id }, files: [file] })
      // A tab that shows an error page, or went away meanwhile.
      .catch(() => {})
  }
}
