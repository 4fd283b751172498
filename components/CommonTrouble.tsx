import type { PopupView } from '../lib/messages'
import { useAct } from './act'
import { Banner } from './Banner'

interface Props {
  readonly common: NonNullable<PopupView['common']>
  onReadCauses(patterns: readonly string[]): unknown
}

/** Several assistants fail at once: what may lie behind it. */
export function CommonTrouble({ common: { words, barred }, onReadCauses }: Props) {
  const [act, run] = useAct()
  const hosts = barred.map((pattern) => new URL(pattern).host).join(', ')
  return (
    <Banner glyph="info">
      <p role="status">{words}</p>
      {barred.length > 0 && (
        <>
          <button
            type="button"
            class="plain"
            onClick={() => run(() => onReadCauses(barred), { failed: 'Access was not given.' })}
          >
            Look at their clouds too
          </button>
          <p class="muted small">Reads {hosts}, without your cookies, only at such times.</p>
        </>
      )}
      <p class={`act ${act.state}`}>{act.words}</p>
    </Banner>
  )
}
