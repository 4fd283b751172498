import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Trouble, type Unreadable } from './page'
import type { StatusLevel } from './report'
import { levelOf } from './statuspage'
import { hostOf, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const affected = v.nullish(v.array(v.object({ status_page_resource_id: v.string(), status: text })))
const included = v.variant('type', [
  v.object({
    type: v.literal('status_page_resource'),
    id: v.string(),
    attributes: v.object({ public_name: v.string(), status: v.string() }),
  }),
  v.object({
    type: v.literal('status_report'),
    id: v.string(),
    attributes: v.object({
      title: text,
      report_type: text,
      starts_at: text,
      ends_at: text,
      aggregate_state: v.string(),
      affected_resources: affected,
    }),
    relationships: v.nullish(
      v.object({
        status_updates: v.nullish(
          v.object({ data: v.nullish(v.array(v.object({ id: v.string() }))) }),
        ),
      }),
    ),
  }),
  v.object({
    type: v.literal('status_update'),
    id: v.string(),
    attributes: v.object({ message: text, published_at: text }),
  }),
])
const schema = v.object({
  data: v.object({
    id: v.string(),
    type: v.literal('status_page'),
    attributes: v.object({ custom_domain: text, aggregate_state: v.string(), updated_at: text }),
  }),
  included: v.array(v.unknown()),
})
type Included = v.InferOutput<typeof included>
type Report = Extract<Included, { type: 'status_report' }>
type Update = Extract<Included, { type: 'status_update' }>

const levels: Readonly<Record<string, StatusLevel>> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  downtime: 'major_outage',
  maintenance: 'under_maintenance',
}

/**
 * Reads Better Stack's `/index.json`. The page's own aggregate turns red for one of many resources,
 * so each resource speaks for itself; `ends_at` is no mark of an open report.
 */
export function readBetterstack(bodies: readonly string[]): Page | Unreadable {
  const read = readJson(schema, bodies[0] ?? '')
  if ('unreadable' in read) return read
  const { data } = read.value
  // Sections and what may come later are of no use here; what is malformed among the rest is left out.
  const items = read.value.included.flatMap((item) => {
    const parsed = v.safeParse(included, item)
    return parsed.success ? [parsed.output] : []
  })
  const updates = items.filter((item) => item.type === 'status_update')
  const reports = items
    .filter((item) => item.type === 'status_report')
    .filter(({ attributes }) => !['resolved', 'operational'].includes(attributes.aggregate_state))
  const isMaintenance = ({ attributes }: Report) =>
    attributes.report_type === 'maintenance' || attributes.aggregate_state === 'maintenance'
  const toTroubles = (some: readonly Report[]) => some.map((report) => toTrouble(report, updates))
  return {
    ...blankPage,
    id: data.id,
    host: hostOf(data.attributes.custom_domain && `https://${data.attributes.custom_domain}`),
    parts: items
      .filter((item) => item.type === 'status_page_resource')
      .map(({ id, attributes }) => ({
        id,
        name: plainText(attributes.public_name, 80),
        level: levelOf(levels, attributes.status),
      })),
    indicator: levelOf(levels, data.attributes.aggregate_state),
    incidents: toTroubles(reports.filter((report) => !isMaintenance(report))),
    running: toTroubles(
      reports.filter((r) => isMaintenance(r) && r.attributes.aggregate_state === 'maintenance'),
    ),
    announced: toTroubles(
      reports.filter((r) => isMaintenance(r) && r.attributes.aggregate_state !== 'maintenance'),
    ),
    updatedAt: latest([
      time(data.attributes.updated_at),
      ...updates.map((u) => time(u.attributes.published_at)),
    ]),
  }
}

function toTrouble(report: Report, all: readonly Update[]): Trouble {
  const { attributes } = report
  const ids = report.relationships?.status_updates?.data?.map(({ id }) => id) ?? []
  const updates = all.filter((update) => ids.includes(update.id))
  const times = updates.map((update) => time(update.attributes.published_at))
  const newest = updates.find((u) => time(u.attributes.published_at) === latest(times))
  const known = times.filter((at) => at !== null)
  const level = levelOf(levels, attributes.aggregate_state)
  const parts = attributes.affected_resources?.map((part) => part.status_page_resource_id) ?? []
  return {
    id: report.id,
    title: title(attributes.title),
    impact: attributes.aggregate_state,
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: parts.length ? parts : null,
    since: time(attributes.starts_at),
    postedAt: known.length ? Math.min(...known) : time(attributes.starts_at),
    updatedAt: latest([time(attributes.starts_at), ...times]),
    url: null,
    update: plainText(newest?.attributes.message) || null,
  }
}
