import { readFileSync } from 'node:fs'
import { providers } from '../../lib/providers'
import type { OtherSource } from '../../lib/status/other-sources'
import { otherSources } from '../../lib/status/other-sources'
import type { StatusSource, StatusVendor } from '../../lib/status/report'
import { sharedCauses } from '../../lib/status/shared-causes'

/** One row of an `INDEX.tsv`: a payload and what a careful person would show for it. */
export interface Row {
  readonly file: string
  readonly provider: string
  readonly vendor: string
  readonly provenance: string
  readonly label: string
  /** Other answers that the labeller would accept. */
  readonly alternatives: readonly string[]
}

export const labels = ['ok', 'degraded', 'outage', 'maintenance', 'unknown'] as const

/** Reads the rows of `INDEX.tsv` by the names of its columns. */
export function readIndex(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean)
  const columns = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t').map((cell) => cell.replace(/^"(.*)"$/, '$1'))
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    return {
      file: cell('file'),
      provider: cell('provider'),
      vendor: cell('vendor'),
      provenance: cell('provenance'),
      label: cell('chat_ui'),
      alternatives: alternativesOf(cell('label_certainty')),
    }
  })
}

/** "arguable (ok/unknown: why)": the words before the colon; without any, every word is open. */
function alternativesOf(certainty: string): string[] {
  if (!certainty.startsWith('arguable')) return []
  const [before = ''] = (/\(([^)]*)/.exec(certainty)?.[1] ?? '').split(':')
  return labels.filter((label) => new RegExp(`\\b${label}\\b`).test(before))
}

/** How the column `vendor` names ours; the first that fits. */
const vendors: readonly (readonly [RegExp, StatusVendor])[] = [
  [/flashduty/i, 'flashduty'],
  [/\b(?:rss|atom)\b|\.atom|feed/i, 'feed'],
  [/incident\.io/i, 'incidentio'],
  [/statuspage/i, 'statuspage'],
  [/instatus/i, 'instatus'],
  [/better ?stack/i, 'betterstack'],
  [/google workspace/i, 'google-workspace'],
  [/google cloud/i, 'google-cloud'],
  [/datadog/i, 'datadog'],
  [/rootly/i, 'rootly'],
  [/cloudflare/i, 'cloudflare'],
  [/\baws\b/i, 'aws'],
]

/** Companies by whose names an index may call our providers. */
const houses: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['claude'],
  openai: ['chatgpt'],
  google: ['gemini', 'google-cloud'],
  xai: ['grok'],
  moonshot: ['kimi'],
  microsoft: ['copilot', 'azure'],
}

/**
 * The source that a row's file is read with: the one we ship, where there is one of that vendor.
 * A page that we do not know is read as a user would add it, as a whole.
 */
export function sourceOf(row: Row, body: string): StatusSource {
  const vendor = vendors.find(([pattern]) => pattern.test(row.vendor))?.[1] ?? 'custom'
  const ids = houses[row.provider] ?? [row.provider]
  const known: (Pick<OtherSource, 'id'> & { status: StatusSource | null })[] = [
    ...providers,
    ...otherSources,
    ...sharedCauses,
  ].filter(({ id }) => ids.includes(id))
  const shipped = known.map(({ status }) => status)
  const ours = shipped.find((source) => source?.vendor === vendor)
  if (ours) return asPublished(ours, row, body)
  // The history feed of a page whose JSON we read.
  const page = vendor === 'feed' ? shipped.find((source) => source) : undefined
  if (page) {
    const components = page.components.map(({ role, name }) => ({ role, name }))
    return {
      vendor,
      urls: [],
      pageId: new URL(page.page).hostname,
      components,
      scope: 'page',
      page: page.page,
    }
  }
  const source: StatusSource = { vendor, urls: [], components: [], page: '' }
  return known.length ? source : { ...source, scope: 'page' }
}

/**
 * A corpus holds documents that we would not ask for by themselves, and some that an archiver cut.
 * What such a document cannot contain is not demanded of it; all else is.
 */
function asPublished(source: StatusSource, row: Row, body: string): StatusSource {
  const { pageId, ...rest } = source
  const keys = keysOf(body)
  const isV2 = source.vendor === 'statuspage' || source.vendor === 'incidentio'
  // Neither the vendor's own sample nor what a person read off the screen is that page's data.
  const isForeign = /sample|scrape/i.test(row.provenance)
  const isCut = /trimmed|excerpt/i.test(row.provenance)
  const lacksPage = isForeign || (isV2 && isCut && !keys.includes('page'))
  // status.json, incidents.json and scheduled-maintenances.json list no components, incident.io's
  // summary.json only some. Atlassian's summary and components.json list them all.
  const listsAll =
    keys.includes('components') && !(source.vendor === 'incidentio' && keys.includes('status'))
  const isPartial = isForeign || (isV2 && !keys.includes('summary') && (isCut || !listsAll))
  return {
    ...rest,
    ...(pageId && !lacksPage ? { pageId } : {}),
    ...(lacksPage ? { page: '' } : {}),
    ...(isPartial ? { scope: 'page' } : {}),
  }
}

function keysOf(body: string): string[] {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? Object.keys(value) : []
  } catch {
    return []
  }
}
