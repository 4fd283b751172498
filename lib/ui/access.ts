import { browser } from 'wxt/browser'
import { isGranted } from '../monitor/access'
import { patternsOf, providers } from '../providers'
import type { Provider } from '../providers/provider'

/** Whether the browser lets this extension work on a provider's site. */
export interface SiteAccess {
  readonly providerId: string
  readonly name: string
  /** The address that people know: `claude.ai`. */
  readonly host: string
  readonly access: Provider['access']
  readonly granted: boolean
}

/** Every provider with its access. In Firefox a user may take any of them back at any time. */
export function siteAccess(): Promise<readonly SiteAccess[]> {
  return Promise.all(
    providers.map(async (provider) => ({
      providerId: provider.id,
      name: provider.name,
      host: provider.hosts[0] ?? provider.id,
      access: provider.access,
      granted: await isGranted(provider),
    })),
  )
}

/**
 * Asks the user for access to a provider's site; rejects when refused. Must be the first thing that
 * a click does: Firefox forgets the click after a promise (MDN, User actions).
 */
export async function grantAccess(providerId: string): Promise<void> {
  const provider = providers.find(({ id }) => id === providerId)
  if (!provider) throw new Error('no such provider')
  if (!(await browser.permissions.request({ origins: patternsOf(provider) }))) {
    throw new Error('refused')
  }
}

/** Calls `changed` when access is given or taken, here or in the browser's own settings. */
export function onAccessChange(changed: () => void, signal: AbortSignal): void {
  browser.permissions.onAdded.addListener(changed)
  browser.permissions.onRemoved.addListener(changed)
  signal.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(changed)
    browser.permissions.onRemoved.removeListener(changed)
  })
}
