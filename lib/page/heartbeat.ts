/** Calls what it is given every three seconds until `signal` aborts. */
export type Heartbeat = (beat: () => void) => void

/** Milliseconds. */
const period = 3000

/**
 * One timer for all that a page must be looked at for now and then: to wake an idle page costs more
 * than a glance does.
 */
export function heartbeat(signal: AbortSignal): Heartbeat {
  const beats: (() => void)[] = []
  const timer = setInterval(() => {
    for (const beat of beats) beat()
  }, period)
  signal.addEventListener('abort', () => clearInterval(timer))
  return (beat) => beats.push(beat)
}
