import { describe, expect, it } from 'vitest'
import { readStatus } from '../../../lib/status/read'
import type { StatusSource } from '../../../lib/status/report'
import {
  awsEvents,
  betterstackIndex,
  claudeSummary,
  cloudflareSummary,
  datadogConfig,
  flashdutyActive,
  githubFeed,
  googleIncident,
  instatusSummary,
  NOW,
  openaiComponents,
  openaiProxy,
  openaiSummary,
  rootlyStatus,
  xaiFeed,
} from './payloads'
import { shipped } from './sources'

const level = (source: StatusSource, ...bodies: string[]) => readStatus(source, bodies, NOW).level

/** A page as a user would add it. */
const custom = (page = ''): StatusSource => ({
  vendor: 'custom',
  urls: [],
  components: [],
  scope: 'page',
  page,
})

describe('incident.io', () => {
  const chatgpt = shipped('chatgpt')

  it('reads components and summary together', () => {
    expect(level(chatgpt, openaiComponents(), openaiSummary())).toBe('operational')
    const ill = openaiComponents({ Conversations: 'degraded_performance' })
    expect(level(chatgpt, ill, openaiSummary())).toBe('degraded_performance')
  })

  it('takes the fuller list of the two, and no list without the chat', () => {
    expect(level(chatgpt, openaiSummary(), openaiComponents())).toBe('operational')
    expect(level(chatgpt, openaiSummary())).toBe('unknown')
    expect(level(chatgpt, openaiComponents({}, ['Conversations']), openaiSummary())).toBe('unknown')
  })

  it('does not let an unattributed minor incident colour the chat', () => {
    const summary = openaiSummary([{ name: 'Custom actions fail', impact: 'minor' }])
    const report = readStatus(chatgpt, [openaiComponents(), summary], NOW)
    expect(report.level).toBe('operational')
    expect(report.incidents[0]).toMatchObject({ title: 'Custom actions fail', touchesChat: null })
  })

  it('keeps the two logins apart', () => {
    const body = openaiComponents().replace(
      '"01JMXBNJXG1S2D9V65P1ZZTD94","name":"Login","position":1,"page_id":"01JMDK9XYNY6RXSED6SDWW50WY","status":"operational"',
      '"01JMXBNJXG1S2D9V65P1ZZTD94","name":"Login","position":1,"page_id":"01JMDK9XYNY6RXSED6SDWW50WY","status":"major_outage"',
    )
    const login = readStatus(chatgpt, [body], NOW).components.filter((c) => c.role === 'login')
    expect(login).toEqual([{ role: 'login', name: 'Login', level: 'major_outage' }])
  })

  it('reads the native body, where what is not affected is operational', () => {
    expect(level(chatgpt, openaiProxy())).toBe('operational')
    const ill = { '01JMXBNJXGV1T5GT2M9XA83XNG': 'full_outage' }
    const report = readStatus(chatgpt, [openaiProxy(ill)], NOW)
    expect(report.level).toBe('major_outage')
    expect(report.incidents[0]).toMatchObject({
      touchesChat: true,
      since: NOW - 20 * 60_000,
      postedAt: NOW - 12 * 60_000,
      update: 'We know why.',
    })
    expect(level(chatgpt, openaiProxy({ '01K9G527YRPY1EFRMHTKB5BKT5': 'full_outage' }))).toBe(
      'operational',
    )
  })

  it('refuses a native body of another page, without components or without `affected`', () => {
    expect(level(chatgpt, openaiProxy({}, 'https://status.example.com'))).toBe('unknown')
    const { summary } = JSON.parse(openaiProxy())
    const bare = JSON.stringify({ summary: { ...summary, components: [], structure: null } })
    expect(level(chatgpt, bare)).toBe('unknown')
    const { affected_components: _, ...rest } = summary
    expect(level(chatgpt, JSON.stringify({ summary: rest }))).toBe('unknown')
  })
})

