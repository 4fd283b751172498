import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
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

/** `FUZZ_RUNS=10000 npx vitest run tests/unit/status/fuzz` is the long form. */
const runs = Number(process.env.FUZZ_RUNS ?? 1000)
const MOST_MS = 50

/** Recorded payloads, where they stand beside the project. */
const corpus = new URL('../../../../shared/corpus/status/', import.meta.url)
const recorded = (folder: string, ending: string): string[] => {
  const from = new URL(`${folder}/`, corpus)
  if (!existsSync(from)) return []
  const files = readdirSync(from).filter((file) => file.endsWith(ending))
  return files.map((file) => readFileSync(new URL(file, from), 'utf8'))
}

interface Subject {
  readonly name: string
  readonly source: StatusSource
  readonly seeds: readonly string[]
  /** Words without which a body must never be taken for "operational". */
  readonly demands: readonly string[]
}

const page = (vendor: StatusSource['vendor']): StatusSource => ({
  vendor,
  urls: [],
  components: [{ role: 'chat', id: 'chat', name: 'Chat' }],
  page: 'https://status.shop.example/',
})

const chat = 'rwppv331jlwc'
const conversations = '01JMXBNJXGV1T5GT2M9XA83XNG'
const subjects: readonly Subject[] = [
  {
    name: 'statuspage',
    source: shipped('claude'),
    seeds: [
      claudeSummary(),
      claudeSummary({ words: { [chat]: 'partial_outage' }, incidents: [{ components: [chat] }] }),
      ...recorded('anthropic', '.json'),
    ],
    demands: ['tymt9n04zgry', chat],
  },
  {
    name: 'incidentio',
    source: shipped('chatgpt'),
    seeds: [
      openaiComponents(),
      openaiSummary([{}]),
      openaiProxy({ [conversations]: 'full_outage' }),
      ...recorded('openai', '.json'),
    ],
    demands: [conversations],
  },
  { name: 'instatus', source: page('instatus'), seeds: [instatusSummary('UP')], demands: ['chat'] },
  {
    name: 'betterstack',
    source: shipped('huggingface'),
    seeds: [
      betterstackIndex({ '84641': 'operational' }, { state: 'degraded', parts: ['84641'] }),
      ...recorded('huggingface', '.json'),
    ],
    demands: ['124692', '84641'],
  },
  {
    name: 'google-workspace',
    source: shipped('gemini'),
    seeds: [
      JSON.stringify([googleIncident({}), googleIncident({ product: 'other' })]),
      ...recorded('google', '.json'),
    ],
    demands: [],
  },
  {
    name: 'flashduty',
    source: shipped('deepseek'),
    seeds: [
      flashdutyActive({ '01KY4ND2PNYT9FY5W4ZH80VGJ4': 'partial_outage' }),
      ...recorded('deepseek', '.json'),
    ],
    demands: ['6410630422455', '01KY4ND2PN'],
  },
  {
    name: 'datadog',
    source: shipped('openrouter'),
    seeds: [
      datadogConfig(),
      datadogConfig({ Video: 'degraded' }),
      ...recorded('openrouter', '.json'),
    ],
    demands: ['3bdfe680-d6e4-4a0b-9c04-c25058c342e0', '2347916e-1f82-448c-b07d-8cfbbad57322'],
  },
  {
    name: 'rootly',
    source: shipped('mistral'),
    seeds: [
      rootlyStatus('none', 'https://status.mistral.ai', { Vibe: 'Operational' }),
      ...recorded('mistral', '.json'),
    ],
    demands: ['status.mistral.ai'],
  },
  {
    name: 'feed, RSS',
    source: shipped('grok'),
    seeds: [
      xaiFeed([{ surface: 'grok.com' }, { surface: 'Voice', guid: 'INC2' }]),
      ...recorded('xai', '.xml'),
    ],
    demands: ['https://status.x.ai'],
  },
  {
    name: 'feed, Atom',
    source: {
      ...page('feed'),
      pageId: 'www.githubstatus.com',
      scope: 'page',
      page: 'https://www.githubstatus.com/',
    },
    seeds: [
      githubFeed([{ title: 'Chat fails', updates: [['Update', 'We look.']] }]),
      ...recorded('github', '.atom'),
    ],
    demands: ['https://www.githubstatus.com'],
  },
  {
    name: 'cloudflare',
    source: page('cloudflare'),
    seeds: [cloudflareSummary(), ...recorded('cloudflare', '.json')],
    demands: ['chat'],
  },
  { name: 'aws', source: shipped('aws'), seeds: [awsEvents('ec2-us-east-1', '3')], demands: [] },
  {
    name: 'custom',
    source: page('custom'),
    seeds: [claudeSummary(), openaiProxy(), xaiFeed([]), datadogConfig(), flashdutyActive()],
    demands: ['chat'],
  },
]

