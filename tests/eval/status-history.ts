import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { healthyVerdict, type Verdict } from '../../lib/detect/verdict'
import { isTrouble } from '../../lib/status/page'
import { readStatus } from '../../lib/status/read'
import { levelNow, nextRecord } from '../../lib/status/record'
import type { StatusRecord, StatusSource } from '../../lib/status/report'
import { gap, isDue, reasonToFetch } from '../../lib/status/schedule'
import { fuse, leadMinutes } from '../../lib/status/words'

const MINUTE = 60_000

/** An incident of which both the window of impact and the first post are known. Epoch ms. */
interface Incident {
  readonly provider: string
  readonly title: string
  readonly start: number
  readonly end: number
  readonly post: number
}

/** How often a user sends a prompt, in minutes: the first failing one falls half-way. */
const users = [
  { name: 'busy, a prompt every 2 min', every: 2 },
  { name: 'usual, a prompt every 10 min', every: 10 },
  { name: 'seldom, a prompt every 60 min', every: 60 },
] as const

/** From the failing prompt to a verdict: two answers of 5xx, or the site's own error. */
const DETECTION_MS = 20_000

const assumptions = [
  'Assumed: within the window of impact that the provider stated afterwards every prompt fails (so',
  'the lead is an upper bound where only some did), the first falls half an interval after its',
  'start, and a failure is judged 20 s after the prompt. The page is asked by the schedule and',
  'follows at the minute of its first post; the incident is then open until its impact is over.',
  'Only incidents with a stated window are known: probably the worse ones.',
].join('\n')

type Fate =
  /** The user was told before the page was. `lead` in minutes, by our own words. */
  | { readonly type: 'here first'; readonly lead: number }
  | { readonly type: 'page first' }
  /** The page said nothing until the impact was over. */
  | { readonly type: 'page too late'; readonly lead: number }
  /** No prompt was sent while it lasted. */
  | { readonly type: 'not met' }

/** `--history DIR`: replays recorded incidents through schedule, readers, record and words. */
export function replay(dir: string, asJson: boolean): number {
  const incidents = read(dir)
  const groups = [...new Set(incidents.map((i) => i.provider))]
  const table = groups.flatMap((provider) =>
    users.map((user) => {
      const mine = incidents.filter((i) => i.provider === provider)
      const fates = mine.map((incident) => fate(incident, user.every))
      const leads = fates.flatMap((f) => ('lead' in f ? [f.lead] : []))
      const count = (type: Fate['type']) => fates.filter((f) => f.type === type).length
      return {
        provider,
        user: user.name,
        incidents: mine.length,
        hereFirst: count('here first'),
        pageTooLate: count('page too late'),
        pageFirst: count('page first'),
        notMet: count('not met'),
        medianLead: quantile(leads, 0.5),
        p25: quantile(leads, 0.25),
        p75: quantile(leads, 0.75),
      }
    }),
  )
  if (asJson) {
    const each = incidents.map((i) => ({
      provider: i.provider,
      title: i.title,
      start: new Date(i.start).toISOString(),
      fates: users.map(({ name, every }) => ({ user: name, ...fate(i, every) })),
    }))
    console.log(JSON.stringify({ assumptions, table, incidents: each }, null, 2))
    return 0
  }
  console.log(assumptions)
  for (const { provider, title, start, end, post } of incidents) {
    const each = users.map(({ every }) => words(fate({ provider, title, start, end, post }, every)))
    console.log(`${new Date(start).toISOString().slice(0, 16)} ${provider}: ${each.join(' | ')}`)
  }
  console.log(
    '\n| provider | user | incidents | here first | page only after it was over | page first | not met | lead, min: p25 / median / p75 |',
  )
  console.log('|---|---|---|---|---|---|---|---|')
  for (const r of table) {
    console.log(
      `| ${r.provider} | ${r.user} | ${r.incidents} | ${r.hereFirst} | ${r.pageTooLate} | ${r.pageFirst} | ${r.notMet} | ${r.p25} / ${r.medianLead} / ${r.p75} |`,
    )
  }
  return 0
}

