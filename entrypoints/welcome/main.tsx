import '../../components/welcome.css'
import { render } from 'preact'
import { Waiting } from '../../components/Waiting'
import { WelcomePage } from '../../components/WelcomePage'
import { grantAccess, siteAccess } from '../../lib/ui/access'
import { useLive } from '../../lib/ui/live'

function Page() {
  // Access may be given or taken in the browser's own settings meanwhile.
  const [live, again] = useLive(siteAccess, 2_000)
  if (!live.value) return <Waiting live={live} onRetry={again} />
  return (
    <WelcomePage
      sites={live.value}
      onGrant={async (providerId) => {
        await grantAccess(providerId)
        again()
      }}
    />
  )
}

render(<Page />, document.getElementById('app') ?? document.body)
