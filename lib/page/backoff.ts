import type { Provider } from '../providers/provider'

/** claude.ai's own failure counter, as it stands in the page's storage. */
export interface Backoff {
  readonly failures: number
  /** Ms since the last failure. */
  readonly ageMs: number
}

/**
 * Reads the site's own count of failed attempts (claude.ai: `ant_completion_backoff_v1`, raised at
 * every retryable failure, removed on success; bundles of 2026-03 and 2026-08). Undocumented: what
 * does not fit gives `null`, which also means "none".
 */
export function backoffOf(provider: Provider, doc: Document, now: number): Backoff | null {
  const key = provider.backoffKey
  const view = doc.defaultView
  if (!key || !view) return null
  try {
    const raw = view.localStorage.getItem(key) ?? view.sessionStorage.getItem(key)
    return raw === null || raw.length > 500 ? null : parseBackoff(JSON.parse(raw), now)
  } catch {
    // Storage refused by the browser's settings, or no JSON.
    return null
  }
}

function parseBackoff(value: unknown, now: number): Backoff | null {
  if (typeof value !== 'object' || value === null) return null
  const { consecutiveFailures, lastFailureAt } = value as Record<string, unknown>
  if (typeof consecutiveFailures !== 'number' || typeof lastFailureAt !== 'number') return null
  if (!(consecutiveFailures >= 0 && consecutiveFailures <= 1000)) return null
  return { failures: consecutiveFailures, ageMs: Math.max(0, now - lastFailureAt) }
}
