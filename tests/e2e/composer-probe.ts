import { type KeeperOptions, keepDrafts } from '../../lib/chat/keeper'
import { type ReceiverOptions, receiveHandoffs } from '../../lib/chat/receiver'
import { findComposer } from '../../lib/page/composer'
import { fillComposer } from '../../lib/page/fill/fill'
import { heartbeat } from '../../lib/page/heartbeat'
import { conversationHere } from '../../lib/page/here'
import { readText } from '../../lib/page/read'
import { readyComposer } from '../../lib/page/ready'
import { providerOf } from '../../lib/providers'

/** What the test asks of the content script, through the page. */
export type Ask =
  | { readonly probe: 'ready' }
  | { readonly probe: 'fill'; readonly text: string }
  | { readonly probe: 'read' }
  /** Starts the keeper anew; what it saves goes nowhere but into the log. */
  | { readonly probe: 'keep' }
  | { readonly probe: 'kept' }
  /** A prompt waits for this tab. */
  | { readonly probe: 'receive'; readonly text: string }

export interface Kept {
  readonly saves: readonly { id: string; text: string; sent: boolean }[]
  readonly submitted: readonly { id: string; text: string }[]
}

// The real modules in a real isolated world, driven from the page by messages.
const provider = providerOf(location.href)
const { signal } = new AbortController()

let log: { saves: Kept['saves'][number][]; submitted: Kept['submitted'][number][] }
let keeping = new AbortController()

function keep(): void {
  if (!provider) return
  keeping.abort()
  keeping = new AbortController()
  log = { saves: [], submitted: [] }
  const send = async (name: string, request: Kept['saves'][number]) => {
    if (name === 'draft.here') return []
    log.saves.push(request)
    return { saved: true, problem: null }
  }
  keepDrafts({
    doc: document,
    provider,
    signal: keeping.signal,
    here: conversationHere(document, provider),
    eachBeat: heartbeat(() => false, keeping.signal),
    send: send as unknown as KeeperOptions['send'],
    writeAhead: null,
    isAlive: () => true,
    onSave() {},
    onSubmit: ({ id, text }) => log.submitted.push({ id, text }),
    onStop() {},
    onUnsaved() {},
  })
}

function receive(text: string): void {
  if (!provider) return
  const send = async (name: string) =>
    name === 'handoff.claim' ? { id: 'h', text, sourceName: 'Claude', attachments: [] } : null
  receiveHandoffs({
    doc: document,
    provider,
    send: send as unknown as ReceiverOptions['send'],
    signal,
    confirmOverwrite: async () => 'keep',
    giveFiles: async () => [],
    onFilled() {},
    onFailed() {},
  })
}

async function answer(ask: Ask): Promise<unknown> {
  if (!provider) return 'no provider'
  if (ask.probe === 'keep') return keep()
  if (ask.probe === 'kept') return log
  if (ask.probe === 'receive') return receive(ask.text)
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
