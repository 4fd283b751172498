import type { Draft } from '../drafts/draft'
import type { send } from '../messages'
import { type Composer, findComposer } from '../page/composer'
import { fillComposer } from '../page/fill/fill'
import type { Heartbeat } from '../page/heartbeat'
import { readText } from '../page/read'
import { pause } from '../page/wait'
import type { Provider } from '../providers/provider'

export interface PutBackOptions {
  readonly doc: Document
  readonly provider: Provider
  readonly send: typeof send
  readonly signal: AbortSignal
  /** The conversation that the page shows. */
  readonly here: () => string | null
  readonly eachBeat: Heartbeat
  /** A prompt of this page waits for its answer. */
  readonly isUnderWay: () => boolean
  /** Offers to put a prompt back: `accept` does it, `decline` when the user puts the offer away. */
  readonly offer: (draft: Draft, accept: () => Promise<void>, decline: () => void) => void
  /** The place or the composer's content changed: the offer no longer holds. */
  readonly withdraw: () => void
}

/** A site restores its own draft within this time (ms) after its composer is drawn. */
const settle = 1500

const squeeze = (text: string) => text.replace(/\s+/g, '')

/**
 * Offers to put a prompt back that was written in this conversation and that no answer was seen to,
 * once for each place the user comes to, and only while the composer is empty.
 */
export function offerPutBack(options: PutBackOptions): void {
  const { doc, provider, signal, here } = options
  const startedAt = Date.now()
  const declined = new Set<string>()
  let place: string | null | undefined
  let isOffered = false

  const look = () => {
    const now = here()
    // Looking for a composer is not free, and mostly there is nothing to decide.
    if (signal.aborted || (!isOffered && now === place)) return
    const composer = doc.visibilityState === 'visible' ? findComposer(doc, provider) : null
    if (isOffered && (now !== place || (composer && !isEmpty(composer)))) {
      isOffered = false
      options.withdraw()
    }
    if (!composer || now === place) return
    // A new chat that gets its address is no other place.
    const isOwn = place === null && options.isUnderWay()
    place = now
    if (isOwn) return
    pause(settle, signal)
      .then(() => consider(now))
      .catch(() => {})
  }

  const consider = async (where: string | null) => {
    if (where !== place) return
    const composer = findComposer(doc, provider)
    // What the user or the site has put there stays there.
    if (!composer || !isEmpty(composer) || signal.aborted) return
    const drafts = await options.send('draft.here', { conversationId: where })
    const draft = drafts.find((one) => !declined.has(one.id) && isLeftOver(one) && !isAnswered(one))
    if (!draft || where !== here()) return
    isOffered = true
    options.offer(
      draft,
      async () => {
        isOffered = false
        const target = findComposer(doc, provider)
        if (!target || !isEmpty(target)) throw new Error('there is other text by now')
        const result = await fillComposer(target, draft.text, signal)
        if (!result.ok) throw new Error(result.reason)
      },
      () => {
        isOffered = false
        declined.add(draft.id)
      },
    )
  }

  /** What was sent from this very page is under way here, or told of by its notice. */
  const isLeftOver = (draft: Draft) =>
    draft.state === 'composing' ||
    (draft.state !== 'handed_off' && (draft.sentAt ?? draft.updatedAt) < startedAt)

  /** The page shows the prompt with an answer below it: it came while nobody looked. */
  const isAnswered = (draft: Draft): boolean => {
    const { userMessage, assistantMessage } = provider.page
    const mine = [...doc.querySelectorAll(userMessage.join(','))].findLast(
      (element) => squeeze(element.textContent ?? '') === squeeze(draft.text),
    )
    if (!mine) return false
    const answers = [...doc.querySelectorAll(assistantMessage.join(','))]
    const follows = (answer: Element) =>
      (mine.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    const isThere = answers.some((answer) => follows(answer) && answer.textContent?.trim())
    const failed = provider.page.failure.join(',')
    if (!isThere || (failed && doc.querySelector(failed))) return false
    options
      .send('draft.settle', { id: draft.id, outcome: 'answered', reason: null })
      .catch(() => {})
    return true
  }

  look()
  options.eachBeat(look)
}

const isEmpty = ({ element }: Composer): boolean => readText(element).trim() === ''
