import type { TurnMode } from './report'

/**
 * One place where the page speaks to the user outside the messages. `key` is the same as long as
 * the same element shows the same text, so an old error is never taken for a new one.
 */
export interface Surface {
  readonly key: number
  /**
   * `turn`: after the last prompt, where an answer or its error stands. `notice`: toasts, dialogs,
   * banners. `page`: the page shows nothing else.
   */
  readonly place: 'turn' | 'notice' | 'page'
  /** Built as an error or an alert (role, class), whatever it says. */
  readonly box: boolean
  /** Has a button of its own. */
  readonly control: boolean
  /** A line that the provider is known to write while it waits or tries again. */
  readonly waiting: boolean
  /** At most 400 characters, without the labels of buttons. */
  readonly text: string
}

export interface TurnView {
  /** Of the last prompt in the page; 0 when there is none. */
  readonly promptKey: number
  /** Of the answer that follows it; 0 when there is none. */
  readonly answerKey: number
  /** Characters of answer, without thoughts, tool steps and status lines. */
  readonly answerChars: number
  /** The whole answer where it is short (up to 300 characters), else `null`. */
  readonly answerText: string | null
  /** Characters after the prompt that belong to no known answer: errors, or an unknown markup. */
  readonly looseChars: number
  /** A picture, a player or a canvas stands in the answer. */
  readonly media: boolean
  /** Characters of thought text, digits left out so that a running clock is no progress. */
  readonly thoughtChars: number
  readonly steps: number
  /** A thinking, searching or research indicator is in the turn. */
  readonly thinking: boolean
  /** The site's own retry-after-error control. */
  readonly failureMarker: boolean
}

/** What one look at a chat page shows. JSON-safe; holds page text only where it may be an error. */
export interface PageView {
  readonly path: string
  /** The app has drawn itself. */
  readonly drawn: boolean
  /** Next to nothing stands in the page: an empty root or a spinner. */
  readonly bare: boolean
  /** What little stands there has a heading: a notice, not an app that is still to come. */
  readonly headed: boolean
  /** Scripts and styles that have come so far; counted only while the app has not drawn itself. */
  readonly loadedParts: number
  readonly composer: boolean
  readonly composerFilled: boolean
  /** A send button is there and cannot be pressed although the composer holds text. */
  readonly sendBlocked: boolean
  readonly login: boolean
  readonly challenge: boolean
  /** The stop button or another sign that an answer is being made. */
  readonly generating: boolean
  /** Of the model picker or a mode chip; `null` when it cannot be read. */
  readonly mode: TurnMode | null
  readonly attachments: number
  readonly translated: boolean
  readonly turn: TurnView
  readonly surfaces: readonly Surface[]
}
