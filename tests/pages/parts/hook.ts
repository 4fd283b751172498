import type { Setup } from '../fault.ts'
import type { Attachment, Store } from './store.ts'

/** A composer's editor through its library's own interface. */
export interface Editor {
  /** The text of the model, lines parted by line feeds: what the site would send. */
  text(): string
  setText(text: string): void
  /** Whether anything but plain lines stands in the model: bold, lists, code blocks … */
  formatted(): boolean
  focus(): void
}

/** What tests see of a page: `window.__site`. */
export interface SiteHook {
  text(): string
  setText(text: string): void
  formatted(): boolean
  /** True from the moment when the composer is alive. */
  ready: boolean
  /** Prompts the page has sent. */
  sent: string[]
  attachments(): readonly Attachment[]
}

declare global {
  interface Window {
    __site: SiteHook
  }
}

const dead: Editor = { text: () => '', setText() {}, formatted: () => false, focus() {} }

/** Puts `window.__site` up. Give it the editor with `live` once that is mounted. */
export function exposeSite(store: Store) {
  let editor = dead
  const hook: SiteHook = {
    text: () => editor.text(),
    setText: (text) => editor.setText(text),
    formatted: () => editor.formatted(),
    ready: false,
    sent: [],
    attachments: () => store.get().attachments,
  }
  window.__site = hook
  return {
    hook,
    live(next: Editor) {
      editor = next
      hook.ready = true
    },
  }
}

/** What the server wrote into this document. */
export const setup = (): Setup =>
  JSON.parse(document.getElementById('stand-in')?.textContent ?? '{}') as Setup

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** How a file comes to the site. */
type Way = 'input' | 'paste' | 'drop'

/** Tests leave a site one way, or none. */
const isOpen = (way: Way) => [null, way].includes(localStorage.getItem('stand-in-files') as Way)

/** Takes a file as the site would: name, size and hash, for tests to compare. */
export async function attach(store: Store, file: File, way: Way = 'input'): Promise<void> {
  if (!isOpen(way)) return
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  const sha256 = [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  store.set({
    attachments: [...store.get().attachments, { name: file.name, size: file.size, sha256 }],
  })
}

/** The cross on a file's chip. */
export function detach(store: Store, file: Attachment): void {
  store.set({ attachments: store.get().attachments.filter((one) => one !== file) })
}

/** Takes files that are pasted or dropped; long text too, where the site makes a file of it. */
export function takeFiles(store: Store, target: HTMLElement, longText: number): void {
  target.addEventListener(
    'paste',
    (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length === 0 && text.length <= longText) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (files.length === 0) files.push(new File([text], 'pasted.txt', { type: 'text/plain' }))
      for (const file of files) void attach(store, file, 'paste')
    },
    true,
  )
  target.addEventListener('dragover', (event) => event.preventDefault())
  target.addEventListener(
    'drop',
    (event) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      event.stopImmediatePropagation()
      for (const file of files) void attach(store, file, 'drop')
    },
    true,
  )
}
