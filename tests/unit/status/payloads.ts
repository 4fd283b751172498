// Small bodies in the shapes of the vendors, with sentences of our own.

const iso = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

/** The present of all status tests. */
export const NOW = Date.parse('2026-11-20T14:00:00Z')

const claudeNames = {
  rwppv331jlwc: 'claude.ai',
  '0qbwn08sd68x': 'Claude Console',
  k8w3r06qmzrp: 'Claude API',
  yyzkbfz2thpt: 'Claude Code',
  bpp5gb3hpjcl: 'Claude Cowork',
} as const
export type ClaudeId = keyof typeof claudeNames

export interface V2Incident {
  name?: string
  status?: string
  impact?: string
  /** `null`: the key is there and empty. */
  components?: readonly ClaudeId[] | null
  /** Minutes before NOW. */
  started?: number
  posted?: number
  updated?: number
  body?: string
}

export function v2Incident(i: V2Incident, index = 0): Record<string, unknown> {
  const { started = 30, posted = started, updated = posted } = i
  return {
    id: `inc${index}`,
    name: i.name ?? 'Requests fail for some people',
    status: i.status ?? 'investigating',
    impact: i.impact ?? 'major',
    created_at: iso(-posted),
    started_at: iso(-started),
    updated_at: iso(-updated),
    shortlink: `https://stspg.io/inc${index}`,
    components: (i.components ?? []).map((id) => ({ id, name: claudeNames[id], status: 'x' })),
    incident_updates: [
      {
        id: 'u1',
        body: i.body ?? 'We look into it.',
        status: i.status ?? 'investigating',
        created_at: iso(-updated),
        display_at: iso(-started),
        affected_components: null,
      },
    ],
  }
}

/** Claude's `summary.json`; `words` overrides component words. */
export function claudeSummary({
  words = {},
  incidents = [],
  maintenance = [],
  pageId = 'tymt9n04zgry',
  without = [],
  indicator = 'none',
}: {
  words?: Partial<Record<ClaudeId, string>>
  incidents?: readonly V2Incident[]
  maintenance?: readonly V2Incident[]
  pageId?: string
  without?: readonly ClaudeId[]
  indicator?: string
} = {}): string {
  return JSON.stringify({
    page: { id: pageId, name: 'Claude', url: 'https://status.claude.com', updated_at: iso(-90) },
    status: { indicator, description: 'words' },
    components: Object.entries(claudeNames)
      .filter(([id]) => !without.includes(id as ClaudeId))
      .map(([id, name], position) => ({
        id,
        name,
        position,
        status: words[id as ClaudeId] ?? 'operational',
        group: false,
        page_id: pageId,
      })),
    incidents: incidents.map(v2Incident),
    scheduled_maintenances: maintenance.map((m, i) => ({
      ...v2Incident({ impact: 'maintenance', ...m }, i),
      scheduled_for: iso(-(m.started ?? 30)),
    })),
  })
}

const openaiPage = '01JMDK9XYNY6RXSED6SDWW50WY'
const openaiParts = [
  ['01JMXBNJXGV1T5GT2M9XA83XNG', 'Conversations'],
  ['01JMXBNJXG1S2D9V65P1ZZTD94', 'Login'],
  ['01JSM5RTJWHRWDTS6Q604VEW3B', 'Login'],
  ['01JMXBRMFE6N2NNT7DG6XZQ6PW', 'Chat Completions'],
  ['01JVCV8YSWZFRSM1G5CVP253SK', 'Codex Web'],
  ['01K9G527YRPY1EFRMHTKB5BKT5', 'Sora'],
] as const

/** incident.io's copy of `components.json`. */
export const openaiComponents = (
  words: Readonly<Record<string, string>> = {},
  without: readonly string[] = [],
): string =>
  JSON.stringify({
    page: { id: openaiPage, name: 'OpenAI', url: 'https://status.openai.com/' },
    components: openaiParts
      .filter(([, name]) => !without.includes(name))
      .map(([id, name], position) => ({
        id,
        name,
        position,
        page_id: openaiPage,
        status: words[name] ?? 'operational',
      })),
  })

