import type { StatusLevel } from './report'

/** One component as a status page lists it. */
export interface Part {
  readonly id: string
  readonly name: string
  readonly level: StatusLevel
}

/** An open incident, or a maintenance that is announced or running. Times in epoch ms. */
export interface Trouble {
  readonly id: string
  readonly title: string
  /** The vendor's word for its weight. */
  readonly impact: string
  /** What it does to what it touches, where no component speaks for itself. */
  readonly level: StatusLevel
  /** Ids and names of what it touches; `null`: the page does not say. */
  readonly parts: readonly string[] | null
  readonly since: number | null
  readonly postedAt: number | null
  readonly updatedAt: number | null
  readonly url: string | null
  readonly update: string | null
}

/** What all vendors' payloads come down to. `judge` turns it into a report. */
export interface Page {
  /** The id the payload gives; `null`: this vendor's payloads carry none. */
  readonly id: string | null
  /** Host name of the page, where the payload gives it. */
  readonly host: string | null
  /** `null`: this document has no list of components. */
  readonly parts: readonly Part[] | null
  /** The document lists troubles only, so silence means that none is reported (feeds, Google). */
  readonly troublesOnly: boolean
  /** The page's own sum of itself. */
  readonly indicator: StatusLevel | null
  /** Open ones only. */
  readonly incidents: readonly Trouble[]
  readonly running: readonly Trouble[]
  readonly announced: readonly Trouble[]
  readonly updatedAt: number | null
}

/** A body that says nothing about a status, and why not, as the end of "The status page …". */
export interface Unreadable {
  readonly unreadable: string
}

export const unreadable = (reason: string): Unreadable => ({ unreadable: reason })

/** The fields that most payloads lack. */
export const blankPage: Page = {
  id: null,
  host: null,
  parts: null,
  troublesOnly: false,
  indicator: null,
  incidents: [],
  running: [],
  announced: [],
  updatedAt: null,
}

/** Levels from well to ill; `unknown` has no place among them. */
const ladder: readonly StatusLevel[] = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
]

/** The worse of two levels. `unknown` beats what is well and yields to what is ill. */
export function worse(a: StatusLevel, b: StatusLevel): StatusLevel {
  if (a === 'unknown') return isTrouble(b) ? b : a
  if (b === 'unknown') return isTrouble(a) ? a : b
  return ladder.indexOf(b) > ladder.indexOf(a) ? b : a
}

/** The worst of some levels; `unknown` for none. */
export const worst = (levels: readonly StatusLevel[]): StatusLevel =>
  levels.length ? levels.reduce(worse) : 'unknown'

/** Degraded or worse. */
export const isTrouble = (level: StatusLevel): boolean => ladder.indexOf(level) >= 2

/** At least one rung higher on the ladder than `than`. */
export const isWorse = (level: StatusLevel, than: StatusLevel): boolean =>
  ladder.indexOf(level) > ladder.indexOf(than)
