import { type Technique, tellInput } from './technique'

/** As if typed: keeps the user's undo. */
const execText: Technique = {
  name: 'exec-text',
  write: (element, text) => {
    const doc = element.ownerDocument
    if (text) doc.execCommand('insertText', false, text)
    else doc.execCommand('delete')
  },
}

/**
 * The native setter, which frameworks notice by the `input` event. From the isolated world `value`
 * is the prototype's own, never the page's; no `wrappedJSObject` here: React would drop the event.
 */
const setter: Technique = {
  name: 'setter',
  write: (element, text) => {
    ;(element as HTMLTextAreaElement).value = text
    tellInput(element)
  },
}

/** Chromium's `execCommand` is quadratic in lines: 400 take 0.2 s, 1 600 take 4 s. */
export const textareaTechniques = (text: string): readonly Technique[] =>
  text.split('\n').length <= 150 ? [execText, setter] : [setter]
