import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable, worst } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { epochSeconds, hostOf, latest, plainText, title } from './text'

const text = v.nullish(v.string())
const seconds = v.nullish(v.union([v.number(), v.string()]))
const change = v.object({
  change_id: v.union([v.number(), v.string()]),
  type: v.string(),
  title: text,
  status: v.string(),
  affected_components: v.nullish(
    v.array(v.object({ component_id: v.string(), name: text, status: v.string() })),
  ),
  start_at_seconds: seconds,
  close_at_seconds: seconds,
  updates: v.nullish(v.array(v.object({ at_seconds: seconds, description: text }))),
})
const schema = v.object({
  data: v.object({
    page: v.object({
      page_id: v.union([v.number(), v.string()]),
      custom_domain: text,
      components: v.array(v.object({ component_id: v.string(), name: v.string() })),
    }),
    active_changes: v.nullish(v.array(change)),
  }),
})
type Change = v.InferOutput<typeof change>

const levels: Readonly<Record<string, StatusLevel>> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  partial_outage: 'partial_outage',
  full_outage: 'major_outage',
  under_maintenance: 'under_maintenance',
}

/**
 * Reads Flashduty's `summary/active`: what no active change names is operational. A stage may go
 * back (monitoring to identified), and updates may name components that are gone.
 */
export function readFlashduty(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  const { page, active_changes } = read.value.data
  const open = (active_changes ?? []).filter(
    (c) => !/resolved|completed|cancell?ed/.test(c.status) && !c.close_at_seconds,
  )
  const maintenance = open.filter((c) => c.type === 'maintenance')
  const isRunning = (c: Change) => /ongoing|in_progress|verifying/.test(c.status)
  const incidents = open.filter((c) => c.type !== 'maintenance')
  const active = [...incidents, ...maintenance.filter(isRunning)]
  return {
    ...blankPage,
    id: String(page.page_id),
    host: hostOf(page.custom_domain && `https://${page.custom_domain}`),
    parts: page.components.map((c) => {
      const words = active.flatMap((change) =>
        (change.affected_components ?? []).filter((a) => a.component_id === c.component_id),
      )
      return {
        id: c.component_id,
        name: plainText(c.name, 80),
        level: words.length
          ? worst(words.map((word) => levelOf(levels, word.status)))
          : ('operational' as const),
      }
    }),
    incidents: incidents.map(toTrouble),
    running: maintenance.filter(isRunning).map(toTrouble),
    announced: maintenance.filter((c) => !isRunning(c)).map(toTrouble),
    updatedAt: latest(open.map((c) => toTrouble(c).updatedAt)),
  }
}

function toTrouble(raw: Change): Trouble {
  const updates = raw.updates ?? []
  const times = updates.map((u) => epochSeconds(u.at_seconds))
  const newest = updates.find((u) => epochSeconds(u.at_seconds) === latest(times))
  const known = times.filter((at) => at !== null)
  const since = epochSeconds(raw.start_at_seconds)
  const touched = raw.affected_components ?? []
  const level = worst(touched.map((c) => levelOf(levels, c.status)))
  return {
    id: String(raw.change_id),
    title: title(raw.title),
    impact: level,
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: touched.length
      ? touched.flatMap((c) => [c.component_id, ...(c.name ? [c.name] : [])])
      : null,
    since,
    postedAt: known.length ? Math.min(...known) : since,
    updatedAt: latest([since, ...times]),
    url: null,
    update: plainText(newest?.description) || null,
  }
}