/** incident.io's copy of `summary.json`: few components, keys absent when empty. */
export const openaiSummary = (incidents: readonly V2Incident[] = []): string =>
  JSON.stringify({
    page: { id: openaiPage, name: 'OpenAI', url: 'https://status.openai.com/' },
    status: { indicator: incidents.length ? 'minor' : 'none', description: 'words' },
    components: [{ id: '01K9G527YRPY1EFRMHTKB5BKT5', name: 'Sora', status: 'operational' }],
    ...(incidents.length
      ? {
          incidents: incidents.map((incident, i) => {
            const {
              components: _,
              started_at: __,
              shortlink: ___,
              ...rest
            } = v2Incident(incident, i)
            return rest
          }),
        }
      : {}),
  })

/** incident.io's own format. */
export const openaiProxy = (
  affected: Readonly<Record<string, string>> = {},
  host = 'https://status.openai.com',
): string =>
  JSON.stringify({
    summary: {
      name: 'OpenAI',
      public_url: host,
      components: openaiParts.map(([id, name]) => ({ id, name })),
      affected_components: Object.entries(affected).map(([component_id, status]) => ({
        component_id,
        status,
      })),
      ongoing_incidents: Object.keys(affected).length
        ? [
            {
              id: '01NATIVE',
              name: 'Answers stop half-way',
              status: 'identified',
              published_at: iso(-12),
              affected_components: Object.entries(affected).map(([component_id, status]) => ({
                component_id,
                status,
                current_status: status,
              })),
              component_impacts: Object.entries(affected).map(([component_id, status]) => ({
                component_id,
                status,
                start_at: iso(-20),
                end_at: null,
              })),
              updates: [
                { to_status: 'identified', message_string: 'We know why.', published_at: iso(-5) },
                { to_status: 'investigating', message_string: 'Hm.', published_at: iso(-12) },
              ],
            },
          ]
        : [],
      scheduled_maintenances: [],
      structure: {
        items: [
          {
            group: {
              id: 'g',
              name: 'ChatGPT',
              components: openaiParts.map(([component_id, name]) => ({ component_id, name })),
            },
          },
        ],
      },
    },
  })

/** One incident of Google's dashboards; `end: null` is open. */
export const googleIncident = (i: {
  product?: string
  end?: string | null
  impact?: string
  update?: string
  begun?: number
}): Record<string, unknown> => ({
  id: 'G1',
  begin: iso(-(i.begun ?? 40)),
  created: iso(-20),
  end: i.end ?? null,
  modified: iso(-10),
  external_desc: '**Some people** cannot open it\nmore',
  most_recent_update: {
    when: iso(-10),
    text: 'Work goes on &amp; on.',
    status: i.update ?? 'SERVICE_DISRUPTION',
  },
  status_impact: i.impact ?? 'SERVICE_DISRUPTION',
  service_name: 'Multiple Products',
  affected_products: [{ title: 'A product', id: i.product ?? 'npdyhgECDJ6tB66MxXyo' }],
  uri: 'incidents/G1',
})

export const instatusSummary = (status: string, impact?: string): string =>
  JSON.stringify({
    page: { name: 'Shop', url: 'https://status.shop.example', status },
    ...(impact
      ? {
          activeIncidents: [
            {
              id: 'i1',
              name: 'The till is stuck',
              started: iso(-30),
              status: 'IDENTIFIED',
              impact,
              url: 'https://status.shop.example/incident/i1',
              updatedAt: iso(-10),
            },
          ],
        }
      : {}),
  })

