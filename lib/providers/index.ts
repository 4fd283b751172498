import { chatgpt } from './chatgpt'
import { claude } from './claude'
import { copilot } from './copilot'
import { deepseek } from './deepseek'
import { gemini } from './gemini'
import { grok } from './grok'
import { kimi } from './kimi'
import { meta } from './meta'
import { mistral } from './mistral'
import { perplexity } from './perplexity'
import type { Provider } from './provider'
import { qwen } from './qwen'

/** Those whose sites work from the install on. */
export const installed: readonly Provider[] = [claude, chatgpt, gemini]

/** Those that the user switches on; a site added by an update would switch the extension off. */
export const optional: readonly Provider[] = [
  deepseek,
  grok,
  copilot,
  perplexity,
  mistral,
  kimi,
  qwen,
  meta,
]

/** Every provider: one file, one line. All else (permissions, matches, menus, polling) derives from it. */
export const providers: readonly Provider[] = /* @__PURE__ */ installed.concat(optional)

export const providerById = (id: string): Provider | undefined => providers.find((p) => p.id === id)

/** The provider of an address among some, `undefined` for anything else. */
export function providerAmong(some: readonly Provider[], url: string | URL): Provider | undefined {
  const parsed = typeof url === 'string' ? URL.parse(url) : url
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'wss:') return undefined
  return some.find((p) => p.hosts.includes(parsed.hostname))
}

/** The provider of an address, `undefined` for anything else. */
export const providerOf = (url: string | URL): Provider | undefined => providerAmong(providers, url)

/** The conversation's id in an address of this provider, `null` in a new chat. */
export function conversationOf(provider: Provider, url: string | URL): string | null {
  const path = new URL(url).pathname
  for (const pattern of provider.conversation) {
    const id = pattern.exec(path)?.[1]
    if (id) return id
  }
  return null
}

/** Match patterns of a provider's sites. */
export const patternsOf = ({ hosts }: Pick<Provider, 'hosts'>): string[] =>
  hosts.map((host) => `https://${host}/*`)

/** Every chat site, granted or not. */
export const chatPatterns = /* @__PURE__ */ providers.flatMap(patternsOf)

/** Granted at install. */
export const hostPatterns = /* @__PURE__ */ installed.flatMap(patternsOf)

/** Asked for when the user switches a provider on, or lets its status page be read. */
export const optionalHostPatterns = /* @__PURE__ */ optional
  .flatMap(patternsOf)
  .concat(providers.flatMap((p) => p.status?.permission ?? []))
