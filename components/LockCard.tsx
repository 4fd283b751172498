import { useRef, useState } from 'preact/hooks'
import type { LockState } from '../lib/drafts/vault'
import { useAct } from './act'
import { DeleteButton } from './DeleteButton'
import { UnlockForm } from './UnlockForm'

export interface LockActions {
  onUnlock(passphrase: string): Promise<boolean>
  onLock(): unknown
  /** `null` takes it away. */
  onPassphrase(passphrase: string | null): unknown
  /** For a forgotten one: deletes all drafts. */
  onForget(): unknown
}

interface Props {
  /** `null`: drafts are not on disk. */
  readonly state: LockState | null
  readonly actions: LockActions
}

/** The passphrase over the drafts: none, open, or locked. */
export function LockCard({ state, actions }: Props) {
  const [act, run] = useAct()
  if (state === null) return null
  return (
    <section class="card" aria-labelledby="lock">
      <h2 id="lock">Passphrase</h2>
      {state === 'open' && (
        <p class="muted">
          Drafts are encrypted, but whoever uses this browser can read them here. With a passphrase
          they open only once it is given after each start. Without it nobody can bring them back.
        </p>
      )}
      {state === 'unlocked' && <p>Your drafts are open until the browser closes.</p>}
      {state === 'locked' && (
        <>
          <p>Your drafts are locked. What you type meanwhile is kept all the same.</p>
          <UnlockForm onUnlock={actions.onUnlock} />
          <DeleteButton
            label="I forgot it"
            question="Delete every kept draft, and the passphrase with them?"
            onDelete={() => run(actions.onForget, { failed: 'That did not work.' })}
          />
        </>
      )}
      {state !== 'locked' && (
        <NewPassphrase
          label={state === 'open' ? 'Set a passphrase' : 'Change the passphrase'}
          onSet={(passphrase) =>
            run(() => actions.onPassphrase(passphrase), {
              busy: 'Sealing every draft anew. This may take a while…',
              done: 'Done.',
              failed: 'The passphrase was not set.',
            })
          }
        />
      )}
      {state === 'unlocked' && (
        <div class="actions">
          <button
            type="button"
            class="plain"
            onClick={() => run(actions.onLock, { failed: 'The drafts were not locked.' })}
          >
            Lock now
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() =>
              run(() => actions.onPassphrase(null), {
                busy: 'Sealing every draft anew. This may take a while…',
                failed: 'The passphrase is still there.',
              })
            }
          >
            Remove the passphrase
          </button>
        </div>
      )}
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </section>
  )
}

function NewPassphrase({ label, onSet }: { label: string; onSet(passphrase: string): void }) {
  const [problem, setProblem] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLInputElement>(null)
  return (
    <form
      class="unlock"
      onSubmit={(event) => {
        event.preventDefault()
        const passphrase = first.current?.value ?? ''
        if (passphrase !== again.current?.value) {
          setProblem('The two are not the same.')
          return
        }
        setProblem('')
        onSet(passphrase)
        event.currentTarget.reset()
      }}
    >
      <input
        ref={first}
        type="password"
        aria-label="New passphrase"
        placeholder="New passphrase"
        autocomplete="new-password"
        required
        minLength={8}
        maxLength={1000}
      />
      <input
        ref={again}
        type="password"
        aria-label="The same again"
        placeholder="The same again"
        autocomplete="new-password"
        required
        maxLength={1000}
      />
      <button type="submit" class="plain">
        {label}
      </button>
      <p class="act failed" role="status">
        {problem}
      </p>
    </form>
  )
}
