import type { Composer } from '../page/composer'
import type { Provider } from '../providers/provider'

/** What a user's hand may mean. Nothing here is proof: Enter may also pick from a menu. */
export interface Intents {
  /** The composer is about to be sent; its text still stands there. */
  onSend(): void
  /** The stop button was used. */
  onStop(): void
  /** The user works in the composer; `erases`: takes text away. */
  onTouch(erases: boolean): void
}

/**
 * Watches for the ways of sending: Enter, the send button, the form. Listens on the window in the
 * capture phase, so that it comes before the site empties the composer.
 */
export function watchIntents(
  win: Window,
  provider: Provider,
  composer: () => Composer | null,
  intents: Intents,
  signal: AbortSignal,
): void {
  const send = provider.page.send.join(',')
  const stop = provider.page.stop.join(',')
  const inComposer = ({ target }: Event) =>
    target instanceof Node && composer()?.element.contains(target) === true

  const onKey = (event: KeyboardEvent) => {
    const chord = event.ctrlKey || event.metaKey
    // A letter: `beforeinput` tells of it. This runs at each key, so it ends early.
    if ((event.key.length === 1 && !chord) || !inComposer(event)) return
    // 229: the key belongs to an input method that has not finished.
    const composing = event.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && !event.shiftKey && !composing) return intents.onSend()
    intents.onTouch(
      /^(?:Backspace|Delete)$/.test(event.key) || (chord && /^[xzy]$/i.test(event.key)),
    )
  }
  const onInput = (event: Event) => {
    if (!event.isTrusted || !inComposer(event)) return
    intents.onTouch(
      event.type === 'cut' || /^(?:delete|history)/.test((event as InputEvent).inputType),
    )
  }
  const onClick = ({ target }: Event) => {
    if (!(target instanceof Element)) return
    // One button can be both in turn, so stopping is ruled out first.
    if (stop && target.closest(stop)) intents.onStop()
    else if (send && target.closest(send)) intents.onSend()
  }
  const onForm = ({ target }: Event) => {
    const element = composer()?.element
    if (element && target instanceof Node && target.contains(element)) intents.onSend()
  }
  const options = { capture: true, signal }
  win.addEventListener('keydown', onKey, options)
  win.addEventListener('click', onClick, options)
  win.addEventListener('submit', onForm, options)
  for (const type of ['beforeinput', 'paste', 'cut', 'drop']) {
    win.addEventListener(type, onInput, options)
  }
}
