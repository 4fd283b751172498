import '../../components/options.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { OptionsPage } from '../../components/OptionsPage'
import { Waiting } from '../../components/Waiting'
import { exportDrafts, importDrafts } from '../../lib/drafts/transfer'
import { send } from '../../lib/messages'
import { canNotify } from '../../lib/monitor/access'
import {
  dropNotifications,
  grantAccess,
  grantNotifications,
  grantStatus,
  siteAccess,
} from '../../lib/ui/access'
import { ask } from '../../lib/ui/ask'
import { saveAs } from '../../lib/ui/download'
import { useLive } from '../../lib/ui/live'
import { lockActions } from '../../lib/ui/lock'

/** Changing nothing answers with all the settings. */
async function load() {
  const [settings, sites, learned, notifies, { state: lock }] = await Promise.all([
    ask('settings.set', {}),
    siteAccess(),
    ask('patience.view', null),
    canNotify(),
    ask('draft.lockState', null),
  ])
  return { settings, sites, learned, notifies, lock }
}

function Page() {
  const [live, again] = useLive(load, 3_000)
  if (!live.value) return <Waiting live={live} onRetry={again} />
  return (
    <OptionsPage
      {...live.value}
      problem={live.problem}
      version={browser.runtime.getManifest().version}
      actions={{
        async onChange(change) {
          await ask('settings.set', change)
          again()
        },
        async onGrant(providerId) {
          await grantAccess(providerId)
          again()
        },
        async onGrantStatus(providerId) {
          await grantStatus(providerId)
          again()
        },
        async onNotify(wanted) {
          await (wanted ? grantNotifications() : dropNotifications())
          again()
        },
        async onForgetPatience() {
          await ask('patience.reset', null)
          again()
        },
        ...lockActions(again),
        async onExport(as) {
          const now = Date.now()
          const day = new Date(now).toISOString().slice(0, 10)
          const end = as === 'json' ? 'json' : 'md'
          saveAs(`understudy-drafts-${day}.${end}`, await exportDrafts(send, as, now))
        },
        onImport: (file) => importDrafts(send, file),
        onDeleteAll: () => ask('draft.delete', { ids: 'all' }),
      }}
    />
  )
}

render(<Page />, document.getElementById('app') ?? document.body)
