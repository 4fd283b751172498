import type { MessageName, Protocol } from '../../lib/messages.ts'
import { type Browser, until } from '../browsers/browser.ts'
import type { Dice } from '../soak/random.ts'
import type { Kill } from './durability-kill.ts'

declare const browser: typeof import('wxt/browser').browser

type Listed = Protocol['draft.list']['response']['drafts'][number]

/** A broken promise, in words. */
export type Problem = string

/** What the store should hold by now, and what it must never show again. */
export interface Books {
  readonly standing: Map<string, { readonly text: string; readonly state: Listed['state'] }>
  readonly deleted: Set<string>
}

export const openBooks = (): Books => ({ standing: new Map(), deleted: new Set() })

/** Asks the background as the extension's own pages do. Throws when it refuses. */
const ask = <K extends MessageName>(
  driven: Browser,
  name: K,
  request: Protocol[K]['request'],
): Promise<Protocol[K]['response']> =>
  driven.inExtension(
    async (message) => {
      const reply = (await browser.runtime.sendMessage(message)) as
        | { ok: true; response: Protocol[K]['response'] }
        | { ok: false; error: string }
      if (!reply.ok) throw new Error(reply.error)
      return reply.response
    },
    { name, request },
  )

const list = async (driven: Browser) => {
  const request = { search: '', providerId: null, state: null, offset: 0, limit: 200 }
  return (await ask(driven, 'draft.list', request)).drafts
}

/** Waits until this prompt is answered, and notes that it is. */
export async function seeAnswered(driven: Browser, books: Books, text: string): Promise<void> {
  const draft = await until('the prompt to be answered', async () =>
    (await list(driven)).find(({ preview, state }) => preview === text && state === 'answered'),
  )
  books.standing.set(draft.id, { text, state: 'answered' })
}

/**
 * What a kill left of its text, and every promise that is broken by now. The user comes back after a
 * moment: until then the text may be on its way. Then some drafts are deleted, the others stay.
 */
export async function inspect(
  driven: Browser,
  kill: Kill,
  books: Books,
  chance: Dice,
): Promise<{ text: string; problems: Problem[] }> {
  const problems: Problem[] = []
  const length = kill.typed.length
  const ours = async () =>
    (await list(driven)).filter(({ preview }) => preview.startsWith(`${kill.mark}:`))
  await until('the draft', async () => (await ours()).some((one) => one.length >= length), 2000)
    // What is there by now is all that there will be.
    .catch(() => {})
  const { storageProblem } = await ask(driven, 'popup.view', { tabId: null })
  if (storageProblem) problems.push(`the database: ${storageProblem}`)

  const found = await ours()
  const texts: string[] = []
  for (const { id } of found) {
    const text = (await ask(driven, 'draft.read', { id }))?.text ?? ''
    // An editor keeps a space at a line's end as one that does not break.
    texts.push(text.replaceAll('\u00a0', ' '))
  }
  if (found.length === 0) problems.push('no draft')
  if (found.length > 1) problems.push(`kept ${found.length} times: ${JSON.stringify(texts)}`)
  if (found.some(({ state }) => state !== 'composing')) problems.push('taken for sent')
  const text = texts.toSorted((a, b) => b.length - a.length)[0] ?? ''

  const listed = new Map((await list(driven)).map((one) => [one.id, one]))
  for (const id of books.deleted) if (listed.has(id)) problems.push('a deleted draft is back')
  for (const [id, { text, state }] of books.standing) {
    const one = listed.get(id)
    if (!one) problems.push(`an earlier draft is gone: ${text}`)
    else if (one.state !== state) problems.push(`an earlier draft, ${state}, is ${one.state}`)
    else if ((await ask(driven, 'draft.read', { id }))?.text !== text) {
      problems.push(`an earlier draft has changed: ${text}`)
    }
  }
  for (const { id, preview } of listed.values()) {
    const isKnown = books.standing.has(id) || found.some((one) => one.id === id)
    if (!isKnown && !books.deleted.has(id)) problems.push(`a draft of nobody's: ${preview}`)
  }
  await close(driven, books, [...listed.keys()], found, chance)
  return { text, problems }
}

/** Leaves this draft to stand, or deletes it. What is no draft we know goes: it was told of once. */
async function close(
  driven: Browser,
  books: Books,
  listed: readonly string[],
  found: readonly Listed[],
  chance: Dice,
): Promise<void> {
  const [first] = found
  const draft = first && (await ask(driven, 'draft.read', { id: first.id }))
  if (draft && found.length === 1 && books.standing.size < 40 && chance.roll() < 0.4) {
    books.standing.set(draft.id, { text: draft.text, state: draft.state })
  }
  const ids = listed.filter((id) => !books.standing.has(id))
  await ask(driven, 'draft.delete', { ids })
  for (const id of ids) books.deleted.add(id)
}
