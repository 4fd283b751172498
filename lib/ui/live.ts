import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

/** A value that is asked for again and again. Both may be set: the last good value, and a problem since. */
export interface Live<T> {
  readonly value: T | null
  readonly problem: string | null
}

/**
 * Asks at once and whenever `key` changes, then `every` ms after each answer (0: only on `again`).
 * While a new answer is awaited the old one stays.
 */
export function useLive<T>(
  load: () => Promise<T>,
  every: number,
  key = '',
): readonly [Live<T>, () => void] {
  const [live, setLive] = useState<Live<T>>({ value: null, problem: null })
  const [round, setRound] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const again = useCallback(() => setRound((count) => count + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round or key is what asks again
  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const run = async () => {
      try {
        const value = await latest.current()
        if (!isOver) setLive({ value, problem: null })
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        if (!isOver) setLive(({ value }) => ({ value, problem }))
      }
      if (!isOver && every > 0) timer = setTimeout(run, every)
    }
    run()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [round, every, key])

  return [live, again]
}
