import '../../components/options.css'
import { render } from 'preact'
import { browser } from 'wxt/browser'
import { OptionsPage } from '../../components/OptionsPage'
import { Waiting } from '../../components/Waiting'
import { grantAccess, grantStatus, siteAccess } from '../../lib/ui/access'
import { ask } from '../../lib/ui/ask'
import { useLive } from '../../lib/ui/live'

/** Changing nothing answers with all the settings. */
async function load() {
  const [settings, sites, learned] = await Promise.all([
    ask('settings.set', {}),
    siteAccess(),
    ask('patience.view', null),
  ])
  return { settings, sites, learned }
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
        async onForgetPatience() {
          await ask('patience.reset', null)
          again()
        },
        onDeleteAll: () => ask('draft.delete', { ids: 'all' }),
      }}
    />
  )
}

render(<Page />, document.getElementById('app') ?? document.body)
