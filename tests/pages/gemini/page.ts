import Quill from 'quill'
import { attach, detach, type Editor, exposeSite, pause, setup, takeFiles } from '../parts/hook.ts'
import { type ChatState, createStore, type Turn } from '../parts/store.ts'
import { lines } from '../parts/stream.ts'

// The document enforces Trusted Types; the editor library writes innerHTML for itself.
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): unknown
}
const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
trustedTypes?.createPolicy('default', { createHTML: (html) => html })

const store = createStore()
const site = exposeSite(store)
const { hydrationMs, history, model } = setup()
let editor: Editor | null = null
let stop: AbortController | null = null

const service = '/_/BardChatUi/data'
const conversationId = () => /^\/app\/([0-9a-f]+)/.exec(location.pathname)?.[1] ?? null

async function submit() {
  const prompt = editor?.text() ?? ''
  if (!prompt.trim() || store.get().busy) return
  site.hook.sent.push(prompt)
  editor?.setText('')
  const turn: Turn = { id: crypto.randomUUID(), role: 'assistant', text: '', state: 'waiting' }
  store.set({ busy: true, toast: null, attachments: [] })
  store.add({ id: crypto.randomUUID(), role: 'user', text: prompt, state: 'done' })
  store.add(turn)
  stop = new AbortController()
  const { signal } = stop
  try {
    const response = await fetch(
      `${service}/assistant.lamda.BardFrontendService/StreamGenerate?bl=boq_assistant-bard-web-server&rt=c`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: new URLSearchParams({ 'f.req': JSON.stringify([prompt, conversationId()]) }),
        signal,
      },
    )
    if (response.ok) await read(response, turn.id)
    else fail(turn.id, response.status === 429 ? 'rate' : 13)
  } catch {
    if (signal.aborted) store.change(turn.id, { state: 'done' })
    else fail(turn.id, 13)
  }
  store.set({ busy: false })
}

/** Pieces of `wrb.fr`; a failure is a number at [5][2][0][1][0], with HTTP 200. */
async function read(response: Response, turn: string) {
  for await (const line of lines(response)) {
    if (!line.startsWith('[[')) continue
    for (const part of JSON.parse(line) as unknown[][]) {
      const failure = part[5] as [unknown, unknown, [[string, number[]]]] | undefined
      const code = failure?.[2]?.[0]?.[1]?.[0]
      if (code) return fail(turn, code)
      const body = JSON.parse(String(part[2])) as [
        unknown,
        [string],
        unknown,
        unknown,
        [[string, [string]]],
      ]
      const text = body[4]?.[0]?.[1]?.[0]
      const id = body[1]?.[0]?.replace(/^c_/, '')
      if (id && !conversationId()) window.history.pushState({}, '', `/app/${id}`)
      if (text !== undefined) store.change(turn, { text, state: 'streaming' })
    }
  }
  store.change(turn, { state: 'done' })
}

const sentences: Record<string, string> = {
  rate: 'Rate limit reached. Try again later.',
  1037: 'You reached your daily limit. It resets tomorrow.',
  1400: "I'm having a hard time fulfilling your request. Can I help you with something else instead?",
}

/** The sentence replaces what had been streamed, as an ordinary answer; odd numbers also toast. */
function fail(turn: string, code: number | 'rate') {
  const known = sentences[code]
  store.change(turn, { text: known ?? `Something went wrong (${code})`, state: 'done' })
  if (code === 13) store.set({ toast: `Something went wrong (${code})` })
}

/** Custom elements only by name, as Angular draws them. */
function element(
  name: string,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}

const shown = new Map<string, HTMLElement>()

function draw(scroller: HTMLElement, send: HTMLElement, state: ChatState) {
  for (const [i, turn] of state.turns.entries()) {
    if (turn.role === 'user') {
      if (shown.has(turn.id)) continue
      const query = element(
        'user-query',
        {},
        element(
          'div',
          { class: 'query-text' },
          ...turn.text.split('\n').map((line) => element('p', { class: 'query-text-line' }, line)),
        ),
      )
      shown.set(turn.id, query)
      scroller.append(element('div', { class: 'conversation-container' }, query))
    } else {
      const box = shown.get(turn.id) ?? startAnswer(scroller, turn, state.turns[i - 1]?.id)
      drawAnswer(box, turn)
    }
  }
  const icon = state.busy ? 'stop' : 'send'
  send.classList.toggle('stop', state.busy)
  send.setAttribute('aria-label', state.busy ? 'Stop response' : 'Send message')
  send.setAttribute('aria-disabled', String(!state.busy && !editor?.text().trim()))
  send.replaceChildren(element('mat-icon', { fonticon: icon }, state.busy ? '■' : '↑'))
  drawToast(state.toast)
  drawFiles(state)
}

/** Pictures are named nowhere, other files without their ending. */
function drawFiles({ attachments }: ChatState) {
  const chips = attachments.map((file) => {
    const isPicture = /\.png$/.test(file.name)
    const close = element('button', { 'aria-label': 'close attachment', type: 'button' }, '×')
    close.addEventListener('click', () => detach(store, file))
    const shown = isPicture ? element('img') : file.name.replace(/\.\w+$/, '')
    return element('uploader-file-preview', { class: 'chip' }, shown, close)
  })
  document.querySelector('uploader-file-preview-container')?.replaceChildren(...chips)
}

