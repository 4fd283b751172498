import { useAct } from './act'

/** Turns that a provider's usual waiting times were learned from. */
export interface LearnedTurns {
  readonly providerId: string
  readonly name: string
  readonly turns: number
}

/** What was learned of how long answers usually take, and a way to forget it. */
export function LearnedPatience(props: {
  readonly learned: readonly LearnedTurns[]
  onReset(): unknown
}) {
  const [act, run] = useAct()
  return (
    <section class="card" aria-labelledby="patience">
      <h2 id="patience">Patience</h2>
      <p class="muted">
        How long your answers usually take is learned here, so that a slow one is not mistaken for a
        failure. It never leaves this browser.
      </p>
      {props.learned.length > 0 ? (
        <ul class="learned">
          {props.learned.map(({ providerId, name, turns }) => (
            <li key={providerId}>
              {name}: {turns === 1 ? '1 answer' : `${turns.toLocaleString()} answers`}
            </li>
          ))}
        </ul>
      ) : (
        <p>Nothing learned yet.</p>
      )}
      {props.learned.length > 0 && (
        <button
          type="button"
          class="plain"
          onClick={() =>
            run(props.onReset, { done: 'Forgotten.', failed: 'It was not forgotten.' })
          }
        >
          Forget what was learned
        </button>
      )}
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </section>
  )
}
