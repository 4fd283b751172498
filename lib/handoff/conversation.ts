import * as v from 'valibot'
import { classifyText } from '../detect/classify-text'
import type { Draft } from '../drafts/draft'
import type { Conversation, SeenTurn } from '../page/conversation'

/** What a tab tells of its conversation: from a page's renderer, so bounded. */
export const conversationShape = v.object({
  origin: v.pipe(v.string(), v.maxLength(200)),
  conversationId: v.nullable(v.pipe(v.string(), v.maxLength(500))),
  turns: v.pipe(
    v.array(
      v.object({
        role: v.picklist(['user', 'assistant']),
        text: v.pipe(v.string(), v.maxLength(100_000)),
      }),
    ),
    v.maxLength(500),
  ),
  missing: v.pipe(v.number(), v.integer(), v.minValue(0)),
}) satisfies v.GenericSchema<unknown, Conversation>

/** What would go along, as Markdown. */
export interface Parcel {
  readonly text: string
  readonly turns: number
  /** Turns that the page has not shown, or that were too many to keep. */
  readonly missing: number
}

/** The file that a conversation becomes where it is too long for the composer. */
export const parcelFile = 'conversation.md'

/** An answer longer than this is not only an error sentence. */
const SENTENCE = 300

/**
 * The conversation before `draft` as Markdown. The draft's own turn, where it was sent already, and error sentences in place of answers are left
 * out. `null`: there is nothing to take along, or it is not the draft's conversation.
 */
export function parcelOf(
  conversation: Conversation,
  draft: Pick<Draft, 'origin' | 'conversationId' | 'text' | 'state'>,
  name: string,
): Parcel | null {
  if (!belongsTo(conversation, draft)) return null
  const turns = before(conversation.turns, draft)
  const said = turns.map(({ role, text }, i) =>
    turns[i - 1]?.role === role ? text : `**${role === 'user' ? 'You' : name}:**\n\n${text}`,
  )
  if (said.length === 0) return null
  const { missing } = conversation
  const note = missing > 0 ? [`(${missing === 1 ? '1 turn' : `${missing} turns`} left out.)`] : []
  const text = [`Conversation so far (from ${name}):`, ...note, ...said].join('\n\n')
  return { text, turns: said.length, missing }
}

/** A conversation and the prompt that goes on with it. */
export const inFront = (conversation: string, prompt: string): string =>
  `${conversation}\n\n---\n\n${prompt}`

function belongsTo(
  conversation: Conversation,
  { origin, conversationId }: Pick<Draft, 'origin' | 'conversationId'>,
): boolean {
  if (conversation.origin !== origin) return false
  // A chat gets its id only with its first prompt.
  return conversationId === null || conversation.conversationId === conversationId
}

function before(
  seen: readonly SeenTurn[],
  { text, state }: Pick<Draft, 'text' | 'state'>,
): readonly SeenTurn[] {
  let end = seen.length
  const dropFailures = () => {
    while (end > 0 && isFailure(seen[end - 1])) end -= 1
  }
  if (state !== 'composing') {
    // Also with the beginning of an answer: the prompt is asked anew.
    const last = seen.findLastIndex(({ role }) => role === 'user')
    if (last !== -1 && isSame(seen[last]?.text ?? '', text)) end = last
    dropFailures()
    while (seen[end - 1]?.role === 'user' && isSame(seen[end - 1]?.text ?? '', text)) {
      end -= 1
      dropFailures()
    }
  }
  dropFailures()
  return seen.slice(0, end)
}

const isFailure = (turn: SeenTurn | undefined) =>
  turn?.role === 'assistant' &&
  turn.text.length <= SENTENCE &&
  classifyText(turn.text, false, true).kind !== null

/** The page may have drawn it as Markdown: only letters and digits count. */
const isSame = (a: string, b: string) => letters(a) === letters(b)
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '') || text.trim()
