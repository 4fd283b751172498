import { type Browser, browser } from 'wxt/browser'
import { classifyRequest } from '../detect/classify-request'
import type { RequestSeen } from '../detect/report'
import { chatPatterns, providerOf } from '../providers'
import type { Provider } from '../providers/provider'

type Details =
  | Browser.webRequest.OnBeforeRequestDetails
  | Browser.webRequest.OnHeadersReceivedDetails
  | Browser.webRequest.OnCompletedDetails
  | Browser.webRequest.OnErrorOccurredDetails

/** What becomes of the requests that say something of a provider's health. */
export interface RequestSinks {
  /** A page's own document: the page may never run, so the background judges it. */
  document(provider: Provider, tabId: number, seen: RequestSeen): void
  /** A completion, a failing API call or a failing script: goes to the page's witness. */
  page(provider: Provider, tabId: number, seen: RequestSeen): void
}

const TYPES = ['main_frame', 'xmlhttprequest', 'websocket', 'script', 'stylesheet'] as const

/**
 * Watches the requests of chat tabs, without holding or changing any. Register it synchronously at
 * start-up: a request wakes a stopped worker. Chrome and Firefox tell of every status code through
 * `onHeadersReceived`, and of refused, reset and cut connections through `onErrorOccurred`.
 */
export function watchRequests(sinks: RequestSinks): void {
  const filter: Browser.webRequest.RequestFilter = {
    urls: chatPatterns,
    types: [...TYPES],
  }
  const { webRequest } = browser
  webRequest.onBeforeRequest.addListener((details) => {
    tell(sinks, details, 'started', null, null, false)
    return undefined
  }, filter)
  webRequest.onHeadersReceived.addListener(
    (details) => {
      const challenge =
        details.responseHeaders?.some(
          ({ name, value }) => name.toLowerCase() === 'cf-mitigated' && value === 'challenge',
        ) ?? false
      // A refusal is told once, as soon as its status is known; a good start still has to end well.
      const phase = details.statusCode >= 400 ? 'completed' : 'headers'
      tell(sinks, details, phase, details.statusCode, null, challenge)
      return undefined
    },
    filter,
    ['responseHeaders'],
  )
  webRequest.onCompleted.addListener((details) => {
    if (details.statusCode < 400) tell(sinks, details, 'completed', details.statusCode, null, false)
  }, filter)
  webRequest.onErrorOccurred.addListener((details) => {
    tell(sinks, details, 'failed', null, details.error, false)
  }, filter)
}

function tell(
  sinks: RequestSinks,
  details: Details,
  phase: RequestSeen['phase'],
  status: number | null,
  error: string | null,
  challenge: boolean,
): void {
  if (details.tabId < 0) return
  const provider = providerOf(details.url)
  if (!provider) return
  const seen: RequestSeen = {
    url: details.url,
    method: details.method,
    status,
    error,
    phase,
    type: requestType(details.type),
    challenge,
    at: Date.now(),
  }
  if (seen.type === 'main_frame') sinks.document(provider, details.tabId, seen)
  else if (speaksOfHealth(provider, seen)) sinks.page(provider, details.tabId, seen)
}

/** Completions always; the rest of the traffic only where it failed. */
export function speaksOfHealth(provider: Provider, seen: RequestSeen): boolean {
  const { role, outcome } = classifyRequest(provider, seen)
  return role === 'completion' || (role !== 'ignored' && outcome !== 'ok' && outcome !== 'open')
}

function requestType(type: string): RequestSeen['type'] {
  return (TYPES as readonly string[]).includes(type) ? (type as RequestSeen['type']) : 'other'
}
