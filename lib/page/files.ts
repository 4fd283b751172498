import type { Provider } from '../providers/provider'
import type { Composer } from './composer'
import { readText } from './read'
import { regionOf, timesNamed, wordsOf } from './region'

/** What a user does with files at a composer. */
export interface FileActs {
  /** Files were pasted, dropped or chosen. Theirs is the site's; these are copies to read from. */
  onFiles(files: readonly File[]): void
  /** A file was taken out again, told by its name. */
  onRemoved(name: string): void
  /** The names of the files that the composer holds. */
  readonly names: () => readonly string[]
}

/**
 * Follows the files that go into and out of the composer, in the capture phase and with a hand off
 * everything: the site gets each event as it was.
 */
export function watchFiles(
  win: Window,
  provider: Provider,
  composer: () => Composer | null,
  { onFiles, onRemoved, names }: FileActs,
  signal: AbortSignal,
): void {
  const inputs = provider.files?.input.join(',')
  const messages = [...provider.page.userMessage, ...provider.page.assistantMessage].join(',')

  const onTransfer = (event: Event) => {
    if (!event.isTrusted || !composer()) return
    const { clipboardData } = event as ClipboardEvent
    const data = clipboardData ?? (event as DragEvent).dataTransfer
    // Office puts a picture of the text beside it; sites take the text.
    const isText = data?.types.includes('text/html') && data.getData('text/plain').trim()
    if (!data?.files.length || isText) return
    const files = copies(data.files)
    // Who takes files keeps the browser from opening them.
    setTimeout(() => event.defaultPrevented && onFiles(files))
  }
  const onChange = ({ target, isTrusted }: Event) => {
    const input = target as HTMLInputElement
    if (!isTrusted || input.localName !== 'input' || input.type !== 'file' || !composer()) return
    // Settings have files of their own: a portrait, a project's knowledge.
    const isOther = input.closest('dialog,[role="dialog"]') && !(inputs && input.matches(inputs))
    if (!isOther && input.files?.length) onFiles(copies(input.files))
  }
  const onClick = ({ target, isTrusted }: Event) => {
    const element = composer()?.element
    const held = isTrusted && element ? names() : []
    if (!element || held.length === 0) return
    const region = regionOf(element, messages)
    const name = nameAt(target as Element, region, element, held)
    if (name === null) return
    const text = readText(element)
    setTimeout(() => {
      // All goes when the prompt is sent.
      if (!element.isConnected || readText(element) !== text) return
      if (timesNamed(wordsOf(region, element), name) === 0) onRemoved(name)
    }, removal)
  }

  const options = { capture: true, signal }
  win.addEventListener('paste', onTransfer, options)
  win.addEventListener('drop', onTransfer, options)
  win.addEventListener('change', onChange, options)
  win.addEventListener('click', onClick, options)
}

/** Milliseconds that a chip may take to go. */
const removal = 700

/** The one file whose chip holds this control, by its name; `null` when that cannot be told. */
function nameAt(
  target: Element,
  region: Element,
  composer: Element,
  held: readonly string[],
): string | null {
  let at: Element | null = region.contains(target) ? target : null
  for (; at && at !== region && !at.contains(composer); at = at.parentElement) {
    const words = wordsOf(at, composer)
    const named = held.filter((name) => timesNamed(words, name) > 0)
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null
  }
  return null
}

/** Files of our own over the same bytes: Firefox gives the page's own only part way. */
const copies = (files: FileList): File[] =>
  [...files].map((file) => new File([file], file.name, { type: file.type }))
