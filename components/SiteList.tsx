import { providerById } from '../lib/providers'
import type { Provider } from '../lib/providers/provider'
import type { Settings } from '../lib/settings'
import type { SiteAccess } from '../lib/ui/access'
import { useAct } from './act'
import { Glyph } from './Glyph'

interface Props {
  readonly sites: readonly SiteAccess[]
  readonly settings: Settings
  onChange(change: Partial<Settings>): unknown
  onGrant(providerId: string): unknown
  onGrantStatus(providerId: string): unknown
}

/** Each assistant: on or off, its access, its place in the order, and whether it is watched. */
export function SiteList({ sites, settings, onChange, onGrant, onGrantStatus }: Props) {
  const [act, run] = useAct()
  const ordered = inOrder(sites, settings.preferred)
  const ids = ordered.map(({ providerId }) => providerId)

  const toggle = (list: readonly string[], id: string, isIn: boolean) =>
    isIn ? [...list.filter((other) => other !== id), id] : list.filter((other) => other !== id)
  const switchOn = (site: SiteAccess) =>
    run(
      async () => {
        if (!site.granted) await onGrant(site.providerId)
        await onChange({ off: toggle(settings.off, site.providerId, false) })
      },
      { failed: `The browser gave no access to ${site.host}. Nothing changes.` },
    )
  const watch = ({ providerId, barredStatus }: SiteAccess, wanted: boolean) =>
    run(
      async () => {
        if (wanted && barredStatus) await onGrantStatus(providerId)
        await onChange({ watched: toggle(settings.watched, providerId, wanted) })
      },
      { failed: `The browser gave no access to ${barredStatus}. Nothing changes.` },
    )
  const move = (id: string, by: -1 | 1) => {
    const from = ids.indexOf(id)
    const preferred = ids.filter((other) => other !== id)
    preferred.splice(from + by, 0, id)
    onChange({ preferred })
  }

  return (
    <>
      <ol class="sites">
        {ordered.map((site, index) => {
          const { providerId: id, name } = site
          const isOn = site.granted && !settings.off.includes(id)
          return (
            <li key={id}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={(event) => {
                    const wanted = event.currentTarget.checked
                    // Shown as it is, not as it was wished: access may be refused.
                    event.currentTarget.checked = isOn
                    if (wanted) switchOn(site)
                    else onChange({ off: toggle(settings.off, id, true) })
                  }}
                />
                <span>
                  {name}
                  <span class="muted small block">
                    {site.host}
                    {!site.granted && ', no access yet'}
                  </span>
                </span>
              </label>
              {canBeWatched(providerById(id)) && (
                <label class="check small">
                  <input
                    type="checkbox"
                    checked={settings.watched.includes(id)}
                    onChange={({ currentTarget }) => {
                      const wanted = currentTarget.checked
                      currentTarget.checked = settings.watched.includes(id)
                      watch(site, wanted)
                    }}
                  />
                  <span>Watch without a chat open</span>
                </label>
              )}
              <span class="move">
                <button
                  type="button"
                  class="plain"
                  aria-label={`Move ${name} up`}
                  disabled={index === 0}
                  onClick={() => move(id, -1)}
                >
                  <Arrow up />
                </button>
                <button
                  type="button"
                  class="plain"
                  aria-label={`Move ${name} down`}
                  disabled={index === ordered.length - 1}
                  onClick={() => move(id, 1)}
                >
                  <Arrow />
                </button>
              </span>
            </li>
          )
        })}
      </ol>
      {act.words && (
        <p class={`act ${act.state}`} role="status">
          <Glyph name="info" /> {act.words}
        </p>
      )}
    </>
  )
}

function Arrow({ up = false }: { up?: boolean }) {
  return (
    <svg class="chevron" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={up ? 'M2.5 7.5L6 4l3.5 3.5' : 'M2.5 4.5L6 8l3.5-3.5'} />
    </svg>
  )
}

/** The user's order first, the rest as they come. */
function inOrder(sites: readonly SiteAccess[], preferred: readonly string[]): SiteAccess[] {
  const rank = ({ providerId }: SiteAccess) => {
    const at = preferred.indexOf(providerId)
    return at === -1 ? preferred.length : at
  }
  return [...sites].sort((a, b) => rank(a) - rank(b))
}

/** It has a status page, light enough to be read while no chat is open. */
const canBeWatched = (provider: Provider | undefined): boolean =>
  provider?.status ? !provider.status.heavy : false
