/** The state of one component, in the words of Atlassian Statuspage, which most vendors share. */
export type StatusLevel =
  | 'operational'
  | 'degraded_performance'
  | 'partial_outage'
  | 'major_outage'
  | 'under_maintenance'
  | 'unknown'

export type StatusVendor =
  | 'statuspage'
  | 'incidentio'
  | 'instatus'
  | 'betterstack'
  | 'google-workspace'
  | 'google-cloud'
  | 'flashduty'
  | 'datadog'
  | 'rootly'
  | 'feed'
  | 'cloudflare'
  | 'aws'
  | 'custom'

/** What a component means to the user. */
export type ComponentRole = 'chat' | 'login' | 'api' | 'code' | 'other'

export interface ComponentMark {
  readonly role: ComponentRole
  /** The vendor's id. Where it is given nothing else counts: names change, and two may be alike. */
  readonly id?: string
  /** Matched in any case where no id is known; beside an id only a label. */
  readonly name: string
}

/** Where a provider's status is published, and which part of it means the chat. */
export interface StatusSource {
  readonly vendor: StatusVendor
  /** Fetched in order and read together. The first must answer, the rest only add to it. */
  readonly urls: readonly string[]
  /** Tried when the first of `urls` refuses or fails. */
  readonly fallback?: readonly string[]
  /** The page's id in the payload (a host name where the vendor has none); another is `unknown`. */
  readonly pageId?: string
  /** Without one of role `chat` the level is `unknown`, unless `scope` is `page`. */
  readonly components: readonly ComponentMark[]
  /**
   * `page`: where the chat is not listed by itself, the page as a whole may speak for it; on a page
   * that lists troubles only (feeds, Google), its silence then means that none is reported.
   */
  readonly scope?: 'page'
  /** For people. */
  readonly page: string
  /** Where the vendor refuses CORS: without this host permission it is never asked. A match pattern. */
  readonly permission?: string
  /** Large feeds are read only while that chat is open and something is wrong. */
  readonly heavy?: boolean
}

export interface Incident {
  readonly id: string
  readonly title: string
  /** The vendor's own word, or `unknown`. */
  readonly impact: string
  /** When it began, by the page. Epoch ms, `null` when the page does not say. */
  readonly since: number | null
  /** When the page first told of it; `since` is often dated back. Epoch ms. */
  readonly postedAt: number | null
  /** Time of the latest update. Epoch ms. */
  readonly updatedAt: number | null
  /** An https address, for people. */
  readonly url: string | null
  /** `null`: the page names no component. */
  readonly touchesChat: boolean | null
  /** Latest update as plain text. */
  readonly update: string | null
}

export interface ComponentStatus {
  readonly role: ComponentRole
  readonly name: string
  readonly level: StatusLevel
}

/** What a status page says, as one careful reader would sum it up. */
export interface StatusReport {
  /** Of the chat component, never of the page as a whole. */
  readonly level: StatusLevel
  /** One plain sentence: why this level. */
  readonly why: string
  readonly components: readonly ComponentStatus[]
  readonly incidents: readonly Incident[]
  readonly maintenance: readonly Incident[]
  /** Epoch ms of the vendor's own last edit, `null` when it does not say. */
  readonly updatedAt: number | null
}

/** A level as it is shown: slow to get better. JSON-safe, times in epoch ms. */
export interface SteadyLevel {
  readonly level: StatusLevel
  readonly since: number
  /** A better level that has not held long enough yet. */
  readonly pending: { readonly level: StatusLevel; readonly since: number } | null
}

/** The last report of a provider, kept with the times of asking. Times in epoch ms. */
export interface StatusRecord {
  readonly providerId: string
  /** The last good report; from the second failed fetch on, one of level `unknown`. */
  readonly report: StatusReport
  /** When `report` was fetched; stays while later fetches fail. */
  readonly fetchedAt: number
  /** When the page was last asked, with or without success. */
  readonly checkedAt: number
  /** Fetches in a row that failed or could not be read. */
  readonly failedFetches: number
  /** Why the last fetch failed, as words to stand after a colon; `null` when it did not. */
  readonly error: string | null
  /** What the page last said, and when it was fetched; kept while `report` is `unknown`. */
  readonly lastGood: { readonly level: StatusLevel; readonly at: number } | null
  /** What badge and choices go by: slow to get better, so that a page that flaps does not flap here. */
  readonly steady: SteadyLevel
}
