/** Work that nobody waits for: what goes wrong in it is logged, never an unhandled rejection. */
export function aside(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error('understudy', error))
}

/**
 * Runs `work` once at a time. A call made meanwhile is answered by one further run, which begins
 * after it: nothing that was known at the call is missed, and nothing older is shown last.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        running = work()
        return running
      })
    return next
  }
}
