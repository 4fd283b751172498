/** Calls what it is given every three seconds until `signal` aborts, less often while an answer flows. */
export type Heartbeat = (beat: () => void) => void

/** Milliseconds between two beats, and while an answer flows. */
const period = 3000
const calm = 18_000

/**
 * One timer for all that a page must be looked at for now and then: to wake an idle page costs more
 * than a glance does.
 */
export function heartbeat(isFlowing: () => boolean, signal: AbortSignal): Heartbeat {
  const beats: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout>
  const beatIn = (ms: number) => {
    timer = setTimeout(() => {
      beatIn(isFlowing() ? calm : period)
      for (const beat of beats) beat()
    }, ms)
  }
  beatIn(period)
  signal.addEventListener('abort', () => clearTimeout(timer))
  return (beat) => beats.push(beat)
}
