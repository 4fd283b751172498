import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type CheckDeps, checkStatus } from '../../../lib/status/check'
import { createStatusPages, type Misbehaviour } from '../../pages/status'
import { shipped } from './sources'

const pages = createStatusPages()
let server: Server
let port = 0

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const host = String(request.headers['x-host'])
    if (!(await pages.serve(host, request, response))) response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => pages.restore())

const ids = ['claude', 'chatgpt', 'gemini'] as const

/** Asks a provider's page for the first time, through the stand-in. */
async function levelOf(id: (typeof ids)[number]) {
  const store = new Map<string, unknown>()
  const deps: CheckDeps = {
    fetch: (url, init) => {
      const { host, pathname } = new URL(url)
      return fetch(`http://127.0.0.1:${port}${pathname}`, { ...init, headers: { 'x-host': host } })
    },
    timeout: 300,
    store: {
      get: async (key) => store.get(key),
      set: async (key, value) => void store.set(key, value),
    },
    now: Date.now,
    random: Math.random,
    isPermitted: async () => true,
  }
  return (await checkStatus({ id, name: id, status: shipped(id) }, 'asked', deps))?.report.level
}

it.each(ids)('the stand-in page of %s is read as it means', async (id) => {
  expect(await levelOf(id)).toBe('operational')
  pages[id].chat = 'major_outage'
  pages[id].incident = 'Nothing works'
  expect(await levelOf(id)).toBe('major_outage')
})

const misdeeds: readonly Misbehaviour[] = [
  'html',
  'truncated',
  'error-object',
  'wrong-page',
  'huge',
  'hang',
  'drip',
  'challenge',
  'redirect',
  'gzip-bomb',
  'empty',
  'server-error',
]

it.each(
  ids.flatMap((id) => misdeeds.map((how) => [id, how] as const)),
)('the page of %s in the mood "%s" is unknown', async (id, how) => {
  // Google's list has no id of its page: silence about Gemini is all that there is.
  if (id === 'gemini' && how === 'wrong-page') return
  pages[id].misbehaves = how
  expect(await levelOf(id)).toBe('unknown')
})
