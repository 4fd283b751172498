/** One way of putting text into a composer whose whole content is selected. Runs in one go. */
export interface Technique {
  readonly name: string
  write(element: HTMLElement, text: string): void
}

/** Selects all that a composer holds. */
export function selectAll(element: HTMLElement): void {
  if (element.localName === 'textarea') (element as HTMLTextAreaElement).select()
  else element.ownerDocument.getSelection()?.selectAllChildren(element)
}

/** Puts the caret behind the last character. */
export function caretToEnd(element: HTMLElement): void {
  if (element.localName === 'textarea') {
    const area = element as HTMLTextAreaElement
    area.setSelectionRange(area.value.length, area.value.length)
    return
  }
  // Into the last block, since a caret behind it would open a new one, and before the <br> that
  // holds its last line open.
  let end: Node = element
  while (end.lastChild && end.lastChild.nodeName !== 'BR') end = end.lastChild
  const at = end.nodeType === 3 ? (end as Text).length : Math.max(0, end.childNodes.length - 1)
  element.ownerDocument.getSelection()?.collapse(end, at)
}

/** Tells the page that its composer changed, as typing would. */
export function tellInput(element: HTMLElement): void {
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}
