import { render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Notice } from '../../components/Notice'
import css from '../../components/Notice.css?inline'
import type { NoticeActions, NoticeView } from '../../components/notice-view'
import { alternatives, now, verdicts } from './samples'

const nothing = () => {}
export const noActions: NoticeActions = {
  onContinue: nothing,
  onCopy: nothing,
  onKeepWaiting: nothing,
  onReturn: nothing,
  onDismiss: nothing,
  onPlace: nothing,
  onPutBack: nothing,
  onReload: nothing,
  onDownload: nothing,
}

const trouble = {
  kind: 'trouble',
  providerName: 'Claude',
  verdict: verdicts.failing,
  cause: 'server overloaded, 2 attempts',
  statusLine: 'Status page: no incident reported, checked 40 s ago',
  alternatives,
  hasDraft: true,
} as const

export const notices: Record<string, NoticeView> = {
  failing: trouble,
  unreachable: { ...trouble, verdict: verdicts.unreachable, cause: null },
  degraded: { ...trouble, verdict: verdicts.degraded, cause: 'answers stop half-way' },
  'usage limit': { ...trouble, verdict: verdicts.limited, cause: null, statusLine: null },
  'no draft': { ...trouble, hasDraft: false },
  'all down': {
    ...trouble,
    alternatives: alternatives.map((a) => ({
      ...a,
      state: 'failing',
      note: 'failing here since 14:01',
    })),
  },
  recovered: { kind: 'recovered', providerName: 'Claude', canReturn: true },
  overwrite: { kind: 'overwrite', sourceName: 'Claude' },
  'handoff failed': {
    kind: 'handoff_failed',
    sourceName: 'Claude',
    reason: 'What arrived in the box differed from your prompt, so it was taken out again.',
  },
  filled: { kind: 'filled', sourceName: 'Claude', files: [] },
  'filled, files left': {
    kind: 'filled',
    sourceName: 'Claude',
    files: [
      { id: '1', name: 'report.pdf', type: 'application/pdf', size: 2_140_000, kept: true },
      { id: '2', name: 'recording.mov', type: 'video/quicktime', size: 61_000_000, kept: false },
    ],
  },
  storage: {
    kind: 'storage',
    problem: 'Understudy was updated while this page was open.',
    canReload: true,
  },
  'put back': { kind: 'put_back', length: 1240 },
}

/** As in a page: in a shadow root with the notice's own style. */
export function Framed({ view, theme }: { view: NoticeView; theme: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = css
    const stage = document.createElement('div')
    stage.className = `understudy ${theme}`
    root.replaceChildren(style, stage)
    render(<Notice view={view} actions={noActions} now={now} />, stage)
  }, [view, theme])
  return <div ref={host} />
}
