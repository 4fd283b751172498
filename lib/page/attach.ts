import type { Provider } from '../providers/provider'
import { accepts } from './accepts'
import { arrived, shownAt } from './arrival'
import type { Composer } from './composer'
import { emptyPaste } from './fill/paste'
import { asPage, bytesOf, copyInto, pageRealm } from './realm'
import { timesNamed } from './region'
import { pause } from './wait'

export interface AttachOptions {
  readonly provider: Provider
  /** The composer to attach to, asked for anew before each try; `null`: no longer wanted. */
  readonly composer: () => Composer | null
  readonly signal: AbortSignal
}

/** One way of handing files to a site: through some control of it, at most so many at once. */
interface Way {
  readonly takes: (file: File) => boolean
  readonly most: number
  readonly give: (files: readonly File[], composer: HTMLElement) => void
}

/** Milliseconds in which a site shows something of a file, per file and for each 10 MB of it … */
const quiet = 1500
/** … and, once it stirs, until the chip stands. */
const stirring = 8000

/**
 * Attaches files to a composer through the site's own input, else as a paste, else as a drop; each
 * proven by what shows up beside the composer. Answers with those that did. What the site took in
 * part or in a way we cannot read is not tried again by another: twice is worse than by hand.
 */
export async function attachFiles(
  files: readonly File[],
  options: AttachOptions,
): Promise<readonly File[]> {
  const { provider, signal } = options
  const first = options.composer()
  if (!first) return []
  const { words } = shownAt(first.element, provider)
  // From before a reload in the middle of it.
  const there = files.filter(({ name }) => timesNamed(words, name) > 0)
  const attached = [...there]
  let left = files.filter((file) => !there.includes(file))
  // A site may be drawn before it lives: what moved nothing at all is tried once more.
  for (let round = 0; round < 2 && left.length > 0 && !signal.aborted; round++) {
    for (const way of waysOf(provider, first.element.ownerDocument)) {
      for (;;) {
        const batch = left.filter(way.takes).slice(0, way.most)
        if (batch.length === 0) break
        const { came, stirred } = await attempt(way, batch, options)
        attached.push(...came)
        left = left.filter((file) => !came.includes(file))
        if (came.length === batch.length) continue
        if (stirred) return attached
        break
      }
    }
  }
  return attached
}

async function attempt(
  way: Way,
  files: readonly File[],
  { provider, composer, signal }: AttachOptions,
): Promise<{ came: readonly File[]; stirred: boolean }> {
  const target = composer()?.element
  if (!target) return { came: [], stirred: true }
  const given = await Promise.all(files.map(forPage))
  const before = shownAt(target, provider)
  way.give(given, target)
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const start = Date.now()
  let stirred = false
  let came: readonly File[] = []
  while (!signal.aborted && target.isConnected) {
    await pause(50, signal)
    const now = shownAt(target, provider)
    came = arrived(files, before, now)
    stirred ||= now.size !== before.size
    const patience = stirred ? stirring : quiet * (1 + bytes / 10_000_000)
    if (came.length === files.length || Date.now() - start > patience) break
  }
  // A site that refuses a file shows it for a moment.
  if (came.length > 0) await pause(300, signal)
  if (target.isConnected) came = arrived(files, before, shownAt(target, provider))
  return { came, stirred: stirred || came.length > 0 || !target.isConnected }
}

function waysOf(provider: Provider, doc: Document): readonly Way[] {
  const marks = [...(provider.files?.input ?? []), 'form input[type="file"]', 'input[type="file"]']
  const inputs = marks.flatMap((mark) => [...doc.querySelectorAll<HTMLInputElement>(mark)])
  const usable = [...new Set(inputs)].filter(
    (input) => !input.disabled && !input.webkitdirectory && !isElsewhere(input, provider),
  )
  return [...usable.map(byInput), { takes: any, most: Infinity, give: byPaste }, byDropping]
}

const isElsewhere = (input: HTMLInputElement, { files }: Provider) =>
  input.closest('dialog,[role="dialog"]') !== null &&
  !files?.input.some((mark) => input.matches(mark))

const any = () => true

const byInput = (input: HTMLInputElement): Way => ({
  takes: (file) => input.isConnected && accepts(input.accept, file),
  most: input.multiple ? Infinity : 1,
  give(files) {
    input.files = transferOf(files).files
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }))
  },
})

function byPaste(files: readonly File[], composer: HTMLElement): void {
  const event = emptyPaste()
  for (const file of files) event.clipboardData?.items.add(file)
  if (event.clipboardData?.files.length === files.length) asPage(composer).dispatchEvent(event)
}

const byDropping: Way = {
  takes: any,
  most: Infinity,
  give(files, composer) {
    const dataTransfer = transferOf(files)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      asPage(composer).dispatchEvent(dragEvent(type, dataTransfer))
    }
  },
}

function dragEvent(type: string, dataTransfer: DataTransfer): DragEvent {
  const init = { bubbles: true, cancelable: true, composed: true, dataTransfer }
  const page = pageRealm()
  return page
    ? new page.DragEvent(type, Object.assign(new page.Object(), init))
    : new DragEvent(type, init)
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new (pageRealm()?.DataTransfer ?? DataTransfer)()
  for (const file of files) transfer.items.add(file)
  return transfer
}

/** The file as the page can read it: its bytes must be the page's. */
async function forPage(file: File): Promise<File> {
  const page = pageRealm()
  if (!page) return file
  const init = Object.assign(new page.Object(), { type: file.type })
  return new page.File(copyInto([await bytesOf(file)], page), file.name, init)
}
