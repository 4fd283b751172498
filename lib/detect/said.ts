import type { PageView } from './view'

/** What a sentence of the site is about. */
export type TextKind =
  | 'capacity'
  | 'outage'
  | 'gateway'
  | 'numbered'
  | 'generic'
  | 'model'
  | 'interrupted'
  | 'network'
  | 'challenge'
  | 'usage_limit'
  | 'rate_limit'
  | 'policy'
  | 'auth'
  | 'length'
  | 'not_found'
  | 'offline'
  | 'feature'
  | 'retry'
  | 'wait'
  /** It thinks, searches or draws: a long silence is normal. */
  | 'thinking'
  | 'recovering'

/** What was read from a text, without the text. */
export interface TextSign {
  /** `null`: nothing known. */
  readonly kind: TextKind | null
  /** Number of a retry line. */
  readonly attempt: number | null
  /** Number of a numbered error. */
  readonly code: number | null
  /** As a whole answer, it is a failure in the assistant's own voice. */
  readonly apology: boolean
  /** When a limit ends. Epoch ms. */
  readonly resetsAt: number | null
}

/** A text of the page that may be an error, and where it stands. */
export interface Said {
  readonly text: string
  /** `waiting`: where the site writes its retry lines. `answer`: a whole short answer. */
  readonly as: 'surface' | 'waiting' | 'answer'
}

/** Signs that were read so far, by `saidKey`. The words to read by are too many for every page to load. */
export type Signs = ReadonlyMap<string, TextSign>

export const saidKey = ({ text, as }: Said): string => `${as} ${text}`

/** All texts of a view that have to be read. */
export function saidIn(view: PageView): Said[] {
  const said: Said[] = view.surfaces.map(({ text, waiting }) => ({
    text,
    as: waiting ? 'waiting' : 'surface',
  }))
  const { answerText } = view.turn
  if (answerText) said.push({ text: answerText, as: 'answer' })
  return said
}

const UNREAD: TextSign = { kind: null, attempt: null, code: null, apology: false, resetsAt: null }

/** The sign of a text, one that says nothing where it was not read. */
export const signOf = (signs: Signs, said: Said): TextSign => signs.get(saidKey(said)) ?? UNREAD
