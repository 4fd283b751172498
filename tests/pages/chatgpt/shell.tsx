/** @jsxImportSource react */
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { mountProseMirror } from '../parts/editors.ts'
import { attach, detach, setup, takeFiles } from '../parts/hook.ts'
import { chat, store } from './chat.ts'

export const useChat = () => useSyncExternalStore(store.subscribe, store.get)

/** Sidebar, thread and dialogs: the same around every generation. */
export function Shell({ children }: { children: ReactNode }) {
  const { dialog } = useChat()
  return (
    <>
      <nav id="history" aria-label="Chat history">
        <strong>ChatGPT</strong>
        {setup().history.map((title) => (
          <a key={title} href="/recents">
            {title}
          </a>
        ))}
      </nav>
      <main id="main">
        <header>
          <button type="button" data-testid="model-switcher-dropdown-button">
            {setup().model}
          </button>
        </header>
        {children}
      </main>
      {dialog && (
        <div role="dialog" className="dialog">
          <p>{dialog}</p>
          <button type="button" onClick={() => store.set({ dialog: null })}>
            Got it
          </button>
        </div>
      )}
    </>
  )
}

/** A ProseMirror composer under the attributes that its generation has. */
export function RichComposer({ attributes }: { attributes: Record<string, string> }) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: mounted once, as on the site
  useEffect(() => {
    const element = place.current
    if (!element || element.firstChild) return
    const editor = mountProseMirror(element, {
      placeholder: '',
      attributes,
      onChange: chat.changed,
      onEnter: chat.submit,
    })
    takeFiles(store, element, chat.longPaste)
    chat.live(editor)
  }, [])
  return <div ref={place} className="editor" />
}

export function Files() {
  const { attachments } = useChat()
  return (
    <>
      <div className="chips">
        {attachments.map((file) => (
          <span key={file.sha256} className="chip group/file-tile">
            {file.name} · {file.size}
            <button type="button" aria-label="Remove file" onClick={() => detach(store, file)}>
              ×
            </button>
          </span>
        ))}
      </div>
      <label className="icon-button">
        +
        <input
          id="upload-files"
          type="file"
          multiple
          hidden
          onChange={(event) => {
            for (const file of event.target.files ?? []) void attach(store, file)
          }}
        />
      </label>
    </>
  )
}
