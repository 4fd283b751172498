import type { EditorKind } from '../../providers/provider'
import type { Composer } from '../composer'
import { readText } from '../read'
import { pause, whenVisible } from '../wait'
import { proseMirrorTechniques, quillTechniques } from './blocks'
import { editableTechniques } from './editable'
import { lexicalTechniques } from './lexical'
import { caretToEnd, selectAll, type Technique } from './technique'
import { textareaTechniques } from './textarea'

export type FillResult =
  | { readonly ok: true; readonly technique: string }
  /** `restored`: what stood there before stands there again. */
  | { readonly ok: false; readonly reason: string; readonly restored: boolean }

/** In the order that was exact in real editors of both browsers. */
const techniques: Readonly<Record<EditorKind, (text: string) => readonly Technique[]>> = {
  textarea: textareaTechniques,
  prosemirror: proseMirrorTechniques,
  tiptap: proseMirrorTechniques,
  lexical: lexicalTechniques,
  quill: quillTechniques,
  contenteditable: editableTechniques,
}

/**
 * Puts `text` into a composer in place of all that it holds, and proves it by reading back. Waits
 * until the page is visible; the caret ends behind the text; never submits. On a mismatch the
 * former content is put back.
 */
export async function fillComposer(
  composer: Composer,
  text: string,
  signal: AbortSignal,
): Promise<FillResult> {
  const { element } = composer
  await whenVisible(element.ownerDocument, signal)
  const wanted = text.replace(/\r\n?/g, '\n')
  const former = readText(element)
  const technique = await write(composer, wanted, signal)
  if (technique) {
    closeMenu(element, wanted)
    return { ok: true, technique }
  }
  const reason = signal.aborted ? 'stopped' : 'the composer did not take the text'
  const restored = readText(element) === former || !!(await write(composer, former, signal))
  return { ok: false, reason, restored }
}

/** The name of the technique that worked, or `null`. */
async function write(
  composer: Composer,
  text: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { element, editor } = composer
  const all = techniques[editor](text)
  for (const technique of all) {
    if (!element.isConnected) return null
    element.focus({ preventScroll: true })
    selectAll(element)
    // Editors learn of a selection by an event of the next frame.
    await pause(20, signal)
    if (signal.aborted) return null
    try {
      technique.write(element, text)
    } catch {
      // In Firefox some use the page's own constructors, which may be anything.
      continue
    }
    // Formatting that a later technique may avoid is no exact copy.
    const accept = technique === all.at(-1) ? isSame : isPlainlySame
    if (await verify(composer, text, accept, signal)) {
      caretToEnd(element)
      return technique.name
    }
  }
  return null
}

/** Reads until it is right, at most 0.7 s, and once more later: frameworks may take it back. */
async function verify(
  composer: Composer,
  text: string,
  accept: typeof isSame,
  signal: AbortSignal,
): Promise<boolean> {
  const end = Date.now() + 700
  while (!accept(composer, text)) {
    // A site that comes to life puts another composer in place: waiting for this one is lost time.
    if (signal.aborted || !composer.element.isConnected || Date.now() > end) return false
    await pause(8, signal)
  }
  await pause(80, signal)
  return accept(composer, text)
}

function isSame({ element, editor }: Composer, text: string): boolean {
  if (!element.isConnected) return false
  const read = readText(element)
  if (editor !== 'contenteditable') return read === text
  // A bare editable cannot say whether its last line break shows.
  return read.replace(/\n+$/, '') === text.replace(/\n+$/, '')
}

const isPlainlySame = (composer: Composer, text: string) =>
  isSame(composer, text) &&
  !composer.element.querySelector('strong,b,em,i,code,pre,s,ul,ol,blockquote,h1,h2,h3,h4,h5,h6')

/** A menu of commands or mentions, opened by the last word, would eat the user's Enter. */
function closeMenu(element: HTMLElement, text: string): void {
  if (!/(?:^|\s)[/@]\S*$/.test(text)) return
  const keys = { key: 'Escape', code: 'Escape', keyCode: 27 }
  element.dispatchEvent(new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true }))
  // Without a menu, Lexical takes Escape for leaving.
  element.focus({ preventScroll: true })
  caretToEnd(element)
}
