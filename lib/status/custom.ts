import { readAws } from './aws'
import { readBetterstack } from './betterstack'
import { readCloudflare } from './cloudflare'
import { readDatadog } from './datadog'
import { readFeed } from './feed'
import { readFlashduty } from './flashduty'
import { readGoogle } from './google'
import { readIncidentio } from './incidentio'
import { readInstatus } from './instatus'
import { type Page, type Unreadable, unreadable } from './page'
import type { StatusSource } from './report'
import { readRootly } from './rootly'
import { readStatuspage } from './statuspage'

/** Reads a page of unknown make, as a user may add one: the body tells which vendor's it is. */
export function readCustom(
  bodies: readonly string[],
  source: StatusSource,
  now: number,
): Page | Unreadable {
  const body = (bodies[0] ?? '').trimStart()
  if (body.startsWith('<')) return readFeed(bodies, source, now)
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return unreadable(body ? 'sent broken data' : 'sent an empty answer')
  }
  return Array.isArray(value) ? readList(value, bodies) : readObject(value, bodies)
}

function readList(value: readonly unknown[], bodies: readonly string[]): Page | Unreadable {
  const [first] = value
  // An empty list may be anybody's.
  if (!isObject(first)) return unreadable('sent data that we do not know')
  if ('status_impact' in first) return readGoogle('', bodies)
  if ('region_name' in first && 'service' in first) return readAws(bodies)
  if ('status' in first && 'name' in first) return readInstatus(bodies)
  return unreadable('sent data that we do not know')
}

function readObject(value: unknown, bodies: readonly string[]): Page | Unreadable {
  if (!isObject(value)) return unreadable('sent data that we do not know')
  const { page, data, status, components } = value
  if (isObject(value.summary)) return readIncidentio(bodies)
  if ('success' in value && 'result' in value) return readCloudflare(bodies)
  if (isObject(data) && data.type === 'status_page') return readBetterstack(bodies)
  if (isObject(data) && isObject(data.page)) return readFlashduty(bodies)
  if ('pageUrl' in value || 'domainPrefix' in value) return readDatadog(bodies)
  if ('activeIncidents' in value || 'activeMaintenances' in value) return readInstatus(bodies)
  if (isObject(page) && typeof page.status === 'string') return readInstatus(bodies)
  if (isShouting(components)) return readInstatus(bodies)
  if (isObject(page) && !page.id && isObject(status) && !components) return readRootly(bodies)
  return readStatuspage(bodies)
}

/** Instatus writes its words in capitals. */
const isShouting = (components: unknown): boolean =>
  Array.isArray(components) &&
  isObject(components[0]) &&
  typeof components[0].status === 'string' &&
  /^[A-Z]+$/.test(components[0].status)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
