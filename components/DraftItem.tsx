import { useEffect, useRef, useState } from 'preact/hooks'
import type { DraftSummary } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import { useAct } from './act'
import { DraftActions } from './DraftActions'
import { DraftText } from './DraftText'
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
  const [text, setText] = useState<string | null>(null)
  const [act, run] = useAct()
  const item = useRef<HTMLElement>(null)

  const read = () =>
    run(
      async () => {
        const whole = await actions.onRead(draft.id)
        if (whole === null) throw new Error('gone')
        setText(whole)
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
      <DraftText draft={draft} now={now} name={name} whole={text} />
      {draft.reason && <p class="small">Why it failed: {draft.reason}</p>}
      <DraftActions draft={draft} assistants={assistants} actions={actions}>
        {draft.length > draft.preview.length && (
          <button
            type="button"
            class="plain"
            aria-expanded={text !== null}
            onClick={() => (text === null ? read() : setText(null))}
          >
            {text === null ? 'Read in full' : 'Show less'}
          </button>
        )}
      </DraftActions>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </article>
  )
}
