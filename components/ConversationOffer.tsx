import { useState } from 'preact/hooks'
import type { ConversationPreview } from '../lib/messages'
import { useAct } from './act'
import type { PopupActions } from './popup-props'
import { characters } from './time'

interface Props {
  readonly tabId: number
  readonly draftId: string
  readonly actions: Pick<PopupActions, 'onPreview' | 'onSaveText'>
  readonly names: Readonly<Record<string, string>>
  readonly checked: boolean
  onCheck(checked: boolean): void
}

/** Offers to take the chat's turns along with the prompt, after a look at what would go. */
export function ConversationOffer({ tabId, draftId, actions, names, checked, onCheck }: Props) {
  const [preview, setPreview] = useState<ConversationPreview | null | 'unknown'>('unknown')
  const [act, run] = useAct()
  const look = () =>
    run(async () => setPreview(await actions.onPreview(tabId, draftId)), {
      busy: 'Reading the page…',
      failed: 'The page could not be read.',
    })

  return (
    <details class="along" onToggle={({ currentTarget }) => currentTarget.open && look()}>
      <summary>Take the conversation along</summary>
      {preview === null && (
        <p class="muted small">No conversation before this prompt is seen in this tab.</p>
      )}
      {preview !== null && preview !== 'unknown' && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={checked}
              onChange={({ currentTarget }) => onCheck(currentTarget.checked)}
            />
            <span>
              Put it before the prompt
              <span class="muted block small">{facts(preview)}</span>
            </span>
          </label>
          {preview.missing > 0 && (
            <p class="muted small">
              {turns(preview.missing)} left out. What the page has not shown yet comes with
              scrolling up in the chat; then open this again.
            </p>
          )}
          {preview.asFile.length > 0 && (
            <p class="muted small">As an attached conversation.md in {named(preview, names)}.</p>
          )}
          <pre class="parcel" dir="auto">
            {preview.text}
          </pre>
          <button
            type="button"
            class="plain"
            onClick={() => actions.onSaveText('conversation.md', preview.text)}
          >
            Download
          </button>
        </>
      )}
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </details>
  )
}

const turns = (count: number) => (count === 1 ? '1 turn' : `${count} turns`)

const facts = (preview: ConversationPreview) =>
  `${turns(preview.turns)} · ${characters(preview.text.length)}`

const named = ({ asFile }: ConversationPreview, names: Props['names']) =>
  new Intl.ListFormat('en').format(asFile.flatMap((id) => names[id] ?? [])) || 'the other site'
