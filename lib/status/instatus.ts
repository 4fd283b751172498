import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable, unreadable } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { hostOf, httpsUrl, plainText, time, title } from './text'

const text = v.nullish(v.string())
const incident = v.object({
  id: text,
  name: text,
  started: text,
  start: text,
  status: v.string(),
  impact: text,
  url: text,
  updatedAt: text,
})
const component = v.object({ id: text, name: v.string(), status: v.string() })
const document = v.object({
  page: v.nullish(v.object({ url: text, status: v.string() })),
  // Both are absent when empty.
  activeIncidents: v.nullish(v.array(incident)),
  activeMaintenances: v.nullish(v.array(incident)),
  components: v.nullish(v.array(component)),
})
/** `/v3/components.json` is an object; its documentation shows a bare list. */
const schema = v.union([
  // First, since a list passes for an object without keys.
  v.pipe(
    v.array(component),
    v.transform((components): v.InferOutput<typeof document> => ({ components })),
  ),
  document,
])

const levels: Readonly<Record<string, StatusLevel>> = {
  UP: 'operational',
  UNDERMAINTENANCE: 'under_maintenance',
  OPERATIONAL: 'operational',
  DEGRADEDPERFORMANCE: 'degraded_performance',
  MINOROUTAGE: 'degraded_performance',
  PARTIALOUTAGE: 'partial_outage',
  MAJOROUTAGE: 'major_outage',
}

/** Reads Instatus: `/summary.json`, `/v3/summary.json`, `/v3/components.json` or several of them. */
export function readInstatus(bodies: readonly string[]): Page | Unreadable {
  let page: Page = blankPage
  for (const body of bodies) {
    const read = readJson(schema, body)
    if ('unreadable' in read) return read
    const { value } = read
    if (!value.page && !value.components) return unreadable('sent data without a status')
    const maintenance = (value.activeMaintenances ?? []).filter((m) => m.status !== 'COMPLETED')
    const troubles = (value.activeIncidents ?? [])
      .filter((i) => i.status !== 'RESOLVED')
      .map(toTrouble)
    page = {
      ...page,
      host: hostOf(value.page?.url) ?? page.host,
      parts:
        value.components?.map((c) => ({
          id: c.id ?? '',
          name: plainText(c.name, 80),
          level: levelOf(levels, c.status),
        })) ?? page.parts,
      indicator: value.page ? indicatorOf(value.page.status, troubles) : page.indicator,
      incidents: [...page.incidents, ...troubles],
      running: [
        ...page.running,
        ...maintenance.filter((m) => m.status === 'INPROGRESS').map(toTrouble),
      ],
      announced: [
        ...page.announced,
        ...maintenance.filter((m) => m.status === 'NOTSTARTEDYET').map(toTrouble),
      ],
    }
  }
  return page
}

/** `HASISSUES` alone tells of some trouble; the incidents say how much. */
function indicatorOf(word: string, troubles: readonly Trouble[]): StatusLevel {
  if (word === 'HASISSUES') return troubles.length ? 'operational' : 'degraded_performance'
  return levelOf(levels, word)
}

function toTrouble(raw: v.InferOutput<typeof incident>): Trouble {
  const since = time(raw.started) ?? time(raw.start)
  const level = levelOf(levels, raw.impact)
  return {
    id: raw.id ?? title(raw.name),
    title: title(raw.name),
    impact: raw.impact?.toLowerCase() ?? 'unknown',
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: null,
    since,
    postedAt: since,
    updatedAt: time(raw.updatedAt) ?? since,
    url: httpsUrl(raw.url),
    update: null,
  }
}
