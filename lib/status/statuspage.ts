import * as v from 'valibot'
import { readJson } from './json'
import { blankPage, type Page, type Part, type Trouble, type Unreadable, unreadable } from './page'
import type { StatusLevel } from './report'
import { hostOf, httpsUrl, latest, plainText, time, title } from './text'

const text = v.nullish(v.string())
const affected = v.nullish(v.array(v.object({ code: text, name: text })))
const incident = v.object({
  id: text,
  name: text,
  status: v.string(),
  impact: text,
  created_at: text,
  started_at: text,
  updated_at: text,
  scheduled_for: text,
  shortlink: text,
  components: v.nullish(v.array(v.object({ id: text, name: text }))),
  incident_updates: v.nullish(
    v.array(
      v.object({ body: text, created_at: text, display_at: text, affected_components: affected }),
    ),
  ),
})
/** One document of the v2 API; which keys it has tells which document it is. */
const document = v.object({
  page: v.nullish(v.object({ id: text, url: text, updated_at: text })),
  status: v.nullish(v.object({ indicator: text })),
  components: v.nullish(
    v.array(
      v.object({
        id: text,
        name: v.string(),
        status: v.string(),
        group: v.nullish(v.boolean()),
        page_id: text,
      }),
    ),
  ),
  incidents: v.nullish(v.array(incident)),
  scheduled_maintenances: v.nullish(v.array(incident)),
})
type Document = v.InferOutput<typeof document>
type RawIncident = v.InferOutput<typeof incident>

/** Component words of Atlassian Statuspage and of those who copied it. */
export const componentLevels: Readonly<Record<string, StatusLevel>> = {
  operational: 'operational',
  degraded_performance: 'degraded_performance',
  partial_outage: 'partial_outage',
  major_outage: 'major_outage',
  full_outage: 'major_outage',
  under_maintenance: 'under_maintenance',
}

/** Impact and indicator words. */
export const impactLevels: Readonly<Record<string, StatusLevel>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
}

/** The level that a word stands for, `unknown` for a word that we have not met. */
export const levelOf = (
  levels: Readonly<Record<string, StatusLevel>>,
  word: string | null | undefined,
): StatusLevel => (word && Object.hasOwn(levels, word) ? (levels[word] as StatusLevel) : 'unknown')

/** Mirrors that still answer "all operational" and are no longer kept, by page id. */
const frozen: Readonly<Record<string, string>> = {
  '0db0rq26tg1l': 'is a mirror of DeepSeek’s that has stood still since May 2026',
}

const closed = new Set(['resolved', 'postmortem', 'completed'])
const inProgress = new Set(['in_progress', 'verifying'])

/**
 * Reads documents of the Statuspage v2 API (Atlassian, and incident.io's copy of it): `summary`,
 * `components`, `incidents`, `status` or several of them.
 */
export function readStatuspage(bodies: readonly string[]): Page | Unreadable {
  const documents: Document[] = []
  for (const body of bodies) {
    const read = readJson(document, body)
    if ('unreadable' in read) return read
    const { page, status, components, incidents, scheduled_maintenances } = read.value
    if (!status && !components && !incidents && !scheduled_maintenances) {
      return unreadable(page ? 'sent a page without a status' : 'sent data without a status')
    }
    documents.push(read.value)
  }
  const ids = new Set(documents.flatMap(pageIds))
  if (ids.size > 1) return unreadable('sent data of several pages')
  const [id = ''] = ids
  const mirror = Object.hasOwn(frozen, id) ? frozen[id] : undefined
  if (mirror) return unreadable(mirror)

  const indicator = documents.find((d) => d.status)?.status?.indicator
  const maintenance = distinct(documents.flatMap((d) => d.scheduled_maintenances ?? []))
  const open = maintenance.filter((m) => !closed.has(m.status))
  const pages = documents.flatMap((d) => (d.page ? [d.page] : []))
  return {
    ...blankPage,
    id,
    host: hostOf(pages[0]?.url),
    parts: longestList(documents),
    troublesOnly: documents.every((d) => !d.components && !d.status),
    indicator: indicator == null ? null : levelOf(impactLevels, indicator),
    incidents: distinct(documents.flatMap((d) => d.incidents ?? []))
      .filter((i) => !closed.has(i.status))
      .map(toTrouble),
    running: open.filter((m) => inProgress.has(m.status)).map(toTrouble),
    announced: open.filter((m) => !inProgress.has(m.status)).map(toTrouble),
    updatedAt: latest(pages.map((page) => time(page.updated_at))),
  }
}

/** `components.json` of incident.io has no page, but each component names it. */
function pageIds({ page, components }: Document): string[] {
  const ids = page ? [page.id] : (components ?? []).map((c) => c.page_id)
  return ids.filter((id) => id != null)
}

/** incident.io's `summary` lists only some components, so the longest list counts. */
function longestList(documents: readonly Document[]): Part[] | null {
  const lists = documents.flatMap((d) => (d.components ? [d.components] : []))
  const longest = lists.sort((a, b) => b.length - a.length)[0]
  if (!longest) return null
  return longest
    .filter((c) => !c.group)
    .map((c) => ({
      id: c.id ?? '',
      name: plainText(c.name, 80),
      level: levelOf(componentLevels, c.status),
    }))
}

function distinct(incidents: readonly RawIncident[]): RawIncident[] {
  const byId = new Map(incidents.map((i) => [i.id ?? `${i.name} ${i.created_at}`, i]))
  return [...byId.values()]
}

function toTrouble(raw: RawIncident): Trouble {
  const updates = raw.incident_updates ?? []
  const [newest] = [...updates].sort((a, b) => postedAt(b) - postedAt(a))
  const named = [
    ...(raw.components ?? []).flatMap((c) => [c.id, c.name]),
    ...(newest?.affected_components ?? []).flatMap((c) => [c.code, c.name]),
  ].filter((part) => part != null)
  const impact = raw.impact ?? 'unknown'
  const level = levelOf(impactLevels, impact)
  return {
    id: raw.id ?? title(raw.name),
    title: title(raw.name),
    impact,
    level: level === 'unknown' ? 'degraded_performance' : level,
    parts: named.length ? named : null,
    since: time(raw.scheduled_for) ?? time(raw.started_at) ?? time(raw.created_at),
    // `started_at` and `display_at` can be dated back; `created_at` is when people could read it.
    postedAt: time(raw.created_at) ?? time(raw.started_at),
    updatedAt: latest([time(raw.updated_at), ...updates.map((u) => time(u.created_at))]),
    url: httpsUrl(raw.shortlink),
    update: plainText(newest?.body) || null,
  }
}

const postedAt = (update: NonNullable<RawIncident['incident_updates']>[number]) =>
  time(update.created_at) ?? time(update.display_at) ?? 0
