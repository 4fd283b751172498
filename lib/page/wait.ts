/** Waits `ms`, or less if `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/** Resolves once the document is visible (hidden tabs throttle timers to a second), or on abort. */
export function whenVisible(doc: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (doc.visibilityState !== 'visible' && !signal.aborted) return
      doc.removeEventListener('visibilitychange', check)
      signal.removeEventListener('abort', check)
      resolve()
    }
    doc.addEventListener('visibilitychange', check)
    signal.addEventListener('abort', check)
    check()
  })
}
