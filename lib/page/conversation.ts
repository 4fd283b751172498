import { conversationOf } from '../providers/address'
import type { Provider } from '../providers/provider'
import { joined } from './marks'
import { turnMarkdown } from './turn-markdown'

export interface SeenTurn {
  readonly role: 'user' | 'assistant'
  /** Markdown. */
  readonly text: string
}

/** What was seen of the conversation in one page, oldest turn first. */
export interface Conversation {
  readonly origin: string
  readonly conversationId: string | null
  readonly turns: readonly SeenTurn[]
  /** Turns that the page has not drawn yet, or that were too many to keep. */
  readonly missing: number
}

export interface Collector {
  /** Looks once more, and tells all that was seen. */
  read(): Conversation
}

/** What is kept at most; the oldest goes first. */
export const most = { turns: 200, chars: 200_000 }

/** How long one look of its own may take, the time between two, and after a scroll, in ms. */
const slice = 20
const period = 2_000
const pause = 150

interface Kept extends SeenTurn {
  /** Its row, and its place in the whole; rows of a long chat come and go. */
  readonly row: string
  readonly order: number
}

/**
 * Remembers the turns of a chat page as it shows them, in this page's memory only, until `signal`
 * aborts: long chats keep only what is near the screen in the document, and a page that fails may
 * show nothing at all. Another conversation begins anew.
 */
export function collectConversation(
  doc: Document,
  provider: Provider,
  signal: AbortSignal,
): Collector {
  const { userMessage, assistantMessage, thinking, ignore } = provider.page
  const user = joined(userMessage)
  const messages = joined([...userMessage, ...assistantMessage])
  const elsewhere = joined(ignore)
  const skip = joined(thinking)
  const kept = new Map<string, Kept>()
  const dropped = new Set<string>()
  const drawn = new Set<number>()
  const texts = new WeakMap<Element, { raw: string; text: string }>()
  let conversation: string | null = null
  let missing = 0

  const forget = () => {
    kept.clear()
    dropped.clear()
    drawn.clear()
    missing = 0
  }
  /** `null`: not read yet, and the time is over. */
  const textOf = (element: Element, mayChange: boolean, end: number): string | null => {
    const known = texts.get(element)
    if (known && !mayChange) return known.text
    const raw = element.textContent ?? ''
    if (known?.raw === raw) return known.text
    if (performance.now() > end) return known?.text ?? null
    const all = readTurn(element, raw)
    const text = all.length > most.chars / 4 ? `${all.slice(0, most.chars / 4)}\n\n[…]` : all
    texts.set(element, { raw, text })
    return text
  }

  const readTurn = (element: Element, raw: string) => {
    try {
      return turnMarkdown(element, skip)
    } catch {
      // A page made to break readers, by its depth: the rest of the chat is worth the trouble.
      return raw.trim()
    }
  }

  const look = (end: number) => {
    const here = conversationOf(provider, doc.location.href)
    if (here !== conversation) {
      if (conversation !== null) forget()
      conversation = here
    }
    const shown = outermost(doc.querySelectorAll(messages), elsewhere)
    // A page that broke: what was seen before is all there is.
    if (shown.length === 0) return
    const rows = rowsOf(doc, provider)
    const inRows = rows && shown.map(rows.placeOf)
    const places = inRows?.every((place) => place !== null)
      ? inRows
      : shown.map((_, i) => ({ key: `${i}`, row: '', order: i }))
    const isWhole = places !== inRows
    const keys = new Set(places.map(({ key }) => key))
    for (const [key, one] of kept) {
      if (keys.has(key)) continue
      if (isWhole || (rows?.all && !rows.orders.has(one.row))) kept.delete(key)
    }
    let chars = 0
    let empty = 0
    // The newest first: they matter most, and there may be more than is kept.
    for (let i = shown.length - 1; i >= 0 && chars <= most.chars; i--) {
      const element = shown[i] as Element
      const { key, row, order } = places[i] as Place
      const role = element.matches(user) ? 'user' : 'assistant'
      const text = textOf(element, i >= shown.length - 2 || end === Infinity, end)
      if (text === null || dropped.has(key)) continue
      chars += text.length
      const before = kept.get(key)
      // A prompt written anew ends what had followed it.
      if (role === 'user' && before?.role === 'user' && before.text !== text) {
        for (const [other, one] of kept) {
          if (one.order > order && !keys.has(other)) kept.delete(other)
        }
        for (const one of drawn) if (one > order) drawn.delete(one)
      }
      if (text) kept.set(key, { role, text, row, order })
      else empty += 1
      if (!text) kept.delete(key)
    }
    for (const [key] of overfull(kept)) {
      kept.delete(key)
      if (!isWhole) dropped.add(key)
    }
    if (isWhole) missing = shown.length - empty - kept.size
    else if (rows) {
      const has = new Set([...kept.values()].map(({ row }) => row))
      for (const order of rows.orders.values()) drawn.add(order)
      missing = rows.all
        ? [...rows.orders.keys()].filter((row) => !has.has(row)).length
        : Math.max(...drawn) + 1 - drawn.size + dropped.size
    }
  }

  const lookSoon = () => {
    if (!signal.aborted && doc.visibilityState === 'visible') look(performance.now() + slice)
  }
  const timer = setInterval(lookSoon, period)
  let isSoon = false
  const onScroll = () => {
    if (isSoon) return
    isSoon = true
    setTimeout(() => {
      isSoon = false
      lookSoon()
    }, pause)
  }
  doc.addEventListener('scroll', onScroll, { capture: true, passive: true, signal })
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    forget()
  })
  lookSoon()

  return {
    read() {
      look(Infinity)
      return {
        origin: doc.location.origin,
        conversationId: conversation,
        turns: inOrder(kept).map(([, { role, text }]) => ({ role, text })),
        missing: Math.max(0, missing),
      }
    },
  }
}

