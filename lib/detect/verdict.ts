export type Sensor = 'network' | 'page' | 'clock' | 'probe' | 'status'

/**
 * One thing observed that speaks for a failure.
 * `bits` is log2 P(seen | provider failing) / P(seen | provider fine).
 */
export interface Evidence {
  /** Stable name, for example `completion_5xx`; the wording lives in `lib/detect/words-for.ts`. */
  readonly kind: string
  readonly sensor: Sensor
  readonly bits: number
  /** Epoch ms. */
  readonly at: number
  readonly tabId?: number
  /** Text-free facts: status code, browser error word, attempt, seconds. */
  readonly detail?: Readonly<Record<string, string | number>>
}

/** What a stopped turn can be that is nobody's outage. */
export type Condition = 'usage_limit' | 'rate_limit' | 'policy' | 'auth' | 'offline' | 'slow'

export type Health = 'healthy' | 'suspect' | 'failing' | 'recovering'

/** What the evidence says of a provider here and now. JSON-safe. Times in epoch ms. */
export interface Verdict {
  readonly providerId: string
  readonly health: Health
  /** `degraded`: one turn, one model or slowness; `outage`: the page, the login or several turns. */
  readonly kind: 'outage' | 'degraded' | null
  /** Every sign is a connection that fails: say "cannot reach", not "is down". */
  readonly reach: 'down' | 'unreachable' | null
  /** Set beside or instead of a failure; never raises an outage by itself. */
  readonly condition: Condition | null
  /** When a usage limit ends, where the site says so. */
  readonly resetsAt: number | null
  /** First evidence of the present failure. */
  readonly since: number | null
  readonly lastEvidenceAt: number | null
  /** Failing, but nothing was tried lately: say "last seen failing at …", not "is down". */
  readonly stale: boolean
  /** Sum after decay, in bits. */
  readonly bits: number
  /** Counts passages into `failing`: one notice each. */
  readonly episode: number
  readonly evidence: readonly Evidence[]
}

export const healthyVerdict = (providerId: string): Verdict => ({
  providerId,
  health: 'healthy',
  kind: null,
  reach: null,
  condition: null,
  resetsAt: null,
  since: null,
  lastEvidenceAt: null,
  stale: false,
  bits: 0,
  episode: 0,
  evidence: [],
})
