import { browser } from 'wxt/browser'
import type { NoticeActions, NoticeView } from '../../components/notice-view'
import { classifyRequest } from '../detect/classify-request'
import type { Learned } from '../detect/patience'
import { type PageMessage, send, type TabView } from '../messages'
import type { Provider } from '../providers/provider'
import type { Settings } from '../settings'
import { copyText } from '../ui/copy'
import { keepDrafts } from './keeper'
import { mountNotice, type NoticeHandle } from './notice'
import { chooseNotice, type Told, toldNothing, troubleKey } from './notice-choice'
import { watchPage } from './watch'
import { isExtensionAlive, writeAheadOf } from './write-ahead'

/**
 * All that happens in one chat page: drafts are kept, failures noticed and told, a prompt that was
 * carried here is put in. Ends when `signal` aborts.
 */
export async function startChat(
  provider: Provider,
  doc: Document,
  signal: AbortSignal,
): Promise<void> {
  let view: TabView | null = null
  let settings: Settings | null = null
  let told: Told = toldNothing
  let notice: { readonly kind: NoticeView['kind']; readonly handle: NoticeHandle } | null = null

  const keeper = keepDrafts({
    doc,
    provider,
    signal,
    send,
    writeAhead: writeAheadOf(doc.location.origin),
    isAlive: isExtensionAlive,
    onSubmit: ({ id }) => watch?.submit(id),
    onStop: () => watch?.stop(),
    onUnsaved: (reason) =>
      show({
        kind: 'storage',
        problem: reason ?? 'Understudy was updated or removed.',
        canReload: reason === null,
      }),
  })
  const draftId = () => view?.draft?.id ?? keeper.current()?.id ?? null

  const show = (next: NoticeView) => {
    if (notice && notice.kind === next.kind) return notice.handle.update(next)
    notice?.handle.close()
    const anchor = () => keeper.composer()?.element ?? null
    notice = { kind: next.kind, handle: mountNotice({ view: next, actions, anchor, signal }) }
  }
  const hide = () => {
    notice?.handle.close()
    notice = null
  }
  const tell = () => {
    if (!view || !settings?.notices) return
    const chosen = chooseNotice(view, watch.report(), told)
    if (chosen) {
      told = chosen.told
      show(chosen.view)
    } else if (notice?.kind === 'trouble') hide()
  }
  const putAway = () => {
    const key = view && troubleKey(view)
    if (key) told = { ...told, dismissed: { key, at: Date.now() } }
    notice = null
  }
  const actions: NoticeActions = {
    async onContinue(targetId) {
      const id = draftId()
      if (id === null) throw new Error('there is no prompt to carry')
      await send('handoff.start', { draftId: id, targetId, sourceTabId: null })
    },
    onCopy: () => copyText(keeper.current()?.text ?? ''),
    onKeepWaiting: putAway,
    onDismiss: putAway,
    async onReturn() {
      if (view?.origin) await send('handoff.return', { draftId: view.origin.draftId })
    },
    onPlace() {},
    onPutBack() {},
    onReload: () => doc.location.reload(),
    onDownload() {},
  }

  const start = (learned: Learned) =>
    watchPage({
      provider,
      doc,
      learned,
      signal,
      onReport(report) {
        send('page.witness', report).catch(quiet)
        tell()
      },
      onSettled(id, outcome, shows) {
        // Stopped in the middle of an answer: what was asked for was seen.
        const answered = outcome === 'answered' || (outcome === 'stopped' && shows)
        if (answered) keeper.answered(id)
        else if (outcome !== 'failed') return
        const reason = answered ? null : view?.cause || null
        send('draft.settle', { id, outcome: answered ? 'answered' : 'failed', reason }).catch(quiet)
      },
      onSample: (sample) => void send('page.sample', sample).catch(quiet),
    })
  const watch = start({})

  const onMessage = (message: PageMessage) => {
    if (message.type === 'network') {
      const { role, outcome } = classifyRequest(provider, message.seen)
      if (role === 'completion' && outcome === 'open') keeper.requested()
      watch.request(message.seen)
    } else if (message.type === 'view') {
      view = message.tab
      tell()
    }
  }
  browser.runtime.onMessage.addListener(onMessage)
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(onMessage))

  const hello = await send('page.hello', null)
  view = hello.tab
  settings = hello.settings
  tell()
}

/** The extension is gone or asleep beyond waking: the keeper is the one who tells of that. */
const quiet = () => {}
