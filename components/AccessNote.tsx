import type { SiteAccess } from '../lib/ui/access'
import { useAct } from './act'
import { Banner } from './Banner'

interface Props {
  readonly site: SiteAccess
  onGrant(providerId: string): unknown
}

/** Says that the browser keeps us off a site, and asks for access. */
export function AccessNote({ site, onGrant }: Props) {
  const [act, run] = useAct()
  return (
    <Banner glyph="info">
      <p>Understudy has no access to {site.host}, so it keeps nothing there.</p>
      <button
        type="button"
        class="plain"
        onClick={() =>
          run(() => onGrant(site.providerId), { failed: 'Access was not given. Nothing changes.' })
        }
      >
        Grant access to {site.host}
      </button>
      <p class={`act ${act.state}`}>{act.words}</p>
    </Banner>
  )
}
