import { type Browser, browser } from 'wxt/browser'
import type { Draft } from '../drafts/draft'
import { providerById, providerOf } from '../providers'
import { conversationOf } from '../providers/address'

export type Tab = Browser.tabs.Tab

/** A tab that may be gone. */
export async function tabOrNull(tabId: number | null): Promise<Tab | null> {
  if (tabId === null) return null
  try {
    return await browser.tabs.get(tabId)
  } catch {
    return null
  }
}

/**
 * Opens `url` in a tab beside `beside`. A private draft opens in a private window or, when none is
 * left, throws. Not by way of an empty tab that is sent on later: Chromium 156 lost that second
 * step in 11 of 30 runs and the tab stayed blank.
 */
export async function openTab(
  url: string,
  beside: Tab | null,
  isPrivate: boolean,
): Promise<number> {
  const place = await placeBeside(beside, isPrivate)
  const tab = await browser.tabs.create({ url, active: true, ...place })
  if (tab.id === undefined) throw new Error('the browser opened no tab')
  return tab.id
}

/** Shows the tab that a draft was typed in, if it still shows that conversation; else opens it anew. */
export async function showOrigin(
  draft: Draft,
  source: Tab | null,
  beside: Tab | null,
  isPrivate: boolean,
): Promise<void> {
  if (source?.id !== undefined && source.url && isAt(draft, source.url)) {
    await browser.tabs.update(source.id, { active: true })
    await browser.windows.update(source.windowId, { focused: true })
    return
  }
  const url = isAt(draft, draft.url) ? draft.url : providerById(draft.providerId)?.newChat
  if (!url) throw new Error('this assistant is no longer known')
  await openTab(url, beside, isPrivate)
}

function isAt(draft: Draft, url: string): boolean {
  const provider = providerOf(url)
  if (!provider || URL.parse(url)?.origin !== draft.origin) return false
  return conversationOf(provider, url) === draft.conversationId
}

async function placeBeside(beside: Tab | null, isPrivate: boolean) {
  if (beside && beside.incognito === isPrivate) {
    return { windowId: beside.windowId, index: beside.index + 1 }
  }
  if (!isPrivate) return {}
  const windows = await browser.windows.getAll()
  const window = windows.find((w) => w.incognito && w.id !== undefined)
  if (window?.id === undefined) throw new Error('its private window is closed')
  return { windowId: window.id }
}
