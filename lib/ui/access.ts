import { browser } from 'wxt/browser'
import { isGranted, notifications } from '../monitor/access'
import { providerById, providers } from '../providers'
import { patternsOf } from '../providers/address'
import type { Provider } from '../providers/provider'

/** Whether the browser lets this extension work on a provider's site. */
export interface SiteAccess {
  readonly providerId: string
  readonly name: string
  /** The address that people know: `claude.ai`. */
  readonly host: string
  readonly access: Provider['access']
  readonly granted: boolean
  /** Host of its status page where the browser does not let us read that yet; else `null`. */
  readonly barredStatus: string | null
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
      barredStatus: await barredStatus(provider),
    })),
  )
}

/**
 * Asks the user for access to a provider's site; rejects when refused. Must be the first thing that
 * a click does: Firefox forgets the click after a promise (MDN, User actions).
 */
export async function grantAccess(providerId: string): Promise<void> {
  const provider = providerById(providerId)
  // One question for both; for a site that is there from the start the second is asked when wanted.
  const status = provider?.access === 'optional' ? (provider.status?.permission ?? []) : []
  await request(provider ? patternsOf(provider).concat(status) : [])
}

/** The same for a provider's status page, where that needs a permission of its own. */
export async function grantStatus(providerId: string): Promise<void> {
  await request([providerById(providerId)?.status?.permission ?? []].flat())
}

/** The same for pages by their match patterns. */
export const grantPages = (patterns: readonly string[]): Promise<void> => request([...patterns])

/** Asks whether we may notify outside the page; rejects when refused. First in a click, too. */
export async function grantNotifications(): Promise<void> {
  if (!(await browser.permissions.request(notifications))) throw new Error('refused')
}

/** Gives that permission back. */
export async function dropNotifications(): Promise<void> {
  await browser.permissions.remove(notifications)
}

async function request(origins: string[]): Promise<void> {
  if (origins.length === 0) throw new Error('no such provider')
  if (!(await browser.permissions.request({ origins }))) throw new Error('refused')
}

async function barredStatus({ status }: Provider): Promise<string | null> {
  if (!status?.permission) return null
  const allowed = await browser.permissions.contains({ origins: [status.permission] })
  return allowed ? null : new URL(status.permission).host
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
