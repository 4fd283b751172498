import type { Scenario, ScenarioEvent } from './scenario'
import { chance } from './use'

type Change = (event: ScenarioEvent) => ScenarioEvent | readonly ScenarioEvent[]

const each =
  (change: Change) =>
  (scenario: Scenario): Scenario => ({
    ...scenario,
    events: scenario.events.flatMap(change).sort((a, b) => a.t_ms - b.t_ms),
  })

/** Chrome's words and what Firefox says in the same case. */
const FIREFOX: Readonly<Record<string, string>> = {
  'net::ERR_ABORTED': 'NS_BINDING_ABORTED',
  'net::ERR_CERT_AUTHORITY_INVALID': 'SEC_ERROR_UNKNOWN_ISSUER',
  'net::ERR_CONNECTION_CLOSED': 'NS_ERROR_NET_INTERRUPT',
  'net::ERR_CONNECTION_REFUSED': '2152398861',
  'net::ERR_CONNECTION_RESET': 'NS_ERROR_NET_RESET',
  'net::ERR_CONNECTION_TIMED_OUT': 'NS_ERROR_NET_TIMEOUT',
  'net::ERR_HTTP2_PROTOCOL_ERROR': 'NS_ERROR_NET_PARTIAL_TRANSFER',
  'net::ERR_INTERNET_DISCONNECTED': 'NS_ERROR_OFFLINE',
  'net::ERR_NAME_NOT_RESOLVED': 'NS_ERROR_UNKNOWN_HOST',
  'net::ERR_NETWORK_CHANGED': 'NS_ERROR_NETWORK_LINK_CHANGED',
  'net::ERR_PROXY_CONNECTION_FAILED': 'NS_ERROR_PROXY_CONNECTION_REFUSED',
  'net::ERR_TIMED_OUT': 'NS_ERROR_NET_TIMEOUT',
}

/** Requests that fail on any day, around whatever else happens. */
function addNoise(scenario: Scenario): Scenario {
  const random = chance(7)
  const end = scenario.events.at(-1)?.t_ms ?? 0
  const document = scenario.events.find((event) => event.type === 'navigate')
  const site = document ? new URL(document.url).origin : 'https://example.com'
  const type = 'request' as const
  const noise: ScenarioEvent[] = []
  for (let i = 0; i < 12; i += 1) {
    const t_ms = Math.floor(random() * end)
    const url = 'https://browser-intake-datadoghq.com/api/v2/rum'
    noise.push({ type, t_ms, url, method: 'POST', status: 503, resource_type: 'xmlhttprequest' })
  }
  const own = { type, method: 'GET', resource_type: 'xmlhttprequest' }
  noise.push({ ...own, t_ms: Math.floor(end / 3), url: `${site}/api/announcements`, status: 503 })
  noise.push({
    ...own,
    t_ms: Math.floor(end / 2),
    url: `${site}/api/projects`,
    error: 'net::ERR_ABORTED',
  })
  const events = [...scenario.events, ...noise].sort((a, b) => a.t_ms - b.t_ms)
  return { ...scenario, events }
}

/** Changes that must not change a single verdict. */
export const VARIATIONS: Readonly<Record<string, (scenario: Scenario) => Scenario>> = {
  'in Firefox words': each((event) =>
    (event.type === 'request' || event.type === 'navigate') && event.error
      ? { ...event, error: FIREFOX[event.error] ?? event.error }
      : event,
  ),
  'sampled at other moments': each((event) => ({
    ...event,
    t_ms: event.t_ms > 0 ? event.t_ms + 137 : 0,
  })),
  'amid noise': addNoise,
  'with a worker that restarts all the time': each((event) => [
    event,
    { type: 'sw_restart', t_ms: event.t_ms },
  ]),
}
