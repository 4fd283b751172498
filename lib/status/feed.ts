import { type FeedItem, parseFeed } from './feed-items'
import { blankPage, type Page, type Trouble, type Unreadable, worse } from './page'
import type { StatusLevel, StatusSource } from './report'
import { clip, hostOf, httpsUrl, latest, plainText, time, title } from './text'

/** Items of unknown stage count as open for a day. */
const FRESH_MS = 24 * 3600_000

/** Severity words of feeds that have them (xAI). */
const severities: Readonly<Record<string, StatusLevel>> = {
  outage: 'major_outage',
  disruption: 'degraded_performance',
  maintenance: 'under_maintenance',
}

type Stage = 'open' | 'closed' | 'announced' | 'running' | 'unsaid'

/**
 * Reads a status feed, RSS or Atom. Two conventions are known: xAI's (`[surface] title`, one item
 * for each surface under one guid, `Status:` and `Severity:` in the text) and that of Statuspage's
 * history (newest update first, its stage in bold), where only words tell what is touched.
 */
export function readFeed(
  bodies: readonly string[],
  source: StatusSource,
  now: number,
): Page | Unreadable {
  const feed = parseFeed(bodies[0] ?? '')
  if ('unreadable' in feed) return feed
  const host = hostOf(feed.link)
  const entries = feed.items
    .filter((item) => !isTest(item))
    .map((item) => ({ stage: stageOf(item, now), trouble: toTrouble(item, source) }))
  const at = (...stages: Stage[]) =>
    merge(entries.filter((e) => stages.includes(e.stage)).map((e) => e.trouble))
  return {
    ...blankPage,
    id: host,
    host,
    troublesOnly: true,
    incidents: at('open'),
    running: at('running'),
    announced: at('announced'),
    updatedAt: latest(entries.map((e) => e.trouble.updatedAt)),
  }
}

/** xAI has published its own trials. */
const isTest = (item: FeedItem) => /^(?:\[[^\]]*\]\s*)?test\b/i.test(item.title.trim())

function stageOf(item: FeedItem, now: number): Stage {
  const text = plainText(item.html, 2000)
  const word = (
    /^Status:([A-Za-z _-]{1,40})$/m.exec(text)?.[1] ??
    /<(?:strong|b)>([^<>]{1,40})<\/(?:strong|b)>\s*-/.exec(item.html.slice(0, 4000))?.[1] ??
    item.categories.at(-1) ??
    ''
  )
    .trim()
    .toLowerCase()
  if (/^(?:resolved|completed|postmortem|closed)/.test(word)) return 'closed'
  if (/^scheduled/.test(word)) return 'announced'
  if (/^(?:in[ _]progress|verifying)/.test(word)) return 'running'
  if (/^(?:investigating|identified|monitoring|update|open|active|ongoing)/.test(word)) {
    return /THIS IS A SCHEDULED EVENT/.test(text) ? 'announced' : 'open'
  }
  const published = time(item.published) ?? time(item.updated)
  return published !== null && now - published > FRESH_MS ? 'closed' : 'open'
}

function toTrouble(item: FeedItem, source: StatusSource): Trouble {
  const surface = /^\s*\[([^\]]+)\]\s*/.exec(item.title)
  const text = plainText(item.html, 2000)
  const severity = /^Severity:\s*(\w+)/im.exec(text)?.[1]?.toLowerCase()
  const known = [severity, ...item.categories].find((w) => w && Object.hasOwn(severities, w))
  const name = surface ? item.title.slice(surface[0].length) : item.title
  const posted = time(item.published) ?? time(item.updated)
  return {
    id: item.id,
    title: title(name),
    impact: known ?? 'unknown',
    // A feed without severities tells that something is wrong, not how much.
    level: (known ? severities[known] : undefined) ?? 'degraded_performance',
    parts: surface?.[1] ? [surface[1]] : partsInWords(`${name}\n${text}`, source),
    since: posted,
    postedAt: posted,
    updatedAt: latest([posted, time(item.updated), ...datesIn(text)]),
    url: httpsUrl(item.link),
    update: latestUpdate(text),
  }
}

/** The components that a text names, as whole words. */
const partsInWords = (text: string, source: StatusSource): string[] =>
  source.components
    .filter((mark) => new RegExp(`(?<!\\w)${literal(mark.name)}(?!\\w)`, 'i').test(text))
    .map((mark) => mark.id ?? mark.name)

const literal = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const datesIn = (text: string) =>
  [...text.matchAll(/^\w{3}, \d{1,2} \w{3} \d{4} [\d:]{5,8} GMT$/gm)].map(([date]) => time(date))

/** What stands after the headings of xAI, or the first line that is not a date. */
function latestUpdate(text: string): string | null {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => /^Updates:/.test(line))
  const body = lines
    .slice(start + 1)
    .filter((line) => !/^\w{3},? \d{1,2} \w{3} \d{4}|^\w{3} \d{1,2} ?, ?\d{2}:\d{2}/.test(line))
  return clip(start >= 0 ? body.slice(0, 2).join(': ') : (body[0] ?? ''), 600) || null
}

/** One trouble for each guid: the surfaces together, the worst level, the first title. */
function merge(troubles: readonly Trouble[]): Trouble[] {
  const byId = new Map<string, Trouble>()
  for (const trouble of troubles) {
    const known = byId.get(trouble.id)
    byId.set(
      trouble.id,
      known
        ? {
            ...known,
            level: worse(known.level, trouble.level),
            parts: [...(known.parts ?? []), ...(trouble.parts ?? [])],
            updatedAt: latest([known.updatedAt, trouble.updatedAt]),
          }
        : trouble,
    )
  }
  return [...byId.values()]
}
