import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { type Collector, collectConversation } from '../lib/page/conversation'
import { providerOf } from '../lib/providers'

/** In the isolated world of a page, where the background asks it. */
const world = globalThis as { understudyConversation?: Collector }

/**
 * Remembers a page's conversation: put into a chat page when the user asks for it, and working only
 * in memory until the page goes.
 */
export default defineUnlistedScript(() => {
  const provider = providerOf(location.href)
  if (!provider) return
  world.understudyConversation ??= collectConversation(
    document,
    provider,
    new AbortController().signal,
  )
})
