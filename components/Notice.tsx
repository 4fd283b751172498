import { useEffect, useState } from 'preact/hooks'
import { useAct } from './act'
import { ContinueButton } from './ContinueButton'
import { Glyph } from './Glyph'
import { canContinue, noticeChoices } from './notice-choices'
import { type NoticeActions, type NoticeView, noticeWords } from './notice-view'

interface Props {
  readonly view: NoticeView
  readonly actions: NoticeActions
  /** Epoch ms. */
  readonly now: number
}

/** The notice beside the composer: what was seen, that the prompt is safe, and what can be done. */
export function Notice({ view, actions, now }: Props) {
  const [act, run] = useAct()
  const [announced, setAnnounced] = useState(false)
  // A live region is read out only when its text comes after the region itself.
  useEffect(() => setAnnounced(true), [])

  const { glyph, title, cause, text, aside } = noticeWords(view, now)
  const choices = noticeChoices(view, actions)
  const busy = act.state === 'busy'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') actions.onDismiss()
  }

  return (
    <section class={`notice ${view.kind}`} aria-label="Understudy" onKeyDown={onKeyDown}>
      <div class="head">
        <Glyph name={glyph} />
        <div class="says" role="status">
          {announced && (
            <>
              <p>
                <b>{title}</b>
                {cause ? ` (${cause}).` : '.'}
              </p>
              {text && <p class="text">{text}</p>}
              {aside && <p class="aside">{aside}</p>}
            </>
          )}
        </div>
        <button type="button" class="close" aria-label="Close" onClick={() => actions.onDismiss()}>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" />
          </svg>
        </button>
      </div>
      <div class="actions">
        {view.kind === 'trouble' && (
          <ContinueButton
            alternatives={view.alternatives}
            verb={view.hasDraft ? 'Continue in' : 'Open'}
            look={canContinue(view.alternatives) ? 'primary' : 'plain'}
            disabled={busy}
            onContinue={(id) =>
              run(() => actions.onContinue(id), {
                busy: 'Opening…',
                failed: 'It could not be opened. Your prompt is still safe: try Copy.',
              })
            }
          />
        )}
        {choices.map(({ label, look, act, words }) => (
          <button
            key={label}
            type="button"
            class={look}
            disabled={busy}
            onClick={() => run(act, words)}
          >
            {label}
          </button>
        ))}
      </div>
      <p class={`act ${act.state}`} role="status">
        {act.words}
      </p>
    </section>
  )
}
