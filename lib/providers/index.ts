import { patternsOf, providerAmong } from './address'
import { installed } from './installed'
import { optional } from './optional'
import type { Provider } from './provider'

/** Every provider. All else (permissions, matches, menus, polling) derives from the two lists. */
export const providers: readonly Provider[] = [...installed, ...optional]

export const providerById = (id: string): Provider | undefined => providers.find((p) => p.id === id)

/** The provider of an address, `undefined` for anything else. */
export const providerOf = (url: string | URL): Provider | undefined => providerAmong(providers, url)

/** Every chat site, granted or not. */
export const chatPatterns = providers.flatMap(patternsOf)

/** Granted at install. */
export const hostPatterns = installed.flatMap(patternsOf)

/** Asked for when the user switches a provider on, or lets its status page be read. */
export const optionalHostPatterns = optional
  .flatMap(patternsOf)
  .concat(providers.flatMap((p) => p.status?.permission ?? []))
