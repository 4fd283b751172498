import { browser } from 'wxt/browser'
import { chatPatterns, providerOf } from '../providers'
import type { Badge } from './badge'

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

/** Puts a badge on one tab, or on the toolbar at large. A tab that is gone is no error. */
export async function paint(badge: Badge, tabId?: number): Promise<void> {
  const where = tabId === undefined ? {} : { tabId }
  const { action } = browser
  try {
    await action.setBadgeBackgroundColor({ ...where, color: badge.color })
    await action.setBadgeTextColor({ ...where, color: '#ffffff' })
    await action.setBadgeText({ ...where, text: badge.text })
    await action.setTitle({ ...where, title: badge.title })
  } catch (error) {
    if (tabId === undefined) throw error
  }
}
