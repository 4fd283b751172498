/** The user's choices. Kept in `storage.local`; every key has a default. */
export interface Settings {
  /** Show the notice in the page. */
  readonly notices: boolean
  /** Providers whose status is watched without a chat open. */
  readonly watched: readonly string[]
  /** Providers that the user switched off. */
  readonly off: readonly string[]
  /** Preferred order of alternatives, best first; the rest follow. */
  readonly preferred: readonly string[]
  readonly answeredHours: number
  readonly unansweredDays: number
}

export const defaultSettings: Settings = {
  notices: true,
  watched: [],
  off: [],
  preferred: [],
  answeredHours: 24,
  unansweredDays: 30,
}
