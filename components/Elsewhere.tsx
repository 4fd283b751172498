import type { PopupView } from '../lib/messages'
import { levelNow } from '../lib/status/record'
import { fuse, pageWords } from '../lib/status/words'
import { Glyph } from './Glyph'
import { PageDetails } from './PageDetails'
import { levelGlyphs, sayVerdict } from './words'

interface Props {
  readonly providers: PopupView['providers']
  readonly now: number
}

/** The other assistants in use, and every page that is watched, each with what its page says. */
export function Elsewhere({ providers, now }: Props) {
  return (
    <section class="card" aria-labelledby="elsewhere">
      <h2 id="elsewhere">Elsewhere</h2>
      <ul class="lines">
        {providers.map(({ providerId, name, verdict, status }) => {
          const said = verdict && sayVerdict(verdict, name, now)
          const page = pageWords(providerId, status, now)
          return (
            <li key={providerId}>
              <Glyph name={said?.glyph ?? levelGlyphs[levelNow(status, now)]} />
              <div>
                <p>{said?.words ?? name}</p>
                <p class="muted small">{verdict ? fuse(verdict, status, now).headline : page}</p>
                {status && (
                  <details class="why">
                    <summary class="small">What its page says</summary>
                    <PageDetails report={status.report} now={now} />
                  </details>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
