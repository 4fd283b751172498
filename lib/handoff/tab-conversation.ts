import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { Conversation } from '../page/conversation'
import { providerOf } from '../providers'
import { conversationShape } from './conversation'
import { tabOrNull } from './tabs'

/**
 * Begins to remember the conversation of a chat tab, in that page's memory; does nothing where that
 * is done already. Throws when the browser does not let us into the tab.
 */
export async function followConversation(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['/conversation.js'] })
}

/** What was seen of a chat tab's conversation so far, which it is followed for from now on; `null`: no chat. */
export async function conversationIn(tabId: number): Promise<Conversation | null> {
  const tab = await tabOrNull(tabId)
  const provider = tab?.url ? providerOf(tab.url) : undefined
  if (!provider) return null
  try {
    await followConversation(tabId)
    const [there] = await browser.scripting.executeScript({ target: { tabId }, func: readThere })
    const seen = v.safeParse(conversationShape, there?.result)
    // The tab may have gone elsewhere meanwhile.
    return seen.success && providerOf(seen.output.origin)?.id === provider.id ? seen.output : null
  } catch {
    return null
  }
}

/** Runs in the page, in the isolated world that the conversation's script works in. */
const readThere = () =>
  (globalThis as { understudyConversation?: { read(): unknown } }).understudyConversation?.read() ??
  null