export const betterstackIndex = (
  words: Readonly<Record<string, string>>,
  report?: { state: string; parts: readonly string[] },
): string =>
  JSON.stringify({
    data: {
      id: '124692',
      type: 'status_page',
      attributes: { custom_domain: 'status.huggingface.co', aggregate_state: 'degraded' },
    },
    included: [
      { id: '1', type: 'status_page_section', attributes: { name: 'All' } },
      ...Object.entries(words).map(([id, status]) => ({
        id,
        type: 'status_page_resource',
        attributes: { public_name: id === '84641' ? 'Huggingface Hub' : 'Jobs', status },
      })),
      ...(report
        ? [
            {
              id: 'r1',
              type: 'status_report',
              attributes: {
                title: 'Slow pages',
                report_type: 'manual',
                starts_at: iso(-60),
                ends_at: null,
                aggregate_state: report.state,
                affected_resources: report.parts.map((status_page_resource_id) => ({
                  status_page_resource_id,
                  status: report.state,
                })),
              },
              relationships: { status_updates: { data: [{ id: 'u1', type: 'status_update' }] } },
            },
            {
              id: 'u1',
              type: 'status_update',
              attributes: { message: '<p>Pages are slow.</p>', published_at: iso(-50) },
            },
          ]
        : []),
    ],
  })

export const flashdutyActive = (
  affected: Readonly<Record<string, string>> = {},
  changes: readonly Record<string, unknown>[] | null | undefined = undefined,
): string =>
  JSON.stringify({
    request_id: 'r',
    data: {
      page: {
        page_id: 6410630422455,
        name: 'DeepSeek',
        custom_domain: 'status.deepseek.com',
        components: [
          { component_id: '01KY4MVS8BM3F9JSYWACGQVG7A', name: 'API Pro' },
          { component_id: '01KY4ND2PNYT9FY5W4ZH80VGJ4', name: 'Instant Mode' },
          { component_id: '01KY4ND2PN1CCNW2MFT5VW713H', name: 'Expert Mode' },
          { component_id: '01KY4ND2PN6EFSJ4RDYDJYPMNK', name: 'Search Service' },
        ],
      },
      active_changes:
        changes !== undefined
          ? changes
          : Object.keys(affected).length
            ? [
                {
                  change_id: 42,
                  type: 'incident',
                  title: 'Answers are slow',
                  status: 'identified',
                  start_at_seconds: NOW / 1000 - 1800,
                  affected_components: Object.entries(affected).map(([component_id, status]) => ({
                    component_id,
                    status,
                  })),
                  updates: [
                    { at_seconds: NOW / 1000 - 1800, status: 'monitoring', description: 'Hm.' },
                    { at_seconds: NOW / 1000 - 600, status: 'identified', description: 'Found.' },
                  ],
                },
              ]
            : [],
    },
  })

export const datadogConfig = (words: Readonly<Record<string, string>> = {}): string => {
  const part = (id: string, name: string) => ({
    id,
    name,
    type: 'Component',
    status: words[name] ?? 'operational',
  })
  const web = part('2347916e-1f82-448c-b07d-8cfbbad57322', 'Web & Application Services')
  const video = part('bb2402ad-3e98-4c75-9eb5-ca68ca683c5a', 'Video')
  const ill = [web, video].filter((p) => p.status !== 'operational')
  return JSON.stringify({
    id: '3bdfe680-d6e4-4a0b-9c04-c25058c342e0',
    customDomain: 'status.openrouter.ai',
    pageUrl: 'https://openrouter.statuspage.datadoghq.com',
    components: [
      {
        id: 'g',
        name: 'API',
        type: 'ComponentGroup',
        components: [
          video,
          part('9fb5ccff-e128-455a-be20-59572f8d363a', 'Chat (/api/v1/chat/completions)'),
        ],
      },
      web,
    ],
    incidents: [
      {
        id: 'old',
        title: 'Old',
        currentStatus: 'resolved',
        resolved: true,
        componentsAffected: [web],
        publishedDate: iso(-9000),
        timeline: [],
      },
      ...(ill.length
        ? [
            {
              id: 'new',
              title: 'Some calls fail',
              currentStatus: 'investigating',
              resolved: false,
              componentsAffected: ill,
              publishedDate: iso(-20),
              lastModifiedAt: iso(-10),
              timeline: [{ createdAt: iso(-15), startedAt: iso(-20), description: 'We look.' }],
            },
          ]
        : []),
    ],
    maintenances: null,
  })
}

