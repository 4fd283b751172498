/** Work that nobody waits for: what goes wrong in it is logged, never an unhandled rejection. */
export function aside(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error('understudy', error))
}

/** A run that takes longer (ms) holds up the next no more. */
const LONGEST = 10_000

/**
 * Runs `work` once at a time. A call made meanwhile is answered by one further run, which begins
 * after it: nothing that was known at the call is missed, and nothing older is shown last. Rejects
 * when the work does, or takes ten seconds.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        running = inTime(work())
        return running
      })
    return next
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('took too long')), LONGEST)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
