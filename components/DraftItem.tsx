import { useEffect, useRef, useState } from 'preact/hooks'
import type { Draft, DraftSummary } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import { useAct } from './act'
import { DraftActions } from './DraftActions'
import { DraftText } from './DraftText'
import { FileList } from './FileList'
import type { HistoryActions } from './HistoryPage'

interface Props {
  readonly draft: DraftSummary
  readonly name: string
  readonly assistants: readonly Alternative[]
  readonly isOpened: boolean
  readonly actions: HistoryActions
  readonly now: number
}

/** One draft of the history; its whole text is fetched only when asked for. */
export function DraftItem({ draft, name, assistants, isOpened, actions, now }: Props) {
  const [whole, setWhole] = useState<Draft | null>(null)
  const [act, run] = useAct()
  const item = useRef<HTMLElement>(null)

  const read = () =>
    run(
      async () => {
        const read = await actions.onRead(draft.id)
        if (read === null) throw new Error('gone')
        setWhole(read)
      },
      { failed: 'It could not be read.' },
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: opens once; the user may close it
  useEffect(() => {
    if (!isOpened) return
    item.current?.scrollIntoView?.({ block: 'start' })
    read()
  }, [isOpened])

  return (
    <article ref={item} class="card">
      <DraftText draft={draft} now={now} name={name} whole={whole?.text ?? null} />
      {whole && whole.attachments.length > 0 && (
        <FileList
          files={whole.attachments}
          onDownload={(file) =>
            run(() => actions.onDownload(draft.id, file), {
              failed: `${file.name} could not be read.`,
            })
          }
        />
      )}
      {draft.reason && <p class="small">Why it failed: {draft.reason}</p>}
      <DraftActions draft={draft} assistants={assistants} actions={actions}>
        {(draft.length > draft.preview.length || draft.attachmentCount > 0) && (
          <button
            type="button"
            class="plain"
            aria-expanded={whole !== null}
            onClick={() => (whole === null ? read() : setWhole(null))}
          >
            {whole === null ? 'Read in full' : 'Show less'}
          </button>
        )}
      </DraftActions>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </article>
  )
}
