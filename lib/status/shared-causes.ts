import type { OtherSource } from './other-sources'
import type { Incident, StatusReport } from './report'
import { list } from './wording'

/**
 * What many providers stand on. These pages nearly always report something, so they are asked only
 * when several providers fail at once, and only their open incidents count.
 */
export const sharedCauses = [
  {
    id: 'cloudflare',
    name: 'Cloudflare',
    status: {
      vendor: 'cloudflare',
      urls: ['https://www.cloudflarestatus.com/api/v3/summary'],
      components: [],
      page: 'https://www.cloudflarestatus.com/',
    },
  },
  {
    id: 'aws',
    name: 'AWS',
    status: {
      vendor: 'aws',
      urls: ['https://health.aws.amazon.com/public/currentevents'],
      // The regions that the chats stand in; trouble elsewhere in the world is not their cause.
      components: [
        { role: 'chat', id: 'us-east-1', name: 'N. Virginia' },
        { role: 'chat', id: 'us-east-2', name: 'Ohio' },
        { role: 'chat', id: 'us-west-2', name: 'Oregon' },
        { role: 'chat', id: 'global', name: 'global services' },
      ],
      scope: 'page',
      page: 'https://health.aws.amazon.com/health/status',
      permission: 'https://health.aws.amazon.com/*',
    },
  },
  {
    id: 'azure',
    name: 'Azure',
    status: {
      vendor: 'feed',
      urls: ['https://azure.status.microsoft/en-us/status/feed/'],
      pageId: 'azure.status.microsoft',
      components: [],
      page: 'https://azure.status.microsoft/en-us/status/',
      permission: 'https://azure.status.microsoft/*',
    },
  },
  {
    id: 'google-cloud',
    name: 'Google Cloud',
    status: {
      vendor: 'google-cloud',
      urls: ['https://status.cloud.google.com/incidents.json'],
      components: [],
      page: 'https://status.cloud.google.com/',
      permission: 'https://status.cloud.google.com/*',
      // 170 KB.
      heavy: true,
    },
  },
] as const satisfies readonly OtherSource[]

/** Asked for when several providers fail at once and the user wants to know why. */
export const causePatterns: readonly string[] = (sharedCauses as readonly OtherSource[]).flatMap(
  ({ status }) => status.permission ?? [],
)

/** How many providers must fail together. */
const SEVERAL = 2
/** How near in time their failures must have begun. */
const TOGETHER_MS = 30 * 60_000
/** An incident that began longer before the failures is not their cause. */
const BEFORE_MS = 3 * 3600_000

/** Providers of one house: their failing together needs no outer cause. */
const houses: readonly (readonly string[])[] = [
  ['copilot', 'm365-copilot', 'github-copilot'],
  ['chatgpt', 'codex'],
]

/** When one provider began to fail. `since` in epoch ms. */
interface Failure {
  readonly providerId: string
  readonly since: number
}

/** Those failures that began together, when several unrelated providers are among them; else none. */
export function failTogether<F extends Failure>(failing: readonly F[]): readonly F[] {
  const newest = Math.max(...failing.map((f) => f.since))
  const recent = failing.filter((f) => newest - f.since <= TOGETHER_MS)
  const unrelated = new Set(
    recent.map((f) => houses.find((house) => house.includes(f.providerId))?.[0] ?? f.providerId),
  )
  return unrelated.size >= SEVERAL ? recent : []
}

/**
 * Names what may lie behind several failures, in words; `null` when no shared page tells of
 * anything grave that began near `since` (epoch ms).
 */
export function commonCause(
  reports: readonly { readonly name: string; readonly report: StatusReport }[],
  since: number,
): string | null {
  const grave = ({ touchesChat, impact }: Incident) =>
    touchesChat ?? /major|critical|outage|disruption|high/i.test(impact)
  const near = (incident: Incident) => incident.since === null || since - incident.since < BEFORE_MS
  for (const { name, report } of reports) {
    const incident = report.incidents.find((i) => grave(i) && near(i))
    if (incident) return `A possible common cause: ${name} reports “${incident.title}”.`
  }
  return null
}

/** "Claude and ChatGPT fail at the same time. …", with what `commonCause` found. */
export const togetherWords = (names: readonly string[], cause: string | null): string =>
  `${list(names)} fail at the same time. ${cause ?? UNEXPLAINED}`

const UNEXPLAINED =
  'Nothing that they stand on reports trouble, as far as it could be read; it may also be your own connection.'
