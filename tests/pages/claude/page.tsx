/** @jsxImportSource react */
// biome-ignore-all lint/a11y/useSemanticElements: the site's own markup, kept as it is
// biome-ignore-all lint/a11y/useFocusableInteractive: the site's own markup, kept as it is
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { mountTiptap } from '../parts/editors.ts'
import { attach, detach, type Editor, exposeSite, pause, setup, takeFiles } from '../parts/hook.ts'
import { createStore, type Turn } from '../parts/store.ts'
import { events } from '../parts/stream.ts'

const org = '8d1f2c0e-5b7a-4c1d-9e0f-2a6b3c4d5e6f'
const longPaste = 4000
const store = createStore()
const site = exposeSite(store)
const { hydrationMs, speed, history } = setup()
let editor: Editor | null = null
let stop: AbortController | null = null

const conversationId = () => /^\/chat\/([0-9a-f-]{36})/.exec(location.pathname)?.[1] ?? null
const draftKey = () => `LSS-${conversationId() ?? 'new-conversation'}:textInput`
const api = (path: string) => `/api/organizations/${org}/chat_conversations${path}`

let draftTimer: ReturnType<typeof setTimeout> | undefined
function keepDraft() {
  clearTimeout(draftTimer)
  draftTimer = setTimeout(() => {
    const value = editor?.text() ?? ''
    if (!value) localStorage.removeItem(draftKey())
    else
      localStorage.setItem(
        draftKey(),
        JSON.stringify({ value, tabId: 't1', timestamp: Date.now() }),
      )
  }, 250)
}

const waitingLines = [
  [5, 'Gathering my thoughts…'],
  [15, 'Still working on it, stand by...'],
  [30, 'A bit longer, thanks for your patience...'],
  [60, 'Still thinking...'],
] as const

async function submit() {
  const prompt = editor?.text() ?? ''
  // While an answer is made, Enter is dropped without a word.
  if (!prompt.trim() || store.get().busy) return
  site.hook.sent.push(prompt)
  localStorage.removeItem(draftKey())
  editor?.setText('')
  let id = conversationId()
  if (!id) {
    id = crypto.randomUUID()
    // The address changes at once, before anything has reached the server.
    pushAddress(`/chat/${id}`)
  }
  const turn: Turn = { id: crypto.randomUUID(), role: 'assistant', text: '', state: 'waiting' }
  store.set({ busy: true, toast: null, banner: null, waiting: null, attachments: [] })
  store.add({ id: crypto.randomUUID(), role: 'user', text: prompt, state: 'done' })
  store.add(turn)
  stop = new AbortController()
  // Lines by the page's own clock: they come and change whether the server lives or not.
  const hints = waitingLines.map(([seconds, hint]) =>
    setTimeout(() => store.set({ hint }), seconds * 1000),
  )
  await ask(id, prompt, turn.id, stop.signal)
  for (const timer of hints) clearTimeout(timer)
  store.set({ busy: false, waiting: null, hint: null })
}

const pushAddress = (path: string) => window.history.pushState({}, '', path)

/** Asks, and asks again by itself as long as the server calls that right. */
async function ask(id: string, prompt: string, turn: string, signal: AbortSignal) {
  for (let attempt = 1; ; attempt++) {
    let response: Response
    try {
      response = await fetch(api(`/${id}/${attempt === 1 ? 'completion' : 'retry_completion'}`), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ prompt, timezone: 'Etc/UTC', attachments: [] }),
        signal,
      })
    } catch {
      if (signal.aborted) return store.change(turn, { state: 'done' })
      return fail(turn, {
        toast: 'We couldn’t connect to Claude. Please check your network connection and try again.',
      })
    }
    if (response.ok) {
      forgetFailures()
      return read(response, turn, signal)
    }
    const attempts = Number(response.headers.get('x-own-attempts') ?? 0)
    if (attempt > attempts) return refused(response, turn)
    countFailure()
    // 5 s, each wait half as long again: what its code did in August 2026.
    const wait = (5000 * 1.5 ** (attempt - 1)) / speed
    await pause(Math.min(wait, 400))
    store.set({
      waiting: `Taking longer than usual. Trying again shortly (attempt ${attempt + 1})`,
    })
    await pause(wait - Math.min(wait, 400))
    store.set({ waiting: null })
    if (signal.aborted) return store.change(turn, { state: 'done' })
  }
}

