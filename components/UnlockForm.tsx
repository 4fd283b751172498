import { useRef } from 'preact/hooks'
import { useAct } from './act'

/** Asks for the passphrase. `onUnlock` resolves to `false` for a wrong one. */
export function UnlockForm({ onUnlock }: { onUnlock(passphrase: string): Promise<boolean> }) {
  const [act, run] = useAct()
  const field = useRef<HTMLInputElement>(null)
  const unlock = async () => {
    if (!(await onUnlock(field.current?.value ?? ''))) throw new Error('wrong')
  }
  return (
    <form
      class="unlock"
      onSubmit={(event) => {
        event.preventDefault()
        run(unlock, { busy: 'Unlocking…', failed: 'That is not the passphrase.' })
      }}
    >
      <input
        ref={field}
        type="password"
        aria-label="Passphrase"
        placeholder="Passphrase"
        autocomplete="current-password"
        required
        maxLength={1000}
      />
      <button type="submit" class="primary" disabled={act.state === 'busy'}>
        Unlock
      </button>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </form>
  )
}
