import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

export type Level =
  | 'operational'
  | 'degraded_performance'
  | 'partial_outage'
  | 'major_outage'
  | 'under_maintenance'

/** What one provider's page says: a few words, from which its vendor's bodies are built. */
export interface StatusPage {
  /** Of the chat component. Gemini publishes incidents only: anything but operational is one. */
  chat: Level
  /** Title of an open incident on the chat. */
  incident: string | null
  /** `null`: the page answers as it should. */
  misbehaves: Misbehaviour | null
  /** Whether other origins may read it without a host permission. */
  cors: boolean
}

export type Misbehaviour =
  | 'html'
  | 'truncated'
  /** 200 with an error object. */
  | 'error-object'
  | 'wrong-page'
  /** 5 MB of well-formed JSON. */
  | 'huge'
  /** No byte, ever. */
  | 'hang'
  /** One byte a second. */
  | 'drip'
  /** CloudFront's challenge: 405 and HTML. */
  | 'challenge'
  /** Moved to a page of HTML. */
  | 'redirect'
  /** A few kB that unpack to 60 MB. */
  | 'gzip-bomb'
  | 'wrong-type'
  | 'empty'
  | 'server-error'

export interface StatusPages {
  readonly claude: StatusPage
  readonly chatgpt: StatusPage
  readonly gemini: StatusPage
  /** What many providers stand on: the title of its incident. */
  cloudflare: string | null
  restore(): void
  /** Answers if the request is for a status page. */
  serve(host: string, request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

const well = (cors: boolean): StatusPage => ({
  chat: 'operational',
  incident: null,
  misbehaves: null,
  cors,
})

/** The three providers' status pages, all well. */
export function createStatusPages(): StatusPages {
  const pages = { claude: well(true), chatgpt: well(true), gemini: well(false) }
  return {
    ...pages,
    cloudflare: null,
    restore() {
      this.cloudflare = null
      Object.assign(pages.claude, well(true))
      Object.assign(pages.chatgpt, well(true))
      Object.assign(pages.gemini, well(false))
    },
    async serve(host, request, response) {
      const path = (request.url ?? '').split('?')[0] ?? ''
      const found =
        host === 'www.cloudflarestatus.com' && path === '/api/v3/summary'
          ? { page: well(true), body: cloudflare(this.cloudflare) }
          : bodyFor(pages, host, path)
      if (!found && path === '/' && host.startsWith('status.')) {
        response.writeHead(200, { 'content-type': 'text/html' }).end(humanPage)
        return true
      }
      if (!found) return false
      const { page, body } = found
      const headers: Record<string, string> = {
        'content-type': 'application/json; charset=utf-8',
        ...(page.cors && { 'access-control-allow-origin': '*' }),
        'cache-control': 'public, max-age=0, must-revalidate',
      }
      if (page.misbehaves) {
        await misbehave(page.misbehaves, body, headers, response)
        return true
      }
      // Statuspage has validators; incident.io and Google have none.
      if (found.etag) {
        headers.etag = found.etag
        if (request.headers['if-none-match'] === found.etag) {
          response.writeHead(304, headers).end()
          return true
        }
      }
      response.writeHead(200, headers)
      response.end(JSON.stringify(body))
      return true
    },
  }
}

const humanPage = '<!doctype html><html><title>Status</title><p>All systems operational</p></html>'

interface Found {
  page: StatusPage
  body: object
  etag?: string
}

type Pages = Pick<StatusPages, 'claude' | 'chatgpt' | 'gemini'>

function bodyFor(pages: Pages, host: string, path: string): Found | null {
  if (host === 'status.claude.com' || host === 'anthropic.statuspage.io') {
    const body = statuspage(pages.claude, path)
    const state = `${pages.claude.chat}-${pages.claude.incident ?? ''}`
    const etag = `W/"${Buffer.from(state + path).toString('base64url')}"`
    return body && { page: pages.claude, body, etag }
  }
  if (host === 'status.openai.com') {
    const body = incidentIo(pages.chatgpt, path)
    return body && { page: pages.chatgpt, body }
  }
  // Pages of others, which serve as proof that the line is up.
  if (host === 'www.githubstatus.com' || host === 'status.moonshot.cn') {
    const body = statuspage(well(true), path)
    return body && { page: well(true), body: { ...body, page: { id: host } } }
  }
  if (host === 'www.google.com' && path === '/appsstatus/dashboard/incidents.json') {
    return { page: pages.gemini, body: workspace(pages.gemini) }
  }
  return null
}

const began = () => new Date(Date.now() - 12 * 60_000).toISOString()
const indicatorOf: Record<Level, string> = {
  operational: 'none',
  degraded_performance: 'minor',
  partial_outage: 'minor',
  major_outage: 'major',
  under_maintenance: 'maintenance',
}

/** Atlassian Statuspage, `/api/v2/*.json`. */
function statuspage(state: StatusPage, path: string): object | null {
  const id = 'tymt9n04zgry'
  const page = {
    id,
    name: 'Claude',
    url: 'https://status.claude.com',
    time_zone: 'Etc/UTC',
    updated_at: began(),
  }
  const component = (code: string, name: string, status: Level, position: number) => ({
    id: code,
    name,
    status,
    created_at: '2023-07-11T17:52:24.275Z',
    updated_at: began(),
    position,
    description: null,
    showcase: true,
    start_date: '2023-07-11',
    group_id: null,
    page_id: id,
    group: false,
    only_show_if_degraded: false,
  })
  const chat = component('rwppv331jlwc', 'claude.ai', state.chat, 1)
  const components = [
    chat,
    component('0qbwn08sd68x', 'Claude Console (platform.claude.com)', 'operational', 2),
    component('k8w3r06qmzrp', 'Claude API (api.anthropic.com)', 'operational', 3),
  ]
  const incidents = state.incident
    ? [
        {
          id: 'q1w2e3r4t5y6',
          name: state.incident,
          status: 'investigating',
          impact: 'major',
          created_at: began(),
          updated_at: began(),
          started_at: began(),
          resolved_at: null,
          monitoring_at: null,
          page_id: id,
          shortlink: 'https://stspg.io/q1w2e3r4t5y6',
          components: [chat],
          incident_updates: [
            {
              id: 'u1',
              incident_id: 'q1w2e3r4t5y6',
              status: 'investigating',
              body: 'We are looking into it.',
              created_at: began(),
              updated_at: began(),
              display_at: began(),
              affected_components: null,
            },
          ],
        },
      ]
    : []
  const status = { indicator: indicatorOf[state.chat], description: 'As the components say' }
  const scheduled_maintenances: object[] = []
  switch (path) {
    case '/api/v2/summary.json':
      return { page, components, incidents, scheduled_maintenances, status }
    case '/api/v2/components.json':
      return { page, components }
    case '/api/v2/incidents.json':
    case '/api/v2/incidents/unresolved.json':
      return { page, incidents }
    case '/api/v2/status.json':
      return { page, status }
    default:
      return null
  }
}

const conversations = '01JMXBNJXGV1T5GT2M9XA83XNG'
const login = '01JMXBNJXG1S2D9V65P1ZZTD94'

/** incident.io: Statuspage's shape under `/api/v2`, its own under `/proxy`. */
function incidentIo(state: StatusPage, path: string): object | null {
  const page = {
    id: '01JMDK9XYNY6RXSED6SDWW50WY',
    name: 'OpenAI',
    url: 'https://status.openai.com/',
    updated_at: '2026-09-15T07:12:04Z',
  }
  const at = began()
  const component = (id: string, name: string, status: Level, position: number) => ({
    id,
    name,
    status,
    position,
    page_id: page.id,
    created_at: '2025-02-17T00:00:00Z',
    updated_at: at,
  })
  const components = [
    component(conversations, 'Conversations', state.chat, 1),
    component(login, 'Login', 'operational', 2),
    component('01JMXBRMFE6N2NNT7DG6XZQ6PW', 'Chat Completions', 'operational', 3),
    component('01JSM5RTJWHRWDTS6Q604VEW3B', 'Login', 'operational', 4),
  ]
  const word = state.chat === 'major_outage' ? 'full_outage' : state.chat
  const impacts = [{ component_id: conversations, status: word, start_at: at, end_at: null }]
  const incident = state.incident && {
    id: '01M2HYH64J2CZMZ63HEV2FCQFA',
    name: state.incident,
    status: 'investigating',
    impact: 'minor',
    page_id: page.id,
    created_at: at,
    updated_at: at,
    incident_updates: [
      { id: 'u1', status: 'investigating', body: 'We are looking into it.', created_at: at },
    ],
  }
  // Keys of empty lists are left out, as on the real page.
  const incidents = incident ? { incidents: [incident] } : {}
  switch (path) {
    case '/api/v2/components.json':
      return { page, components }
    case '/api/v2/incidents.json':
      return { page, incidents: incident ? [incident] : [] }
    case '/api/v2/summary.json':
      return {
        page,
        components: components.slice(1),
        ...incidents,
        status: { indicator: 'none', description: 'All Systems Operational' },
      }
    case '/api/v2/status.json':
      return { page, status: { indicator: 'none', description: 'All Systems Operational' } }
    case '/proxy/status.openai.com':
      return {
        summary: {
          id: page.id,
          name: 'OpenAI',
          public_url: 'https://status.openai.com',
          components: components.map(({ id, name }) => ({ id, name })),
          affected_components:
            state.chat === 'operational' ? [] : [{ component_id: conversations, status: word }],
          ongoing_incidents: state.incident
            ? [
                {
                  id: '01M2HYH64J2CZMZ63HEV2FCQFA',
                  name: state.incident,
                  status: 'investigating',
                  published_at: at,
                  affected_components: impacts.map(({ component_id, status }) => ({
                    component_id,
                    status,
                    current_status: status,
                  })),
                  component_impacts: impacts,
                  updates: [
                    {
                      to_status: 'investigating',
                      message_string: 'Looking into it.',
                      published_at: at,
                    },
                  ],
                },
              ]
            : [],
          scheduled_maintenances: [],
          structure: {
            items: [
              {
                group: {
                  id: '01K5H8S53SY1KMS4GQMNMZXTR1',
                  name: 'ChatGPT',
                  hidden: false,
                  components: [conversations, login].map((component_id) => ({
                    component_id,
                    hidden: false,
                  })),
                },
              },
            ],
          },
        },
      }
    default:
      return null
  }
}

/** Cloudflare, `/api/v3/summary`: there is always something ill somewhere. */
const cloudflare = (incident: string | null): object => ({
  success: true,
  errors: [],
  result: {
    components: [{ id: 'c1', name: 'Lisbon', status: 'degraded_performance' }],
    active_incidents: incident
      ? [
          {
            id: 'i1',
            name: incident,
            status: 'investigating',
            impact: 'critical',
            created_at: began(),
            starts_at: began(),
            components: [],
            last_update: { message: 'We look.', display_at: began(), created_at: began() },
          },
        ]
      : [],
    recent_incidents: [],
  },
})

/** Google Workspace: a list of incidents, old ones too; silence means "nothing reported". */
function workspace(state: StatusPage): object[] {
  const product = { title: 'Gemini', id: 'npdyhgECDJ6tB66MxXyo' }
  const incident = (id: string, begin: string, end: string | null, text: string) => ({
    id,
    number: '1',
    begin,
    ...(end && { end }),
    created: begin,
    modified: end ?? begin,
    external_desc: text,
    updates: [],
    most_recent_update: {
      when: end ?? begin,
      status: end ? 'AVAILABLE' : 'SERVICE_DISRUPTION',
      text,
    },
    status_impact: state.chat === 'major_outage' ? 'SERVICE_OUTAGE' : 'SERVICE_DISRUPTION',
    severity: 'medium',
    service_key: product.id,
    service_name: product.title,
    affected_products: [product],
    uri: `incidents/${id}`,
  })
  const old = incident('old1', '2026-06-10T08:00:00+00:00', '2026-06-10T14:00:00+00:00', 'Errors')
  if (state.chat === 'operational') return [old]
  return [incident('open1', began(), null, state.incident ?? 'We are looking into it.'), old]
}

async function misbehave(
  how: Misbehaviour,
  body: object,
  headers: Record<string, string>,
  response: ServerResponse,
): Promise<void> {
  const text = JSON.stringify(body)
  const end = (status: number, data: string | Buffer, more: Record<string, string> = {}) => {
    response.writeHead(status, { ...headers, ...more })
    response.end(data)
  }
  switch (how) {
    case 'html':
      return end(200, humanPage, { 'content-type': 'text/html' })
    case 'truncated':
      return end(200, text.slice(0, Math.floor(text.length / 2)))
    case 'error-object':
      return end(200, '{"code":"RouteNotFound","message":"no such route"}')
    case 'wrong-page':
      return end(
        200,
        text
          .replaceAll(/tymt9n04zgry|01JMDK9XYNY6RXSED6SDWW50WY/g, '0db0rq26tg1l')
          .replaceAll('npdyhgECDJ6tB66MxXyo', 'aaaaaaaaaaaaaaaaaaaa'),
      )
    case 'huge':
      return end(200, JSON.stringify({ ...body, padding: 'x'.repeat(5 * 1024 * 1024) }))
    case 'hang':
      return
    case 'drip': {
      response.writeHead(200, headers)
      for (let i = 0; i < text.length && !response.destroyed; i++) {
        response.write(text[i])
        await new Promise((done) => setTimeout(done, 1000))
      }
      response.end()
      return
    }
    case 'challenge':
      return end(405, '<!doctype html><title>Human Verification</title>', {
        'content-type': 'text/html',
      })
    case 'redirect':
      return end(302, '', { location: '/' })
    case 'gzip-bomb':
      return end(200, gzipSync(`{"padding":"${'0'.repeat(60 * 1024 * 1024)}"}`), {
        'content-encoding': 'gzip',
      })
    case 'wrong-type':
      return end(200, text, { 'content-type': 'text/plain' })
    case 'empty':
      return end(200, '')
    case 'server-error':
      return end(503, '{"error":"unavailable"}')
  }
}
