import { Editor as Tiptap } from '@tiptap/core'
import Placeholder from '@tiptap/extension-placeholder'
import { baseKeymap } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Fragment, type Node, Schema, Slice } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import StarterKit from '@tiptap/starter-kit'
import type { Editor } from './hook.ts'

export interface EditorOptions {
  readonly placeholder: string
  readonly attributes: Record<string, string>
  onChange(): void
  /** Enter without Shift. */
  onEnter(): void
}

const modelText = (doc: Node) => doc.textBetween(0, doc.content.size, '\n', '\n')

function hasFormat(doc: Node): boolean {
  let found = false
  doc.descendants((node) => {
    if (!['paragraph', 'text', 'hardBreak', 'hard_break'].includes(node.type.name)) found = true
    if (node.marks.length > 0) found = true
  })
  return found
}

/** Claude's: Tiptap with all of its input and paste rules. */
export function mountTiptap(element: HTMLElement, options: EditorOptions): Editor {
  const editor = new Tiptap({
    element,
    extensions: [StarterKit, Placeholder.configure({ placeholder: options.placeholder })],
    editorProps: {
      attributes: options.attributes,
      handleKeyDown(_view, event) {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return false
        options.onEnter()
        return true
      },
    },
    onUpdate: () => options.onChange(),
  })
  return {
    text: () => modelText(editor.state.doc),
    setText(text) {
      editor.commands.setContent({
        type: 'doc',
        content: text.split('\n').map((line) => ({
          type: 'paragraph',
          ...(line && { content: [{ type: 'text', text: line }] }),
        })),
      })
      options.onChange()
    },
    formatted: () => hasFormat(editor.state.doc),
    focus: () => editor.commands.focus(),
  }
}

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      content: 'inline*',
      group: 'block',
      parseDOM: [{ tag: 'p' }],
      toDOM: () => ['p', 0],
    },
    text: { group: 'inline' },
    hard_break: {
      inline: true,
      group: 'inline',
      selectable: false,
      parseDOM: [{ tag: 'br' }],
      toDOM: () => ['br'],
    },
  },
})

const paragraphs = (text: string) =>
  Fragment.from(
    text
      .split('\n')
      .map((line) => schema.node('paragraph', null, line ? schema.text(line) : undefined)),
  )

/** ChatGPT's: bare ProseMirror whose paste keeps every line. */
export function mountProseMirror(element: HTMLElement, options: EditorOptions): Editor {
  const send = () => {
    options.onEnter()
    return true
  }
  const view = new EditorView(element, {
    attributes: options.attributes,
    state: EditorState.create({
      schema,
      plugins: [
        history(),
        keymap({
          Enter: send,
          'Shift-Enter': (state, dispatch) => baseKeymap.Enter?.(state, dispatch, view) ?? false,
        }),
        keymap(baseKeymap),
      ],
    }),
    clipboardTextParser: (text) => new Slice(paragraphs(text), 1, 1),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction))
      if (transaction.docChanged) options.onChange()
    },
  })
  return {
    text: () => modelText(view.state.doc),
    setText: (text) =>
      view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, paragraphs(text))),
    formatted: () => hasFormat(view.state.doc),
    focus: () => view.focus(),
  }
}
