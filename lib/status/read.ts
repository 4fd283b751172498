import { readAws } from './aws'
import { readBetterstack } from './betterstack'
import { readCloudflare } from './cloudflare'
import { readCustom } from './custom'
import { readDatadog } from './datadog'
import { readFeed } from './feed'
import { readFlashduty } from './flashduty'
import { readGoogle } from './google'
import { readIncidentio } from './incidentio'
import { readInstatus } from './instatus'
import { judge, unknownReport } from './judge'
import type { Page, Unreadable } from './page'
import type { StatusReport, StatusSource, StatusVendor } from './report'
import { readRootly } from './rootly'
import { readStatuspage } from './statuspage'

type Reader = (bodies: readonly string[], source: StatusSource, now: number) => Page | Unreadable

/** One reader for every vendor. */
const readers: Readonly<Record<StatusVendor, Reader>> = {
  statuspage: readStatuspage,
  incidentio: readIncidentio,
  instatus: readInstatus,
  betterstack: readBetterstack,
  'google-workspace': (bodies) =>
    readGoogle('https://www.google.com/appsstatus/dashboard/', bodies),
  'google-cloud': (bodies) => readGoogle('https://status.cloud.google.com/', bodies),
  flashduty: readFlashduty,
  datadog: readDatadog,
  rootly: readRootly,
  feed: readFeed,
  cloudflare: readCloudflare,
  aws: readAws,
  custom: readCustom,
}

/**
 * Reads the bodies of a source's addresses, in their order, into a report. Never throws; what it
 * cannot read or place is of level `unknown`, and `why` says so. `now` in epoch ms.
 */
export function readStatus(
  source: StatusSource,
  bodies: readonly string[],
  now: number,
): StatusReport {
  const page = bodies.length
    ? readers[source.vendor](bodies, source, now)
    : { unreadable: 'sent nothing' }
  return 'unreadable' in page
    ? unknownReport(source, `The status page ${page.unreadable}.`)
    : judge(page, source, now)
}
