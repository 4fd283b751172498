import type { SiteAccess } from '../lib/ui/access'
import { useAct } from './act'
import { Glyph } from './Glyph'
import { Mark } from './Mark'

interface Props {
  readonly sites: readonly SiteAccess[]
  onGrant(providerId: string): unknown
}

/** Shown once after installation: what it does, what it keeps, what it never does. */
export function WelcomePage({ sites, onGrant }: Props) {
  return (
    <main class="page welcome">
      <header>
        <Mark size={64} />
        <h1>When an AI chat goes dark, the prompt goes on.</h1>
        <p class="lead">
          Understudy is ready. There is nothing to set up, and nothing to do until a chat fails you.
        </p>
      </header>
      <section class="card" aria-labelledby="does">
        <h2 id="does">What it does</h2>
        <ul class="points">
          <li>
            <b>Keeps your prompt</b> as you type it, and after you send it, until an answer has been
            seen.
          </li>
          <li>
            <b>Notices when a chat fails</b>, looks at the provider’s own status page, and tells you
            both: on the toolbar’s badge and in a small notice by the composer.
          </li>
          <li>
            <b>Carries the prompt</b> to another assistant in one click. It fills the box and stops
            there: sending is up to you.
          </li>
        </ul>
      </section>
      <section class="card" aria-labelledby="keeps">
        <h2 id="keeps">What is kept, and where</h2>
        <p>
          Your prompts, in this browser only, encrypted. Answered ones go after a day, the others
          after 30 days; both are yours to change. In private windows they stay in memory and go
          with the window.
        </p>
      </section>
      <section class="card" aria-labelledby="never">
        <h2 id="never">What it never does</h2>
        <ul class="points">
          <li>Send your text anywhere: there is no server, no account and no statistics.</li>
          <li>Press Send for you, or fill a box that holds other text without asking.</li>
          <li>Read anything on a page but the prompt box and signs of trouble.</li>
          <li>Ask the network anything while all is well and no chat is open.</li>
        </ul>
      </section>
      <section class="card" aria-labelledby="where">
        <h2 id="where">Where it works</h2>
        <ul class="lines">
          {sites.map((site) => (
            <Site key={site.providerId} site={site} onGrant={onGrant} />
          ))}
        </ul>
        <p class="muted small">
          Chats that are already open start being kept once you reload them.
        </p>
      </section>
      <nav class="row">
        <a href="/options.html">Settings</a>
      </nav>
    </main>
  )
}

function Site({ site, onGrant }: { site: SiteAccess; onGrant: Props['onGrant'] }) {
  const [act, run] = useAct()
  return (
    <li>
      <Glyph name={site.granted ? 'ok' : 'unknown'} />
      <span class="name">
        {site.name} <span class="muted small">{site.host}</span>
      </span>
      {site.granted ? (
        <span class="muted">ready</span>
      ) : (
        <button
          type="button"
          class="plain"
          aria-label={`Allow on ${site.host}`}
          onClick={() => run(() => onGrant(site.providerId), { failed: 'Not allowed.' })}
        >
          Allow
        </button>
      )}
      <span class={`act ${act.state}`} role="status">
        {act.words}
      </span>
    </li>
  )
}
