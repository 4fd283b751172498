import type { Browser } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'

declare const browser: typeof import('wxt/browser').browser

/** What the extension holds of one provider: enough to judge an alarm by. */
export interface Finding {
  readonly providerId: SiteId
  readonly health: string
  readonly episode: number
  readonly bits: number
  readonly evidence: readonly unknown[]
  /** Badges on this provider's tabs. */
  readonly badges: readonly string[]
}

/** What is shown and held now. Reads storage only, so that watching wakes and changes nothing. */
export const look = (driven: Browser): Promise<readonly Finding[]> =>
  driven.inExtension(async () => {
    const stored = await browser.storage.session.get(null)
    const hosts = {
      claude: 'claude.ai',
      chatgpt: 'chatgpt.com',
      gemini: 'gemini.google.com',
    } as const
    const tabs = await browser.tabs.query({})
    const findings = Object.entries(hosts).map(async ([providerId, host]) => {
      const state = (stored[`provider:${providerId}`] ?? {}) as Partial<Finding>
      const badges = tabs
        .filter(({ url, pendingUrl }) => (url || pendingUrl || '').startsWith(`https://${host}/`))
        .map(({ id }) => browser.action.getBadgeText({ tabId: id ?? -1 }).catch(() => ''))
      return {
        providerId: providerId as SiteId,
        health: state.health ?? 'healthy',
        episode: state.episode ?? 0,
        bits: state.bits ?? 0,
        evidence: state.evidence ?? [],
        badges: await Promise.all(badges),
      }
    })
    return Promise.all(findings)
  })

/** Whether this is an alarm: of the verdict, or on a button. */
export const isAlarm = ({ health, badges }: Finding): boolean =>
  health === 'failing' || badges.some((text) => /[!~]/.test(text))