describe('Google', () => {
  const gemini = shipped('gemini')
  const body = (...incidents: Record<string, unknown>[]) => JSON.stringify(incidents)

  it('takes silence as "no incident reported"', () => {
    const report = readStatus(gemini, ['[]'], NOW)
    expect(report.level).toBe('operational')
    expect(report.why).toContain('reports no open incident of Gemini')
  })

  it('goes by product id and `end`, not by title or last update', () => {
    expect(level(gemini, body(googleIncident({})))).toBe('degraded_performance')
    expect(level(gemini, body(googleIncident({ update: 'SERVICE_OUTAGE' })))).toBe('major_outage')
    expect(level(gemini, body(googleIncident({ product: 'gmail' })))).toBe('operational')
    expect(level(gemini, body(googleIncident({ end: '2026-11-20T13:00:00Z' })))).toBe('operational')
    const report = readStatus(gemini, [body(googleIncident({}))], NOW)
    expect(report.incidents[0]).toMatchObject({
      title: '**Some people** cannot open it',
      update: 'Work goes on & on.',
      url: 'https://www.google.com/appsstatus/dashboard/incidents/G1',
    })
  })

  it('does not take one dashboard for the other, or positional lists for either', () => {
    expect(level(shipped('google-cloud'), body(googleIncident({})))).toBe('unknown')
    expect(level(gemini, '[[["x",1,[2]]]]')).toBe('unknown')
  })
})

describe('Instatus', () => {
  const page = custom('https://status.shop.example/')

  it('reads the page with its incidents', () => {
    expect(level(page, instatusSummary('UP'))).toBe('operational')
    expect(level(page, instatusSummary('HASISSUES', 'MAJOROUTAGE'))).toBe('major_outage')
    expect(level(page, instatusSummary('HASISSUES', 'PARTIALOUTAGE'))).toBe('partial_outage')
    expect(level(page, instatusSummary('HASISSUES'))).toBe('degraded_performance')
    expect(level(page, instatusSummary('MELTED'))).toBe('unknown')
  })

  it('reads components as an object and as a list', () => {
    const c = [{ id: 'a', name: 'Till', status: 'OPERATIONAL' }]
    expect(level(page, JSON.stringify({ components: c }))).toBe('operational')
    expect(level(page, JSON.stringify(c))).toBe('operational')
    const ill = [...c, { id: 'b', name: 'Door', status: 'MAJOROUTAGE' }]
    expect(level(page, JSON.stringify(ill))).toBe('degraded_performance')
  })

  it('refuses the data of another host', () => {
    expect(level(custom('https://status.other.example/'), instatusSummary('UP'))).toBe('unknown')
  })
})

describe('Better Stack', () => {
  const hub = shipped('huggingface')

  it('goes by the resource, not by the aggregate', () => {
    expect(level(hub, betterstackIndex({ '84641': 'operational', '9': 'degraded' }))).toBe(
      'operational',
    )
    expect(level(hub, betterstackIndex({ '84641': 'downtime' }))).toBe('major_outage')
    expect(level(hub, betterstackIndex({ '84641': 'not_monitored' }))).toBe('unknown')
    expect(level(hub, betterstackIndex({ '9': 'operational' }))).toBe('unknown')
  })

  it('knows an open report by its state, not by `ends_at`', () => {
    const well = { '84641': 'operational' }
    const open = { state: 'degraded', parts: ['84641'] }
    const report = readStatus(hub, [betterstackIndex(well, open)], NOW)
    expect(report.level).toBe('degraded_performance')
    expect(report.incidents[0]).toMatchObject({ update: 'Pages are slow.', touchesChat: true })
    const closed = { state: 'resolved', parts: ['84641'] }
    expect(level(hub, betterstackIndex(well, closed))).toBe('operational')
  })
})

