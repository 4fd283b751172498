import type { StatusLevel } from './report'

/** A level in words, to stand after a name and a colon. */
export const levelWords: Readonly<Record<StatusLevel, string>> = {
  operational: 'operational',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
  under_maintenance: 'under maintenance',
  unknown: 'unknown',
}

/** "A", "A and B", "A, B and 3 more". */
export function list(names: readonly string[]): string {
  const [first = '', second, ...rest] = [...new Set(names)]
  if (second === undefined) return first
  if (!rest.length) return `${first} and ${second}`
  return `${first}, ${second} and ${rest.length} more`
}

/** Titles in quotation marks, joined as by `list`. */
export const quoted = (items: readonly { readonly title: string }[]): string =>
  list(items.map(({ title }) => `“${title}”`))
