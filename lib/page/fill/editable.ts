import { caretToEnd, type Technique, tellInput } from './technique'

/** As if typed, line by line: keeps the user's undo. */
const execLines: Technique = {
  name: 'exec-lines',
  write: (element, text) => {
    const doc = element.ownerDocument
    doc.execCommand('delete')
    for (const [index, line] of text.split('\n').entries()) {
      if (index) doc.execCommand('insertLineBreak')
      if (line) doc.execCommand('insertText', false, line)
    }
  },
}

const textNodes: Technique = {
  name: 'dom-br',
  write: (element, text) => {
    const doc = element.ownerDocument
    const nodes = text
      .split('\n')
      .flatMap((line, index) => [...(index ? [doc.createElement('br')] : []), line])
    element.replaceChildren(...nodes.filter((node) => node !== ''))
    if (text.endsWith('\n')) element.append(doc.createElement('br'))
    caretToEnd(element)
    tellInput(element)
  },
}

/** `execCommand` is quadratic in lines in Chromium. */
export const editableTechniques = (text: string): readonly Technique[] =>
  text.split('\n').length <= 150 ? [execLines, textNodes] : [textNodes]
