import type { Provider } from '../providers/provider'
import { type Composer, findComposer } from './composer'
import { readText } from './read'
import { pause, whenVisible } from './wait'

/** Milliseconds that a composer must stand unchanged: text put in before a site has finished is lost. */
const settling = 100

/**
 * Waits for a composer that takes text: visible, editable, and the same for a moment, with the same
 * content. Looks often at first, then twice a second, as long as a sign-in may take. `null` once
 * `signal` aborts.
 */
export async function readyComposer(
  doc: Document,
  provider: Provider,
  signal: AbortSignal,
): Promise<Composer | null> {
  const eager = Date.now() + 20_000
  let last = null as { element: Element; text: string; since: number } | null
  while (!signal.aborted) {
    await whenVisible(doc, signal)
    const composer = findComposer(doc, provider)
    // A composer can come with the document, long before the script that makes it live.
    const isLoading = doc.readyState !== 'complete' && Date.now() < eager
    if (!composer || isLoading || !takesText(composer)) last = null
    else {
      const { element } = composer
      const text = readText(element)
      if (last?.element !== element || last.text !== text)
        last = { element, text, since: Date.now() }
      else if (Date.now() - last.since >= settling) return composer
    }
    await pause(last || Date.now() < eager ? 50 : 500, signal)
  }
  return null
}

function takesText({ element, editor }: Composer): boolean {
  const area = element as HTMLTextAreaElement
  return editor !== 'textarea' || !(area.disabled || area.readOnly)
}