async function read(response: Response, turn: string, signal: AbortSignal) {
  let text = ''
  let ended = false
  try {
    for await (const event of events(response)) {
      if (event.type === 'content_block_delta') {
        text += (event.delta as { text?: string }).text ?? ''
        store.change(turn, { text, state: 'streaming' })
      }
      if (event.type === 'error') {
        return fail(turn, {
          error: "This response didn't load. Try again by chatting to Claude.",
          errorKind: 'inline',
        })
      }
      if (event.type === 'message_delta') {
        const reason = (event.delta as { stop_reason?: string }).stop_reason
        if (reason === 'refusal') {
          return fail(turn, {
            error:
              'Claude is unable to respond to this request, which appears to violate our Usage Policy. Please start a new chat.',
            errorKind: 'policy',
          })
        }
      }
      if (event.type === 'message_stop') ended = true
    }
  } catch {
    if (signal.aborted) return store.change(turn, { state: 'done' })
  }
  if (ended) return store.change(turn, { state: 'done' })
  fail(turn, {
    error:
      'Claude’s response was interrupted. This can be caused by network problems or exceeding the maximum conversation length. Please contact support if the issue persists.',
    errorKind: 'inline',
  })
}

async function refused(response: Response, turn: string) {
  const body = (await response.json().catch(() => null)) as {
    error?: { type?: string; message?: string }
  } | null
  const prompt = site.hook.sent.at(-1) ?? ''
  if (!body) {
    return fail(turn, {
      toast:
        'We are experiencing technical difficulties. Some functionality may be temporarily unavailable.',
    })
  }
  if (response.status === 429) {
    // A refused prompt comes back into the composer: an emptied composer proves nothing.
    editor?.setText(prompt)
    const limit = parse(body.error?.message) as { type?: string; resetsAt?: number } | null
    if (limit?.type !== 'exceeded_limit') {
      return fail(turn, { toast: 'Rate limited — try again in a moment.' })
    }
    const time = new Date((limit.resetsAt ?? 0) * 1000).toLocaleTimeString('en-US', {
      hour: 'numeric',
      minute: '2-digit',
    })
    return fail(turn, {
      banner: `You’ve hit your limit for Claude messages. Your limit resets at ${time}`,
    })
  }
  if (body.error?.type === 'overloaded_error') {
    return fail(turn, {
      error:
        'Due to unexpected capacity constraints, Claude is unable to respond to your message. Please try again soon.',
      errorKind: 'capacity',
    })
  }
  fail(turn, { toast: "This isn't working right now. You can try again later." })
}

const parse = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

function fail(
  turn: string,
  say: { toast?: string; banner?: string; error?: string; errorKind?: string },
) {
  const { error, errorKind, ...surface } = say
  store.change(turn, { state: 'failed', ...(error && { error, errorKind: errorKind ?? '' }) })
  store.set(surface)
}

const backoffKey = 'ant_completion_backoff_v1'
function countFailure() {
  const old = parse(localStorage.getItem(backoffKey) ?? undefined) as {
    consecutiveFailures?: number
  } | null
  const consecutiveFailures = Math.min(15, (old?.consecutiveFailures ?? 0) + 1)
  const value = JSON.stringify({ v: 1, consecutiveFailures, lastFailureAt: Date.now() })
  localStorage.setItem(backoffKey, value)
}
const forgetFailures = () => localStorage.removeItem(backoffKey)

