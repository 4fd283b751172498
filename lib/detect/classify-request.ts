import type { Provider } from '../providers/provider'
import type { RequestSeen } from './report'

/** What a request is for. `essential`: without it the chat cannot start. `ignored`: never evidence. */
export type RequestRole =
  | 'completion'
  | 'document'
  | 'conversation'
  | 'essential'
  | 'api'
  | 'script'
  | 'challenge'
  | 'ignored'

/**
 * What became of it. `net_error` is ambiguous between the two ends of the line; `local` is the
 * user's side for sure; `refused` is a 4xx about the user or the client, not about health.
 */
export type RequestOutcome =
  | 'open'
  | 'ok'
  | 'server_error'
  | 'net_error'
  | 'local'
  | 'limited'
  | 'auth'
  | 'challenged'
  | 'refused'
  | 'aborted'
  | 'blocked'

export interface RequestSign {
  readonly role: RequestRole
  readonly outcome: RequestOutcome
  /** The name could not be resolved: more often local than a reset. */
  readonly dns: boolean
}

/** Never a sign of the chat's health: telemetry, flags, fonts, link previews, icons. */
const NOISE =
  /statsig|sentry|segment\.|datadog|browser-intake|amplitude|mixpanel|google-analytics|googletagmanager|doubleclick|intercom|hotjar|fullstory|\/(?:telemetry|analytics|metrics|beacon|rum|events?_log|event_logging|log_event|collect|ces\/v1|sentinel\/ping|heartbeat|ping)\b|\.(?:woff2?|ttf|png|jpe?g|gif|webp|avif|svg|ico|mp3|mp4|map)(?:\?|$)|favicon/i

/** Account, session, permission to ask, the rest of a broken answer: no chat works while these fail. */
const ESSENTIAL =
  /\/(?:bootstrap|app_start|chat-requirements|auth\/session|auth_session|me|start|init|conversation\/resume)(?:\/[^/]*)?(?:\/app_start|\/finalize|\/prepare)?\/?(?:\?|$)/i

const CHALLENGE = /^https:\/\/challenges\.cloudflare\.com\/|\/cdn-cgi\/challenge-platform\//i

/** Reads one request as the browser told it. Pure; never throws, unknown words are ambiguous. */
export function classifyRequest(provider: Provider, seen: RequestSeen): RequestSign {
  const error = seen.error === null ? null : errorKind(seen.error)
  return {
    role: roleOf(provider, seen),
    outcome: outcomeOf(seen, error),
    dns: error === 'dns',
  }
}

function roleOf(provider: Provider, seen: RequestSeen): RequestRole {
  const url = seen.url.replace(/^wss:/, 'https:')
  const { completion, api, ignore } = provider.network
  if (seen.type === 'main_frame') return 'document'
  if (seen.type === 'image' || seen.type === 'font') return 'ignored'
  if (CHALLENGE.test(url)) return 'challenge'
  if (completion.some((pattern) => pattern.test(url))) {
    return seen.method === 'OPTIONS' ? 'ignored' : 'completion'
  }
  if (NOISE.test(url) || ignore.some((pattern) => pattern.test(url))) return 'ignored'
  const host = URL.parse(url)?.hostname ?? ''
  const own = provider.hosts.some((known) => host === known || host.endsWith(`.${known}`))
  if (seen.type === 'script' || seen.type === 'stylesheet') return own ? 'script' : 'ignored'
  if (!own) return 'ignored'
  if (isOpenConversation(provider, seen.method, url)) return 'conversation'
  if (ESSENTIAL.test(url)) return 'essential'
  if (api.length === 0 || api.some((pattern) => pattern.test(url))) return 'api'
  return 'ignored'
}

/** `…/conversation/<id>` of an API: the chat that the user has open, not a list of chats. */
function isOpenConversation(provider: Provider, method: string, url: string): boolean {
  if (provider.network.conversation?.some((pattern) => pattern.test(url))) return true
  if (method !== 'GET' || !provider.network.api.some((pattern) => pattern.test(url))) return false
  return /(?:conversations?|chats?|threads?)\/[0-9a-z-]{12,}(?:\/messages|\/history)?\/?(?:\?|$)/i.test(
    url,
  )
}

function outcomeOf(seen: RequestSeen, error: ErrorKind | null): RequestOutcome {
  if (error !== null) return error === 'dns' ? 'net_error' : error
  const status = seen.status
  if (status === null) return 'open'
  if (seen.challenge) return 'challenged'
  if (status >= 500)
    return status === 501 || status === 505 || status === 511 ? 'local' : 'server_error'
  if (status === 429) return 'limited'
  // Either end may have been too slow.
  if (status === 408) return 'net_error'
  if (status === 401 || status === 403 || status === 407 || status === 418) return 'auth'
  if (status >= 400) return 'refused'
  return 'ok'
}

