import { browser } from 'wxt/browser'
import { walKey } from '../drafts/wal'
import type { WriteAhead } from './saver'

/**
 * Chrome keeps a `storage.local.set` of a page that is going, also when the worker sleeps, where a
 * message is lost; Firefox is the other way round (measured on Chromium 156 and Firefox 153).
 * `null` in Firefox, and in private windows, of which nothing may reach the disk.
 */
export function writeAheadOf(origin: string): WriteAhead | null {
  if (import.meta.env.FIREFOX || browser.extension.inIncognitoContext) return null
  // Best effort: by now the page may be gone, and the message was sent as well.
  const ignore = () => undefined
  return {
    write: (entry) => {
      browser.storage.local.set({ [walKey(origin, entry.id)]: entry }).catch(ignore)
    },
    erase: (draftId) => {
      browser.storage.local.remove(walKey(origin, draftId)).catch(ignore)
    },
  }
}

/** `false` once the extension was reloaded or removed under this page. */
export function isExtensionAlive(): boolean {
  try {
    return Boolean(browser.runtime?.id)
  } catch {
    return false
  }
}
