/**
 * At most one read in this many ms: each key of most typists, since a browser that is killed takes
 * with it what was not read. A costly one (100 kB take 5 ms) waits fifty times its cost.
 */
const readEvery = 50

export interface Cadence {
  /** Something changed: reads at once, or as soon as the last read is long enough ago. Cheap. */
  changed(): void
  /** Reads at once. */
  now(): void
}

/** Runs `read` no more often than it is worth, until `signal` aborts. */
export function cadence(read: () => void, signal: AbortSignal): Cadence {
  let readAt = Number.NEGATIVE_INFINITY
  let wait = readEvery
  let timer: ReturnType<typeof setTimeout> | undefined

  const now = () => {
    clearTimeout(timer)
    timer = undefined
    if (signal.aborted) return
    const started = performance.now()
    read()
    readAt = performance.now()
    wait = Math.max(readEvery, 50 * (readAt - started))
  }
  signal.addEventListener('abort', () => clearTimeout(timer))
  return {
    now,
    changed() {
      if (timer !== undefined) return
      const due = readAt + wait - performance.now()
      if (due <= 0) now()
      else timer = setTimeout(now, due)
    },
  }
}
