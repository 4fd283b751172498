import type { HandoffOutcome, HandoffPayload } from '../handoff/handoff'
import type { send } from '../messages'
import { type Composer, findComposer } from '../page/composer'
import { fillComposer } from '../page/fill/fill'
import { readText } from '../page/read'
import { readyComposer } from '../page/ready'
import { pause } from '../page/wait'
import type { Provider } from '../providers/provider'
import type { LeftFile } from './give-files'

/** What to do with text that stands in the composer already. */
export type Overwrite = 'replace' | 'append' | 'keep'

export interface ReceiverOptions {
  readonly doc: Document
  readonly provider: Provider
  readonly send: typeof send
  readonly signal: AbortSignal
  /** The composer holds other text, typed or restored by the site: only the user may decide. */
  readonly confirmOverwrite: (existing: string, payload: HandoffPayload) => Promise<Overwrite>
  /** Attaches the prompt's files; `composer` is `null` once the prompt no longer stands there. */
  readonly giveFiles: (
    payload: HandoffPayload,
    composer: () => Composer | null,
  ) => Promise<readonly LeftFile[]>
  /** `left`: files that could not be attached. */
  readonly onFilled: (payload: HandoffPayload, left: readonly LeftFile[]) => void
  /** The text could not be put in; it should be offered to copy. `reason` is in words. */
  readonly onFailed: (payload: HandoffPayload, reason: string) => void
}

export interface Receiver {
  /** Asks whether a prompt waits for this tab, and puts it in. Safe to call at any time. */
  claim(): Promise<void>
}

/** How long (ms) a filled text must stand before it is called filled, … */
const proof = 400
/** … and how much longer it is looked after: a composer drawn by the server drops what it holds when
 * its script comes at last, and nothing in the page tells a dead one from a live one. */
const care = 10_000
/** Between two looks at it, ms: what a site drops is back before its user has begun to read. */
const glance = 50
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
        if (outcome.kind === 'filled') options.onFilled(payload, await give(payload))
        if (outcome.kind === 'failed') options.onFailed(payload, outcome.reason)
      }
      await report(payload.id, outcome)
      if (outcome.kind === 'filled' && !(await stays(payload, care))) await put(payload)
    } finally {
      isBusy = false
    }
  }

  const give = async (payload: HandoffPayload): Promise<readonly LeftFile[]> => {
    if (payload.attachments.length === 0) return []
    const composer = () => {
      const found = findComposer(doc, provider)
      return found && isThere(readText(found.element), payload) ? found : null
    }
    try {
      return await options.giveFiles(payload, composer)
    } catch {
      return payload.attachments.map((info) => ({ info, file: null }))
    }
  }

  /** `null` when the page goes before it is decided. */
  const put = async (payload: HandoffPayload): Promise<HandoffOutcome | null> => {
    let reason = 'the page took the text away again'
    for (let attempt = 0; attempt < attempts; attempt++) {
      const composer = await readyComposer(doc, provider, signal)
      if (!composer) return null
      const existing = readText(composer.element)
      if (!isThere(existing, payload)) {
        const wanted = existing.trim() ? await askFor(existing, payload) : payload.text
        if (wanted === null) return { kind: 'declined' }
        // The site may have drawn another composer while the user was asked.
        const target = findComposer(doc, provider) ?? composer
        const result = await fillComposer(target, wanted, signal)
        if (signal.aborted) return null
        if (!result.ok) reason = result.reason
      }
      if (await stays(payload, proof)) return { kind: 'filled' }
    }
    return { kind: 'failed', reason }
  }

  const askFor = async (existing: string, payload: HandoffPayload) => {
    const choice = await options.confirmOverwrite(existing, payload)
    if (choice === 'keep') return null
    if (choice === 'replace') return payload.text
    const composer = findComposer(doc, provider)
    return `${(composer ? readText(composer.element) : existing).trimEnd()}\n\n${payload.text}`
  }

  /** Whether the site leaves the text alone for `ms`. The user may do with it what they like. */
  const stays = async (payload: HandoffPayload, ms: number): Promise<boolean> => {
    const touch = new AbortController()
    const until = AbortSignal.any([touch.signal, signal])
    const onTouch = (event: Event) => event.isTrusted && touch.abort()
    for (const type of ['keydown', 'pointerdown', 'beforeinput']) {
      doc.addEventListener(type, onTouch, { capture: true, signal: until })
    }
    let isStanding = true
    for (const end = Date.now() + ms; isStanding && Date.now() < end && !until.aborted; ) {
      const composer = findComposer(doc, provider)
      isStanding = composer !== null && isThere(readText(composer.element), payload)
      await pause(glance, until)
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
function isThere(existing: string, payload: HandoffPayload): boolean {
  const text = payload.text.replace(/\r\n?/g, '\n')
  return existing === text || existing.endsWith(`\n\n${text}`)
}
