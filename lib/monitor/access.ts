import { type Browser, browser } from 'wxt/browser'
import { patternsOf } from '../providers/address'
import type { Provider } from '../providers/provider'

/** Whether the browser lets the extension work on this provider's sites. */
export const isGranted = (provider: Provider): Promise<boolean> =>
  browser.permissions.contains({ origins: patternsOf(provider) })

/** Optional, and asked for when first useful. */
export const notifications: Browser.permissions.Permissions = { permissions: ['notifications'] }

/** Whether the user lets us tell outside the page that a provider is back. */
export const canNotify = (): Promise<boolean> => browser.permissions.contains(notifications)