interface Place {
  readonly key: string
  readonly row: string
  readonly order: number
}

interface Rows {
  /** All rows stand in the document, empty ones too. */
  readonly all: boolean
  readonly orders: ReadonlyMap<string, number>
  readonly placeOf: (message: Element) => Place | null
}

/** The rows of a chat that draws only those near the screen; `null`: it draws all. */
function rowsOf(doc: Document, { rows }: Provider): Rows | null {
  if (!rows) return null
  const { attribute, all } = rows
  const nameOf = (row: Element) => row.getAttribute(attribute) ?? ''
  const orders = new Map<string, number>()
  for (const [i, row] of [...doc.querySelectorAll(`[${attribute}]`)].entries()) {
    if (all) orders.set(nameOf(row), i)
    else if (/^\d{1,6}$/.test(nameOf(row))) orders.set(nameOf(row), Number(nameOf(row)))
  }
  if (orders.size === 0) return null
  const parts = new Map<string, number>()
  return {
    all,
    orders,
    placeOf(message) {
      const found = message.closest(`[${attribute}]`)
      const row = found ? nameOf(found) : ''
      const order = orders.get(row)
      if (!found || order === undefined) return null
      const part = parts.get(row) ?? 0
      parts.set(row, part + 1)
      return { key: `${row} ${part}`, row, order: order + part / 1_000 }
    },
  }
}

/** Messages that lie in no other message and not beside the chat, in the page's order. */
function outermost(messages: Iterable<Element>, elsewhere: string): Element[] {
  const outer: Element[] = []
  for (const message of messages) {
    if (outer.at(-1)?.contains(message)) continue
    if (elsewhere !== '' && message.closest(elsewhere)) continue
    outer.push(message)
  }
  return outer
}

const inOrder = (kept: ReadonlyMap<string, Kept>) =>
  [...kept].sort(([, a], [, b]) => a.order - b.order)

/** The oldest turns, as far as there are too many or too long ones. */
function overfull(kept: ReadonlyMap<string, Kept>): [string, Kept][] {
  const newest = inOrder(kept).reverse()
  let chars = 0
  const fits = newest.findIndex(([, { text }], i) => {
    chars += text.length
    return i >= most.turns || chars > most.chars
  })
  return fits === -1 ? [] : newest.slice(fits)
}
