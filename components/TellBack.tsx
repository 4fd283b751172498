import { useAct } from './act'

interface Props {
  readonly name: string
  /** The user lets us notify already. */
  readonly notifies: boolean
  onNotify(): unknown
}

/** While an assistant fails: the offer to tell, outside the page, when it is back. */
export function TellBack({ name, notifies, onNotify }: Props) {
  const [act, run] = useAct()
  if (notifies) return <p class="muted small">You’ll be told when {name} is back.</p>
  return (
    <div class="row">
      <button
        type="button"
        class="plain"
        onClick={() => run(onNotify, { failed: 'The browser does not let us. Nothing changes.' })}
      >
        Tell me when {name} is back
      </button>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </div>
  )
}