const words = (f: Fate) => ('lead' in f ? `${f.type} by ${f.lead} min` : f.type)

/** Plays one incident, minute by minute, as the background would. */
function fate({ start, end, post }: Incident, every: number): Fate {
  const sent = start + (every / 2) * MINUTE
  const since = sent + DETECTION_MS
  if (since >= end) return { type: 'not met' }
  const verdict: Verdict = {
    ...healthyVerdict('claude'),
    health: 'failing',
    kind: 'outage',
    since,
    episode: 1,
  }
  let record: StatusRecord | null = null
  // The page is asked as long as the failure lasts, and then while the user is likely to look.
  for (let now = since; now < Math.max(end, post) + 10 * MINUTE; now += MINUTE) {
    const failing = now < end ? since : null
    const reason = reasonToFetch(source, {
      failingSince: failing,
      suspectSince: now < end ? null : since,
      chatOpen: true,
      popupOpen: false,
      watched: false,
      awaited: false,
    })
    if (!reason || !isDue(gap(source, reason, failing, now), record?.checkedAt ?? null, now))
      continue
    // An incident first posted when all is over is never open: it shows in no summary.
    const isOpen = now >= post && now < Math.max(end, post + MINUTE) && post < end
    const report = readStatus(source, [bodyAt(isOpen, start, post)], now)
    record = nextRecord('claude', source, record, { type: 'report', report }, now)
    if (isTrouble(levelNow(record, now))) {
      const lead = leadMinutes(since, record.report.incidents)
      const said = /First seen here (\d+) min/.exec(fuse(verdict, record, now).detail)?.[1]
      if (said === undefined || lead === null || lead < 1) return { type: 'page first' }
      return { type: 'here first', lead: Number(said) }
    }
  }
  return { type: 'page too late', lead: Math.round((post - since) / MINUTE) }
}

/** A page of one component: which one makes no difference to the replay. */
const source: StatusSource = {
  vendor: 'statuspage',
  urls: [],
  pageId: 'replay',
  components: [{ role: 'chat', id: 'chat', name: 'Chat' }],
  page: 'https://status.example.com/',
}

const bodyAt = (isOpen: boolean, start: number, post: number) =>
  JSON.stringify({
    page: { id: 'replay', url: 'https://status.example.com' },
    components: [{ id: 'chat', name: 'Chat', status: isOpen ? 'partial_outage' : 'operational' }],
    incidents: isOpen
      ? [
          {
            id: 'i',
            name: 'Errors',
            status: 'investigating',
            impact: 'major',
            started_at: new Date(start).toISOString(),
            created_at: new Date(post).toISOString(),
            components: [{ id: 'chat', name: 'Chat' }],
          },
        ]
      : [],
  })

interface RawRow {
  readonly provider?: string
  readonly title: string
  readonly impact_start: string
  readonly impact_end: string
  readonly first_post?: string
  readonly first_update?: string
  readonly components?: readonly string[] | null
}

function read(dir: string): Incident[] {
  const json = (file: string): unknown => {
    const path = join(dir, file)
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
  }
  const both = json('openai-anthropic-impact-window-vs-post-2021-2024.json') as {
    rows: RawRow[]
  } | null
  const github = json('github-impact-window-vs-post.json') as RawRow[] | null
  return [
    ...(both?.rows ?? []).map((row) => toIncident(row.provider ?? '', row)),
    ...(github ?? [])
      .filter((row) => row.components?.includes('Copilot') || /copilot/i.test(row.title))
      .map((row) => toIncident('github copilot', row)),
  ]
    .filter(({ start, end, post }) => start < end && Number.isFinite(post))
    .sort((a, b) => a.provider.localeCompare(b.provider) || a.start - b.start)
}

const toIncident = (provider: string, row: RawRow): Incident => ({
  provider,
  title: row.title,
  start: Date.parse(row.impact_start),
  end: Date.parse(row.impact_end),
  post: Date.parse(row.first_post ?? row.first_update ?? ''),
})

function quantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? null
}
