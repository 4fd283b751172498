import '../../components/history.css'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { type DraftQuery, type HistoryActions, HistoryPage } from '../../components/HistoryPage'
import { Waiting } from '../../components/Waiting'
import { providers } from '../../lib/providers'
import { ask } from '../../lib/ui/ask'
import { copyText } from '../../lib/ui/copy'
import { downloadFile } from '../../lib/ui/download'
import { useLive } from '../../lib/ui/live'
import { lockActions } from '../../lib/ui/lock'

/** Drafts of one step of the list. */
const step = 30
const names = Object.fromEntries(providers.map(({ id, name }) => [id, name]))
const everything: DraftQuery = { search: '', providerId: null, state: null }

function actionsWith(changed: () => void): HistoryActions {
  return {
    onRead: (id) => ask('draft.read', { id }),
    onDownload: downloadFile,
    async onCopy(id) {
      const draft = await ask('draft.read', { id })
      if (!draft) throw new Error('this draft is gone')
      await copyText(draft.text)
    },
    onContinue: (draftId, targetId) =>
      ask('handoff.start', { draftId, targetId, sourceTabId: null }),
    onReturn: (draftId) => ask('handoff.return', { draftId }),
    async onDelete(id) {
      await ask('draft.delete', { ids: [id] })
      changed()
    },
    onUnlock: lockActions(changed).onUnlock,
    async onDeleteAll() {
      await ask('draft.delete', { ids: 'all' })
      changed()
    },
  }
}

function Page() {
  const [query, setQuery] = useState(everything)
  const [limit, setLimit] = useState(step)
  const load = async () => {
    const [found, view, { state }] = await Promise.all([
      findDrafts(query, limit),
      ask('popup.view', { tabId: null }),
      ask('draft.lockState', null),
    ])
    return { found, assistants: view.assistants, isLocked: state === 'locked' }
  }
  const [live, again] = useLive(load, 5_000, JSON.stringify([query, limit]))
  if (!live.value) return <Waiting live={live} onRetry={again} />
  return (
    <HistoryPage
      {...live.value}
      query={query}
      names={names}
      openedId={decodeURIComponent(location.hash.slice(1)) || null}
      problem={live.problem}
      actions={actionsWith(again)}
      onQuery={(next) => {
        setQuery(next)
        setLimit(step)
      }}
      onMore={() => setLimit(limit + step)}
      now={Date.now()}
    />
  )
}

/** The first `limit` drafts of a query, asked for in steps: the background caps each answer. */
async function findDrafts(query: DraftQuery, limit: number) {
  const steps = Array.from({ length: limit / step }, (_, index) =>
    ask('draft.list', { ...query, offset: index * step, limit: step }),
  )
  const found = await Promise.all(steps)
  // A draft saved between two steps moves the rest by one: no draft twice.
  const byId = new Map(found.flatMap(({ drafts }) => drafts).map((draft) => [draft.id, draft]))
  return { drafts: [...byId.values()], total: found[0]?.total ?? 0 }
}

render(<Page />, document.getElementById('app') ?? document.body)