/** What a broken server, a proxy or a spiteful one may put in a body. */
const junk = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    'null',
    '""',
    '{}',
    '[]',
    '-1',
    '1e999',
    'true',
    '\\u0000',
    '<',
    '>',
    ']]>',
    '<![CDATA[',
    '&amp;',
    '&#x0;',
    '"__proto__":{"x":1},',
    '"constructor":1,',
    'operational',
    'major_outage',
    '\ud800',
    '\ufeff',
    '{"page":',
    '[[[[[[[[',
    '9'.repeat(400),
    ' '.repeat(3000),
    'a'.repeat(3000),
    '<b>'.repeat(500),
    '&'.repeat(1000),
    '2026-13-45T99:99:99Z',
    'operational"}]',
  ),
)

const edit = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(400)),
  text: fc.oneof({ arbitrary: fc.constant(''), weight: 1 }, { arbitrary: junk, weight: 2 }),
})

const mutate = (seed: string, edits: readonly { at: number; length: number; text: string }[]) =>
  edits.reduce((body, { at, length, text }) => {
    const start = at % (body.length + 1)
    return body.slice(0, start) + text + body.slice(start + length)
  }, seed)

/** Replaces one value in the tree of a JSON body: the shape stays, a type changes. */
function swap(seed: string, at: number, value: unknown): string {
  if (seed.startsWith('<')) return seed
  let n = 0
  const count = [...seed.matchAll(/[{[,:]/g)].length
  return JSON.stringify(JSON.parse(seed), (_, old) => (n++ === at % count ? value : old)) ?? 'null'
}

const bodyOf = (seeds: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 6 }))
      .map(([seed, edits]) => mutate(seed, edits)),
    fc
      .tuple(fc.constantFrom(...seeds), fc.nat(), fc.jsonValue({ maxDepth: 2 }))
      .map(([seed, at, value]) => swap(seed, at, value)),
    fc.constantFrom(...seeds).chain((seed) => fc.nat(seed.length).map((n) => seed.slice(0, n))),
    fc.string(),
    fc.json(),
  )

describe.each(subjects)('$name', ({ source, seeds, demands }) => {
  it('never throws, is never slow, and is never operational without its page and component', () => {
    fc.assert(
      fc.property(bodyOf(seeds), (body) => {
        const start = performance.now()
        const report = readStatus(source, [body], NOW)
        let took = performance.now() - start
        if (took >= MOST_MS) {
          // Another process may have had the core: only what is slow again is slow.
          const again = performance.now()
          readStatus(source, [body], NOW)
          took = performance.now() - again
        }
        expect(took).toBeLessThan(MOST_MS)
        expect(report.why).not.toBe('')
        if (report.level === 'operational') {
          // Addresses may be written in odd ways that mean the same.
          const plain = body.replace(/[^\w .:/()-]/g, '')
          for (const word of demands) expect(plain).toContain(word)
        }
        for (const { url, title, update } of [...report.incidents, ...report.maintenance]) {
          expect(url === null || url.startsWith('https://')).toBe(true)
          expect(title.length).toBeLessThanOrEqual(200)
          expect(update?.length ?? 0).toBeLessThanOrEqual(600)
        }
      }),
      // The short form is the same each time.
      process.env.FUZZ_RUNS ? { numRuns: runs } : { numRuns: runs, seed: 20261120 },
    )
  }, 600_000)
})

describe('long bodies made to be slow', () => {
  const long = 400_000
  it.each([
    ['an endless tag', (s: string) => s.replace('Models rest', `<b${' x'.repeat(long / 2)}`)],
    ['many brackets', (s: string) => s.replace('Models rest', '['.repeat(long))],
    ['blanks', (s: string) => s.replace('Status: ', `Status: ${' '.repeat(long)}`)],
    [
      'many items',
      (s: string) => s.replace('</channel>', `${'<item/>'.repeat(long / 10)}</channel>`),
    ],
    ['deep nesting', (s: string) => s.replace('</channel>', '<a>'.repeat(long / 10))],
    ['entities', (s: string) => s.replace('Models rest', '&amp;'.repeat(long / 10))],
  ])('%s in a feed', (_, change) => {
    const body = change(xaiFeed([{ surface: 'grok.com' }]))
    const start = performance.now()
    readStatus(shipped('grok'), [body], NOW)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it.each([
    ['a title', (s: string) => s.replace('Requests fail', '<'.repeat(long))],
    ['an update', (s: string) => s.replace('We look into it.', '<p '.repeat(long / 3))],
    ['entities', (s: string) => s.replace('We look into it.', '&#x26;'.repeat(long / 6))],
  ])('%s in a summary', (_, change) => {
    const body = change(claudeSummary({ incidents: [{}] }))
    const start = performance.now()
    readStatus(shipped('claude'), [body], NOW)
    expect(performance.now() - start).toBeLessThan(MOST_MS * 4)
  })
})
