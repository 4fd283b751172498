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
  | 'incidentio-proxy'
  | 'instatus'
  | 'betterstack'
  | 'google-workspace'
  | 'google-cloud'
  | 'flashduty'
  | 'datadog'
  | 'rootly'
  | 'feed'
  | 'cloudflare'
  | 'custom'

/** What a component means to the user. */
export type ComponentRole = 'chat' | 'login' | 'api' | 'code' | 'other'

export interface ComponentMark {
  readonly role: ComponentRole
  /** The vendor's id; matched before the name. */
  readonly id?: string
  /** Exact name, for pages whose ids are not known. */
  readonly name?: string
}

/** Where a provider's status is published, and which part of it means the chat. */
export interface StatusSource {
  readonly vendor: StatusVendor
  /** Fetched in order and read together (for example components + incidents). */
  readonly urls: readonly string[]
  /** Tried when `urls` fail with a refusal. */
  readonly fallback?: readonly string[]
  /** The page's id in the payload; another id is `unknown`. */
  readonly pageId?: string
  readonly components: readonly ComponentMark[]
  /** For people. */
  readonly page: string
  /** Host permission to ask for where the vendor refuses CORS, as a match pattern. */
  readonly permission?: string
  /** Large feeds are read only while that chat is open and something is wrong. */
  readonly heavy?: boolean
}

export interface Incident {
  readonly id: string
  readonly title: string
  /** The vendor's own word, or `unknown`. */
  readonly impact: string
  /** Epoch ms, `null` when the page does not say. */
  readonly since: number | null
  readonly url: string | null
  readonly touchesChat: boolean
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

/** The last report of a provider, kept with the times of asking. Times in epoch ms. */
export interface StatusRecord {
  readonly providerId: string
  readonly report: StatusReport
  /** When `report` was fetched; stays while later fetches fail. */
  readonly fetchedAt: number
  readonly checkedAt: number
  readonly failedFetches: number
  /** Why the last fetch failed, `null` when it did not. */
  readonly error: string | null
}
