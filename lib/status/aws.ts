import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { epochSeconds, plainText, title } from './text'

const word = v.nullish(v.union([v.string(), v.number()]))
const event = v.object({
  date: word,
  status: word,
  service: v.string(),
  service_name: v.nullish(v.string()),
  region_name: v.nullish(v.string()),
  summary: v.nullish(v.string()),
  description: v.nullish(v.string()),
})
/** `currentevents` is a list; the older `data.json` kept the open ones under `current`. */
const schema = v.union([
  v.array(event),
  v.pipe(
    v.object({ current: v.array(event) }),
    v.transform(({ current }) => current),
  ),
])

/** 3 is read as "disruption" by one project and as "resolved" by another: not taken at its worst. */
const levels: Readonly<Record<string, StatusLevel>> = {
  '0': 'operational',
  '1': 'operational',
  '2': 'degraded_performance',
  '3': 'degraded_performance',
}

/** Reads AWS's public list of current events. `service` ends in its region; without one it is global. */
export function readAws(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  return {
    ...blankPage,
    troublesOnly: true,
    incidents: read.value.filter((e) => String(e.status) !== '0').map(toTrouble),
  }
}

function toTrouble(raw: v.InferOutput<typeof event>): Trouble {
  const region = /(?:^|-)([a-z]{2}-(?:gov-)?[a-z]+-\d)$/.exec(raw.service)?.[1] ?? 'global'
  const since = epochSeconds(raw.date)
  const level = levelOf(levels, String(raw.status))
  return {
    id: `${raw.service} ${raw.date}`,
    title: title(
      [raw.summary, raw.service_name ?? raw.region_name].filter(Boolean).join(', ') || null,
    ),
    impact: level === 'degraded_performance' ? 'disruption' : 'information',
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: [region],
    since,
    postedAt: since,
    updatedAt: since,
    url: null,
    update: plainText(raw.description) || null,
  }
}
