import type { AttachmentInfo, Draft, DraftState, DraftSummary } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import { useAct } from './act'
import { Banner } from './Banner'
import { DeleteButton } from './DeleteButton'
import { DraftItem } from './DraftItem'
import { Mark } from './Mark'
import type { PopupActions } from './popup-props'
import { UnlockForm } from './UnlockForm'
import { draftStates } from './words'

/** What the user looks for. */
export interface DraftQuery {
  readonly search: string
  readonly providerId: string | null
  readonly state: DraftState | null
}

export type HistoryActions = Pick<
  PopupActions,
  'onContinue' | 'onCopy' | 'onReturn' | 'onDelete'
> & {
  /** Resolves to the whole draft, `null` when it is gone. */
  onRead(draftId: string): Promise<Draft | null>
  onDownload(draftId: string, file: AttachmentInfo): unknown
  onDeleteAll(): unknown
  /** Resolves to `false` for a wrong passphrase. */
  onUnlock(passphrase: string): Promise<boolean>
}

interface Props {
  readonly query: DraftQuery
  readonly found: { readonly drafts: readonly DraftSummary[]; readonly total: number }
  /** Id to name, for every provider. */
  readonly names: Readonly<Record<string, string>>
  readonly assistants: readonly Alternative[]
  /** Behind a passphrase: nothing can be listed now. */
  readonly isLocked: boolean
  /** Shown opened, where the page was asked for it. */
  readonly openedId: string | null
  readonly problem: string | null
  readonly actions: HistoryActions
  onQuery(query: DraftQuery): void
  onMore(): void
  readonly now: number
}

/** Every kept draft: find it, read it in full, and put it to use again. */
export function HistoryPage(props: Props) {
  const { query, found, names, assistants, openedId, isLocked, problem, actions, now } = props
  const [act, run] = useAct()
  const isFiltered = query.search !== '' || query.providerId !== null || query.state !== null

  return (
    <main class="page">
      <header class="bar">
        <Mark size={28} />
        <h1>Drafts</h1>
        <nav>
          <a href="/options.html">Settings</a>
        </nav>
      </header>
      {problem && <Banner glyph="warn">The list could not be read anew: {problem}</Banner>}
      {isLocked && (
        <section class="card" aria-labelledby="locked">
          <h2 id="locked">Your drafts are locked</h2>
          <UnlockForm onUnlock={actions.onUnlock} />
        </section>
      )}
      <search class="filters">
        <input
          type="search"
          aria-label="Search your drafts"
          placeholder="Search your drafts"
          value={query.search}
          maxLength={500}
          onInput={({ currentTarget }) => props.onQuery({ ...query, search: currentTarget.value })}
        />
        <select
          aria-label="Assistant"
          value={query.providerId ?? ''}
          onChange={({ currentTarget }) =>
            props.onQuery({ ...query, providerId: currentTarget.value || null })
          }
        >
          <option value="">Every assistant</option>
          {Object.entries(names).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          aria-label="State"
          value={query.state ?? ''}
          onChange={({ currentTarget }) =>
            props.onQuery({ ...query, state: (currentTarget.value || null) as DraftState | null })
          }
        >
          <option value="">Every state</option>
          {Object.entries(draftStates).map(([state, { words }]) => (
            <option key={state} value={state}>
              {words}
            </option>
          ))}
        </select>
      </search>
      <div class="row">
        <p class="muted" role="status">
          {!isLocked && sayCount(found.total, isFiltered)}
        </p>
        {found.total > 0 && !isFiltered && (
          <DeleteButton
            label="Delete all"
            question={`Delete all ${found.total.toLocaleString()} drafts for good?`}
            onDelete={() =>
              run(actions.onDeleteAll, { done: 'All deleted.', failed: 'They were not deleted.' })
            }
          />
        )}
      </div>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
      {found.drafts.map((draft) => (
        <DraftItem
          key={draft.id}
          draft={draft}
          name={names[draft.providerId] ?? draft.providerId}
          assistants={assistants}
          isOpened={draft.id === openedId}
          actions={actions}
          now={now}
        />
      ))}
      {found.drafts.length < found.total && (
        <button type="button" class="plain wide" onClick={props.onMore}>
          Show more
        </button>
      )}
    </main>
  )
}

function sayCount(total: number, isFiltered: boolean): string {
  if (total === 0) {
    return isFiltered
      ? 'No draft fits.'
      : 'Nothing kept yet. What you type to an assistant will be found here.'
  }
  const count = total === 1 ? '1 draft' : `${total.toLocaleString()} drafts`
  return isFiltered ? `${count} found` : count
}
