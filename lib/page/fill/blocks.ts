import { paste } from './paste'
import { caretToEnd, type Technique, tellInput } from './technique'

/**
 * One <p> per line, put there as nodes: ProseMirror, Tiptap and Quill read foreign changes of their
 * DOM back into the model. No `innerHTML`: works under Trusted Types, and text stays text.
 */
const domParagraphs: Technique = {
  name: 'dom-p',
  write: (element, text) => {
    const doc = element.ownerDocument
    const paragraphs = text.split('\n').map((line) => {
      const paragraph = doc.createElement('p')
      paragraph.append(line || doc.createElement('br'))
      return paragraph
    })
    element.replaceChildren(...paragraphs)
    caretToEnd(element)
    tellInput(element)
  },
}

/**
 * `data-pm-slice` keeps white space and switches Tiptap's paste rules off. In pieces, since sites
 * make an attachment of a long paste (from 4 000 characters on).
 */
const pasteSlices: Technique = {
  name: 'paste-pm',
  write: (element, text) => {
    for (const piece of text.match(/.{1,2000}/gsu) ?? []) {
      const html = piece
        .split('\n')
        .map((line, index) => `<p${index ? '' : ' data-pm-slice="1 1 []"'}>${escapeHtml(line)}</p>`)
      paste(element, { 'text/plain': piece, 'text/html': html.join('') })
    }
  },
}

const escapeHtml = (line: string) =>
  line.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

const pastePlain: Technique = {
  name: 'paste-plain',
  write: (element, text) => paste(element, { 'text/plain': text }),
}

/** A single line written into the DOM counts as typed, and typed Markdown is formatted. */
export const proseMirrorTechniques = (text: string): readonly Technique[] =>
  text && !text.includes('\n') ? [pasteSlices, domParagraphs] : [domParagraphs, pasteSlices]

/** Quill freezes for many seconds from here on, by a real paste too. */
const quillLimit = 400_000

export const quillTechniques = (text: string): readonly Technique[] =>
  text.length < quillLimit ? [domParagraphs, pastePlain] : []
