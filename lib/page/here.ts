import { conversationOf } from '../providers/address'
import type { Provider } from '../providers/provider'

/** Answers which conversation the page shows, `null` in a new chat. Cheap: an address is parsed once. */
export function conversationHere(doc: Document, provider: Provider): () => string | null {
  let href = ''
  let id: string | null = null
  return () => {
    const now = doc.location.href
    if (now !== href) {
      href = now
      id = conversationOf(provider, now)
    }
    return id
  }
}
