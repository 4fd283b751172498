import { useState } from 'preact/hooks'
import type { TabView } from '../lib/messages'
import { useAct } from './act'
import { ConversationOffer } from './ConversationOffer'
import { DraftText } from './DraftText'
import { Glyph } from './Glyph'
import type { PopupActions } from './popup-props'
import { alternativeGlyphs, alternativeWords } from './words'

interface Props {
  readonly tab: TabView
  readonly actions: PopupActions
  readonly now: number
}

/** This tab's prompt, and every other assistant in one click, each with its own state. */
export function DraftCard({ tab, actions, now }: Props) {
  const { draft, alternatives } = tab
  const [act, run] = useAct()
  const [takes, setTakes] = useState<string | null>(null)
  const isUp = alternatives.some(({ state }) => state === 'up' || state === 'unknown')
  const go = (targetId: string) =>
    run(
      () =>
        draft
          ? actions.onContinue(draft.id, targetId, takes === draft.id)
          : actions.onOpen(targetId),
      {
        busy: 'Opening…',
        failed: draft
          ? 'It could not be opened. Your prompt is still safe: try Copy.'
          : 'It could not be opened.',
      },
    )

  return (
    <section class="card" aria-labelledby="draft">
      <div class="row">
        <h2 id="draft">{draft ? 'Your prompt is safe' : 'No prompt in this tab'}</h2>
        {draft && (
          <button
            type="button"
            class="plain"
            onClick={() =>
              run(() => actions.onCopy(draft.id), { done: 'Copied.', failed: 'Could not copy.' })
            }
          >
            Copy
          </button>
        )}
      </div>
      {draft && <DraftText draft={draft} now={now} />}
      {draft && alternatives.length > 0 && (
        <ConversationOffer
          key={draft.id}
          tabId={tab.tabId}
          draftId={draft.id}
          actions={actions}
          names={Object.fromEntries(alternatives.map((one) => [one.providerId, one.name]))}
          checked={takes === draft.id}
          onCheck={(checked) => setTakes(checked ? draft.id : null)}
        />
      )}
      {alternatives.length > 0 && (
        <ul class="targets" aria-label={draft ? 'Continue elsewhere' : 'Other assistants'}>
          {alternatives.map(({ providerId, name, state, note }, index) => (
            <li key={providerId}>
              <button
                type="button"
                class={index === 0 && isUp && isStuck(tab) ? 'primary' : 'plain'}
                disabled={act.state === 'busy'}
                onClick={() => go(providerId)}
              >
                <Glyph name={alternativeGlyphs[state]} />
                <span class="name">
                  {draft ? 'Continue in' : 'Open'} {name}
                </span>
                <span class="note">{note || alternativeWords[state]}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {alternatives.length > 0 && !isUp && (
        <p class="muted small">
          The others have trouble too. Your prompt stays here until it is answered.
        </p>
      )}
      {alternatives.length === 0 && (
        <p class="muted small">No other assistant is switched on. Choose some in Settings.</p>
      )}
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </section>
  )
}

/** Going on elsewhere is what the user is likely to want now. */
const isStuck = ({ verdict: { health, condition } }: TabView): boolean =>
  health === 'failing' || condition === 'usage_limit' || condition === 'rate_limit'
