import { paste } from './paste'
import type { Technique } from './technique'

const before = (element: HTMLElement, inputType: string, data: string | null = null) =>
  element.dispatchEvent(
    new InputEvent('beforeinput', {
      bubbles: true,
      cancelable: true,
      composed: true,
      inputType,
      data,
    }),
  )

/** Lexical edits on `beforeinput` itself, and reverts foreign changes of its DOM. */
const beforeInput: Technique = {
  name: 'beforeinput',
  write: (element, text) => {
    const body = text.replace(/\n+$/, '')
    if (!text) before(element, 'deleteContentBackward')
    if (body) before(element, 'insertText', body)
    // In the data they would leave the caret a line early.
    for (let left = text.length - body.length; left > 0; left--) before(element, 'insertParagraph')
  },
}

const pastePlain: Technique = {
  name: 'paste-plain',
  write: (element, text) => paste(element, { 'text/plain': text }),
}

export const lexicalTechniques = (): readonly Technique[] => [beforeInput, pastePlain]
