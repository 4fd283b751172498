import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable, unreadable } from './page'
import type { StatusLevel } from './report'
import { componentLevels, impactLevels, levelOf } from './statuspage'
import { hostOf, httpsUrl, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const update = v.object({ status: text, at: text, created_at: text, body: text, message: text })
const incident = v.object({
  id: text,
  title: text,
  name: text,
  status: text,
  impact: text,
  severity: text,
  started_at: text,
  created_at: text,
  updated_at: text,
  url: text,
  components: v.nullish(v.array(v.object({ id: text, name: text }))),
  updates: v.nullish(v.array(update)),
})
const schema = v.object({
  page: v.nullish(v.object({ url: text, updated_at: text })),
  status: v.nullish(v.object({ indicator: v.string() })),
  components: v.nullish(v.array(v.object({ id: text, name: v.string(), status: v.string() }))),
  incidents: v.nullish(v.array(incident)),
  scheduled_maintenances: v.nullish(v.array(incident)),
})
type Incident = v.InferOutput<typeof incident>

/** Reads Rootly's `/api/v1/status.json`; components, where a body has them, in whatever case. */
export function readRootly(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  const { page, status, components, incidents, scheduled_maintenances } = read.value
  if (!status && !components) return unreadable('sent data without a status')
  const maintenance = (scheduled_maintenances ?? []).filter(isOpen)
  const isRunning = (m: Incident) => /progress|verifying/i.test(stageOf(m))
  return {
    ...blankPage,
    // Rootly gives no id: the page is known by its address.
    host: hostOf(page?.url),
    parts:
      components?.map((c) => ({
        id: c.id ?? '',
        name: plainText(c.name, 80),
        level: levelOf(componentLevels, c.status.toLowerCase().replace(/\s+/g, '_')),
      })) ?? null,
    indicator: status ? levelOf(impactLevels, status.indicator) : null,
    incidents: (incidents ?? []).filter(isOpen).map(toTrouble),
    running: maintenance.filter(isRunning).map(toTrouble),
    announced: maintenance.filter((m) => !isRunning(m)).map(toTrouble),
    updatedAt: time(page?.updated_at),
  }
}

/** The stage by itself, or that of the newest update (they come newest first). */
const stageOf = (raw: Incident): string => raw.status ?? raw.updates?.[0]?.status ?? ''

const isOpen = (raw: Incident) => !/resolved|completed|cancell?ed|closed/i.test(stageOf(raw))

const timeOf = (u: v.InferOutput<typeof update>) =>
  time(u.created_at) ?? time(u.at?.replace(' at ', ' '))

function toTrouble(raw: Incident): Trouble {
  const updates = raw.updates ?? []
  const times = updates.map(timeOf)
  const known = times.filter((at) => at !== null)
  const posted = known.length ? Math.min(...known) : time(raw.created_at)
  const impact = raw.impact ?? raw.severity ?? 'unknown'
  const level: StatusLevel = levelOf(impactLevels, impact)
  const parts = (raw.components ?? []).flatMap((c) => [c.id, c.name]).filter((p) => p != null)
  const name = raw.title || raw.name || updates.at(-1)?.body
  return {
    id: raw.id ?? title(name),
    title: title(name),
    impact,
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: parts.length ? parts : null,
    since: time(raw.started_at) ?? posted,
    postedAt: posted,
    updatedAt: latest([time(raw.updated_at), ...times]),
    url: httpsUrl(raw.url),
    update: plainText(updates[0]?.body ?? updates[0]?.message) || null,
  }
}
