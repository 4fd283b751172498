import type { partsOf } from '../drafts/parts'
import { serial } from '../drafts/serial'
import type { send } from '../messages'
import type { Turn } from './turns'

export interface FileKeeperOptions {
  readonly send: typeof send
  /** Fetched when the first file comes. */
  readonly loadPartsOf: () => Promise<typeof partsOf>
  readonly signal: AbortSignal
}

/** A file that the composer holds. */
interface Held {
  readonly file: File
  /** In the store, with the draft it is kept with; `null` until there is a text to keep it with. */
  kept: { readonly id: string; readonly draftId: string } | null
}

export interface FileKeeper {
  /** Files came into the composer. */
  add(files: readonly File[]): void
  /** A file of this name was taken out. */
  remove(name: string): void
  /** A version of the prompt that the composer holds was saved. */
  saved(turn: Omit<Turn, 'at'>): void
  /** Of the files that the composer holds. */
  names(): readonly string[]
}

/** Milliseconds until a file is offered again that the store did not take: its draft comes first. */
const retryAfter = 700
const attempts = 4

/** Keeps a composer's files with the prompt that is written beside them, until it is sent. */
export function createFileKeeper({ send, loadPartsOf, signal }: FileKeeperOptions): FileKeeper {
  const inTurn = serial()
  let held: Held[] = []
  let draftId: string | null = null
  let lastSent: Omit<Turn, 'at'> | null = null

  const keep = () => {
    for (const one of held) if (!one.kept && draftId !== null) start(one, draftId)
  }
  const start = (one: Held, draftId: string) => {
    const kept = { id: crypto.randomUUID(), draftId }
    one.kept = kept
    // A file that cannot be read, such as a folder, is not kept.
    inTurn(() => upload(one, kept)).catch(() => {})
  }
  const upload = async (one: Held, kept: NonNullable<Held['kept']>) => {
    const partsOf = await loadPartsOf()
    for await (const part of partsOf(kept.draftId, kept.id, one.file)) {
      for (let attempt = 1; ; attempt++) {
        if (signal.aborted || one.kept !== kept) return
        if ((await send('draft.attach', part)).kept) break
        if (part.part > 0 || attempt === attempts) return
        await new Promise((done) => setTimeout(done, retryAfter))
      }
    }
  }

  return {
    add(files) {
      held.push(...files.map((file) => ({ file, kept: null })))
      keep()
    },
    remove(name) {
      const one = held.find(({ file }) => file.name === name)
      if (!one) return
      held = held.filter((other) => other !== one)
      const { kept } = one
      one.kept = null
      if (kept) inTurn(() => send('draft.detach', kept)).catch(() => {})
    },
    saved(turn) {
      const { id, text, sent } = turn
      // What was sent gets its address: no longer what stands in the composer.
      if (sent && id === lastSent?.id && turn.place !== lastSent.place) return
      // An emptied draft is deleted with its files; they go with the next one.
      if (!text) for (const one of held) one.kept = null
      draftId = text ? id : null
      keep()
      if (!sent) return
      lastSent = turn
      held = []
      draftId = null
    },
    names: () => held.map(({ file }) => file.name),
  }
}
