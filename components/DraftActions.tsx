import type { ComponentChildren } from 'preact'
import type { DraftSummary } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import { useAct } from './act'
import { ContinueButton } from './ContinueButton'
import { DeleteButton } from './DeleteButton'
import type { PopupActions } from './popup-props'

interface Props {
  readonly draft: Pick<DraftSummary, 'id' | 'providerId'>
  readonly assistants: readonly Alternative[]
  readonly actions: Pick<PopupActions, 'onContinue' | 'onCopy' | 'onReturn' | 'onDelete'>
  readonly children?: ComponentChildren
}

/** What can be done with one draft of a list. */
export function DraftActions({ draft, assistants, actions, children }: Props) {
  const [act, run] = useAct()
  const others = assistants.filter(({ providerId }) => providerId !== draft.providerId)
  return (
    <div class="actions">
      <ContinueButton
        alternatives={others}
        verb="Continue in"
        look="plain"
        disabled={act.state === 'busy'}
        onContinue={(targetId) =>
          run(() => actions.onContinue(draft.id, targetId), {
            busy: 'Opening…',
            failed: 'It could not be opened. The draft is still here.',
          })
        }
      />
      <button
        type="button"
        class="plain"
        onClick={() =>
          run(() => actions.onCopy(draft.id), { done: 'Copied.', failed: 'Could not copy.' })
        }
      >
        Copy
      </button>
      <button
        type="button"
        class="plain"
        onClick={() =>
          run(() => actions.onReturn(draft.id), {
            failed: 'Its conversation could not be opened.',
          })
        }
      >
        Go to its chat
      </button>
      {children}
      <DeleteButton
        label="Delete"
        question="Delete this draft for good?"
        onDelete={() => run(() => actions.onDelete(draft.id), { failed: 'It was not deleted.' })}
      />
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </div>
  )
}
