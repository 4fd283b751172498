import { worse } from './page'
import type { StatusLevel } from './report'

/** What one day brought: seen here, and by the provider's page. JSON-safe. */
export interface Day {
  /** `YYYY-MM-DD`, by the user's own clock. */
  readonly day: string
  /** The worst that was seen here; `null`: nobody looked. */
  readonly seen: Seen | null
  /** Minutes of failing seen here. */
  readonly minutes: number
  /** The worst that the page said; `null`: it was not asked, or said nothing. */
  readonly page: StatusLevel | null
}

export type Seen = 'well' | 'degraded' | 'outage'

/** One look at a provider. `at` in epoch ms. */
export interface Observation {
  readonly at: number
  /** `null`: nothing of it was open here. */
  readonly seen: Seen | null
  /** `null`: the page was not asked. */
  readonly page: StatusLevel | null
}

export interface History {
  /** Oldest first, at most thirty; days of which nothing is known are not in it. */
  readonly days: readonly Day[]
  readonly last: Observation | null
}

export const noHistory: History = { days: [], last: null }

const DAYS = 30
const DAY_MS = 24 * 3600_000
/** Between two looks further apart nothing is assumed. */
const GAP_MS = 15 * 60_000

/** Writes the day of a time, by the user's own clock. */
export function localDay(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Folds one look into the history: the worst of a day stays, failing minutes add up. */
export function observe(
  history: History,
  look: Observation,
  dayOf: (at: number) => string = localDay,
): History {
  const { last } = history
  const day = dayOf(look.at)
  const before = history.days.find((d) => d.day === day)
  const wasFailing = last !== null && last.seen !== null && last.seen !== 'well'
  const gap = last ? look.at - last.at : 0
  const minutes = wasFailing && gap > 0 && gap <= GAP_MS ? gap / 60_000 : 0
  const next: Day = {
    day,
    seen: worseSeen(before?.seen ?? null, look.seen),
    minutes: (before?.minutes ?? 0) + minutes,
    page: worsePage(before?.page ?? null, look.page),
  }
  const oldest = dayOf(look.at - (DAYS - 1) * DAY_MS)
  const days = [...history.days.filter((d) => d.day !== day && d.day >= oldest), next]
  return { days: days.sort((a, b) => a.day.localeCompare(b.day)), last: look }
}

/** Thirty days up to `now`, oldest first; one that nothing is known of is `null`, never "well". */
export function strip(
  history: History,
  now: number,
  dayOf: (at: number) => string = localDay,
): readonly { readonly day: string; readonly known: Day | null }[] {
  // Noon: a day with a change of clocks is not 24 hours long.
  const noon = new Date(now).setHours(12, 0, 0, 0)
  return Array.from({ length: DAYS }, (_, i) => {
    const day = dayOf(noon - (DAYS - 1 - i) * DAY_MS)
    return { day, known: history.days.find((d) => d.day === day) ?? null }
  })
}

const seenOrder: readonly Seen[] = ['well', 'degraded', 'outage']

function worseSeen(a: Seen | null, b: Seen | null): Seen | null {
  if (a === null || b === null) return a ?? b
  return seenOrder.indexOf(b) > seenOrder.indexOf(a) ? b : a
}

function worsePage(a: StatusLevel | null, b: StatusLevel | null): StatusLevel | null {
  if (a === null || a === 'unknown') return b === 'unknown' ? null : b
  return b === null ? a : worse(a, b)
}
