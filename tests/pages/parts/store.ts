/** One message of a conversation as the page shows it. */
export interface Turn {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly state: 'waiting' | 'streaming' | 'done' | 'failed'
  /** The site's error sentence in this turn. */
  readonly error?: string
  /** `policy`, `capacity` …: which box the sentence is drawn in. */
  readonly errorKind?: string
}

export interface ChatState {
  readonly turns: readonly Turn[]
  readonly busy: boolean
  /** The grey line while the site tries again by itself. */
  readonly waiting: string | null
  /** What the page says by its own clock while nothing comes. */
  readonly hint: string | null
  readonly toast: string | null
  readonly banner: string | null
  readonly dialog: string | null
  readonly attachments: readonly Attachment[]
}

export interface Attachment {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

const empty: ChatState = {
  turns: [],
  busy: false,
  waiting: null,
  hint: null,
  toast: null,
  banner: null,
  dialog: null,
  attachments: [],
}

/** The page's state and who redraws when it changes. */
export function createStore() {
  let state = empty
  const listeners = new Set<() => void>()
  const set = (patch: Partial<ChatState>) => {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    set,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (turn: Turn) => set({ turns: [...state.turns, turn] }),
    change: (id: string, patch: Partial<Turn>) =>
      set({ turns: state.turns.map((turn) => (turn.id === id ? { ...turn, ...patch } : turn)) }),
  }
}

export type Store = ReturnType<typeof createStore>