function startAnswer(scroller: HTMLElement, turn: Turn, asked: string | undefined): HTMLElement {
  const message = element(
    'message-content',
    {},
    element('div', { class: 'markdown markdown-main-panel' }),
  )
  const box = element('model-response', {}, message)
  shown.set(turn.id, box)
  const home = (asked && shown.get(asked)?.parentElement) || scroller
  home.append(box)
  return box
}

function drawAnswer(box: HTMLElement, turn: Turn) {
  const streaming = turn.state === 'waiting' || turn.state === 'streaming'
  box.classList.toggle('processing-state-visible', streaming)
  const lines = turn.text.split('\n').map((line) => element('p', {}, line))
  box.querySelector('.markdown')?.replaceChildren(...(turn.text ? lines : []))
  if (streaming || box.querySelector('message-actions')) return
  box.append(
    element('message-actions', {}, element('copy-button', {}, element('button', {}, 'Copy'))),
    element('div', { class: 'response-footer complete' }),
  )
}

function drawToast(text: string | null) {
  document.querySelector('.cdk-overlay-container')?.remove()
  if (!text) return
  document.body.append(
    element(
      'div',
      { class: 'cdk-overlay-container' },
      element(
        'mat-snack-bar-container',
        { class: 'mat-mdc-snack-bar-container', role: 'status' },
        element('simple-snack-bar', {}, element('div', { class: 'mat-mdc-snack-bar-label' }, text)),
      ),
    ),
  )
}

/** There is no file input before the menu is opened. */
function openUpload() {
  document.querySelector('images-files-uploader')?.remove()
  const file = element('input', { type: 'file', multiple: '' }) as HTMLInputElement
  file.addEventListener('change', () => {
    for (const chosen of file.files ?? []) void attach(store, chosen)
    file.parentElement?.remove()
  })
  document.body.append(element('images-files-uploader', {}, file))
}

/** Draws the whole page; the composer in it is dead until `hydrate`. */
function drawPage(): { scroller: HTMLElement; holder: HTMLElement; send: HTMLElement } {
  const scroller = element('infinite-scroller', {
    class: 'chat-history feed',
    'data-test-id': 'chat-history-container',
  })
  const dead = element(
    'div',
    { class: 'ql-editor ql-blank', contenteditable: 'true' },
    element('p'),
  )
  const holder = element('div', { class: 'ql-container' }, dead)
  const send = element('button', { class: 'send-button primary', 'aria-label': 'Send message' })
  const menu = element('button', { class: 'icon-button upload-card-button', type: 'button' }, '+')
  menu.addEventListener('click', openUpload)
  const app = element(
    'chat-app',
    { class: 'side-nav-open', id: 'app-root' },
    element(
      'bard-sidenav',
      {},
      element(
        'nav',
        {},
        element('button', { 'data-test-id': 'side-nav-menu-button' }, '☰'),
        element('strong', {}, 'Gemini'),
        // Turns for as long as the history loads, whatever the chat does.
        element(
          'div',
          { class: 'loading-content-spinner-container', 'data-test-id': 'loading-history-spinner' },
          element('mat-progress-spinner', { role: 'progressbar' }),
        ),
        ...history.map((title) => element('a', { href: '/app' }, title)),
      ),
    ),
    element(
      'main',
      {},
      scroller,
      element(
        'input-area-v2',
        { 'data-node-type': 'input-area', class: 'composer' },
        element('uploader-file-preview-container', { class: 'chips' }),
        element('rich-textarea', {}, holder),
        element(
          'div',
          { class: 'actions' },
          menu,
          element('button', { 'data-test-id': 'bard-mode-menu-button' }, model),
          send,
        ),
      ),
    ),
  )
  document.getElementById('root')?.replaceWith(app)
  return { scroller, holder, send }
}

function hydrate(holder: HTMLElement, onChange: () => void): Editor {
  holder.replaceChildren()
  const quill = new Quill(holder, {
    formats: [],
    placeholder: 'Ask Gemini',
    modules: {
      toolbar: false,
      keyboard: {
        bindings: {
          send: {
            key: 'Enter',
            shiftKey: false,
            handler: () => {
              void submit()
              return false
            },
          },
        },
      },
    },
  })
  quill.root.setAttribute('role', 'textbox')
  quill.root.setAttribute('aria-multiline', 'true')
  quill.root.setAttribute('aria-label', 'Enter a prompt for Gemini')
  quill.on('text-change', onChange)
  return {
    text: () => quill.getText().slice(0, -1),
    setText(text) {
      quill.setText(text)
      quill.setSelection(quill.getLength())
    },
    formatted: () => quill.getContents().ops.some((op) => op.attributes !== undefined),
    focus: () => quill.focus(),
  }
}

async function start() {
  const boot = await fetch(`${service}/batchexecute?rpcids=otAQ7b`, { method: 'POST' })
  if (!boot.ok) return
  const { scroller, holder, send } = drawPage()
  send.addEventListener('click', () => {
    if (store.get().busy) stop?.abort()
    else void submit()
  })
  const redraw = () => draw(scroller, send, store.get())
  store.subscribe(redraw)
  await pause(hydrationMs)
  editor = hydrate(holder, redraw)
  editor.focus()
  takeFiles(store, holder, Number.POSITIVE_INFINITY)
  site.live(editor)
  const id = conversationId()
  if (id) {
    const response = await fetch(`${service}/batchexecute?rpcids=hNvQHb&conversation=${id}`, {
      method: 'POST',
    })
    const old = (await response.json()) as { turns: { role: 'user' | 'assistant'; text: string }[] }
    for (const turn of old.turns) store.add({ ...turn, id: crypto.randomUUID(), state: 'done' })
  }
  redraw()
}

void start()
