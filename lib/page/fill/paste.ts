import { asPage, pageRealm } from '../realm'

/**
 * Pastes into a composer as a clipboard with these flavours would (`text/plain` among them).
 * Nothing is dispatched when the event does not carry the text: an empty paste would empty some
 * editors.
 */
export function paste(element: HTMLElement, flavours: Readonly<Record<string, string>>): void {
  const event = emptyPaste()
  for (const [type, data] of Object.entries(flavours)) event.clipboardData?.setData(type, data)
  if (event.clipboardData?.getData('text/plain') !== flavours['text/plain']) return
  asPage(element).dispatchEvent(event)
}

/** A paste whose `clipboardData` is still to be filled, and is then seen by the page. */
export function emptyPaste(): ClipboardEvent {
  const options = { bubbles: true, cancelable: true, composed: true }
  const page = pageRealm()
  if (!page) {
    return new ClipboardEvent('paste', { ...options, clipboardData: new DataTransfer() })
  }
  // Gecko has no `clipboardData` in the init (bug 1654724): only an event of the page's own realm,
  // filled afterwards, shows its data to the page.
  const init = Object.assign(new page.Object(), options, { dataType: 'text/plain', data: '' })
  const event = new page.ClipboardEvent('paste', init)
  event.clipboardData?.clearData()
  return event
}
