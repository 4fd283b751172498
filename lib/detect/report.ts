import type { Condition, Evidence } from './verdict'

/** What became of one prompt in its page. */
export type TurnOutcome = 'open' | 'answered' | 'failed' | 'stopped' | 'abandoned'

export type TurnMode = 'fast' | 'reasoning' | 'image' | 'agent'

/** One turn as its page tells it to the background. JSON-safe. Times in epoch ms. */
export interface TurnReport {
  /** Also the id of the turn's draft. */
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly outcome: TurnOutcome
  readonly mode: TurnMode
  readonly condition: Condition | null
  readonly resetsAt: number | null
  /** The server was heard in this turn (a status came back), so the line works. */
  readonly reached: boolean
  readonly evidence: readonly Evidence[]
}

/** All that one tab has seen: sent whenever it changes, each report replacing the tab's last. */
export interface WitnessReport {
  /** When this life of the page began; another value is another document in the same tab. */
  readonly pageStartedAt: number
  /** Newest last, at most the last eight. */
  readonly turns: readonly TurnReport[]
  /** Signs outside any turn: blank root, full-page errors, banners. */
  readonly page: readonly Evidence[]
  readonly condition: Condition | null
  /** The app has drawn itself and shows its composer: the document is fine. */
  readonly drawn: boolean
  /** Times at which the user's own side failed (offline, sleep, a changed network): nothing seen then counts. */
  readonly blind: readonly { readonly from: number; readonly to: number }[]
}

/** One request of the page as the browser saw it. Sent by the background to the page's witness. */
export interface RequestSeen {
  readonly url: string
  readonly method: string
  /** `null` while it hangs or when it failed. */
  readonly status: number | null
  /** The browser's own word, `net::ERR_…` or `NS_ERROR_…`. */
  readonly error: string | null
  readonly phase: 'started' | 'headers' | 'completed' | 'failed'
  readonly type:
    | 'main_frame'
    | 'xmlhttprequest'
    | 'websocket'
    | 'script'
    | 'stylesheet'
    | 'image'
    | 'font'
    | 'other'
  readonly challenge: boolean
  /** Epoch ms. */
  readonly at: number
}
