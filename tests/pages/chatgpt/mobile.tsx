/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { takeFiles } from '../parts/hook.ts'
import type { Turn } from '../parts/store.ts'
import { chat, store } from './chat.ts'
import { ErrorBox } from './classic.tsx'
import { Files, Shell, useChat } from './shell.tsx'

/** Generation 4, signed out and mobile web: a textarea that React controls. */
export function Mobile() {
  const { turns, busy } = useChat()
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const now = useRef(text)
  now.current = text

  useEffect(() => {
    const element = box.current
    if (!element) return
    takeFiles(store, element, chat.longPaste)
    chat.live({
      text: () => now.current,
      setText: (value) => flushSync(() => setText(value)),
      formatted: () => false,
      focus: () => element.focus(),
    })
  }, [])

  return (
    <Shell>
      <ol data-conversation-transcript="" className="feed">
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} />
        ))}
      </ol>
      <form
        className="composer"
        onSubmit={(event) => {
          event.preventDefault()
          if (busy) chat.stop()
          else chat.submit()
        }}
      >
        <textarea
          ref={box}
          id="mobile-composer-prompt"
          name="prompt"
          rows={3}
          placeholder="Ask anything"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            now.current = event.target.value
            chat.changed()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            if (!busy) chat.submit()
          }}
        />
        <div className="actions">
          <Files />
          <button
            type="submit"
            className="primary"
            data-composer-submit=""
            data-send-label="Send message"
            data-stop-label="Stop generating"
            aria-label={busy ? 'Stop generating' : 'Send message'}
            {...(busy && { 'data-stop-generating': '' })}
          >
            {busy ? '■' : '↑'}
          </button>
        </div>
      </form>
    </Shell>
  )
}

function TurnView({ turn }: { turn: Turn }) {
  const streaming = turn.state === 'waiting' || turn.state === 'streaming'
  if (turn.role === 'user') {
    return (
      <li data-message-role="user">
        <div data-user-message-copy="" className="whitespace-pre-wrap">
          {turn.text}
        </div>
      </li>
    )
  }
  return (
    <li
      data-message-role="assistant"
      {...(streaming && { 'data-message-streaming': '' })}
      {...(turn.state === 'done' && { 'data-message-complete': '' })}
    >
      <div data-assistant-markdown="">
        {turn.text.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names and never move
          <p key={i}>{line}</p>
        ))}
        {turn.errorKind === 'generation' && <p>{turn.error}</p>}
      </div>
      <ErrorBox turn={turn} />
    </li>
  )
}
