import type { EditorKind, Provider } from '../providers/provider'
import type { Heartbeat } from './heartbeat'

/** The box where the prompt is written, and how it takes text. */
export interface Composer {
  readonly element: HTMLElement
  readonly editor: EditorKind
}

/** A site may swap its editor behind an unchanged selector, so the element has the last word. */
const kinds: readonly (readonly [EditorKind, string])[] = [
  ['textarea', 'textarea'],
  ['quill', '.ql-editor'],
  ['lexical', '[data-lexical-editor]'],
  ['tiptap', '.tiptap'],
]

/**
 * Finds the visible composer of a page; `null` when there is none. Marks are tried in their order;
 * among several of one mark the focused one wins. Hidden copies, inputs (passwords!) and editors
 * inside messages are never composers.
 */
export function findComposer(doc: Document, provider: Provider): Composer | null {
  const messages = [...provider.page.userMessage, ...provider.page.assistantMessage].join(',')
  for (const mark of provider.composers) {
    const found = [...doc.querySelectorAll<HTMLElement>(mark.selector)].filter(
      (element) =>
        element.localName !== 'input' &&
        !(messages && element.closest(messages)) &&
        isVisible(element),
    )
    const element = found.find((one) => one.contains(doc.activeElement)) ?? found[0]
    if (!element) continue
    return { element, editor: kinds.find(([, is]) => element.matches(is))?.[0] ?? mark.editor }
  }
  return null
}

function isVisible(element: HTMLElement): boolean {
  if (element.closest('[inert],[hidden],[aria-hidden="true"]')) return false
  // `opacityProperty` is `checkOpacity` before Chrome 121.
  const options = { opacityProperty: true, checkOpacity: true, visibilityProperty: true }
  return element.checkVisibility?.(options) ?? true
}

/**
 * Follows the page's composer until `signal` aborts: `onComposer` when another one (or none) takes
 * its place, `onEdit` whenever its content may have changed. `onEdit` runs within the edit, so it
 * must be cheap.
 *
 * Editors are followed by mutations, since `input` misses edits in all of them (Lexical fired 3 of
 * 9); textareas by `input` and by the slow look, since a site's own `value =` fires nothing.
 */
export function watchComposer(
  doc: Document,
  provider: Provider,
  onComposer: (composer: Composer | null) => void,
  onEdit: () => void,
  eachBeat: Heartbeat,
  signal: AbortSignal,
): void {
  let current: Composer | null = null
  const observer = new MutationObserver(onEdit)

  const look = () => {
    const found = findComposer(doc, provider)
    if (found?.element === current?.element) return
    observer.disconnect()
    current?.element.removeEventListener('input', onEdit)
    current = found
    onComposer(found)
    if (!found) return
    if (found.editor === 'textarea') found.element.addEventListener('input', onEdit, { signal })
    else observer.observe(found.element, { childList: true, subtree: true, characterData: true })
    onEdit()
  }
  // No observer on the whole document: it would run at each streamed token.
  eachBeat(() => {
    if (signal.aborted || doc.visibilityState === 'hidden') return
    if (!current?.element.isConnected) look()
    else if (current.editor === 'textarea') onEdit()
  })
  const onFocus = ({ target }: Event) => {
    if (!(target instanceof Node && current?.element.contains(target))) look()
  }
  doc.addEventListener('focusin', onFocus, { capture: true, signal })
  signal.addEventListener('abort', () => observer.disconnect())
  look()
}
