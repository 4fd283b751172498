import type { Learned, PatienceSample } from '../detect/patience'
import type { RequestSeen, TurnOutcome, WitnessReport } from '../detect/report'
import { type Said, saidIn, saidKey, type TextSign } from '../detect/said'
import {
  AFTER_END,
  isFlowing,
  lookAfter,
  newWitness,
  nextLook,
  type Observation,
  reportOf,
  wantsBackoff,
  witness,
} from '../detect/witness'
import { backoffOf } from '../page/backoff'
import { watchSign } from '../page/sign'
import { pageReader } from '../page/view'
import type { Provider } from '../providers/provider'

export interface WatchOptions {
  readonly provider: Provider
  readonly doc: Document
  readonly signal: AbortSignal
  /** The conversation that the page shows. */
  readonly here: () => string | null
  /** The page has something new to tell the background. */
  readonly onReport: (report: WitnessReport) => void
  /** What became of a prompt; `draftId` is the id given to `submit`. */
  readonly onSettled: (draftId: string, outcome: TurnOutcome, shows: boolean) => void
  readonly onSample: (sample: PatienceSample) => void
  /** Has texts of the page read, in their order. */
  readonly onSaid: (said: readonly Said[]) => Promise<readonly TextSign[]>
}

export interface Watch {
  /** A prompt was sent. */
  submit(draftId: string): void
  /** The user stopped the answer. */
  stop(): void
  /** What is known of how long this user's turns take. */
  learn(learned: Learned): void
  /** The background saw a request of this page. */
  request(seen: RequestSeen): void
  /** What was last reported. */
  report(): WitnessReport
  /** An answer is being written, and all is well. */
  isFlowing(): boolean
}

/** A hidden tab's timers run once a minute at worst; asking more often only wastes power. */
const HIDDEN_LOOK = 10_000
const KEPT_SIGNS = 200
const BUTTON = 'button,[role="button"],[role="menuitem"]'
/** A background that does not answer must not keep the page from looking. */
const SAID_WAIT = 2_000

/**
 * Watches one chat page until `signal` aborts: looks at it on a timer, so that a long answer costs
 * the same as a short one, and hands everything to the pure witness.
 */
export function watchPage(options: WatchOptions): Watch {
  const { provider, doc, signal } = options
  let learned: Learned = {}
  const read = pageReader(doc, provider)
  const isVisible = () => doc.visibilityState === 'visible'
  let state = newWitness({ visible: isVisible(), online: navigator.onLine }, Date.now())
  let told = JSON.stringify(reportOf(state, learned))
  let timer: ReturnType<typeof setTimeout> | undefined
  let lookAt = 0
  let conversation = options.here()

  const step = (observation: Observation) => {
    const before = state.turns
    state = witness(provider, state, observation, Date.now())
    for (const turn of state.turns) {
      if (turn.outcome === 'open') continue
      const was = before.find((one) => one.id === turn.id)
      if (was?.outcome === turn.outcome) continue
      // A retry is a further turn of the same draft.
      options.onSettled(draftOf(turn.id), turn.outcome, turn.chars > 0 || turn.media)
    }
    if (state.sample) options.onSample(state.sample)
    const report = reportOf(state, learned)
    const text = JSON.stringify(report)
    if (text === told) return
    told = text
    options.onReport(report)
  }

  const look = async () => {
    if (signal.aborted) return
    followConversation()
    const backoff = wantsBackoff(state) ? backoffOf(provider, doc, Date.now()) : null
    if (backoff) step({ type: 'backoff', ...backoff })
    if (isVisible()) {
      const view = read()
      follow(read.sign())
      await learnSigns(saidIn(view))
      if (signal.aborted) return
      step({ type: 'view', view, signs })
    } else step({ type: 'tick' })
    lookIn(isVisible() ? nextLook(state) : HIDDEN_LOOK)
  }
  /** Each text is read once; what cannot be read (no background) says nothing. */
  const signs = new Map<string, TextSign>()
  const learnSigns = async (said: readonly Said[]) => {
    const unread = said.filter((one) => !signs.has(saidKey(one)))
    if (unread.length === 0) return
    if (signs.size > KEPT_SIGNS) signs.clear()
    const tooLate = new Promise<readonly TextSign[]>((give) => setTimeout(give, SAID_WAIT, []))
    const read = await Promise.race([options.onSaid(unread).catch(() => []), tooLate])
    unread.forEach((one, i) => {
      const sign = read[i]
      if (sign) signs.set(saidKey(one), sign)
    })
  }
  const lookIn = (ms: number) => {
    clearTimeout(timer)
    lookAt = Date.now() + ms
    if (!signal.aborted) timer = setTimeout(look, ms)
  }
  /** Sooner than planned, if need be; never later. */
  const lookBy = (ms: number) => {
    const now = Date.now()
    if (lookAt <= now || lookAt > now + ms) lookIn(ms)
  }

  const follow = watchSign(() => {
    if (!read.sign()) lookBy(AFTER_END)
  }, signal)

  /** Another conversation without a prompt sent: the user went elsewhere. */
  const followConversation = () => {
    const now = options.here()
    if (conversation !== null && now !== conversation) step({ type: 'action', action: 'switch' })
    conversation = now
  }

  const failure = provider.page.failure.join(',')
  const onClick = (event: Event) => {
    const { target } = event
    if (!event.isTrusted || !(target instanceof Element)) return
    if (!failure || !target.closest(failure)) {
      if (target.closest(BUTTON)) step({ type: 'action', action: 'press' })
      return
    }
    step({ type: 'action', action: 'retry' })
    lookIn(nextLook(state))
  }
  const listen = (target: EventTarget, type: string, handle: (event: Event) => void) =>
    target.addEventListener(type, handle, { capture: true, signal })
  listen(doc, 'click', onClick)
  listen(doc, 'visibilitychange', () => {
    step({ type: 'visibility', visible: isVisible() })
    lookIn(isVisible() ? 250 : HIDDEN_LOOK)
  })
  listen(window, 'online', () => step({ type: 'online', online: true }))
  listen(window, 'offline', () => step({ type: 'online', online: false }))
  listen(window, 'pagehide', () => step({ type: 'action', action: 'close' }))
  signal.addEventListener('abort', () => clearTimeout(timer))
  lookIn(0)

  return {
    submit(draftId) {
      step({ type: 'submit', id: draftId })
      lookIn(nextLook(state))
    },
    stop() {
      step({ type: 'action', action: 'stop' })
      lookIn(nextLook(state))
    },
    request(seen) {
      step({ type: 'request', seen })
      lookBy(lookAfter(state, seen))
    },
    learn(known) {
      learned = known
    },
    report: () => reportOf(state, learned),
    isFlowing: () => isFlowing(state),
  }
}

const draftOf = (turnId: string): string => turnId.split('~')[0] ?? turnId
