import type { HandoffOutcome, HandoffPayload } from '../handoff/handoff'
import type { send } from '../messages'
import { findComposer } from '../page/composer'
import { fillComposer } from '../page/fill/fill'
import { readText } from '../page/read'
import { readyComposer } from '../page/ready'
import { pause } from '../page/wait'
import type { Provider } from '../providers/provider'

/** What to do with text that stands in the composer already. */
export type Overwrite = 'replace' | 'append' | 'keep'

export interface ReceiverOptions {
  readonly doc: Document
  readonly provider: Provider
  readonly send: typeof send
  readonly signal: AbortSignal
  /** The composer holds other text, typed or restored by the site: only the user may decide. */
  readonly confirmOverwrite: (existing: string, payload: HandoffPayload) => Promise<Overwrite>
  readonly onFilled: (payload: HandoffPayload) => void
  /** The text could not be put in; it should be offered to copy. `reason` is in words. */
  readonly onFailed: (payload: HandoffPayload, reason: string) => void
}

export interface Receiver {
  /** Asks whether a prompt waits for this tab, and puts it in. Safe to call at any time. */
  claim(): Promise<void>
}

/** How long (ms) a filled text is watched: a page that hydrates or restores its own draft drops it. */
const guard = 400
const attempts = 3

/**
 * Puts the prompt that was carried to this tab into its composer: once it is ready, never over
 * other text without asking, proven by reading back. The background keeps the prompt until then,
 * so that a reload or a sign-in in between only begins anew; what stands there is not put in twice.
 */
export function receiveHandoffs(options: ReceiverOptions): Receiver {
  const { doc, provider, signal } = options
  const finished = new Map<string, HandoffOutcome>()
  let isBusy = false

  const claim = async () => {
    if (isBusy) return
    isBusy = true
    try {
      const payload = await options.send('handoff.claim', null)
      if (!payload) return
      const outcome = finished.get(payload.id) ?? (await put(payload))
      if (!outcome) return
      if (!finished.has(payload.id)) {
        finished.set(payload.id, outcome)
        if (outcome.kind === 'filled') options.onFilled(payload)
        if (outcome.kind === 'failed') options.onFailed(payload, outcome.reason)
      }
      await report(payload.id, outcome)
    } finally {
      isBusy = false
    }
  }

  /** `null` when the page goes before it is decided. */
  const put = async (payload: HandoffPayload): Promise<HandoffOutcome | null> => {
    const text = payload.text.replace(/\r\n?/g, '\n')
    for (let attempt = 0; attempt < attempts; attempt++) {
      const composer = await readyComposer(doc, provider, signal)
      if (!composer) return null
      const existing = readText(composer.element)
      if (!isThere(existing, text)) {
        const wanted = existing.trim() ? await askFor(existing, payload, text) : text
        if (wanted === null) return { kind: 'declined' }
        // The site may have drawn another composer while the user was asked.
        const target = findComposer(doc, provider) ?? composer
        const result = await fillComposer(target, wanted, signal)
        if (signal.aborted) return null
        if (!result.ok) return { kind: 'failed', reason: result.reason }
      }
      if (await stays(text)) return { kind: 'filled' }
    }
    return { kind: 'failed', reason: 'the page took the text away again' }
  }

  const askFor = async (existing: string, payload: HandoffPayload, text: string) => {
    const choice = await options.confirmOverwrite(existing, payload)
    if (choice === 'keep') return null
    if (choice === 'replace') return text
    const composer = findComposer(doc, provider)
    return `${(composer ? readText(composer.element) : existing).trimEnd()}\n\n${text}`
  }

  /** Whether the text is left alone, by the site; the user may do with it what they like. */
  const stays = async (text: string): Promise<boolean> => {
    const touch = new AbortController()
    const onTouch = (event: Event) => event.isTrusted && touch.abort()
    for (const type of ['keydown', 'pointerdown', 'beforeinput']) {
      doc.addEventListener(type, onTouch, { capture: true, signal: touch.signal })
    }
    const end = Date.now() + guard
    let isStanding = true
    while (isStanding && Date.now() < end && !touch.signal.aborted && !signal.aborted) {
      await pause(50, AbortSignal.any([touch.signal, signal]))
      if (touch.signal.aborted) return true
      const composer = findComposer(doc, provider)
      isStanding = composer !== null && isThere(readText(composer.element), text)
    }
    touch.abort()
    return isStanding
  }

  const report = async (id: string, outcome: HandoffOutcome) => {
    for (let attempt = 0; attempt < attempts && !signal.aborted; attempt++) {
      try {
        await options.send('handoff.done', { id, outcome })
        return
      } catch {
        await pause(1000, signal)
      }
    }
  }

  // Without an answer there is nothing to put in; the next load asks again.
  claim().catch(() => undefined)
  return { claim }
}

/** Also behind other text that the user wanted kept. */
const isThere = (existing: string, text: string) =>
  existing === text || existing.endsWith(`\n\n${text}`)
