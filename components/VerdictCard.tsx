import { useState } from 'preact/hooks'
import { explain, textFreeReport } from '../lib/detect/explain'
import type { TabView } from '../lib/messages'
import { fuse } from '../lib/status/words'
import { useAct } from './act'
import { Glyph } from './Glyph'
import type { PopupActions } from './popup-props'
import { TellBack } from './TellBack'
import { clock } from './time'
import { sayVerdict } from './words'

interface Props {
  readonly tab: TabView
  readonly notifies: boolean
  readonly actions: PopupActions
  readonly now: number
}

/** What is thought of this tab's assistant, what that rests on, and a way to say that it is wrong. */
export function VerdictCard({ tab, notifies, actions, now }: Props) {
  const { verdict } = tab
  const { glyph, words: said } = sayVerdict(verdict, tab.providerName, now)
  const { headline, detail } = fuse(verdict, tab.status, now)
  const reasons = explain(verdict)

  return (
    <section class="card verdict" aria-label={tab.providerName}>
      <div class="headline">
        <Glyph name={glyph} />
        <div role="status">
          <h2>{said}</h2>
          <p>
            {headline.split(' · ').map((side, index) => (
              <span key={side} class="side">
                {index > 0 && <span class="hidden"> · </span>}
                {side}
              </span>
            ))}
          </p>
          <p class="muted">{detail}</p>
        </div>
      </div>
      {verdict.health === 'failing' && !tab.silenced && !tab.isPrivate && (
        <TellBack name={tab.providerName} notifies={notifies} onNotify={actions.onNotify} />
      )}
      {tab.isPrivate && (
        <p class="muted small">
          Private window: drafts stay in memory only and are gone with the window.
        </p>
      )}
      {(reasons.length > 0 || tab.silenced) && (
        <details class="why">
          <summary>Why?</summary>
          <ol class="reasons">
            {reasons.map(({ at, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same thing may be seen twice at once
              <li key={index}>
                <time dateTime={new Date(at).toISOString()}>{clock(at, now)}</time> {text}
              </li>
            ))}
          </ol>
          <Wrong tab={tab} actions={actions} />
        </details>
      )}
    </section>
  )
}

function Wrong({ tab, actions }: Pick<Props, 'tab' | 'actions'>) {
  const [act, run] = useAct()
  // As it was when the user objected: being silenced may empty the verdict.
  const [report, setReport] = useState<string | null>(null)

  if (report === null && !tab.silenced) {
    return (
      <>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            run(
              () => {
                setReport(textFreeReport(tab.verdict))
                return actions.onSilence(tab.tabId)
              },
              { failed: 'This could not be noted.' },
            )
          }
        >
          This is wrong
        </button>
        <p class={`act ${act.state}`} role="status">
          {act.words}
        </p>
      </>
    )
  }
  const text = report ?? textFreeReport(tab.verdict)
  return (
    <div class="wrong">
      <p role="status">
        {act.state === 'failed'
          ? act.words
          : 'Noted: this tab stays quiet about it. If you report it, this helps, and holds none of your text:'}
      </p>
      <pre>{text}</pre>
      <button
        type="button"
        class="plain"
        onClick={() =>
          run(() => actions.onCopyReport(text), { done: 'Copied.', failed: 'Could not copy.' })
        }
      >
        {act.state === 'done' ? 'Copied' : 'Copy report'}
      </button>
    </div>
  )
}
