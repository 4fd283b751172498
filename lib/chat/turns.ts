/** One prompt's life in this page, from its first letter. */
export interface Turn {
  readonly id: string
  /** Where it was written; `null` in a chat that has no id yet. */
  readonly place: string | null
  readonly text: string
  readonly sent: boolean
  /** Of this version, epoch ms; never goes back. */
  readonly at: number
}

export interface TurnsOptions {
  /** The conversation that the page shows. */
  readonly place: () => string | null
  /** This script came into a page in use, as after an update of the extension. */
  readonly isLate: boolean
  readonly save: (turn: Turn) => void
  readonly onSubmit: (turn: Turn, at: number) => void
  /** Drafts that may be this page's, from before it was loaded. */
  readonly earlier: (place: string | null) => Promise<readonly Turn[]>
  /** The composer should be read again. */
  readonly again: () => void
  /** The user's newest message in the page. */
  readonly bubble: () => Element | null
}

/** Text that is about to be sent (`byUser`), or that the site has taken away. */
interface Pending {
  readonly id: string
  readonly text: string
  readonly at: number
  readonly byUser: boolean
  /** The newest message when it began. */
  readonly bubble: Element | null
}

export interface Turns {
  /** What the composer holds now. */
  take(text: string): void
  touched(erases: boolean): void
  /** The user does what sends: Enter, the button. */
  sending(): void
  /** The page asked its server for an answer. */
  requested(): void
  /** Looks whether what was to be sent shows in the conversation, or the chat has its address. */
  check(): void
  answered(id: string): void
  /** The prompt in hand, else the one sent last. */
  current(): Turn | null
  readonly isPending: boolean
}

/** Milliseconds: how long the user's hand explains a change, … */
const recently = 1500
/** … how far apart text that the site takes and its request may be, … */
const together = 3000
/** … and how long after Enter a sending may show. */
const patience = 15_000
const remembered = 20

const squeeze = (text: string) => text.replace(/\s+/g, '')
const isSame = (a: string, b: string) => a === b || squeeze(a) === squeeze(b)
const longest = (turns: readonly Turn[]): Turn | null =>
  turns.reduce<Turn | null>((best, one) => {
    return one.text.length > (best?.text.length ?? 0) ? one : best
  }, null)
/** Far shorter: nobody types that within one reading. */
const isCut = (from: string, to: string) => to.length * 2 < from.length

/**
 * Tells from a composer's successive texts which prompt they belong to, when it is sent, and what
 * to save. Text that vanishes without the user's hand is never given up: it stays as its own draft.
 */
export function createTurns(options: TurnsOptions): Turns {
  const { place, save } = options
  let turn: Turn | null = null
  /** Prompts of this page that no answer was seen for, newest first. */
  let past: readonly Turn[] = []
  let pending: Pending | null = null
  let touchedAt = 0
  let erasedAt = 0
  let requestedAt = 0
  /** The place for which earlier drafts were asked for. */
  let asked: string | null | undefined
  let isAsking = false
  /** Nothing was read yet: what stands there may be what an earlier script of ours began to keep. */
  let isNew = options.isLate

  const within = (at: number, ms: number) => Date.now() - at < ms
  const next = (one: Turn, change: Partial<Turn>): Turn => {
    const turned = { ...one, ...change, at: Math.max(Date.now(), one.at + 1) }
    save(turned)
    return turned
  }
  const remember = (one: Turn) => {
    past = [one, ...past.filter(({ id }) => id !== one.id)].slice(0, remembered)
  }
  const begin = (): Turn => ({
    id: crypto.randomUUID(),
    place: place(),
    text: '',
    sent: false,
    at: 0,
  })

  const expire = () => {
    if (pending && !within(pending.at, pending.byUser ? patience : together)) pending = null
  }

  const take = (text: string) => {
    expire()
    const isEmpty = text.trim() === ''
    if (pending?.byUser && text !== pending.text) {
      const byHand = erasedAt > pending.at
      if (!byHand && (isEmpty || isCut(pending.text, text))) sent(pending)
      // Enter made a line, chose from a menu, or was dropped and the user went on.
      else if (!isEmpty) pending = null
    }
    if (isEmpty) {
      isNew = false
      return emptied()
    }
    if (turn && isOther(turn, text)) leave(turn)
    turn ??= past.find((one) => isSame(one.text, text)) ?? null
    // The user typed on while the extension was reloaded under the page.
    if (isNew) turn ??= longest(past.filter((one) => !one.sent && text.startsWith(one.text)))
    if (!turn && mayBeEarlier()) return
    isNew = false
    turn ??= begin()
    if (!turn.sent && turn.text !== text) turn = next(turn, { text, place: place() })
  }
  /** The text is no version of this turn: it was sent, or the site put another in its place. */
  const isOther = (one: Turn, text: string) => {
    if (one.text === text) return false
    if (one.sent) return !isSame(one.text, text)
    if (one.place !== place()) return !text.includes(one.text) && !one.text.includes(text)
    return one.text.length > 16 && isCut(one.text, text) && !within(erasedAt, recently)
  }
  const leave = (one: Turn) => {
    if (one.text) remember(one)
    turn = null
  }

  const emptied = () => {
    if (!turn?.text) return
    if (!turn.sent && !pending && within(erasedAt, recently)) {
      // The user's own doing. The turn stays in hand: undo brings its text back.
      turn = next(turn, { text: '' })
      return
    }
    const { id, text, sent: wasSent } = turn
    leave(turn)
    if (wasSent) return
    pending ??= { id, text, at: Date.now(), byUser: false, bubble: null }
    if (within(requestedAt, together)) sent(pending)
    else check()
  }

  /** What stands there untouched is the site's own restored draft. Whose is it? */
  const mayBeEarlier = () => {
    if (!isNew && within(touchedAt, recently)) return false
    if (isAsking) return true
    if (asked === place()) return false
    asked = place()
    isAsking = true
    const late = new Promise<readonly Turn[]>((done) => setTimeout(done, 2000, []))
    Promise.race([options.earlier(asked), late])
      .catch((): readonly Turn[] => [])
      .then((turns) => {
        past = [...past, ...turns]
        isAsking = false
        options.again()
      })
    return true
  }

  const sent = ({ id, text, at }: Pending) => {
    pending = null
    const one = turn?.id === id ? turn : past.find((other) => other.id === id)
    if (!one) return
    const done = next(one, { text, sent: true })
    if (turn?.id === id) turn = done
    remember(done)
    options.onSubmit(done, at)
  }

  const check = () => {
    expire()
    if (pending) {
      const bubble = options.bubble()
      const shown = bubble === pending.bubble ? '' : squeeze(bubble?.textContent ?? '')
      if (shown.includes(squeeze(pending.text).slice(0, 200))) sent(pending)
    }
    // A new chat gets its address after the sending.
    const homeless = past.find((one) => one.sent && one.place === null && within(one.at, 60_000))
    if (homeless && place() !== null) remember(next(homeless, { place: place() }))
  }

  return {
    take,
    check,
    sending() {
      touchedAt = Date.now()
      isNew = false
      options.again()
      if (!turn?.text) return
      const { id, text } = turn
      pending = { id, text, at: touchedAt, byUser: true, bubble: options.bubble() }
    },
    touched(erases) {
      touchedAt = Date.now()
      if (erases) erasedAt = touchedAt
    },
    requested() {
      requestedAt = Date.now()
      expire()
      if (pending) sent(pending)
    },
    answered(id) {
      past = past.filter((one) => one.id !== id)
    },
    current: () => (turn?.text ? turn : (past[0] ?? null)),
    get isPending() {
      return pending !== null
    },
  }
}
