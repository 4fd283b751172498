import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Part, type Trouble, type Unreadable, worst } from './page'
import { componentLevels, impactLevels, levelOf, readStatuspage } from './statuspage'
import { hostOf, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const affected = v.nullish(
  v.array(v.object({ component_id: v.string(), status: text, current_status: text })),
)
const component = v.object({ id: v.string(), name: v.string() })
const item = v.object({ component_id: v.string(), name: text })
const incident = v.object({
  id: text,
  name: text,
  status: v.string(),
  published_at: text,
  starts_at: text,
  affected_components: affected,
  component_impacts: v.nullish(
    v.array(v.object({ component_id: v.string(), status: text, start_at: text, end_at: text })),
  ),
  updates: v.nullish(v.array(v.object({ message_string: text, published_at: text }))),
})
const proxy = v.object({
  summary: v.object({
    public_url: v.string(),
    components: v.nullish(v.array(component)),
    // Required: a component that is not in it is operational, so its absence must not mean that.
    affected_components: v.array(v.object({ component_id: v.string(), status: v.string() })),
    ongoing_incidents: v.nullish(v.array(incident)),
    scheduled_maintenances: v.nullish(v.array(incident)),
    structure: v.nullish(
      v.object({
        items: v.nullish(
          v.array(
            v.object({
              group: v.nullish(v.object({ components: v.nullish(v.array(item)) })),
              component: v.nullish(item),
            }),
          ),
        ),
      }),
    ),
  }),
})
type Summary = v.InferOutput<typeof proxy>['summary']
type RawIncident = v.InferOutput<typeof incident>

/**
 * Reads a page of incident.io: its own `/proxy/<host>` body, or its copy of the Statuspage v2 API.
 * The first speaks of components and incidents by itself; the second needs `components` too.
 */
export function readIncidentio(bodies: readonly string[]): Page | Unreadable {
  const native = bodies.find((body) => /^\s*\{\s*"summary"\s*:/.test(body))
  if (native === undefined) return readStatuspage(bodies)
  const read = readJson(proxy, native)
  if ('unreadable' in read) return read
  const { summary } = read.value
  const maintenance = (summary.scheduled_maintenances ?? []).filter((m) => !isOver(m))
  const isRunning = (m: RawIncident) => /in_progress|verifying/.test(m.status)
  return {
    ...blankPage,
    host: hostOf(summary.public_url),
    parts: partsOf(summary),
    incidents: (summary.ongoing_incidents ?? []).filter((i) => !isOver(i)).map(toTrouble),
    running: maintenance.filter(isRunning).map(toTrouble),
    announced: maintenance.filter((m) => !isRunning(m)).map(toTrouble),
  }
}

const isOver = ({ status }: RawIncident) => /resolved|completed|canceled|cancelled/.test(status)

/** Every listed component; what is not in `affected_components` is operational. */
function partsOf(summary: Summary): Part[] {
  const names = new Map<string, string>()
  for (const { group, component } of summary.structure?.items ?? []) {
    for (const c of [...(group?.components ?? []), ...(component ? [component] : [])]) {
      names.set(c.component_id, c.name ?? '')
    }
  }
  for (const c of summary.components ?? []) names.set(c.id, c.name)
  return [...names].map(([id, name]) => {
    const words = summary.affected_components.filter((a) => a.component_id === id)
    return {
      id,
      name: plainText(name, 80),
      level: words.length
        ? worst(words.map((a) => levelOf(componentLevels, a.status)))
        : 'operational',
    }
  })
}

function toTrouble(raw: RawIncident): Trouble {
  const updates = raw.updates ?? []
  const times = updates.map((u) => time(u.published_at))
  const newest = updates.find((u) => time(u.published_at) === latest(times)) ?? updates[0]
  const parts = [
    ...(raw.affected_components ?? []).map((c) => c.component_id),
    ...(raw.component_impacts ?? []).filter((c) => !c.end_at).map((c) => c.component_id),
  ]
  const impacts = [
    ...(raw.affected_components ?? []).map((c) => c.current_status ?? c.status),
    ...(raw.component_impacts ?? []).filter((c) => !c.end_at).map((c) => c.status),
  ].map((word) => levelOf(componentLevels, word))
  const level = impacts.length ? worst(impacts) : impactLevels.minor
  const starts = (raw.component_impacts ?? []).map((c) => time(c.start_at))
  const known = starts.filter((at) => at !== null)
  const posted = time(raw.published_at)
  return {
    id: raw.id ?? title(raw.name),
    title: title(raw.name),
    impact: level === undefined || level === 'unknown' ? 'unknown' : level,
    level: level === undefined || level === 'unknown' ? 'degraded_performance' : level,
    parts: parts.length ? parts : null,
    since: known.length ? Math.min(...known) : (time(raw.starts_at) ?? posted),
    postedAt: posted,
    updatedAt: latest([posted, ...times]),
    url: null,
    update: plainText(newest?.message_string) || null,
  }
}
