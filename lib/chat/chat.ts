import { browser } from 'wxt/browser'
import { classifyRequest } from '../detect/classify-request'
import { type PageMessage, send, type TabView } from '../messages'
import { watchFiles } from '../page/files'
import { heartbeat } from '../page/heartbeat'
import { conversationHere } from '../page/here'
import { pause } from '../page/wait'
import type { Provider } from '../providers/provider'
import type { Settings } from '../settings'
import { copyText } from '../ui/copy'
import { noticeBoard } from './board'
import { createFileKeeper } from './keep-files'
import { keepDrafts } from './keeper'
import { chooseNotice, type Told, toldNothing, troubleKey } from './notice-choice'
import { borrowNotice } from './notice-loan'
import { offerPutBack } from './put-back'
import { type Overwrite, receiveHandoffs } from './receiver'
import { watchPage } from './watch'
import { isExtensionAlive, writeAheadOf } from './write-ahead'

interface Life {
  readonly isAlive: () => boolean
  readonly controller: AbortController
}
/** Ms within which the background has judged a report; a worker that was stopped never answers. */
const JUDGED = 2000

/** Set in the isolated world of a page that has this script already. */
const world = globalThis as { understudyLife?: Life }

/**
 * All that happens in one chat page: drafts are kept, failures noticed and told, a prompt that was
 * carried here is put in. One script works in a page: a second one of the same extension does
 * nothing, and one of its next version ends the orphaned one.
 */
export function startChat(provider: Provider, doc: Document): void {
  const before = world.understudyLife
  if (before?.isAlive()) return
  before?.controller.abort()
  const controller = new AbortController()
  world.understudyLife = { isAlive: isExtensionAlive, controller }
  const { signal } = controller
  const here = conversationHere(doc, provider)
  const eachBeat = heartbeat(() => watch.isFlowing(), signal)
  let view: TabView | null = null
  let settings: Settings | null = null
  let told: Told = toldNothing
  let reporting: Promise<unknown> = Promise.resolve()

  const board = noticeBoard(() => keeper.composer()?.element ?? null, signal)
  const keeper = keepDrafts({
    doc,
    provider,
    signal,
    here,
    eachBeat,
    send,
    writeAhead: writeAheadOf(doc.location.origin),
    isAlive: isExtensionAlive,
    onSubmit({ id }) {
      board.hide('recovered')
      board.hide('filled')
      watch.submit(id)
    },
    onSave: (turn) => files.saved(turn),
    onStop: () => watch.stop(),
    onUnsaved: (reason) => {
      const problem = reason ?? 'Understudy was updated or removed.'
      board.show(
        { kind: 'storage', problem, canReload: reason === null },
        {
          onReload: () => doc.location.reload(),
          onCopy: () => copyText(keeper.current()?.text ?? ''),
        },
      )
    },
  })

  const files = createFileKeeper({
    send,
    loadPartsOf: async () => (await borrowNotice()).partsOf,
    signal,
  })
  watchFiles(
    doc.defaultView ?? window,
    provider,
    () => keeper.composer(),
    { onFiles: files.add, onRemoved: files.remove, names: files.names },
    signal,
  )

  const tell = () => {
    if (!view || !settings?.notices) return
    const chosen = chooseNotice(view, watch.report(), told)
    if (chosen?.view.kind !== 'trouble') board.hide('trouble')
    if (!chosen) return
    told = chosen.told
    board.show(chosen.view, {
      async onContinue(targetId) {
        const draftId = view?.draft?.id ?? keeper.current()?.id ?? null
        await send('handoff.start', { draftId, targetId, sourceTabId: null })
      },
      onCopy: () => copyText(keeper.current()?.text ?? ''),
      async onReturn() {
        if (view?.origin) await send('handoff.return', { draftId: view.origin.draftId })
      },
      onAway() {
        const key = view && troubleKey(view)
        if (key) told = { ...told, dismissed: { key, at: Date.now() } }
      },
    })
  }

  const watch = watchPage({
    provider,
    doc,
    signal,
    here,
    onReport(report) {
      reporting = send('page.witness', report).catch(quiet)
      tell()
    },
    onSettled(id, outcome, shows) {
      // Stopped in the middle of an answer: what was asked for was seen.
      const answered = outcome === 'answered' || (outcome === 'stopped' && shows)
      if (answered) keeper.answered(id)
      else if (outcome !== 'failed') return
      const settle = () => {
        const reason = answered ? null : view?.cause || null
        send('draft.settle', { id, outcome: answered ? 'answered' : 'failed', reason }).catch(quiet)
      }
      if (answered) return settle()
      // Why it failed is known once the background has judged the report that follows this call.
      Promise.resolve()
        .then(() => Promise.race([reporting, pause(JUDGED, signal)]))
        .then(settle)
    },
    onSample: (sample) => void send('page.sample', sample).catch(quiet),
    onSaid: (said) => send('page.said', said),
  })

  const receiver = receiveHandoffs({
    doc,
    provider,
    send,
    signal,
    confirmOverwrite: (_, { sourceName }) =>
      new Promise<Overwrite>((answer) => {
        const onPlace = (how: 'replace' | 'below' | 'keep') => {
          board.hide('overwrite')
          answer(how === 'below' ? 'append' : how)
        }
        board.show({ kind: 'overwrite', sourceName }, { onPlace, onAway: () => answer('keep') })
      }),
    async giveFiles(payload, composer) {
      const { giveFiles } = await borrowNotice()
      const given = await giveFiles(payload, send, { provider, composer, signal })
      files.add(given.attached)
      return given.left
    },
    onFilled: ({ sourceName }, left) =>
      board.show(
        {
          kind: 'filled',
          sourceName,
          files: left.map(({ info, file }) => ({ ...info, kept: !!file })),
        },
        {
          async onDownload(fileId) {
            const file = left.find(({ info }) => info.id === fileId)?.file
            if (file) (await borrowNotice()).saveAs(file.name, file)
          },
        },
      ),
    onFailed: ({ sourceName, text }, reason) =>
      board.show({ kind: 'handoff_failed', sourceName, reason }, { onCopy: () => copyText(text) }),
  })

  offerPutBack({
    doc,
    provider,
    send,
    signal,
    here,
    eachBeat,
    isUnderWay: () => keeper.current()?.sent === true,
    offer: (draft, accept, decline) =>
      board.show(
        { kind: 'put_back', length: draft.text.length },
        {
          onPutBack: () => accept().then(() => board.hide('put_back')),
          onAway: decline,
        },
      ),
    withdraw: () => board.hide('put_back'),
  })

  const onMessage = (message: PageMessage) => {
    switch (message.type) {
      case 'network': {
        const { seen } = message
        const isStart = seen.phase === 'started'
        if (isStart && classifyRequest(provider, seen).role === 'completion') keeper.requested()
        watch.request(seen)
        break
      }
      case 'view':
        view = message.tab
        tell()
        break
      case 'handoff':
        receiver.claim().catch(quiet)
    }
  }
  browser.runtime.onMessage.addListener(onMessage)
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(onMessage))

  // Fetched once the user works in the page: by the time it is needed the extension may be gone.
  doc.addEventListener('focusin', () => void borrowNotice().catch(quiet), { once: true, signal })

  send('page.hello', null)
    .then((hello) => {
      view = hello.tab
      settings = hello.settings
      watch.learn(hello.learned)
      tell()
    })
    .catch(quiet)
}

/** The extension is gone, or asleep beyond waking: the keeper is the one who tells of that. */
const quiet = () => {}
