import { challengePage } from './answer.ts'
import type { Generation, Setup } from './fault.ts'
import type { Site, SiteId } from './site.ts'

export interface DocumentReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const html = (body: string, status = 200, headers: Record<string, string> = {}): DocumentReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
})

// Old talk in the sidebar about errors must never count as one.
const history = [
  'Why do I see "Internal server error"?',
  'Something went wrong in chapter 3',
  'Trip',
]

const styles = `
:root { color-scheme: light dark; --line: light-dark(#ddd, #444); --soft: light-dark(#f4f4f2, #2b2b2b) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #1c1c1c); color: light-dark(#222, #eee) }
#root, chat-app { display: flex; min-height: 100vh }
nav { width: 210px; flex: none; padding: 14px; border-right: 1px solid var(--line); background: var(--soft); display: flex; flex-direction: column; gap: 8px; font-size: 13px; height: 100vh }
nav a { color: inherit; text-decoration: none }
main { flex: 1; display: flex; flex-direction: column; max-width: 760px; margin: 0 auto; padding: 20px; height: 100vh }
.feed { flex: 1; overflow-y: auto; margin: 0; padding: 0; list-style: none }
.font-user-message, .whitespace-pre-wrap, .query-text { white-space: pre-wrap; background: var(--soft); border-radius: 12px; padding: 8px 14px; margin: 8px 0 8px auto; width: fit-content; max-width: 80% }
.font-user-message p, .font-user-message .whitespace-pre-wrap { margin: 0; padding: 0; max-width: none }
.query-text-line { margin: 0; min-height: 1em }
.composer { border: 1px solid var(--line); border-radius: 16px; padding: 10px 14px; margin: 0; min-width: 0; display: block }
.composer [contenteditable], .composer textarea { min-height: 48px; max-height: 220px; overflow-y: auto; outline: none; width: 100%; border: 0; background: none; color: inherit; font: inherit; white-space: pre-wrap }
.composer p { margin: 0; overflow-wrap: anywhere }
.actions { display: flex; gap: 8px; justify-content: flex-end; align-items: center }
.primary { border: 0; border-radius: 99px; width: 32px; height: 32px; background: light-dark(#222, #eee); color: light-dark(#fff, #111); fill: currentColor }
.chip { border: 1px solid var(--line); border-radius: 8px; padding: 2px 8px; font-size: 12px }
.opacity-0 { opacity: 0; position: absolute; pointer-events: none } .sr-only { position: absolute; clip-path: inset(50%) }
.text-secondary, .ghost { color: gray } .tabular-nums { font-variant-numeric: tabular-nums; margin-left: 8px }
.toast, .mat-mdc-snack-bar-container { position: fixed; top: 16px; right: 16px; background: light-dark(#fee, #511); border: 1px solid #c66; border-radius: 10px; padding: 4px 14px }
.banner, .error-row, .capacity, .inline, .policy, .limit { border: 1px solid var(--line); border-radius: 10px; padding: 6px 12px; margin: 6px 0 }
.dialog { position: fixed; inset: 30% 30% auto; background: light-dark(#fff, #222); border: 1px solid var(--line); border-radius: 12px; padding: 20px }
`

const csp: Record<SiteId, string> = {
  claude: "script-src 'self'; object-src 'none'; base-uri 'none'",
  chatgpt: "script-src 'self'; object-src 'none'; base-uri 'none'",
  // The site enforces Trusted Types; the editor library's own writes go through its default policy.
  gemini: "script-src 'self'; object-src 'none'; require-trusted-types-for 'script'",
}

/** The document of an address, as the site's fault of the moment says. `null`: break the connection. */
export function documentFor(site: Site, path: string): DocumentReply | null {
  const { fault } = site
  const signIn = { claude: '/login', chatgpt: '/auth/login', gemini: '/ServiceLogin' }[site.id]
  if (path.startsWith(`${signIn}/done`)) {
    if (fault?.kind === 'login') site.fault = null
    return { status: 302, headers: { location: home[site.id] }, body: '' }
  }
  if (path.startsWith(signIn)) return html(signInPage(site.id))
  switch (fault?.kind) {
    case 'document':
      return html(
        `<!doctype html><title>${fault.status}</title><h1>Error ${fault.status}</h1><p>The web server reported a gateway error.</p>`,
        fault.status,
      )
    case 'document-reset':
      return null
    case 'capacity':
      return html(capacityPage(site.id))
    case 'waitlist':
      return html(waitlistPage(site.id))
    case 'login': {
      const to = site.id === 'gemini' ? `https://accounts.google.com${signIn}` : signIn
      return { status: 302, headers: { location: to }, body: '' }
    }
    case 'challenge':
      return html(challengePage, 403, { 'cf-mitigated': 'challenge' })
  }
  return html(appPage(site), 200, { 'content-security-policy': csp[site.id] })
}

