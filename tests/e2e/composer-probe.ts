import { findComposer } from '../../lib/page/composer'
import { fillComposer } from '../../lib/page/fill/fill'
import { readText } from '../../lib/page/read'
import { readyComposer } from '../../lib/page/ready'
import { providerOf } from '../../lib/providers'

/** What the test asks of the content script, through the page. */
export type Ask =
  | { readonly probe: 'ready' }
  | { readonly probe: 'fill'; readonly text: string }
  | { readonly probe: 'read' }

// The real modules in a real isolated world, driven from the page by messages.
const provider = providerOf(location.href)
const { signal } = new AbortController()

async function answer(ask: Ask): Promise<unknown> {
  if (!provider) return 'no provider'
  if (ask.probe === 'ready') return (await readyComposer(document, provider, signal))?.editor
  const composer = findComposer(document, provider)
  if (!composer) return 'no composer'
  if (ask.probe === 'read') return readText(composer.element)
  const started = performance.now()
  const result = await fillComposer(composer, ask.text, signal)
  return { ...result, ms: performance.now() - started }
}

window.addEventListener('message', async ({ data }: MessageEvent<{ id: number; ask?: Ask }>) => {
  if (!data.ask) return
  const reply = JSON.stringify((await answer(data.ask)) ?? null)
  window.postMessage({ id: data.id, reply }, '*')
})
