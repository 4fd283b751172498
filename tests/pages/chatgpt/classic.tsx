/** @jsxImportSource react */
import { LexicalComposer } from '@lexical/react/LexicalComposer'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary'
import { HistoryPlugin } from '@lexical/react/LexicalHistoryPlugin'
import { PlainTextPlugin } from '@lexical/react/LexicalPlainTextPlugin'
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND,
} from 'lexical'
import { useEffect } from 'react'
import { setup, takeFiles } from '../parts/hook.ts'
import type { Turn } from '../parts/store.ts'
import { chat, store } from './chat.ts'
import { Files, RichComposer, Shell, useChat } from './shell.tsx'

/** Generations 1 (ProseMirror) and 2 (Lexical): the same page around another editor. */
export function Classic() {
  const { turns, busy } = useChat()
  return (
    <Shell>
      <div id="thread" className="feed">
        {turns.map((turn, i) => (
          <TurnView key={turn.id} turn={turn} index={i + 1} />
        ))}
      </div>
      <form
        className="composer"
        data-type="unified-composer"
        onSubmit={(event) => {
          event.preventDefault()
          chat.submit()
        }}
      >
        {setup().generation === 2 ? (
          <LexicalBox />
        ) : (
          <>
            {/* The site keeps a hidden fallback beside the real composer. */}
            <textarea name="prompt-textarea" style={{ display: 'none' }} />
            <RichComposer
              attributes={{
                id: 'prompt-textarea',
                role: 'textbox',
                'aria-multiline': 'true',
                'aria-label': 'Chat with ChatGPT',
              }}
            />
          </>
        )}
        <div className="actions">
          <Files />
          <button
            type="button"
            data-testid="composer-speech-button"
            aria-label="Stop dictation"
            hidden
          >
            ●
          </button>
          {busy ? (
            <button
              type="button"
              className="primary"
              data-testid="stop-button"
              id="composer-submit-button"
              aria-label="Stop streaming"
              onClick={chat.stop}
            >
              ■
            </button>
          ) : (
            <button
              type="button"
              className="primary"
              data-testid="send-button"
              id="composer-submit-button"
              aria-label="Send prompt"
              onClick={chat.submit}
            >
              ↑
            </button>
          )}
        </div>
      </form>
    </Shell>
  )
}

function TurnView({ turn, index }: { turn: Turn; index: number }) {
  const streaming = turn.state === 'waiting' || turn.state === 'streaming'
  return (
    <section
      data-testid={`conversation-turn-${index}`}
      data-turn={turn.role}
      data-turn-id={turn.id}
    >
      {turn.role === 'user' ? (
        <div data-message-author-role="user" data-message-id={turn.id}>
          <div className="whitespace-pre-wrap">{turn.text}</div>
        </div>
      ) : (
        <div
          data-message-author-role="assistant"
          data-message-id={turn.id}
          aria-busy={streaming || undefined}
        >
          <div className={`markdown prose ${streaming ? 'result-streaming' : ''}`}>
            {turn.text.split('\n').map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names and never move
              <p key={i}>{line}</p>
            ))}
            {/* The sentence is a bare paragraph inside the answer; only the button marks it. */}
            {turn.errorKind === 'generation' && <p>{turn.error}</p>}
          </div>
        </div>
      )}
      <ErrorBox turn={turn} />
      {turn.role === 'assistant' && turn.state === 'done' && (
        <button type="button" data-testid="copy-turn-action-button" aria-label="Copy">
          Copy
        </button>
      )}
    </section>
  )
}

/** What a failed or refused turn shows below itself. */
export function ErrorBox({ turn }: { turn: Turn }) {
  if (turn.state !== 'failed') return null
  if (turn.errorKind === 'limit') return <div className="limit border">{turn.error}</div>
  if (turn.errorKind === 'policy') {
    return <div className="border bg-orange-500/10">{turn.error}</div>
  }
  return (
    <div className="error-row">
      {turn.errorKind === 'network' && <div className="text-token-text-error">{turn.error}</div>}
      <button type="button" data-testid="regenerate-thread-error-button" onClick={chat.regenerate}>
        Retry
      </button>
    </div>
  )
}

function LexicalBox() {
  return (
    <LexicalComposer
      initialConfig={{
        namespace: 'composer',
        theme: {},
        onError(error) {
          throw error
        },
      }}
    >
      <PlainTextPlugin
        contentEditable={
          <ContentEditable
            className="editor"
            aria-placeholder="Ask anything"
            placeholder={<span className="ghost">Ask anything</span>}
          />
        }
        ErrorBoundary={LexicalErrorBoundary}
      />
      <HistoryPlugin />
      <LexicalWires />
    </LexicalComposer>
  )
}

function LexicalWires() {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    const offChange = editor.registerUpdateListener(({ dirtyLeaves, dirtyElements }) => {
      if (dirtyLeaves.size > 0 || dirtyElements.size > 0) chat.changed()
    })
    const offEnter = editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (!event || event.shiftKey || event.isComposing) return false
        event.preventDefault()
        chat.submit()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    )
    const read = () => editor.getEditorState().read(() => $getRoot().getTextContent())
    const root = editor.getRootElement()
    if (root) takeFiles(store, root, chat.longPaste)
    chat.live({
      text: read,
      setText: (text) =>
        editor.update(
          () => {
            const paragraph = $createParagraphNode()
            for (const [i, line] of text.split('\n').entries()) {
              if (i > 0) paragraph.append($createLineBreakNode())
              if (line) paragraph.append($createTextNode(line))
            }
            $getRoot().clear().append(paragraph)
            paragraph.selectEnd()
          },
          { discrete: true },
        ),
      formatted: () => false,
      focus: () => editor.focus(),
    })
    return () => {
      offChange()
      offEnter()
    }
  }, [editor])
  return null
}
