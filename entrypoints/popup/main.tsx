import '../../components/popup.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { Popup } from '../../components/Popup'
import { Waiting } from '../../components/Waiting'
import { siteAccess } from '../../lib/ui/access'
import { ask } from '../../lib/ui/ask'
import { useLive } from '../../lib/ui/live'
import { popupActions } from './actions'

/** The popup dies whenever it loses the focus: it keeps nothing and asks anew. */
async function load() {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true })
  const [view, sites, { state }] = await Promise.all([
    ask('popup.view', { tabId: active?.id ?? null }),
    siteAccess(),
    ask('draft.lockState', null),
  ])
  return { view, sites, isLocked: state === 'locked' }
}

function Page() {
  const [live, again] = useLive(load, 1_500)
  if (!live.value) return <Waiting live={live} onRetry={again} />
  return (
    <Popup
      {...live.value}
      problem={live.problem}
      actions={popupActions(live.value.view.tab?.tabId ?? null, again)}
      now={Date.now()}
    />
  )
}

render(<Page />, document.getElementById('app') ?? document.body)
