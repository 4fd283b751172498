import { asBlock, blockNames, isFormatted, isList, isQuoteOfParagraphs, signs } from './markdown'

/** Not editable, yet the user's: a mention is read as its label. */
const mentions = '[data-type="mention"],[data-mention],[data-beautiful-mention],.mention'
const managed = '.ProseMirror,.ql-editor,[data-lexical-editor],[data-slate-editor]'
/** Cursor holders of Quill and Slate contain U+FEFF that nobody typed. */
const holders = '.ql-cursor,[data-slate-zero-width]'

/** How one walk treats what it meets. */
interface Mode {
  /** White space shows collapsed, so a run of it is one space. */
  readonly collapse: boolean
  /** No editor behind it: the browser holds a last line open by an LF, too. */
  readonly bare: boolean
  /** Inside a code block: no marks. */
  readonly code: boolean
}

/**
 * The text of a composer as its user typed it, lines separated by LF.
 *
 * Exact for textareas and for paragraphs of ProseMirror, Tiptap, Lexical, Quill and plain
 * editables, blank lines, spaces, tabs and trailing newlines included (`innerText` adds blank
 * lines, `textContent` loses them all). What an editor formatted while it was typed is given back
 * as Markdown, normalised: `-` for bullets, `**` and `*` for marks, a closing fence where none was
 * typed, and in Tiptap no last newline, since it keeps an empty paragraph behind formatted blocks.
 */
export function readText(element: HTMLElement): string {
  if (element.localName === 'textarea') return (element as HTMLTextAreaElement).value
  const bare = !element.matches(managed)
  const style = bare ? element.ownerDocument.defaultView?.getComputedStyle(element) : null
  const collapse = /^(?:normal|nowrap)/.test(style?.whiteSpace ?? '')
  return paragraphsOf(element, { collapse, bare, code: false }).join('\n')
}

/** The blocks of a container in order; a line break within one is an LF in it. */
function paragraphsOf(container: Element, mode: Mode): string[] {
  const paragraphs: string[] = []
  let run = ''
  let inRun = false
  let endsInBreak = false
  let before: Element | null = null

  const endRun = () => {
    // The last <br> of a block only holds it open; all editors put one there.
    if (inRun) paragraphs.push(endsInBreak ? run.slice(0, -1) : run)
    run = ''
    inRun = endsInBreak = false
  }
  const text = (data: string) => {
    const typed = mode.collapse ? data.replace(/[ \t\n\u00a0]+/g, ' ') : data
    if (!typed || (mode.collapse && !inRun && typed === ' ')) return
    run += typed
    inRun = true
    endsInBreak = mode.bare && typed.endsWith('\n')
  }
  const block = (element: Element) => {
    endRun()
    if (isTrailingNode(element)) return
    // An empty line ended the list or quote when it was typed.
    const gap = before && (isList(before) ? !isList(element) : isQuoteOfParagraphs(before))
    if (gap && before?.nodeName !== element.nodeName) paragraphs.push('')
    before = element
    if (mode.code) paragraphs.push(...paragraphsOf(element, mode))
    else
      paragraphs.push(...asBlock(element, (inner, code) => paragraphsOf(inner, { ...mode, code })))
  }
  const inline = (element: HTMLElement, name: string) => {
    const from = run.length
    const count = paragraphs.length
    walk(element)
    const inner = run.slice(from)
    if (mode.code || !inner.trim() || paragraphs.length !== count) return
    const sign = signs[name]
    if (sign) run = run.slice(0, from) + sign + inner + sign
    if (name === 'A') run = run.slice(0, from) + link(inner, element.getAttribute('href') ?? '')
  }
  const walk = (parent: Node) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) text((node as Text).data)
      if (node.nodeType !== 1) continue
      const element = node as HTMLElement
      const name = element.nodeName
      if (name === 'BR') {
        run += '\n'
        inRun = endsInBreak = true
      } else if (name === 'HR') {
        block(element)
      } else if (element.getAttribute('contenteditable') === 'false') {
        if (element.matches(mentions)) text(withoutHolders(element))
      } else if (blockNames.has(name) || isLexicalCode(element)) {
        block(element)
      } else if (element.matches(holders)) {
        text(withoutHolders(element))
      } else {
        inline(element, name)
      }
    }
  }
  walk(container)
  endRun()
  return paragraphs.length ? paragraphs : ['']
}

const withoutHolders = (element: Element) => (element.textContent ?? '').replaceAll('\ufeff', '')

const isLexicalCode = (element: Element) =>
  element.nodeName === 'CODE' && element.hasAttribute('data-language')

/** Tiptap's TrailingNode: an empty paragraph that stays once a formatted block stood last. */
const isTrailingNode = (element: Element) =>
  element.nodeName === 'P' &&
  !element.nextElementSibling &&
  !element.textContent &&
  element.parentElement?.matches('.tiptap') &&
  [...element.parentElement.children].some(isFormatted)

/** A link that the editor made of a typed address is that address. */
const link = (text: string, href: string) =>
  !href || text.includes(href.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, ''))
    ? text
    : `[${text}](${href})`
