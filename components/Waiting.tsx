import type { Live } from '../lib/ui/live'
import { Mark } from './Mark'

interface Props {
  readonly live: Live<unknown>
  onRetry(): void
}

/** Before the first answer: a calm wait, then an honest word and a way to try again. */
export function Waiting({ live, onRetry }: Props) {
  return (
    <main class="waiting" aria-busy={live.problem === null}>
      <Mark size={32} />
      {live.problem === null ? (
        <p class="muted late" role="status">
          Waking up…
        </p>
      ) : (
        <div role="alert">
          <p>
            <b>Understudy’s background is not answering.</b>
          </p>
          <p class="muted">Your drafts are not touched by this. ({live.problem})</p>
          <button type="button" class="primary" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
    </main>
  )
}