type ErrorKind = 'net_error' | 'dns' | 'local' | 'aborted' | 'blocked'

/**
 * Firefox also reports a bare nsresult, in decimal or as 0x…; the codes are those of
 * `xpcom/base/ErrorList.py`, module NETWORK (0x804B0000 + n).
 */
const NSRESULT: Readonly<Record<number, string>> = {
  2147500036: 'NS_ERROR_ABORT',
  2152398850: 'NS_BINDING_ABORTED',
  2152398851: 'NS_BINDING_REDIRECTED',
  2152398860: 'NS_ERROR_NOT_CONNECTED',
  2152398861: 'NS_ERROR_CONNECTION_REFUSED',
  2152398862: 'NS_ERROR_NET_TIMEOUT',
  2152398864: 'NS_ERROR_OFFLINE',
  2152398868: 'NS_ERROR_NET_RESET',
  2152398878: 'NS_ERROR_UNKNOWN_HOST',
  2152398881: 'NS_ERROR_DNS_LOOKUP_QUEUE_FULL',
  2152398890: 'NS_ERROR_UNKNOWN_PROXY_HOST',
  2152398919: 'NS_ERROR_NET_INTERRUPT',
  2152398920: 'NS_ERROR_PROXY_CONNECTION_REFUSED',
  2152398924: 'NS_ERROR_NET_PARTIAL_TRANSFER',
  2152398928: 'NS_ERROR_NET_INADEQUATE_SECURITY',
  2152398929: 'NS_ERROR_NET_HTTP2_SENT_GOAWAY',
  2152398930: 'NS_ERROR_NET_HTTP3_PROTOCOL_ERROR',
  2152398931: 'NS_ERROR_NET_TIMEOUT_EXTERNAL',
}

/** What the browser's own error word means; `net_error` where it cannot be told. */
export function errorKind(raw: string): ErrorKind {
  const word = wordOf(raw)
  // BINDING_REDIRECTED and the like are Firefox's way of going on elsewhere.
  if (/ERR_ABORTED|NS_BINDING_|NS_ERROR_ABORT|ERR_HTTP_CACHE|NS_ERROR_WONT_HANDLE/.test(word)) {
    return 'aborted'
  }
  if (
    /BLOCKED_BY|_BLOCKED|CSP|TRACKING|MALWARE|PHISHING|UNWANTED|HARMFUL|FINGERPRINTING|CORP_FAILED|CORS|DOM_SECURITY|XFO_|UNSAFE_/.test(
      word,
    )
  ) {
    return 'blocked'
  }
  if (
    /INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|NETWORK_ACCESS_DENIED|PROXY|TUNNEL|SOCKS|CERT|SSL_CLIENT|SSL_PINNED|SSL_OBSOLETE|SSL_WEAK|HSTS|MITM|INSUFFICIENT_RESOURCES|OUT_OF_MEMORY|OUTOFMEMORY|FILE_|CACHE_|ERROR_OFFLINE|NOT_CONNECTED$|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX|MODULE_SECURITY|LINK_|HOST_RESOLVER_QUEUE|LOOKUP_QUEUE|ICANN_NAME/.test(
      word,
    )
  ) {
    return 'local'
  }
  if (/NAME_NOT_RESOLVED|NAME_RESOLUTION|UNKNOWN_HOST|DNS_/.test(word)) return 'dns'
  return 'net_error'
}

function wordOf(raw: string): string {
  const number = /^(?:error code )?(0x[0-9a-f]{8}|\d{10})$/i.exec(raw.trim())?.[1]
  if (number === undefined) return raw.toUpperCase()
  const code = Number(number)
  // Module SECURITY (NSS and PKIX errors): a certificate that this machine does not accept.
  if (code >= 0x805a0000 && code <= 0x805affff) return 'MODULE_SECURITY'
  return NSRESULT[code] ?? raw.toUpperCase()
}

/** Method and path with ids taken out: the same endpoint has the same key. */
export function endpointOf(seen: RequestSeen): string {
  const path = URL.parse(seen.url)?.pathname ?? seen.url
  const template = path
    .replace(/\/(?=[^/]*\d)[0-9a-z_-]{6,}/gi, '/*')
    .replace(/\/\d+(?=\/|$)/g, '/*')
  return `${seen.method} ${template}`.slice(0, 120)
}
