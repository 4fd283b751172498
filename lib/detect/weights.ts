import type { Sensor } from './verdict'

/** Every kind of evidence there is. The wording for people is in `explain.ts`. */
export type EvidenceKind = keyof typeof WEIGHTS

interface Weight {
  readonly sensor: Sensor
  /** Bits of the first, second, … of its kind in one turn or one page; the last repeats. */
  readonly bits: readonly number[]
  /** The server itself was heard, so the line to it works. */
  readonly reached?: true
  /** Goes on: dated from its beginning, but it speaks of this moment. */
  readonly ongoing?: true
  /** A whole page, which a proxy or a portal on the way may put there as well: waits for a probe under way. */
  readonly byAnyone?: true
  /** The connection failed, which either end can cause: waits for a control probe. */
  readonly ambiguous?: true
}

/**
 * Bits: log2 P(seen | provider failing) / P(seen | provider fine), judged from documented outages
 * and from how often a healthy day shows the same thing. Two of a kind are not independent, so the
 * later ones count less. SUSPECT at 5, FAILING at 8.
 */
export const WEIGHTS = {
  completion_5xx: { sensor: 'network', bits: [7, 3, 3, 0], reached: true },
  completion_net_error: { sensor: 'network', bits: [3, 3, 3, 0], ambiguous: true },
  completion_dns: { sensor: 'network', bits: [2.5, 2.5, 3, 0], ambiguous: true },
  /** claude.ai's own failure counter went up: each step is a failed attempt. */
  backoff_step: { sensor: 'network', bits: [7, 3, 3, 0] },
  document_5xx: { sensor: 'network', bits: [7, 3, 3, 0], reached: true, byAnyone: true },
  document_net_error: { sensor: 'network', bits: [3, 3, 1, 0], ambiguous: true },
  document_dns: { sensor: 'network', bits: [2.5, 2.5, 1, 0], ambiguous: true },
  login_loop: { sensor: 'network', bits: [4] },
  api_5xx: { sensor: 'network', bits: [1, 2, 1.5, 1.5, 1, 0], reached: true },
  /** Session, account or permission to ask: the app's spine. */
  essential_5xx: { sensor: 'network', bits: [4, 2, 1.5, 0], reached: true },
  conversation_5xx: { sensor: 'network', bits: [4, 2, 1.5, 0], reached: true },
  script_5xx: { sensor: 'network', bits: [2.5, 2.5, 1, 0.5, 0.5, 0], reached: true },
  script_net_error: { sensor: 'network', bits: [0.5, 0.5, 1, 0], ambiguous: true },
  challenge_5xx: { sensor: 'network', bits: [4, 4, 0], reached: true },

  failure_marker: { sensor: 'page', bits: [5, 3, 0] },
  text_capacity: { sensor: 'page', bits: [7, 3, 0] },
  text_outage: { sensor: 'page', bits: [7, 3, 0] },
  text_gateway: { sensor: 'page', bits: [7, 3, 0] },
  text_numbered: { sensor: 'page', bits: [6, 3, 0] },
  text_generic: { sensor: 'page', bits: [5, 3, 0] },
  text_model: { sensor: 'page', bits: [5, 3, 0] },
  text_interrupted: { sensor: 'page', bits: [4, 2, 0] },
  text_network: { sensor: 'page', bits: [3, 2, 0], ambiguous: true },
  text_unknown: { sensor: 'page', bits: [4, 0] },
  text_challenge: { sensor: 'page', bits: [4, 0] },
  retry_line: { sensor: 'page', bits: [5, 2, 2, 0] },
  canned_reply: { sensor: 'page', bits: [4, 0] },
  /** An apology as the whole answer that the site is not known for. */
  apology: { sensor: 'page', bits: [3, 0] },
  /** The turn ended and shows nothing. */
  empty_turn: { sensor: 'page', bits: [5, 0] },
  /** The same where the request was not seen to succeed: the user may have stopped it. */
  empty_unseen: { sensor: 'page', bits: [2, 0] },
  /** The same beside an error: part of one and the same thing. */
  empty_with_error: { sensor: 'page', bits: [3, 0] },
  /** The same, while no request can be seen: it may be a refusal in generic words. */
  empty_unheard: { sensor: 'page', bits: [2, 0] },
  page_outage: { sensor: 'page', bits: [7, 0], reached: true, byAnyone: true },
  page_generic: { sensor: 'page', bits: [5, 0], reached: true, byAnyone: true },
  notice_trouble: { sensor: 'page', bits: [2, 1, 0] },
  notice_feature: { sensor: 'page', bits: [1.5, 1.5, 1.5, 0] },
  send_blocked: { sensor: 'page', bits: [1, 0] },

  /** Bits come from the patience rows. */
  stalled: { sensor: 'clock', bits: [8], ongoing: true },
  /** Bits come from the row of a crawl. */
  crawl: { sensor: 'clock', bits: [8], ongoing: true },
  slow_turn: { sensor: 'clock', bits: [3] },
  blank_page: { sensor: 'clock', bits: [5] },

  provider_unreachable: { sensor: 'probe', bits: [4, 1.5, 0] },
  status_trouble: { sensor: 'status', bits: [3] },
  status_degraded: { sensor: 'status', bits: [1.5] },
} as const satisfies Readonly<Record<string, Weight>>

/** Bits of the `nth` (from 0) of its kind. */
export function weightOf(kind: EvidenceKind, nth = 0): number {
  const bits: readonly number[] = WEIGHTS[kind].bits
  return bits[Math.min(nth, bits.length - 1)] ?? 0
}

export const isKind = (kind: string): kind is EvidenceKind => Object.hasOwn(WEIGHTS, kind)

const weight = (kind: string): Weight | null => (isKind(kind) ? WEIGHTS[kind] : null)

export const speaksOfServer = (kind: string): boolean => weight(kind)?.reached === true

export const isOngoing = (kind: string): boolean => weight(kind)?.ongoing === true

export const isByAnyone = (kind: string): boolean => weight(kind)?.byAnyone === true

export const isAmbiguous = (kind: string): boolean => weight(kind)?.ambiguous === true

/** From here on the state is `suspect`: silent, but worth a probe and a look at the status page. */
export const SUSPECT = 5
/** From here on the user is told. */
export const FAILING = 8
/** One turn proves at most this much, whatever it piles up. */
export const TURN_CAP = 12
/** Two sensors that agree leave no room for having misread one of them. */
export const AGREEMENT = 2
export const HALF_LIFE = 5 * 60_000
