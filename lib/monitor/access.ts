import { browser } from 'wxt/browser'
import type { Provider } from '../providers/provider'

/** Whether the browser lets the extension work on this provider's current site. */
export const isGranted = ({ hosts }: Provider): Promise<boolean> =>
  browser.permissions.contains({ origins: hosts.slice(0, 1).map((host) => `https://${host}/*`) })
