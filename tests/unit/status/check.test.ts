import { beforeEach, describe, expect, it } from 'vitest'
import { type CheckDeps, checkStatus, lastRecord, type Watchable } from '../../../lib/status/check'
import { levelNow } from '../../../lib/status/record'
import type { StatusSource } from '../../../lib/status/report'
import { claudeSummary, NOW, openaiComponents, openaiProxy, openaiSummary } from './payloads'
import { shipped } from './sources'

const MINUTE = 60_000
const main = 'https://status.claude.com/api/v2/summary.json'
const alias = 'https://anthropic.statuspage.io/api/v2/summary.json'

const claude: Watchable = { id: 'claude', name: 'Claude', status: shipped('claude') }

/** A server in words: what each address answers. */
type Answers = Record<string, () => Response | Promise<Response>>

let now: number
let requests: string[]
let answers: Answers
let store: Map<string, unknown>
let deps: CheckDeps

const ok = (body: string) => () => new Response(body)
const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('<html>', { status, headers })

beforeEach(() => {
  now = NOW
  requests = []
  answers = { [main]: ok(claudeSummary()), [alias]: ok(claudeSummary()) }
  store = new Map()
  deps = {
    fetch: async (url) => {
      requests.push(url)
      const answer = answers[url]
      if (!answer) throw new TypeError('Failed to fetch')
      return answer()
    },
    store: {
      get: async (key) => store.get(key),
      // As the browser's storage does.
      set: async (key, value) => void store.set(key, JSON.parse(JSON.stringify(value))),
    },
    now: () => now,
    random: () => 0,
    failingSince: NOW,
  }
})

const check = (reason: Parameters<typeof checkStatus>[1] = 'failing', who = claude) =>
  checkStatus(who, reason, deps)

describe('how often a page is asked', () => {
  it('answers with what is known until the page may be asked again', async () => {
    const first = await check('popup')
    expect(first).toMatchObject({ failedFetches: 0, error: null, fetchedAt: NOW })
    now += MINUTE - 1
    expect(await check('popup')).toEqual(first)
    expect(requests).toHaveLength(1)
    now += 1
    expect(await check('popup')).toMatchObject({ fetchedAt: now })
    expect(requests).toHaveLength(2)
  })

  it('keeps the times across restarts of the worker, since they are stored', async () => {
    await check('watched')
    now += 4 * MINUTE
    await check('watched')
    expect(requests).toHaveLength(1)
    expect(await lastRecord('claude', deps.store)).toMatchObject({ checkedAt: NOW })
  })

  it('spreads alarms, not popups', async () => {
    deps = { ...deps, random: () => 0.999 }
    await check('watched')
    now += 5 * MINUTE
    await check('watched')
    expect(requests).toHaveLength(1)
    now += MINUTE
    await check('watched')
    expect(requests).toHaveLength(2)
  })

  it('asks once for several who ask at once', async () => {
    const records = await Promise.all([check('popup'), check('suspect'), check('failing')])
    expect(requests).toHaveLength(1)
    expect(new Set(records.map((r) => r?.fetchedAt)).size).toBe(1)
  })

  it('has one request at a time under way to a host', async () => {
    let running = 0
    let most = 0
    const slow = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 5))
      running -= 1
      return new Response(claudeSummary())
    }
    const urls = ['a', 'b', 'c'].map((p) => `https://status.example.com/${p}`)
    for (const url of urls) answers[url] = slow
    const source = (url: string): StatusSource => ({ ...shipped('claude'), urls: [url] })
    await Promise.all(
      urls.map((url) => check('popup', { id: url, name: url, status: source(url) })),
    )
    expect(requests).toHaveLength(3)
    expect(most).toBe(1)
  })

  it('asks nothing for a provider without a public status', async () => {
    expect(await check('popup', { id: 'copilot', name: 'Copilot', status: null })).toBeNull()
    expect(requests).toEqual([])
  })

  it('survives what somebody else wrote into the store', async () => {
    store.set('status:claude', { record: 'x' })
    store.set('status-host:status.claude.com', 'y')
    expect((await check('popup'))?.report.level).toBe('operational')
  })
})

