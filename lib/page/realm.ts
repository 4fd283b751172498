/** Constructors of the page's own world, which Firefox shows a content script behind its wrappers. */
export interface PageRealm {
  readonly Object: new () => Record<string, unknown>
  readonly ClipboardEvent: new (type: string, init: object) => ClipboardEvent
  readonly DragEvent: new (type: string, init: object) => DragEvent
  readonly DataTransfer: new () => DataTransfer
  readonly File: new (parts: readonly BlobPart[], name: string, init: object) => File
}

interface Waivable {
  readonly wrappedJSObject?: unknown
}

/** The page's own world in Firefox; `null` in Chrome, where the page sees what a script here makes. */
export const pageRealm = (): PageRealm | null =>
  ((window as Waivable).wrappedJSObject as PageRealm | undefined) ?? null

/** An object as the page itself sees it: what is dispatched there shows the page all its parts. */
export const asPage = <T extends object>(object: T): T =>
  ((object as Waivable).wrappedJSObject as T | undefined) ?? object

/** Firefox's, there in content scripts only. */
declare const cloneInto: <T>(value: T, target: object) => T

/** A copy of our own of what came out of the page's world; of ours, for `target`'s. Else the same. */
export const copyInto = <T>(value: T, target: object = globalThis): T =>
  typeof cloneInto === 'function' ? cloneInto(value, target) : value

/** The bytes of a file. In Firefox even a file made here is the page's beneath, and so they are. */
export const bytesOf = async (file: Blob): Promise<ArrayBuffer> =>
  copyInto(await file.arrayBuffer())
