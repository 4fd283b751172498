/** Calls what it is given every three seconds until `signal` aborts, less often while an answer flows. */
export type Heartbeat = (beat: () => void) => void

/** Milliseconds. */
const period = 3000

/**
 * One timer for all that a page must be looked at for now and then: to wake an idle page costs more
 * than a glance does.
 */
export function heartbeat(isFlowing: () => boolean, signal: AbortSignal): Heartbeat {
  const beats: (() => void)[] = []
  let rests = 0
  const timer = setInterval(() => {
    rests = isFlowing() && rests < 2 ? rests + 1 : 0
    if (rests > 0) return
    for (const beat of beats) beat()
  }, period)
  signal.addEventListener('abort', () => clearInterval(timer))
  return (beat) => beats.push(beat)
}