export const rootlyStatus = (
  indicator: string,
  url = 'https://status.mistral.ai',
  components?: Readonly<Record<string, string>>,
): string =>
  JSON.stringify({
    page: { name: 'Mistral', url, updated_at: iso(-5) },
    status: { indicator, description: 'words' },
    incidents: [],
    ...(components
      ? {
          components: Object.entries(components).map(([name, status], i) => ({
            id: `c${i}`,
            name,
            status,
          })),
        }
      : {}),
  })

export interface XaiItem {
  surface: string
  name?: string
  guid?: string
  status?: string
  severity?: string
  minutes?: number
}

/** xAI's RSS: one item for each surface. */
export const xaiFeed = (items: readonly XaiItem[], link = 'https://status.x.ai'): string => {
  const item = (i: XaiItem) => {
    const at = new Date(NOW - (i.minutes ?? 30) * 60_000).toUTCString()
    const status = i.status ?? 'INVESTIGATING'
    const severity = i.severity ?? 'outage'
    return `<item><title>[${i.surface}] ${i.name ?? 'Models rest'}</title>
      <link>https://status.x.ai/x/${i.guid ?? 'INC1'}</link>
      <guid isPermaLink="false">${i.guid ?? 'INC1'}</guid>
      <description><![CDATA[<h3>Status: ${status}</h3><p>Severity: ${severity}</p><hr /><h4>Updates:</h4><div><p><strong>${at}</strong></p><h3>Investigating</h3><p>We work on it.</p></div>]]></description>
      <pubDate>${at}</pubDate><category>${severity}</category><category>${status.toLowerCase()}</category></item>`
  }
  return `<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
    <title>Status</title><link>${link}</link>
    <atom:link href="${link}/feed.xml" rel="self" type="application/rss+xml" />
    <description>History.</description>${items.map(item).join('\n')}</channel></rss>`
}

/** Statuspage's `history.atom`; the first update is the newest. */
export const githubFeed = (
  entries: readonly { title: string; updates: readonly (readonly [string, string])[] }[],
): string => `<?xml version="1.0" encoding="UTF-8"?>
<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:www.githubstatus.com,2005:/history</id>
  <link rel="alternate" type="text/html" href="https://www.githubstatus.com"/>
  <link rel="self" type="application/atom+xml" href="https://www.githubstatus.com/history.atom"/>
  <title>History</title><updated>${iso(-10)}</updated>
  ${entries
    .map(
      ({ title, updates }, i) => `<entry><id>tag:www.githubstatus.com,2005:Incident/${i}</id>
    <published>${iso(-60)}</published><updated>${iso(-10)}</updated>
    <link rel="alternate" type="text/html" href="https://www.githubstatus.com/incidents/${i}"/>
    <title>${title}</title><content type="html">${updates
      .map(
        ([stage, words]) =>
          `&lt;p&gt;&lt;small&gt;Nov &lt;var data-var='date'&gt;20&lt;/var&gt;, &lt;var data-var='time'&gt;13:00&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;${stage}&lt;/strong&gt; - ${words}&lt;/p&gt;`,
      )
      .join('')}</content></entry>`,
    )
    .join('\n')}
</feed>`

export const cloudflareSummary = (success = true): string =>
  JSON.stringify({
    success,
    errors: [],
    result: {
      components: [{ id: 'c1', name: 'CDN', status: 'degraded_performance' }],
      active_incidents: [
        {
          id: 'cf1',
          name: 'Errors in many places',
          status: 'investigating',
          impact: 'critical',
          created_at: iso(-20),
          starts_at: iso(-25),
          components: [{ id: 'c1', name: 'CDN' }],
          last_update: { message: 'We look.', display_at: iso(-20), created_at: iso(-20) },
        },
      ],
      recent_incidents: [],
    },
  })

export const awsEvents = (service: string, status: string | number): string =>
  JSON.stringify([
    {
      date: String(NOW / 1000 - 1200),
      region_name: 'Somewhere',
      status,
      service,
      summary: 'Increased errors',
    },
  ])
