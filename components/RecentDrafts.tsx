import type { DraftSummary } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import { DraftActions } from './DraftActions'
import { DraftText } from './DraftText'
import type { PopupActions } from './popup-props'

interface Props {
  readonly drafts: readonly DraftSummary[]
  readonly assistants: readonly Alternative[]
  readonly names: Readonly<Record<string, string>>
  readonly actions: PopupActions
  readonly now: number
}

/** The latest drafts; each opens to what can be done with it. */
export function RecentDrafts({ drafts, assistants, names, actions, now }: Props) {
  return (
    <section class="card" aria-labelledby="recent">
      <h2 id="recent">Recent drafts</h2>
      {drafts.length === 0 && (
        <p class="muted">Nothing kept yet. What you type to an assistant will be found here.</p>
      )}
      {drafts.map((draft) => (
        <details key={draft.id} class="recent" name="recent">
          <summary>
            <DraftText draft={draft} now={now} name={names[draft.providerId] ?? draft.providerId} />
          </summary>
          <DraftActions draft={draft} assistants={assistants} actions={actions}>
            <a href={`/drafts.html#${encodeURIComponent(draft.id)}`} target="_blank" rel="noopener">
              Read in full
            </a>
          </DraftActions>
        </details>
      ))}
    </section>
  )
}
