import { browser } from 'wxt/browser'
import { type Badge, badgeOf, silencedBadge, worstBadge } from './badge'
import type { Outlook } from './outlook'
import { isSilenced } from './silenced'

/** Sets every chat tab's badge, and the global one by all that the user uses or watches. */
export async function paintAll(outlook: Outlook): Promise<void> {
  const badges = new Map(
    outlook.sights.map(({ provider, verdict, isUsed, isWatched, level }) => [
      provider.id,
      badgeOf(provider.name, isUsed || !isWatched ? verdict : null, isWatched ? level : null),
    ]),
  )
  const others = outlook.others.map(({ page, level }) => badgeOf(page.name, null, level))
  await paint(worstBadge([...badges.values(), ...others]))
  await Promise.all(
    outlook.tabs.map(async ({ id, providerId }) => {
      const sight = outlook.sights.find(({ provider }) => provider.id === providerId)
      if (!sight) return
      const { provider, verdict } = sight
      const badge = isSilenced(outlook.silenced, id, verdict)
        ? silencedBadge(provider.name)
        : badges.get(providerId)
      // A tab that went away meanwhile is no error.
      if (badge) await paint(badge, id).catch(() => {})
    }),
  )
}

/** Puts a badge on one tab, or on the toolbar at large. */
async function paint({ text, color, title }: Badge, tabId?: number): Promise<void> {
  const where = tabId === undefined ? {} : { tabId }
  const { action } = browser
  await Promise.all([
    action.setBadgeBackgroundColor({ ...where, color }),
    action.setBadgeTextColor({ ...where, color: '#ffffff' }),
    action.setBadgeText({ ...where, text }),
    action.setTitle({ ...where, title }),
  ])
}
