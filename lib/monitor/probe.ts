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

const TIMEOUT = 5_000

export interface Reach {
  /** At least two of three independent hosts answered. */
  readonly control: boolean
  /** The provider's own host answered anything below 500. */
  readonly provider: boolean
}

/** Asks three hosts that are not the provider's, and the provider itself, without cookies. Never throws. */
export async function probe(provider: Provider): Promise<Reach> {
  const own = provider.status?.urls.map((url) => new URL(url).host) ?? []
  const controls = CONTROLS.filter((url) => !own.includes(new URL(url).host)).slice(0, 3)
  const [reached, ...answered] = await Promise.all([
    isReachable(`https://${provider.hosts[0]}/favicon.ico`),
    ...controls.map(isItself),
  ])
  return { control: answered.filter(Boolean).length >= 2, provider: reached ?? false }
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
async function isItself(url: string): Promise<boolean> {
  try {
    const body: unknown = await (await request(url)).json()
    return typeof body === 'object' && body !== null && 'page' in body
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
