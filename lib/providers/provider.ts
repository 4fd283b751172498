import type { StatusSource } from '../status/report'

/** How a composer takes text; `lib/page/fill` has one way of filling per kind. */
export type EditorKind =
  | 'textarea'
  | 'prosemirror'
  | 'tiptap'
  | 'lexical'
  | 'quill'
  | 'contenteditable'

/** One generation of a site's composer. */
export interface ComposerMark {
  readonly selector: string
  readonly editor: EditorKind
  /** Month in which the markup was last seen, `YYYY-MM`. */
  readonly seen: string
}

/**
 * What a site's page looks like, as selectors. Structure comes before words:
 * labels are localised, test ids and attributes are not.
 */
export interface PageMarks {
  /** Any of these present: the app has drawn itself. */
  readonly ready: readonly string[]
  /** Any of these present, or a path of `loginPaths`: the user must sign in. */
  readonly login: readonly string[]
  readonly loginPaths: readonly string[]
  readonly send: readonly string[]
  /** Shown only while an answer is being made. */
  readonly stop: readonly string[]
  readonly streaming: readonly string[]
  readonly userMessage: readonly string[]
  readonly assistantMessage: readonly string[]
  /** Inside or beside an answer: thought text, tool steps (server-made progress that is not the answer). */
  readonly thinking: readonly string[]
  /** The site's own retry or error control in a turn: a failure in any language. */
  readonly failure: readonly string[]
  /** Places where the site puts error sentences: toasts, alerts, inline boxes. */
  readonly surfaces: readonly string[]
  /** A waiting or retry line the site writes while it tries again by itself. */
  readonly waiting: readonly string[]
  /** Text in these is never evidence (history, canvas, settings), beyond messages and composer. */
  readonly ignore: readonly string[]
  /** Shows which model or mode is picked. */
  readonly modelPicker: readonly string[]
}

/** How a site takes files. Absent: by any file input near the composer, proven by their names. */
export interface FileMarks {
  /** Inputs, the one that takes all kinds first. Some exist only while a menu is open. */
  readonly input: readonly string[]
  /** One for each file that will go along. */
  readonly chip: readonly string[]
}

/** Which requests of the site mean what. Patterns are tested against the full URL. */
export interface NetworkMarks {
  /** The request that asks for an answer. */
  readonly completion: readonly RegExp[]
  /** The site's own API, whose 5xx speak of the site's health. */
  readonly api: readonly RegExp[]
  /** Loads the conversation that is opened, where the path does not end in its id. */
  readonly conversation?: readonly RegExp[]
  /** Telemetry, fonts, previews: never evidence. */
  readonly ignore: readonly RegExp[]
}

/** An assistant's site and all that we know of it. Data only. */
export interface Provider {
  /** Stable; stored with drafts. */
  readonly id: string
  readonly name: string
  /** `install`: works from the first minute. `optional`: the user switches it on, and grants the host then. */
  readonly access: 'install' | 'optional'
  /** Exact host names, the current one first. */
  readonly hosts: readonly string[]
  /** Where a new conversation starts. */
  readonly newChat: string
  /** Tried in order on the pathname; group 1 is the conversation's id. */
  readonly conversation: readonly RegExp[]
  /** Newest first. */
  readonly composers: readonly ComposerMark[]
  readonly page: PageMarks
  readonly files?: FileMarks
  readonly network: NetworkMarks
  /** Sentences that fail the turn when they are the *whole* answer. */
  readonly cannedFailures: readonly RegExp[]
  /** Key of a failure counter that the site keeps in its own storage. */
  readonly backoffKey?: string
  /** `null`: the provider publishes nothing about its chat. */
  readonly status: StatusSource | null
  /**
   * Set where only the turns near the screen are drawn: the attribute that names a row; `all`: empty
   * rows stand for the others. Without `all` its value is the row's number from 0.
   */
  readonly rows?: { readonly attribute: string; readonly all: boolean }
  /** Characters that its composer takes well; default 8000. A conversation beyond goes as a file. */
  readonly comfortable?: number
}
