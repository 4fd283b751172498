import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Part, type Trouble, type Unreadable, worst } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { hostOf, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const component = v.object({ id: v.string(), name: v.string(), status: text, type: text })
const affected = v.nullish(v.array(component))
const incident = v.object({
  id: v.string(),
  title: text,
  currentStatus: v.string(),
  resolved: v.nullish(v.boolean()),
  componentsAffected: affected,
  publishedDate: text,
  startDate: text,
  lastModifiedAt: text,
  timeline: v.nullish(v.array(v.object({ createdAt: text, startedAt: text, description: text }))),
})
const schema = v.object({
  id: v.string(),
  customDomain: text,
  components: v.array(v.object({ ...component.entries, components: affected })),
  // `null` when there is none.
  incidents: v.nullish(v.array(incident)),
  maintenances: v.nullish(v.array(incident)),
})
type Incident = v.InferOutput<typeof incident>

const levels: Readonly<Record<string, StatusLevel>> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  partial_outage: 'partial_outage',
  major_outage: 'major_outage',
  maintenance: 'under_maintenance',
}

/** Reads `config.json` of a Datadog status page. Its history may be filled in afterwards. */
export function readDatadog(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  const { value } = read
  const isOpen = (i: Incident) =>
    !i.resolved && !/resolved|completed|cancell?ed/.test(i.currentStatus)
  const isRunning = (i: Incident) => /in_progress|ongoing/.test(i.currentStatus)
  const maintenance = (value.maintenances ?? []).filter(isOpen)
  return {
    ...blankPage,
    id: value.id,
    host: hostOf(value.customDomain && `https://${value.customDomain}`),
    // A group is known by its members.
    parts: value.components.flatMap((c) => (c.components ?? [c]).map(toPart)),
    incidents: (value.incidents ?? []).filter(isOpen).map(toTrouble),
    running: maintenance.filter(isRunning).map(toTrouble),
    announced: maintenance.filter((m) => !isRunning(m)).map(toTrouble),
    updatedAt: latest((value.incidents ?? []).map((i) => time(i.lastModifiedAt))),
  }
}

const toPart = (raw: v.InferOutput<typeof component>): Part => ({
  id: raw.id,
  name: plainText(raw.name, 80),
  level: levelOf(levels, raw.status),
})

function toTrouble(raw: Incident): Trouble {
  const updates = raw.timeline ?? []
  const times = updates.map((u) => time(u.startedAt) ?? time(u.createdAt))
  const known = times.filter((at) => at !== null)
  const newest = updates[times.indexOf(latest(times))]
  const touched = raw.componentsAffected ?? []
  const level = worst(touched.map((c) => levelOf(levels, c.status)))
  const since = time(raw.startDate) ?? time(raw.publishedDate)
  return {
    id: raw.id,
    title: title(raw.title),
    impact: level,
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: touched.length ? touched.flatMap((c) => [c.id, c.name]) : null,
    since,
    postedAt: known.length ? Math.min(...known) : since,
    updatedAt: latest([time(raw.lastModifiedAt), ...times]),
    url: null,
    update: plainText(newest?.description) || null,
  }
}
