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

/** Every provider: one file, one line. All else (permissions, matches, menus, polling) derives from it. */
export const providers: readonly Provider[] = [
  claude,
  chatgpt,
  gemini,
  deepseek,
  grok,
  copilot,
  perplexity,
  mistral,
  kimi,
  qwen,
  meta,
]

export const providerById = (id: string): Provider | undefined => providers.find((p) => p.id === id)

/** The provider of an address, `undefined` for anything else. */
export function providerOf(url: string | URL): Provider | undefined {
  const parsed = typeof url === 'string' ? URL.parse(url) : url
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'wss:') return undefined
  return providers.find((p) => p.hosts.includes(parsed.hostname))
}

/** The conversation's id in an address of this provider, `null` in a new chat. */
export function conversationOf(provider: Provider, url: string | URL): string | null {
  const path = new URL(url).pathname
  for (const pattern of provider.conversation) {
    const id = pattern.exec(path)?.[1]
    if (id) return id
  }
  return null
}

const patternsOf = (access: Provider['access']) =>
  providers
    .filter((p) => p.access === access)
    .flatMap((p) => p.hosts.map((host) => `https://${host}/*`))

/** Every chat site, granted or not. */
export const chatPatterns = providers.flatMap((p) => p.hosts.map((host) => `https://${host}/*`))

/** Granted at install. */
export const hostPatterns = patternsOf('install')

/** Asked for when the user switches a provider on, or lets its status page be read. */
export const optionalHostPatterns = [
  ...patternsOf('optional'),
  ...providers.flatMap((p) => (p.status?.permission ? [p.status.permission] : [])),
]
