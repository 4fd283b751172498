import { beforeEach, expect, it, vi } from 'vitest'
import { browser } from 'wxt/browser'
import type { RequestSeen } from '../../../lib/detect/report'
import { speaksOfHealth, watchRequests } from '../../../lib/monitor/requests'
import { claude } from '../../../lib/providers/claude'

type Listener = (details: Record<string, unknown>) => unknown
const names = ['onBeforeRequest', 'onHeadersReceived', 'onCompleted', 'onErrorOccurred'] as const
const fire = {} as Record<(typeof names)[number], Listener>
let documents: [string, number, RequestSeen][]
let pages: [string, number, RequestSeen][]

const completion =
  'https://claude.ai/api/organizations/8d1f2c0e-5b7a-4c1d-9e0f-2a6b3c4d5e6f/chat_conversations/bd9a9d30-13c7-4bf2-85d2-55daee2ab9ac/completion'
const details = (change: Record<string, unknown> = {}) => ({
  url: completion,
  method: 'POST',
  type: 'xmlhttprequest',
  tabId: 7,
  ...change,
})

beforeEach(() => {
  documents = []
  pages = []
  const webRequest = Object.fromEntries(
    names.map((name) => [
      name,
      {
        addListener: (listener: Listener) => {
          fire[name] = listener
        },
      },
    ]),
  )
  vi.spyOn(browser, 'webRequest', 'get').mockReturnValue(webRequest as never)
  watchRequests({
    document: (provider, tabId, seen) => documents.push([provider.id, tabId, seen]),
    page: (provider, tabId, seen) => pages.push([provider.id, tabId, seen]),
  })
})

const told = () => pages.map(([, , { phase, status, error }]) => [phase, status ?? error])

it('tells a completion from its start to its end', () => {
  fire.onBeforeRequest(details())
  fire.onHeadersReceived(details({ statusCode: 200, responseHeaders: [] }))
  fire.onCompleted(details({ statusCode: 200 }))
  expect(told()).toEqual([
    ['started', null],
    ['headers', 200],
    ['completed', 200],
  ])
  expect(pages[0]?.slice(0, 2)).toEqual(['claude', 7])
})

it('tells a refusal once, as soon as its status is known', () => {
  fire.onHeadersReceived(details({ statusCode: 529, responseHeaders: [] }))
  fire.onCompleted(details({ statusCode: 529 }))
  expect(told()).toEqual([['completed', 529]])
})

it('tells a cut connection by the browser’s own word', () => {
  fire.onErrorOccurred(details({ error: 'net::ERR_CONNECTION_RESET' }))
  expect(told()).toEqual([['failed', 'net::ERR_CONNECTION_RESET']])
})

it('knows Cloudflare’s check by its header', () => {
  const responseHeaders = [{ name: 'CF-Mitigated', value: 'challenge' }]
  fire.onHeadersReceived(details({ statusCode: 403, responseHeaders }))
  expect(pages[0]?.[2].challenge).toBe(true)
})

it('gives documents to the background, also of tabs that never load', () => {
  const url = 'https://claude.ai/new'
  fire.onErrorOccurred(
    details({ url, type: 'main_frame', method: 'GET', error: 'net::ERR_FAILED' }),
  )
  expect(documents).toEqual([
    ['claude', 7, expect.objectContaining({ phase: 'failed', type: 'main_frame' })],
  ])
  expect(pages).toEqual([])
})

it('leaves alone what is no tab’s, no provider’s, or says nothing', () => {
  fire.onHeadersReceived(details({ tabId: -1, statusCode: 500 }))
  fire.onHeadersReceived(details({ url: 'https://example.com/x', statusCode: 500 }))
  fire.onHeadersReceived(
    details({ url: 'https://claude.ai/api/account', method: 'GET', statusCode: 200 }),
  )
  expect(pages).toEqual([])
})

it('tells of the rest of the traffic only where it failed', () => {
  const seen = (status: number): RequestSeen => ({
    url: 'https://claude.ai/api/account',
    method: 'GET',
    status,
    error: null,
    phase: 'completed',
    type: 'xmlhttprequest',
    challenge: false,
    at: 0,
  })
  expect(speaksOfHealth(claude, seen(200))).toBe(false)
  expect(speaksOfHealth(claude, seen(503))).toBe(true)
})