function Composer() {
  const place = useRef<HTMLDivElement>(null)
  const { busy, attachments } = useSyncExternalStore(store.subscribe, store.get)
  useEffect(() => {
    const element = place.current
    if (!element) return
    // Before this the box is drawn but dead; what stands in it then is thrown away.
    const timer = setTimeout(() => {
      element.replaceChildren()
      editor = mountTiptap(element, {
        placeholder: 'How can I help you today?',
        attributes: {
          'data-testid': 'chat-input',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': 'Write your prompt to Claude',
          enterkeyhint: 'enter',
        },
        onChange: keepDraft,
        onEnter: () => void submit(),
      })
      const kept = parse(localStorage.getItem(draftKey()) ?? undefined) as { value?: string } | null
      if (kept?.value) editor.setText(kept.value)
      editor.focus()
      takeFiles(store, element, longPaste)
      site.live(editor)
    }, hydrationMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <fieldset className="composer flex w-full">
      <div data-cds="ChatComposer">
        <div ref={place} data-cds="ChatComposerEditor">
          <div
            className="tiptap ProseMirror"
            contentEditable
            suppressContentEditableWarning
            data-testid="chat-input"
            role="textbox"
            aria-label="Write your prompt to Claude"
          />
        </div>
        <div className="chips">
          {attachments.map((file) => (
            <span key={file.sha256} className="chip" data-testid="file-thumbnail">
              {file.name} · {file.size}
              <button type="button" aria-label="Remove" onClick={() => detach(store, file)}>
                ×
              </button>
            </span>
          ))}
        </div>
        <div className="actions" data-cds="ChatComposerActions">
          <label className="icon-button">
            +
            <input
              type="file"
              multiple
              hidden
              data-testid="file-upload"
              onChange={(event) => {
                for (const file of event.target.files ?? []) void attach(store, file)
              }}
            />
          </label>
          <button type="button" data-testid="model-selector-dropdown" data-cds="ModelSelector">
            {setup().model}
          </button>
          {busy ? (
            <button
              type="button"
              className="primary"
              data-testid="chat-input-stop"
              aria-label="Stop response"
              onClick={() => stop?.abort()}
            >
              <svg viewBox="0 0 256 256" width="16" aria-hidden="true">
                <path d="M128,20A108,108,0,1,0,236,128,108.12,108.12,0,0,0,128,20Zm28,136H100V100h56Z" />
              </svg>
            </button>
          ) : (
            <button
              type="button"
              className="primary"
              data-testid="chat-input-send"
              aria-label="Send message"
              onClick={() => void submit()}
            >
              ↑
            </button>
          )}
        </div>
      </div>
    </fieldset>
  )
}

function Answer({ turn }: { turn: Turn }) {
  const streaming = turn.state === 'waiting' || turn.state === 'streaming'
  const { hint } = useSyncExternalStore(store.subscribe, store.get)
  return (
    <div role="article" data-test-render-count="2">
      <div data-is-streaming={streaming} className="answer">
        <div className="font-claude-response">
          <div className={streaming ? 'progressive-markdown' : 'standard-markdown'}>
            {turn.text.split('\n').map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names and never move
              <p key={i}>{line}</p>
            ))}
          </div>
          {turn.state === 'waiting' && hint && (
            <div role="status" className="text-secondary">
              {hint}
            </div>
          )}
          {turn.error && (
            <div className={`flex items-center ${turn.errorKind}`}>
              <p>{turn.error}</p>
              {turn.errorKind === 'capacity' && <a href="/upgrade/pro">Get priority access</a>}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function App() {
  const { turns, waiting, toast, banner } = useSyncExternalStore(store.subscribe, store.get)
  return (
    <>
      <nav aria-label="Sidebar">
        <strong>Claude</strong>
        {history.map((title) => (
          <a key={title} href="/recents">
            {title}
          </a>
        ))}
      </nav>
      <main>
        <div role="feed" className="feed">
          {turns.map((turn) =>
            turn.role === 'user' ? (
              <div role="article" key={turn.id} data-test-render-count="1">
                <div data-testid="user-message" className="font-user-message">
                  <p className="whitespace-pre-wrap">{turn.text}</p>
                </div>
              </div>
            ) : (
              <Answer key={turn.id} turn={turn} />
            ),
          )}
          {waiting && (
            <div className="font-base text-secondary ml-2 pb-1.5 tabular-nums">{waiting}</div>
          )}
        </div>
        {banner && (
          <div className="banner" data-testid="message-limit">
            {banner}
          </div>
        )}
        <fieldset className="opacity-0" aria-hidden="true" disabled>
          <div className="ProseMirror" role="presentation" />
        </fieldset>
        <Composer />
      </main>
      {toast && (
        <div role="alert" className="toast">
          <p>{toast}</p>
        </div>
      )}
    </>
  )
}

async function start() {
  // Nothing is drawn while this is pending, as on the site.
  const boot = await fetch(`/api/bootstrap/${org}/app_start`)
  if (!boot.ok) return
  const id = conversationId()
  if (id) {
    const old = (await (await fetch(api(`/${id}?tree=True&rendering_mode=messages`))).json()) as {
      turns: { role: 'user' | 'assistant'; text: string }[]
    }
    for (const turn of old.turns) store.add({ ...turn, id: crypto.randomUUID(), state: 'done' })
  }
  createRoot(document.getElementById('root') as HTMLElement).render(<App />)
  void fetch('/api/event_logging/batch', { method: 'POST', body: '{"events":[]}' }).catch(() => {})
}

void start()
