import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable, unreadable } from './page'
import { componentLevels, impactLevels, levelOf } from './statuspage'
import { latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const incident = v.object({
  id: v.string(),
  name: text,
  status: v.string(),
  impact: text,
  created_at: text,
  starts_at: text,
  components: v.nullish(v.array(v.object({ id: text, name: text }))),
  last_update: v.nullish(v.object({ message: text, display_at: text, created_at: text })),
})
const schema = v.object({
  success: v.boolean(),
  result: v.nullish(
    v.object({
      components: v.array(v.object({ id: text, name: v.string(), status: v.string() })),
      active_incidents: v.array(incident),
    }),
  ),
})

/** Reads Cloudflare's `/api/v3/summary`: hundreds of places, of which some are nearly always ill. */
export function readCloudflare(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  const { success, result } = read.value
  if (!success || !result) return unreadable('reports an error of its own')
  const open = result.active_incidents.filter(
    (i) => !/resolved|completed|postmortem/.test(i.status),
  )
  return {
    ...blankPage,
    parts: result.components.map((c) => ({
      id: c.id ?? '',
      name: plainText(c.name, 80),
      level: levelOf(componentLevels, c.status),
    })),
    incidents: open.map(toTrouble),
    updatedAt: latest(open.map((i) => time(i.last_update?.created_at))),
  }
}

function toTrouble(raw: v.InferOutput<typeof incident>): Trouble {
  const level = levelOf(impactLevels, raw.impact)
  const parts = (raw.components ?? []).flatMap((c) => [c.id, c.name]).filter((p) => p != null)
  return {
    id: raw.id,
    title: title(raw.name),
    impact: raw.impact ?? 'unknown',
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: parts.length ? parts : null,
    since: time(raw.starts_at) ?? time(raw.created_at),
    postedAt: time(raw.created_at),
    updatedAt: time(raw.last_update?.created_at) ?? time(raw.created_at),
    url: null,
    update: plainText(raw.last_update?.message) || null,
  }
}
