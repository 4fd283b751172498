import { browser } from 'wxt/browser'
import { chatPatterns } from '../providers'

/**
 * Puts the content script into chat tabs that were open before the extension was: Chrome does not,
 * Firefox does by itself. Discarded tabs get it when they load again.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  if (import.meta.env.FIREFOX) return
  for (const tab of await browser.tabs.query({ url: chatPatterns, discarded: false })) {
    if (tab.id === undefined) continue
    await browser.scripting
      .executeScript({ target: { tabId: tab.id }, files: ['/content-scripts/chat.js'] })
      // A tab that shows an error page, or went away meanwhile.
      .catch(() => {})
  }
}
