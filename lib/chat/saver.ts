import type { WalEntry } from '../drafts/wal'
import type { send } from '../messages'

/** Where a prompt's last version goes when its page does, in browsers where that survives. */
export interface WriteAhead {
  write(entry: WalEntry): void
  erase(draftId: string): void
}

export interface SaverOptions {
  readonly send: typeof send
  /** `null` where it would be lost (Firefox) or must not be (private windows). */
  readonly writeAhead: WriteAhead | null
  /** `false` once the extension was reloaded or removed under the page. */
  readonly isAlive: () => boolean
  /** A text could not be saved; with the reason in words, `null` when the extension is gone. */
  readonly onUnsaved: (reason: string | null) => void
  /** The extension is gone: nothing can be saved any more. */
  readonly onGone: () => void
}

export interface Saver {
  save(entry: WalEntry): void
  /** The page may be going: what the background has not confirmed is written ahead, or sent again. */
  flush(): void
  /** The extension is gone: tells what is unsaved, once. */
  end(): void
}

/** Milliseconds until a save that failed is tried again: most find a background that is just starting, … */
const firstRetry = 100
/** … and the others wait this much longer each time. */
const retryAfter = 1000

/** Sends versions of prompts to the background, and sees to it that the last one arrives. */
export function createSaver(options: SaverOptions, signal: AbortSignal): Saver {
  const open = new Map<string, WalEntry>()
  const ahead = new Set<string>()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const post = (entry: WalEntry) => {
    if (!options.isAlive()) return end()
    // Called within the event: in a page that is going there may be no later.
    options.send('draft.save', entry).then(
      ({ saved, problem }) => (saved ? confirmed(entry) : failed(problem ?? 'it was refused')),
      (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
    )
  }
  const confirmed = (entry: WalEntry) => {
    failures = 0
    if (open.get(entry.id) !== entry) return
    open.delete(entry.id)
    if (ahead.delete(entry.id)) options.writeAhead?.erase(entry.id)
  }
  const failed = (reason: string) => {
    if (signal.aborted) return
    if (!options.isAlive()) return end()
    // One break fails every version on its way.
    if (timer !== undefined) return
    failures += 1
    if (failures === 2 && options.writeAhead) flush()
    if (failures === 3) options.onUnsaved(reason)
    const wait = failures === 1 ? firstRetry : retryAfter * Math.min(failures, 30)
    timer = setTimeout(() => {
      timer = undefined
      open.forEach(post)
    }, wait)
  }
  const end = () => {
    if (signal.aborted) return
    if ([...open.values()].some((entry) => entry.text !== '')) options.onUnsaved(null)
    options.onGone()
  }
  const flush = () => {
    if (!options.writeAhead) return open.forEach(post)
    for (const entry of open.values()) {
      ahead.add(entry.id)
      options.writeAhead.write(entry)
    }
  }
  signal.addEventListener('abort', () => clearTimeout(timer))
  return {
    save(entry) {
      open.set(entry.id, entry)
      post(entry)
    },
    flush,
    end,
  }
}