const home: Record<SiteId, string> = {
  claude: 'https://claude.ai/new',
  chatgpt: 'https://chatgpt.com/',
  gemini: 'https://gemini.google.com/app',
}

const title: Record<SiteId, string> = {
  claude: 'Claude',
  chatgpt: 'ChatGPT',
  gemini: 'Google Gemini',
}

function appPage(site: Site): string {
  const { hydrationMs, generation, speed, model } = site
  const setup: Setup = { hydrationMs, generation, speed, model, history }
  const body = site.id === 'claude' ? ' class="bg-bg-100 text-text-100 font-ui min-h-screen"' : ''
  return `<!doctype html>
<html lang="en" data-theme="claude" data-mode="auto">
<head><meta charset="utf-8"><title>${title[site.id]}</title><style>${styles}</style>
<script type="application/json" id="stand-in">${JSON.stringify(setup).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/assets/${site.id}.js"></script></head>
<body${body}><div id="root">${site.id === 'chatgpt' ? serverDrawn[generation] : ''}</div></body></html>`
}

const frame = (composer: string) => `<nav></nav><main><div class="feed"></div>${composer}</main>`

/** ChatGPT draws its composer on the server: there before any script runs, and dead until then. */
const serverDrawn: Record<Generation, string> = {
  1: frame(
    '<form class="composer" data-type="unified-composer"><div id="prompt-textarea" class="ProseMirror" contenteditable="true" role="textbox"><p></p></div></form>',
  ),
  2: frame(
    '<form class="composer" data-type="unified-composer"><div class="editor" contenteditable="true" role="textbox" data-lexical-editor="true"></div></form>',
  ),
  3: frame(
    '<form class="composer" data-chatgpt-composer><div data-composer-surface="true"><div class="ProseMirror" data-composer-markdown contenteditable="true" role="textbox"><p></p></div></div></form>',
  ),
  4: frame(
    '<form class="composer"><textarea id="mobile-composer-prompt" name="prompt" rows="3"></textarea></form>',
  ),
}

const plain = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${head}</title><style>${styles}</style></head><body><main>${body}</main></body></html>`

const signInPage = (id: SiteId) =>
  ({
    claude: plain(
      'Sign in - Claude',
      '<h1>Your ideas, amplified</h1><a href="/login/done"><button data-testid="login-with-google">Continue with Google</button></a>',
    ),
    chatgpt: plain(
      'ChatGPT',
      '<h1>Log in or sign up</h1><a href="/auth/login/done"><button data-testid="login-button">Log in</button></a>',
    ),
    gemini: plain(
      'Sign in - Google Accounts',
      '<h1>Choose an account</h1><a href="/ServiceLogin/done"><button>Continue</button></a>',
    ),
  })[id]

const capacityPage = (id: SiteId) =>
  ({
    claude: plain(
      'Claude will return soon',
      "<h1>Claude will return soon</h1><p>Claude is currently experiencing a temporary service disruption.</p><p>We're working on it, please check back soon.</p>",
    ),
    chatgpt: plain(
      'ChatGPT',
      "<h1>ChatGPT is at capacity right now</h1><p>Get notified when we're back.</p>",
    ),
    gemini: plain(
      'Error 503 (Service Unavailable)',
      "<h1>503. That's an error.</h1><p>The service you requested is not available at this time. That's all we know.</p>",
    ),
  })[id]

const waitlistPage = (id: SiteId) =>
  ({
    claude: plain(
      'Claude',
      '<h1>Logging in is currently disabled. Please check back later.</h1><p>You are on the waitlist.</p>',
    ),
    chatgpt: plain(
      'ChatGPT',
      '<h1>Our systems are a bit busy at the moment, please take a break and try again soon.</h1><p>You are in the waiting room; this page moves on by itself.</p>',
    ),
    gemini: plain(
      'Gemini',
      '<h1>You are on the waitlist</h1><p>Due to high demand, Gemini is not available to you yet.</p>',
    ),
  })[id]
