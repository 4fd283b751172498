import { browser } from 'wxt/browser'
import { patternsOf } from '../providers/address'
import type { Provider } from '../providers/provider'

/** Whether the browser lets the extension work on this provider's sites. */
export const isGranted = (provider: Provider): Promise<boolean> =>
  browser.permissions.contains({ origins: patternsOf(provider) })
