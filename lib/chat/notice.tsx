import { render } from 'preact'
import { Notice } from '../../components/Notice'
import css from '../../components/Notice.css?inline'
import type { NoticeActions, NoticeView } from '../../components/notice-view'
import { isGenuine } from './notice-guard'
import { keepInPlace } from './notice-host'

export interface NoticeOptions {
  readonly view: NoticeView
  readonly actions: NoticeActions
  /** The composer, asked for anew at each move since sites replace it; `null`: bottom corner. */
  readonly anchor: () => Element | null
  /** Aborted: the notice is gone and nothing of it runs on. */
  readonly signal: AbortSignal
  /** The page fought the notice away: show the state elsewhere. */
  readonly onLost?: () => void
}

export interface NoticeHandle {
  update(view: NoticeView): void
  /** May be called twice. */
  close(): void
}

/**
 * Shows the notice in a chat page, in a closed shadow root of its own, above the page's layers.
 * It reacts to the user's own clicks and keys only, keeps its events from the page, and leaves the
 * focus where it is. Close and Keep waiting close it, then tell `actions`.
 */
export function mountNotice(options: NoticeOptions): NoticeHandle {
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'closed' })
  const style = document.createElement('style')
  // As a property: Firefox lets an add-on's style pass the page's CSP only when set this way.
  style.textContent = css
  const stage = document.createElement('div')
  stage.className = `understudy ${pageTheme()}`
  root.append(style, stage)

  let view = options.view
  const draw = () => render(<Notice view={view} actions={actions} now={Date.now()} />, stage)
  const close = () => ended.abort()
  const actions: NoticeActions = {
    ...options.actions,
    onDismiss: () => closeThen(options.actions.onDismiss),
    onKeepWaiting: () => closeThen(options.actions.onKeepWaiting),
  }
  const closeThen = (told: () => void) => {
    // The focus was in here only if the user brought it: give it back to the composer.
    if (root.activeElement) (options.anchor() as HTMLElement | null)?.focus()
    close()
    told()
  }

  isolate(root, host, signal)
  const shown = Date.now()
  root.addEventListener(
    'click',
    (event) => {
      if (isGenuine(event as MouseEvent, host, Date.now() - shown)) return
      event.stopImmediatePropagation()
      event.preventDefault()
    },
    { capture: true, signal },
  )
  const lost = () => {
    close()
    options.onLost?.()
  }
  keepInPlace(host, options.anchor, lost, signal)
  signal.addEventListener(
    'abort',
    () => {
      render(null, stage)
      host.remove()
    },
    { once: true },
  )
  draw()

  return {
    update(next) {
      if (signal.aborted) return
      view = next
      draw()
    },
    close,
  }
}

const kept = [
  'keydown',
  'keyup',
  'keypress',
  'click',
  'dblclick',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'focusin',
  'focusout',
  'wheel',
]

/** What happens in the notice stays there: page shortcuts and outside-click listeners see nothing. */
function isolate(root: ShadowRoot, host: HTMLElement, signal: AbortSignal): void {
  for (const type of kept) {
    host.addEventListener(type, (event) => event.stopPropagation(), { signal })
    root.addEventListener(
      type,
      (event) => {
        if (!event.isTrusted) event.stopImmediatePropagation()
        // A press would move the focus from the composer to the button.
        if (type === 'mousedown') event.preventDefault()
      },
      { capture: true, signal },
    )
  }
}

/** The page's own theme, which need not be the system's; empty when its ground tells nothing. */
function pageTheme(): 'light' | 'dark' | '' {
  for (const element of [document.body, document.documentElement]) {
    const [r, g, b, alpha = 1] = (
      getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number)
    if (r === undefined || g === undefined || b === undefined || alpha < 0.5) continue
    return r * 0.299 + g * 0.587 + b * 0.114 < 128 ? 'dark' : 'light'
  }
  return ''
}
