import type { NoticeActions, NoticeView } from '../../components/notice-view'
import type { NoticeHandle } from './notice'
import { borrowNotice } from './notice-loan'

/** What a notice may ask for; what its kind has no button for is never called. */
export type Asked = Partial<Omit<NoticeActions, 'onDismiss'>> & {
  /** Put away by the user, by whichever way. */
  readonly onAway?: () => void
}

export interface Board {
  /** Shows a notice, or updates it; one that matters less than what stands there is left out. */
  show(view: NoticeView, asked: Asked): void
  /** Takes down a notice of this kind, if it is the one shown. */
  hide(kind: NoticeView['kind']): void
}

/** What the user waits for comes first, what is merely nice last. */
const order: readonly NoticeView['kind'][] = [
  'overwrite',
  'handoff_failed',
  'storage',
  'trouble',
  'recovered',
  'filled',
  'put_back',
]

/** The one place of a page for notices: shows one at a time. */
export function noticeBoard(anchor: () => Element | null, signal: AbortSignal): Board {
  let shown: { view: NoticeView; asked: Asked; handle: NoticeHandle | null } | null = null

  const away = () => {
    const told = shown?.asked.onAway
    shown = null
    told?.()
  }
  // Asked of what is shown now: an update may bring other answers.
  const actions: NoticeActions = {
    onContinue: (providerId) => shown?.asked.onContinue?.(providerId),
    onCopy: () => shown?.asked.onCopy?.(),
    onKeepWaiting: away,
    onReturn: () => shown?.asked.onReturn?.(),
    onDismiss: away,
    onPlace: (how) => shown?.asked.onPlace?.(how),
    onPutBack: () => shown?.asked.onPutBack?.(),
    onReload: () => shown?.asked.onReload?.(),
    onDownload: (fileId) => shown?.asked.onDownload?.(fileId),
  }

  const mount = async () => {
    const { mountNotice } = await borrowNotice()
    if (!shown || shown.handle || signal.aborted) return
    shown.handle = mountNotice({ view: shown.view, actions, anchor, signal, onLost: away })
  }

  return {
    show(view, asked) {
      if (shown?.view.kind === view.kind) {
        shown = { ...shown, view, asked }
        shown.handle?.update(view)
        return
      }
      if (shown && order.indexOf(shown.view.kind) < order.indexOf(view.kind)) return
      shown?.handle?.close()
      shown = { view, asked, handle: null }
      // Without the extension there is nothing to show it with; the badge is gone by then, too.
      mount().catch(() => {})
    },
    hide(kind) {
      if (shown?.view.kind !== kind) return
      shown.handle?.close()
      shown = null
    },
  }
}