describe('when a page does not answer', () => {
  const bad = () => {
    answers = { [main]: refuse(405), [alias]: refuse(403) }
  }

  it('keeps a good report through one failure, with its age, then says unknown', async () => {
    await check('popup')
    bad()
    now += 2 * MINUTE
    const once = await check('popup')
    expect(once).toMatchObject({ fetchedAt: NOW, checkedAt: now, failedFetches: 1 })
    expect(once?.report.level).toBe('operational')
    expect(once?.error).toBe('the page refused us (405)')
    now += 2 * MINUTE
    const twice = await check('popup')
    expect(twice?.report.level).toBe('unknown')
    expect(twice).toMatchObject({
      failedFetches: 2,
      fetchedAt: NOW,
      lastGood: { level: 'operational', at: NOW },
    })
    answers = { [main]: ok(claudeSummary()) }
    now += 10 * MINUTE
    expect(await check('popup')).toMatchObject({ failedFetches: 0, error: null })
  })

  it('says unknown at once where there is no fresh good report', async () => {
    bad()
    const first = await check('popup')
    expect(first?.report.level).toBe('unknown')
    expect(first?.lastGood).toBeNull()
  })

  it('counts a body that cannot be read as a failure', async () => {
    await check('popup')
    answers = { [main]: ok('<html>'), [alias]: ok('<html>') }
    now += MINUTE
    expect((await check('popup'))?.report.level).toBe('operational')
    now += MINUTE
    const twice = await check('popup')
    expect(twice?.report.level).toBe('unknown')
    expect(twice?.error).toBe('The status page sent a web page instead of data')
  })

  it('does not show a report that was not renewed for half an hour', async () => {
    const record = await check('popup')
    expect(levelNow(record, NOW + 29 * MINUTE)).toBe('operational')
    expect(levelNow(record, NOW + 30 * MINUTE)).toBe('unknown')
    expect(levelNow(null, NOW)).toBe('unknown')
  })

  it('goes to the fall-back address, and to it alone while the first wants peace', async () => {
    answers = { [main]: refuse(405), [alias]: ok(claudeSummary()) }
    expect((await check())?.report.level).toBe('operational')
    expect(requests).toEqual([main, alias])
    // The first refusal costs the main host a minute, the second two.
    now += MINUTE
    await check()
    now += MINUTE
    await check()
    expect(requests).toEqual([main, alias, main, alias, alias])
  })

  it('backs off from one minute to one hour', async () => {
    bad()
    const times: number[] = []
    for (; now < NOW + 12 * 60 * MINUTE; now += MINUTE) {
      const before = requests.length
      await check('popup')
      if (requests.slice(before).includes(main)) times.push((now - NOW) / MINUTE)
    }
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
    expect(gaps.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 60])
    expect(Math.max(...gaps)).toBe(60)
  })

  it('waits as long as it is asked to', async () => {
    answers = { [main]: refuse(429, { 'retry-after': '1800' }) }
    await check('popup')
    now += 29 * MINUTE
    await check('popup')
    expect(requests.filter((url) => url === main)).toHaveLength(1)
    now += MINUTE
    await check('popup')
    expect(requests.filter((url) => url === main)).toHaveLength(2)
  })

  it('waits at most five minutes after mere silence: that may be our own connection', async () => {
    answers = {}
    for (; now < NOW + 60 * MINUTE; now += MINUTE) await check('popup')
    const asked = requests.filter((url) => url === main).length
    expect(asked).toBeGreaterThanOrEqual(12)
    expect(asked).toBeLessThanOrEqual(16)
  })
})

describe('a source of two documents', () => {
  const [components = '', summary = ''] = shipped('chatgpt').urls
  const chatgpt: Watchable = { id: 'chatgpt', name: 'ChatGPT', status: shipped('chatgpt') }

  it('does without the second', async () => {
    answers = { [components]: ok(openaiComponents()), [summary]: refuse(500) }
    expect((await check('popup', chatgpt))?.report.level).toBe('operational')
  })

  it('does not do without the first', async () => {
    answers = { [components]: refuse(500), [summary]: ok(openaiSummary()) }
    expect((await check('popup', chatgpt))?.report.level).toBe('unknown')
  })
})

describe('a heavy page', () => {
  const gemini: Watchable = { id: 'gemini', name: 'Gemini', status: shipped('gemini') }
  const [list = ''] = shipped('gemini').urls

  it('is left alone while nothing is wrong, unless the user asks for it', async () => {
    answers = { [list]: ok('[]') }
    deps = { ...deps, failingSince: null }
    expect(await check('popup', gemini)).toBeNull()
    expect(await check('watched', gemini)).toBeNull()
    expect(requests).toEqual([])
    deps = { ...deps, isPermitted: async () => true }
    expect((await check('asked', gemini))?.report.level).toBe('operational')
    now += 2 * MINUTE
    deps = { ...deps, failingSince: now }
    await check('failing', gemini)
    await check('popup', gemini)
    expect(requests).toHaveLength(1)
    now += 13 * MINUTE
    await check('popup', gemini)
    expect(requests).toHaveLength(2)
  })
})

describe('a fall-back on the same host', () => {
  const [components = ''] = shipped('chatgpt').urls
  const [native = ''] = shipped('chatgpt').fallback ?? []
  const chatgpt: Watchable = { id: 'chatgpt', name: 'ChatGPT', status: shipped('chatgpt') }

  it('serves when an address is gone, not when the host sends another page or refuses', async () => {
    answers = { [components]: refuse(404), [native]: ok(openaiProxy()) }
    expect((await check('popup', chatgpt))?.report.level).toBe('operational')
    now += MINUTE
    answers[components] = ok(claudeSummary())
    store.clear()
    expect((await check('popup', chatgpt))?.report.level).toBe('unknown')
    answers[components] = refuse(403)
    store.clear()
    requests = []
    expect((await check('popup', chatgpt))?.report.level).toBe('unknown')
    expect(requests).toEqual([components])
  })
})

describe('a page that needs the user’s leave', () => {
  const gemini: Watchable = { id: 'gemini', name: 'Gemini', status: shipped('gemini') }

  it('is left alone without, and says what is missing', async () => {
    const record = await check('failing', gemini)
    expect(requests).toEqual([])
    expect(record).toMatchObject({ error: 'the page can only be read with your leave' })
    expect(record?.report.level).toBe('unknown')
  })

  it('is read as soon as leave is given', async () => {
    await check('failing', gemini)
    deps = { ...deps, isPermitted: async (pattern) => pattern === 'https://www.google.com/*' }
    answers = { [gemini.status?.urls[0] ?? '']: ok('[]') }
    now += 1000
    expect(await check('asked', gemini)).toMatchObject({ error: null, fetchedAt: now })
    now += 1000
    await check('asked', gemini)
    expect(requests).toEqual(gemini.status?.urls)
  })

  it('does not blame the leave for what the page does', async () => {
    answers = {}
    deps = { ...deps, isPermitted: async () => true }
    expect((await check('failing', gemini))?.error).toBe('the page could not be reached')
  })
})
