/** @jsxImportSource react */
import type { Turn } from '../parts/store.ts'
import { chat } from './chat.ts'
import { ErrorBox } from './classic.tsx'
import { Files, RichComposer, Shell, useChat } from './shell.tsx'

/** Generation 3, the desktop page seen since September 2026: no ids, data attributes instead. */
export function Modern() {
  const { turns, busy } = useChat()
  return (
    <Shell>
      <div className="feed">
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} />
        ))}
      </div>
      <form
        className="composer"
        data-chatgpt-composer=""
        onSubmit={(event) => {
          event.preventDefault()
          chat.submit()
        }}
      >
        <div data-composer-surface="true">
          <div data-composer-body="">
            <RichComposer
              attributes={{
                'data-composer-markdown': '',
                role: 'textbox',
                'aria-multiline': 'true',
                'aria-label': 'Message',
              }}
            />
          </div>
          <div className="actions">
            <Files />
            {busy ? (
              <button type="button" className="primary" aria-label="Stop" onClick={chat.stop}>
                ■
              </button>
            ) : (
              <button type="submit" className="primary" aria-label="Send">
                ↑
              </button>
            )}
          </div>
        </div>
      </form>
    </Shell>
  )
}

function TurnView({ turn }: { turn: Turn }) {
  const streaming = turn.state === 'waiting' || turn.state === 'streaming'
  if (turn.role === 'user') {
    return (
      <div data-turn-key={turn.id}>
        <div data-user-message-bubble="" className="whitespace-pre-wrap">
          {turn.text}
        </div>
      </div>
    )
  }
  return (
    <div data-turn-key={turn.id} data-talvt-turn-state={streaming ? 'in_progress' : 'complete'}>
      <h4 data-conversation-role="assistant" className="sr-only">
        ChatGPT said:
      </h4>
      <div
        data-markdown-text-style="assistant-message"
        data-chatgpt-search-unit-key={`${turn.id}:assistant`}
      >
        {turn.text.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names and never move
          <p key={i}>{line}</p>
        ))}
        {turn.errorKind === 'generation' && <p>{turn.error}</p>}
      </div>
      {streaming && <span data-streaming-response-status="" />}
      <ErrorBox turn={turn} />
      {turn.state === 'done' && <div className="turn-action-controls">Copy</div>}
    </div>
  )
}
