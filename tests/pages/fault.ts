/**
 * What goes wrong at a stand-in site, on command. Set `site.fault`; `null` mends it at once.
 * The completion faults answer the request for an answer; the page faults answer the document.
 */
export type Fault = CompletionFault | PageFault

export type CompletionFault =
  /** This status; `retries`: the site tries again by itself, silently; `html`: a proxy's page as body;
   * `times`: only the first n requests. */
  | { kind: 'http'; status: number; retries?: boolean; html?: boolean; times?: number }
  /** 200, then the site's own error event. Gemini: the error number, 1076 if not given. */
  | { kind: 'stream-error'; code?: number; afterChars?: number }
  /** 200 and a well-formed stream without any text. */
  | { kind: 'empty' }
  /** Some text, then silence with the connection open. */
  | { kind: 'stall'; afterChars?: number }
  /** Some text, then the connection is cut. */
  | { kind: 'cut'; afterChars?: number }
  /** No headers, ever. */
  | { kind: 'hang' }
  /** Headers at once, the answer after `ms` of thinking that shows nothing. Healthy. */
  | { kind: 'think'; ms: number }
  /** First text after `firstMs`, then one piece every `everyMs`. Healthy. */
  | { kind: 'slow'; firstMs: number; everyMs: number }
  /** The connection is reset at the request for an answer. */
  | { kind: 'reset' }
  | { kind: 'usage-limit'; resetsAt: number }
  | { kind: 'rate-limit' }
  | { kind: 'policy' }
  /** Cloudflare's check on the request for an answer: 403 and its header. */
  | { kind: 'challenged' }

export type PageFault =
  /** The document itself comes with this status. */
  | { kind: 'document'; status: number }
  /** The connection is reset at the document. */
  | { kind: 'document-reset' }
  /** The document is fine, its scripts answer 503: a blank root. */
  | { kind: 'assets' }
  /** The first API call of the app answers 503: nothing is ever drawn. */
  | { kind: 'bootstrap' }
  | { kind: 'capacity' }
  | { kind: 'waitlist' }
  /** Every document redirects to the sign-in page; signing in there mends it. */
  | { kind: 'login' }
  /** Cloudflare's check instead of the page. */
  | { kind: 'challenge' }

/** ChatGPT's four composers alive at once, as `facts` of 2026 have them. */
export type Generation = 1 | 2 | 3 | 4

/** What the server tells a page about itself, as JSON in the document. */
export interface Setup {
  /** Until then the composer is drawn but dead: what is written into it is thrown away. */
  readonly hydrationMs: number
  readonly generation: Generation
  /** Divides the site's own waits (retries, late change of address). */
  readonly speed: number
  /** What the model picker says; it decides how long silence is normal. */
  readonly model: string
  /** Text of the history in the sidebar. */
  readonly history: readonly string[]
}