describe('Flashduty', () => {
  const deepseek = shipped('deepseek')
  const instant = '01KY4ND2PNYT9FY5W4ZH80VGJ4'

  it('takes a listed component that no change names as operational', () => {
    expect(level(deepseek, flashdutyActive())).toBe('operational')
    expect(level(deepseek, flashdutyActive({}, null))).toBe('operational')
    expect(level(deepseek, flashdutyActive({ [instant]: 'partial_outage' }))).toBe('partial_outage')
    expect(level(deepseek, flashdutyActive({ [instant]: 'full_outage' }))).toBe('major_outage')
  })

  it('keeps the API and the search apart from the chat', () => {
    const others = {
      '01KY4MVS8BM3F9JSYWACGQVG7A': 'full_outage',
      '01KY4ND2PN6EFSJ4RDYDJYPMNK': 'partial_outage',
    }
    const report = readStatus(deepseek, [flashdutyActive(others)], NOW)
    expect(report.level).toBe('operational')
    expect(report.incidents[0]).toMatchObject({ touchesChat: false, update: 'Found.' })
    expect(report.components.find((c) => c.role === 'api')?.level).toBe('major_outage')
  })

  it('refuses another page and a reorganised one', () => {
    expect(level(deepseek, flashdutyActive().replace('6410630422455', '1'))).toBe('unknown')
    expect(level(deepseek, flashdutyActive().replaceAll('01KY4ND2', '01ZZZZZ2'))).toBe('unknown')
  })
})

describe('Datadog', () => {
  const openrouter = shipped('openrouter')

  it('finds the component among groups, and reads null maintenances', () => {
    expect(level(openrouter, datadogConfig())).toBe('operational')
    expect(level(openrouter, datadogConfig({ Video: 'degraded' }))).toBe('operational')
    const ill = datadogConfig({ 'Web & Application Services': 'degraded' })
    const report = readStatus(openrouter, [ill], NOW)
    expect(report.level).toBe('degraded_performance')
    expect(report.incidents.map((i) => i.title)).toEqual(['Some calls fail'])
  })
})

describe('Rootly', () => {
  const mistral = shipped('mistral')

  it('reads the page as a whole where no component is listed', () => {
    expect(level(mistral, rootlyStatus('none'))).toBe('operational')
    // Something is wrong, somewhere: that is not the chat.
    expect(level(mistral, rootlyStatus('major'))).toBe('unknown')
    expect(level(mistral, rootlyStatus('none', 'https://status.example.com'))).toBe('unknown')
  })
})

