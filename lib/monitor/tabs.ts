import { browser } from 'wxt/browser'
import { chatPatterns, providerOf } from '../providers'

export interface ChatTab {
  readonly id: number
  readonly url: string
  readonly incognito: boolean
  readonly providerId: string
}

/** Chat tabs that the extension may see, each with its provider. */
export async function chatTabs(): Promise<ChatTab[]> {
  const tabs = await browser.tabs.query({ url: chatPatterns })
  return tabs.flatMap(({ id, url, incognito }) => {
    const provider = url === undefined ? undefined : providerOf(url)
    return id === undefined || url === undefined || !provider
      ? []
      : [{ id, url, incognito, providerId: provider.id }]
  })
}
