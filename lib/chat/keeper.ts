import { type Composer, watchComposer } from '../page/composer'
import type { Heartbeat } from '../page/heartbeat'
import { readText } from '../page/read'
import type { Provider } from '../providers/provider'
import { cadence } from './cadence'
import { createSaver, type SaverOptions } from './saver'
import { watchIntents } from './submit'
import { createTurns, type Turn } from './turns'

export interface Submitted {
  /** Of the draft; the same again when a restored prompt is sent once more. */
  readonly id: string
  readonly text: string
  /** Epoch ms. */
  readonly at: number
}

export interface KeeperOptions extends Omit<SaverOptions, 'onGone'> {
  readonly doc: Document
  readonly provider: Provider
  readonly signal: AbortSignal
  /** The conversation that the page shows. */
  readonly here: () => string | null
  readonly eachBeat: Heartbeat
  readonly onSubmit: (submitted: Submitted) => void
  /** A version of a prompt is on its way to the store. */
  readonly onSave: (turn: Turn) => void
  readonly onStop: () => void
}

export interface Keeper {
  /** The prompt in hand: what is being written, else what was sent last. */
  current(): Turn | null
  /** The composer in which it is written. */
  composer(): Composer | null
  /** The page has asked its server for an answer. */
  requested(): void
  /** An answer to this draft was seen: the same text is a new prompt from now on. */
  answered(draftId: string): void
}

/** When, in ms after Enter, the composer is looked at: a site's own `value = ''` tells nobody. */
const looks = [0, 40, 120, 300, 700, 1500, 3000, 6000]

/**
 * Keeps what is typed into a page's composer until `signal` aborts: every prompt under one id,
 * saved as it grows, marked as sent with the text that stood there before the site took it.
 */
export function keepDrafts(options: KeeperOptions): Keeper {
  const { doc, provider } = options
  const win = doc.defaultView ?? window
  const life = new AbortController()
  const signal = AbortSignal.any([options.signal, life.signal])
  const saver = createSaver({ ...options, onGone: () => life.abort() }, signal)
  const messages = provider.page.userMessage.join(',')
  let composer: Composer | null = null

  const turns = createTurns({
    place: options.here,
    // As a page loads its script runs earlier.
    isLate: doc.readyState === 'complete',
    save: (turn) => {
      const { id, place, text, sent, at } = turn
      saver.save({ id, conversationId: place, url: doc.location.href, text, sent, at })
      options.onSave(turn)
    },
    onSubmit: ({ id, text }, at) => options.onSubmit({ id, text, at }),
    earlier: async (conversationId) => {
      const drafts = await options.send('draft.here', { conversationId })
      return drafts
        .filter(({ state }) => state !== 'answered')
        .map(({ id, text, state, conversationId: place, updatedAt: at }) => {
          return { id, text, place, at, sent: state !== 'composing' }
        })
    },
    again: () => reading.now(),
    bubble: () => (messages ? ([...doc.querySelectorAll(messages)].at(-1) ?? null) : null),
  })
  const reading = cadence(() => {
    if (composer?.element.isConnected) turns.take(readText(composer.element))
  }, signal)

  watchComposer(
    doc,
    provider,
    (found) => {
      composer = found
    },
    // What is being sent may be gone by the next reading.
    () => (turns.isPending ? reading.now() : reading.changed()),
    options.eachBeat,
    signal,
  )
  let looking: ReturnType<typeof setTimeout> | undefined
  /** Until it is known to be sent, or known not to be. */
  const lookOn = (nth: number, before: number) => {
    const ms = looks[nth]
    if (ms === undefined || !turns.isPending) return
    looking = setTimeout(() => {
      if (signal.aborted) return
      reading.now()
      turns.check()
      lookOn(nth + 1, ms)
    }, ms - before)
  }
  const onSend = () => {
    turns.sending()
    clearTimeout(looking)
    lookOn(0, 0)
  }
  watchIntents(
    win,
    provider,
    () => composer,
    { onSend, onStop: options.onStop, onTouch: turns.touched },
    signal,
  )

  const onLeave = () => {
    reading.now()
    saver.flush()
  }
  const onVisibility = () => doc.visibilityState === 'hidden' && onLeave()
  doc.addEventListener('visibilitychange', onVisibility, { signal })
  win.addEventListener('pagehide', onLeave, { signal })
  let beats = 0
  options.eachBeat(() => {
    if (signal.aborted) return
    turns.check()
    beats += 1
    // Each save asks, too.
    if (beats % 2 > 0 || options.isAlive()) return
    reading.now()
    saver.end()
  })

  return {
    current: turns.current,
    composer: () => composer,
    requested: turns.requested,
    answered: turns.answered,
  }
}
