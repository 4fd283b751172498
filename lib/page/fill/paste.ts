/** What Firefox lets a content script see behind the page's wrappers. */
interface Waivable {
  readonly wrappedJSObject?: PageRealm & EventTarget
}
interface PageRealm {
  readonly Object: new () => Record<string, unknown>
  readonly ClipboardEvent: new (type: string, init: object) => ClipboardEvent
}

/**
 * Pastes into a composer as a clipboard with these flavours would (`text/plain` among them).
 * Nothing is dispatched when the event does not carry the text: an empty paste would empty some
 * editors.
 */
export function paste(element: HTMLElement, flavours: Readonly<Record<string, string>>): void {
  const event = pasteEvent(flavours)
  if (event.clipboardData?.getData('text/plain') !== flavours['text/plain']) return
  const target = (element as Waivable).wrappedJSObject ?? element
  target.dispatchEvent(event)
}

function pasteEvent(flavours: Readonly<Record<string, string>>): ClipboardEvent {
  const options = { bubbles: true, cancelable: true, composed: true }
  const page = (window as Waivable).wrappedJSObject
  if (!page) {
    const event = new ClipboardEvent('paste', { ...options, clipboardData: new DataTransfer() })
    return withFlavours(event, flavours)
  }
  // Gecko has no `clipboardData` in the init (bug 1654724): only an event of the page's own realm,
  // filled afterwards, shows its data to the page.
  const init = Object.assign(new page.Object(), options, { dataType: 'text/plain', data: '' })
  const event = new page.ClipboardEvent('paste', init)
  event.clipboardData?.clearData()
  return withFlavours(event, flavours)
}

function withFlavours(event: ClipboardEvent, flavours: Readonly<Record<string, string>>) {
  for (const [type, data] of Object.entries(flavours)) event.clipboardData?.setData(type, data)
  return event
}