describe('feeds', () => {
  const grok = shipped('grok')

  it('reads xAI by its surface', () => {
    const all = xaiFeed([{ surface: 'grok.com' }, { surface: 'Voice' }])
    const report = readStatus(grok, [all], NOW)
    expect(report.level).toBe('major_outage')
    expect(report.incidents).toHaveLength(1)
    expect(report.incidents[0]).toMatchObject({
      title: 'Models rest',
      impact: 'outage',
      touchesChat: true,
      update: 'Investigating: We work on it.',
    })
    expect(level(grok, xaiFeed([{ surface: 'Voice', severity: 'disruption' }]))).toBe('operational')
    expect(level(grok, xaiFeed([{ surface: 'grok.com', severity: 'disruption' }]))).toBe(
      'degraded_performance',
    )
    expect(level(grok, xaiFeed([{ surface: 'grok.com', status: 'RESOLVED' }]))).toBe('operational')
    expect(level(grok, xaiFeed([]))).toBe('operational')
  })

  it('leaves xAI’s own trials and forgotten items out', () => {
    expect(level(grok, xaiFeed([{ surface: 'grok.com', name: 'Test incident' }]))).toBe(
      'operational',
    )
    const old = { surface: 'grok.com', minutes: 9 * 24 * 60 }
    expect(level(grok, xaiFeed([old]))).toBe('operational')
  })

  it('refuses another feed, a web page, what is not well-formed and entity bombs', () => {
    expect(level(grok, xaiFeed([], 'https://status.example.com'))).toBe('unknown')
    expect(level(grok, '<html><body>Just a moment…</body></html>')).toBe('unknown')
    expect(level(grok, xaiFeed([]).replace('</channel>', ''))).toBe('unknown')
    const bomb = xaiFeed([{ surface: 'grok.com', name: '&z;' }]).replace(
      '<rss',
      '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY z "&a;&a;&a;&a;&a;">]><rss',
    )
    const report = readStatus(grok, [bomb], NOW)
    expect(JSON.stringify(report)).not.toContain('aaaaaaaaaa')
  })

  const copilot: StatusSource = {
    vendor: 'feed',
    urls: [],
    pageId: 'www.githubstatus.com',
    components: [{ role: 'chat', name: 'Copilot' }],
    scope: 'page',
    page: 'https://www.githubstatus.com/',
  }

  it('reads the history of a Statuspage by stage and words', () => {
    const entry = (title: string, ...updates: [string, string][]) => [{ title, updates }]
    const open = githubFeed(entry('Incident with Copilot', ['Investigating', 'We look.']))
    const report = readStatus(copilot, [open], NOW)
    expect(report.level).toBe('degraded_performance')
    expect(report.incidents[0]?.update).toContain('We look.')
    const cases = [
      [entry('Delays starting Actions runs', ['Update', 'Runs wait.']), 'operational'],
      [entry('Some services fail', ['Update', 'Copilot too.']), 'degraded_performance'],
      [entry('Copilot', ['Resolved', 'Done.'], ['Investigating', 'We look.']), 'operational'],
      [entry('Copilot upkeep', ['In progress', 'We work.']), 'under_maintenance'],
      [entry('Copilot upkeep', ['Scheduled', 'We will.']), 'operational'],
    ] as const
    for (const [entries, expected] of cases) {
      expect(level(copilot, githubFeed(entries))).toBe(expected)
    }
  })
})

describe('shared causes', () => {
  it('say nothing about any chat, and list what is open', () => {
    const report = readStatus(shipped('cloudflare'), [cloudflareSummary()], NOW)
    expect(report.level).toBe('unknown')
    expect(report.incidents[0]).toMatchObject({
      title: 'Errors in many places',
      impact: 'critical',
    })
    expect(readStatus(shipped('cloudflare'), [cloudflareSummary(false)], NOW).incidents).toEqual([])
  })

  it('take AWS by region', () => {
    const aws = shipped('aws')
    expect(level(aws, '[]')).toBe('operational')
    expect(level(aws, awsEvents('bedrock-us-east-1', '3'))).toBe('degraded_performance')
    expect(level(aws, awsEvents('cloudfront', 2))).toBe('degraded_performance')
    expect(level(aws, awsEvents('ec2-me-central-1', '3'))).toBe('operational')
    expect(level(aws, awsEvents('ec2-us-east-1', '0'))).toBe('operational')
  })
})

describe('a page of unknown make', () => {
  it('is known by its body', () => {
    expect(level(custom(), claudeSummary())).toBe('operational')
    expect(level(custom(), claudeSummary({ words: { bpp5gb3hpjcl: 'major_outage' } }))).toBe(
      'degraded_performance',
    )
    expect(level(custom(), openaiProxy())).toBe('operational')
    expect(level(custom(), betterstackIndex({ '84641': 'operational' }))).toBe('operational')
    expect(level(custom(), flashdutyActive())).toBe('operational')
    expect(level(custom(), datadogConfig())).toBe('operational')
    expect(level(custom(), rootlyStatus('none'))).toBe('operational')
    expect(level(custom(), cloudflareSummary())).not.toBe('operational')
    expect(level(custom(), xaiFeed([]))).toBe('operational')
    expect(level(custom(), `[${JSON.stringify(googleIncident({}))}]`)).toBe('degraded_performance')
  })

  it('is unknown when its body is nobody’s', () => {
    for (const body of ['[]', '{}', '[1]', '"ok"', 'ok', '{"status":"ok"}', '<html></html>']) {
      expect(level(custom(), body)).toBe('unknown')
    }
  })
})
