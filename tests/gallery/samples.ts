import { type Evidence, healthyVerdict, type Verdict } from '../../lib/detect/verdict'
import type { DraftSummary } from '../../lib/drafts/draft'
import type { Alternative, PopupView, TabView } from '../../lib/messages'
import { defaultSettings } from '../../lib/settings'
import { type Day, type History, localDay } from '../../lib/status/history'
import type { StatusRecord, StatusReport } from '../../lib/status/report'

/** The gallery's clock: 22 November 2026, 14:07, so that pictures can be compared. Epoch ms. */
export const now = new Date(2026, 10, 22, 14, 7).getTime()
const minutes = (count: number) => now - count * 60_000

const seen = (kind: string, at: number): Evidence => ({
  kind,
  sensor: 'network',
  bits: 5,
  at,
  detail: { status: 529 },
})

export const verdicts = {
  healthy: healthyVerdict('claude'),
  failing: {
    ...healthyVerdict('claude'),
    health: 'failing',
    kind: 'outage',
    reach: 'down',
    since: minutes(5),
    lastEvidenceAt: minutes(1),
    bits: 12,
    episode: 1,
    evidence: [seen('completion_5xx', minutes(5)), seen('completion_5xx', minutes(4))],
  },
  unreachable: {
    ...healthyVerdict('claude'),
    health: 'failing',
    kind: 'outage',
    reach: 'unreachable',
    since: minutes(2),
  },
  degraded: { ...healthyVerdict('claude'), health: 'failing', kind: 'degraded', since: minutes(9) },
  limited: { ...healthyVerdict('claude'), condition: 'usage_limit', resetsAt: now + 53 * 60_000 },
  suspect: { ...healthyVerdict('claude'), health: 'suspect', since: minutes(0.2) },
} satisfies Record<string, Verdict>

export const alternatives: readonly Alternative[] = [
  { providerId: 'chatgpt', name: 'ChatGPT', state: 'up', note: 'answered you 5 min ago' },
  { providerId: 'gemini', name: 'Gemini', state: 'unknown', note: 'no public status' },
  {
    providerId: 'perplexity',
    name: 'Perplexity',
    state: 'trouble',
    note: 'status page: partial outage',
  },
  { providerId: 'copilot', name: 'Copilot', state: 'failing', note: 'failing here since 14:01' },
]

export const draft: DraftSummary = {
  id: 'a',
  providerId: 'claude',
  origin: 'https://claude.ai',
  conversationId: 'c1',
  url: 'https://claude.ai/chat/c1',
  state: 'failed',
  createdAt: minutes(12),
  updatedAt: minutes(5),
  sentAt: minutes(5),
  reason: 'Server overloaded (529)',
  preview:
    'Compare the three migration plans below.\n\n1. Blue/green with a shadow table\n2. Expand, backfill, contract\n3. Dual writes behind a flag\n\nFor each: what can go wrong halfway, and how do we get back?',
  length: 1240,
  attachmentCount: 2,
}

export const recent: readonly DraftSummary[] = [
  {
    ...draft,
    id: 'b',
    providerId: 'chatgpt',
    state: 'composing',
    updatedAt: minutes(38),
    preview: 'اكتب رسالة قصيرة إلى الفريق عن تأخر الإصدار',
    length: 42,
    attachmentCount: 0,
    reason: null,
    sentAt: null,
  },
  {
    ...draft,
    id: 'c',
    providerId: 'gemini',
    state: 'handed_off',
    updatedAt: minutes(190),
    preview: 'function retry(times) {\n\tfor (;;) {\n\t\t<b>not html</b><script>alert(1)</script>',
    length: 20_000,
    attachmentCount: 0,
  },
  {
    ...draft,
    id: 'd',
    state: 'sent',
    updatedAt: minutes(60 * 26),
    preview: '東京での三日間の旅程を作ってください。🚄🍜',
    length: 20,
    attachmentCount: 1,
    reason: null,
  },
]

const report: StatusReport = {
  level: 'operational',
  why: 'The component claude.ai is operational.',
  components: [
    { role: 'chat', name: 'claude.ai', level: 'operational' },
    { role: 'login', name: 'platform.claude.com', level: 'operational' },
    { role: 'api', name: 'Claude API', level: 'partial_outage' },
    { role: 'code', name: 'Claude Code', level: 'degraded_performance' },
  ],
  incidents: [
    {
      id: 'i1',
      title: 'Elevated errors on Claude Sonnet',
      impact: 'minor',
      since: minutes(41),
      url: 'https://status.claude.com/incidents/i1',
      postedAt: minutes(38),
      updatedAt: minutes(11),
      touchesChat: false,
      update:
        'We have identified the cause and are rolling out a fix. API requests may fail with 529 until then.',
    },
  ],
  maintenance: [],
  updatedAt: minutes(11),
}

export const status: StatusRecord = {
  providerId: 'claude',
  report,
  fetchedAt: now - 40_000,
  checkedAt: now - 40_000,
  failedFetches: 0,
  error: null,
  lastGood: { level: 'operational', at: now - 40_000 },
  steady: { level: 'operational', since: minutes(300), pending: null },
}

export const unknownStatus: StatusRecord = {
  ...status,
  report: {
    ...report,
    level: 'unknown',
    why: 'The page answered with something that is not JSON.',
    components: [],
    incidents: [],
  },
  failedFetches: 2,
  error: 'not JSON',
}

export const tab: TabView = {
  tabId: 7,
  providerId: 'claude',
  providerName: 'Claude',
  verdict: verdicts.failing,
  status,
  alternatives,
  draft,
  isPrivate: false,
  silenced: false,
  origin: null,
  cause: 'server overloaded, 2 attempts',
  headline: 'You: failing since 14:02 · Status page: operational (just now)',
}

const dayOf = (back: number) => localDay(now - back * 24 * 3600_000)
const history: History = {
  last: null,
  days: [
    { day: dayOf(24), seen: 'well', minutes: 0, page: 'operational' },
    { day: dayOf(23), seen: 'well', minutes: 0, page: 'partial_outage' },
    { day: dayOf(20), seen: 'outage', minutes: 52, page: 'major_outage' },
    { day: dayOf(19), seen: 'degraded', minutes: 9, page: 'operational' },
    ...[15, 14, 13, 9, 8, 7, 6, 2, 1].map(
      (back): Day => ({ day: dayOf(back), seen: 'well', minutes: 0, page: 'operational' }),
    ),
    { day: dayOf(0), seen: 'outage', minutes: 5, page: 'operational' },
  ],
}

export const popup: PopupView = {
  tab,
  providers: [],
  recent,
  assistants: [
    { providerId: 'claude', name: 'Claude', state: 'failing', note: 'failing here' },
    ...alternatives,
  ],
  settings: defaultSettings,
  history,
  common: null,
  notifies: false,
  storageProblem: null,
}
