import type { Reach } from '../detect/provider-state'
import type { Provider } from '../providers/provider'

/**
 * Is it the line or the provider? Small documents that may be read from anywhere (Statuspage sends
 * `Access-Control-Allow-Origin: *`), of other vendors' status pages, so that no permission and no
 * server of ours is needed, and a captive portal's own page is told apart by its shape.
 */
const CONTROLS = [
  'https://status.claude.com/api/v2/status.json',
  'https://status.openai.com/api/v2/status.json',
  'https://www.githubstatus.com/api/v2/status.json',
  'https://status.moonshot.cn/api/v2/status.json',
] as const

/** The script of the check that sites behind Cloudflare ask for (developers.cloudflare.com/turnstile). */
const CHECK = 'https://challenges.cloudflare.com/turnstile/v0/api.js'

const TIMEOUT = 5_000

/**
 * Asks three hosts that are not the provider's, and the provider itself, without cookies; with
 * `check`, also whether the browser check loads that the site says it cannot load. Never throws.
 */
export async function probe(
  provider: Provider,
  { check }: { readonly check: boolean },
): Promise<Reach> {
  const own = provider.status?.urls.map((url) => new URL(url).host) ?? []
  const controls = CONTROLS.filter((url) => !own.includes(new URL(url).host)).slice(0, 3)
  const [reached, checked, ...answers] = await Promise.all([
    isReachable(`https://${provider.hosts[0]}/favicon.ico`),
    check ? isServed(CHECK) : null,
    ...controls.map(whoAnswers),
  ])
  const most = (who: Awaited<(typeof answers)[number]>) =>
    answers.filter((answer) => answer === who).length >= 2
  return {
    control: most('itself'),
    intercepted: most('another'),
    provider: reached ?? false,
    check: checked ?? null,
  }
}

const request = (url: string, extra: RequestInit = {}) =>
  fetch(url, {
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT),
    ...extra,
  })

/** A status document has a page id; nobody else's answer does. */
async function whoAnswers(url: string): Promise<'itself' | 'another' | 'nobody'> {
  const signal = AbortSignal.timeout(TIMEOUT)
  try {
    const body: unknown = await (await request(url, { signal })).json()
    if (typeof body === 'object' && body !== null && 'page' in body) return 'itself'
  } catch {
    // An answer that may not be read is one all the same: seen below.
  }
  try {
    await request(url, { mode: 'no-cors', signal })
    return 'another'
  } catch {
    return 'nobody'
  }
}

async function isServed(url: string): Promise<boolean> {
  try {
    const response = await request(url)
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** A refusal or a challenge is an answer too. */
async function isReachable(url: string): Promise<boolean> {
  try {
    const response = await request(url, { redirect: 'manual' })
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}
