import { type Editor, exposeSite, pause, setup } from '../parts/hook.ts'
import { createStore } from '../parts/store.ts'
import { events } from '../parts/stream.ts'

const { generation, speed } = setup()
const draftsKey = 'oai/apps/conversationDrafts'

export const store = createStore()
export const site = exposeSite(store)
let editor: Editor | null = null
let stopping: AbortController | null = null

const api = generation === 4 ? '/backend-anon' : '/backend-api'
const conversationId = () => /^\/u?c\/([0-9a-f-]{36})/.exec(location.pathname)?.[1] ?? null

/** Everything a composer of any generation does. */
export const chat = {
  api,
  longPaste: 9000,
  /** The composer is alive: gives it back what the site kept of it. */
  live(next: Editor) {
    editor = next
    const kept = readDrafts()[conversationId() ?? 'new']
    if (kept) editor.setText(kept)
    editor.focus()
    site.live(editor)
  },
  changed() {
    keepDraft()
    prepare()
  },
  stop: () => stopping?.abort(),
  submit: () => void submit(),
  regenerate: () => {
    const prompt = store.get().turns.findLast((turn) => turn.role === 'user')?.text
    const failed = store.get().turns.at(-1)
    if (!prompt || !failed || store.get().busy) return
    store.set({ turns: store.get().turns.slice(0, -1) })
    void answer(prompt)
  },
}

const readDrafts = (): Record<string, string> =>
  JSON.parse(localStorage.getItem(draftsKey) ?? '{}') as Record<string, string>

function writeDraft(text: string) {
  const { [conversationId() ?? 'new']: _old, ...rest } = readDrafts()
  const drafts = text ? { ...rest, [conversationId() ?? 'new']: text } : rest
  localStorage.setItem(draftsKey, JSON.stringify(drafts))
}

let draftTimer: ReturnType<typeof setTimeout> | undefined
function keepDraft() {
  clearTimeout(draftTimer)
  draftTimer = setTimeout(() => writeDraft(editor?.text() ?? ''), 300)
}

// Runs while typing, with the text so far: looks like a submit, and is none.
let prepareTimer: ReturnType<typeof setTimeout> | undefined
function prepare() {
  if (generation === 4) return
  clearTimeout(prepareTimer)
  prepareTimer = setTimeout(() => {
    const partial = (editor?.text() ?? '').slice(0, 200)
    if (partial) void post('/f/conversation/prepare', { partial }).catch(() => {})
  }, 600)
}

const post = (path: string, body: object, signal?: AbortSignal) =>
  fetch(api + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })

async function submit() {
  const prompt = editor?.text() ?? ''
  if (!prompt.trim() || store.get().busy) return
  site.hook.sent.push(prompt)
  editor?.setText('')
  clearTimeout(draftTimer)
  writeDraft('')
  store.add({ id: crypto.randomUUID(), role: 'user', text: prompt, state: 'done' })
  await answer(prompt)
}

async function answer(prompt: string) {
  const turn = crypto.randomUUID()
  store.set({ busy: true, dialog: null, toast: null, attachments: [] })
  store.add({ id: turn, role: 'assistant', text: '', state: 'waiting' })
  stopping = new AbortController()
  const id = conversationId() ?? crypto.randomUUID()
  // The address changes a good second after the send, never at it.
  if (!conversationId()) {
    void pause(1200 / speed).then(() =>
      window.history.pushState({}, '', `/${generation === 4 ? 'uc' : 'c'}/${id}`),
    )
  }
  try {
    await post('/sentinel/chat-requirements/prepare', {})
    const response = await post(
      '/f/conversation',
      { action: 'next', conversation_id: id, prompt },
      stopping.signal,
    )
    if (response.ok) await read(response, turn)
    else await refused(response, turn, prompt)
  } catch {
    if (stopping.signal.aborted) store.change(turn, { state: 'done' })
    else {
      fail(turn, 'A network error occurred. Please check your connection and try again.', 'network')
    }
  }
  store.set({ busy: false })
}

async function read(response: Response, turn: string) {
  let text = ''
  let ended = false
  for await (const event of events(response)) {
    if (event.o === 'append' && typeof event.v === 'string') {
      text += event.v
      store.change(turn, { text, state: 'streaming' })
    }
    if (event.type === 'moderation') {
      return fail(turn, 'This content may violate our usage policies.', 'policy')
    }
    if (event.type === 'error') {
      return fail(turn, 'Something went wrong while generating the response.', 'generation')
    }
    if (event.type === 'message_stream_complete') ended = true
  }
  if (ended) store.change(turn, { state: 'done' })
  else fail(turn, 'Error in message stream', 'generation')
}

async function refused(response: Response, turn: string, prompt: string) {
  const body = (await response.json().catch(() => null)) as {
    detail?: { code?: string; clears_in?: number } | string
  } | null
  const detail = body?.detail
  if (response.status === 429 && typeof detail === 'object') {
    const time = new Date(Date.now() + (detail.clears_in ?? 0) * 1000)
    const hour = time.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })
    return fail(turn, `You've hit your limit. Your limit will reset at ${hour}`, 'limit')
  }
  if (response.status === 429) {
    store.set({
      dialog: "Too many requests. You're making requests too quickly.",
      turns: store.get().turns.slice(0, -1),
    })
    editor?.setText(prompt)
    return
  }
  writeDraft(prompt)
  fail(
    turn,
    'Something went wrong. If this issue persists please contact us through our help center at help.openai.com.',
    'generation',
  )
}

const fail = (turn: string, error: string, errorKind: string) =>
  store.change(turn, { state: 'failed', error, errorKind })

/** Shows the conversation of the address, if it is one. */
export async function openConversation(): Promise<void> {
  const id = conversationId()
  if (!id) return
  const old = (await (await fetch(`${api}/conversation/${id}`)).json()) as {
    turns: { role: 'user' | 'assistant'; text: string }[]
  }
  for (const turn of old.turns) store.add({ ...turn, id: crypto.randomUUID(), state: 'done' })
}
