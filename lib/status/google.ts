import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable, worse } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { httpsUrl, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const incidents = v.array(
  v.object({
    id: v.string(),
    begin: text,
    created: text,
    end: text,
    modified: text,
    external_desc: text,
    most_recent_update: v.nullish(v.object({ when: text, text, status: text })),
    status_impact: v.string(),
    service_key: text,
    service_name: text,
    affected_products: v.nullish(v.array(v.object({ id: text, title: text }))),
    uri: text,
  }),
)
type Raw = v.InferOutput<typeof incidents>[number]

/** Words of `status_impact` and of an update. `AVAILABLE` while still open: mending, not closed. */
const levels: Readonly<Record<string, StatusLevel>> = {
  SERVICE_INFORMATION: 'operational',
  AVAILABLE: 'degraded_performance',
  SERVICE_DISRUPTION: 'degraded_performance',
  SERVICE_OUTAGE: 'major_outage',
}

/**
 * Reads `incidents.json` of the Workspace and Cloud dashboards: open is what has no `end` (its last
 * update may still speak of a disruption after `end` is set). Products are known by their id.
 */
export function readGoogle(root: string, bodies: readonly string[]): Page | Unreadable {
  const read = readJson(incidents, bodies[0] ?? '')
  if ('unreadable' in read) return read
  return {
    ...blankPage,
    troublesOnly: true,
    incidents: read.value.filter((raw) => !raw.end).map((raw) => toTrouble(raw, root)),
    updatedAt: latest(read.value.map((raw) => time(raw.modified))),
  }
}

function toTrouble(raw: Raw, root: string): Trouble {
  const newest = raw.most_recent_update
  const impact = levelOf(levels, raw.status_impact)
  const last = levelOf(levels, newest?.status)
  const level =
    newest?.status === 'AVAILABLE' ? last : last === 'unknown' ? impact : worse(impact, last)
  const parts = [
    ...(raw.affected_products ?? []).flatMap((product) => [product.id, product.title]),
    raw.service_key,
    raw.service_name,
  ].filter((part) => part != null)
  return {
    id: raw.id,
    title: title(plainText(raw.external_desc, 200).split('\n')[0]),
    impact: raw.status_impact,
    level: impact === 'unknown' ? 'degraded_performance' : level,
    parts: parts.length ? parts : null,
    since: time(raw.begin),
    postedAt: time(raw.created),
    updatedAt: latest([time(newest?.when), time(raw.modified)]),
    url: httpsUrl(raw.uri, root),
    update: plainText(newest?.text) || null,
  }
}
