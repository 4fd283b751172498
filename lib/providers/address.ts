import type { Provider } from './provider'

/** The provider of an address among some, `undefined` for anything else. */
export function providerAmong(some: readonly Provider[], url: string | URL): Provider | undefined {
  const parsed = typeof url === 'string' ? URL.parse(url) : url
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'wss:') return undefined
  return some.find((p) => p.hosts.includes(parsed.hostname))
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

/** Match patterns of a provider's sites. */
export const patternsOf = ({ hosts }: Pick<Provider, 'hosts'>): string[] =>
  hosts.map((host) => `https://${host}/*`)
