import { vi } from 'vitest'
import { type Browser, browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { TurnReport, WitnessReport } from '../../../lib/detect/report'
import { memoryStore } from '../../../lib/drafts/memory'
import type { Drafts } from '../../../lib/drafts/open'
import type { PageMessage } from '../../../lib/messages'
import { claudeSummary, NOW, openaiComponents, openaiSummary } from '../status/payloads'

export type FakeTab = Pick<Browser.tabs.Tab, 'id' | 'url' | 'incognito' | 'active' | 'windowId'>

export const MINUTE = 60_000

/** Drafts in memory. */
export const drafts: Drafts = {
  of: (isPrivate) => memoryStore(isPrivate ? 'private' : 'kept'),
  problem: () => null,
  isTroubled: () => false,
  db: null,
  lock: null,
  close: () => {},
}

export const chatTab = (id: number, url: string, change: Partial<FakeTab> = {}): FakeTab => ({
  id,
  url,
  incognito: false,
  active: false,
  windowId: 1,
  ...change,
})

/** What the fake browser lacks: tabs by pattern, permissions, a network of status pages, a clock. */
export function setStage() {
  fakeBrowser.reset()
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const stage = {
    tabs: [] as FakeTab[],
    allowed: [/claude|chatgpt|openai|gemini/] as RegExp[],
    notifies: false,
    /** Addresses asked, in order. */
    requests: [] as string[],
    claude: claudeSummary(),
    /** What pages were told, newest last. */
    told: [] as { tabId: number; message: PageMessage }[],
  }
  const patternOf = (url = '') => `${new URL(url).origin}/*`
  vi.spyOn(browser.tabs, 'query').mockImplementation((async ({ url, active }) =>
    stage.tabs.filter(
      (tab) => (!url || [url].flat().includes(patternOf(tab.url))) && (!active || tab.active),
    )) as typeof browser.tabs.query)
  vi.spyOn(browser.tabs, 'get').mockImplementation((async (id) => {
    const tab = stage.tabs.find((one) => one.id === id)
    if (!tab) throw new Error('no such tab')
    return tab
  }) as typeof browser.tabs.get)
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async (tabId, message) => {
    stage.told.push({ tabId, message: message as PageMessage })
  })
  vi.spyOn(browser.permissions, 'contains').mockImplementation(
    (async ({ origins = [], permissions = [] }) =>
      origins.every((origin) => stage.allowed.some((one) => one.test(origin))) &&
      (permissions.length === 0 || stage.notifies)) as typeof browser.permissions.contains,
  )
  vi.stubGlobal('fetch', async (input: string) => {
    const { host, pathname } = new URL(input)
    if (pathname === '/api/v2/status.json') return Response.json({ page: {} })
    if (pathname === '/favicon.ico') return new Response(null, { status: 200 })
    stage.requests.push(host + pathname)
    if (host === 'status.claude.com') return new Response(stage.claude)
    if (pathname.endsWith('components.json')) return new Response(openaiComponents())
    if (host === 'status.openai.com') return new Response(openaiSummary())
    throw new TypeError('Failed to fetch')
  })
  return stage
}

/** Lets time pass, with all that is under way. */
export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

/** Until nothing is under way any more: storage and fetch take some turns of the loop. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 30; i++) await new Promise((done) => setImmediate(done))
}

const turn = (change: Partial<TurnReport>): TurnReport => ({
  id: 't1',
  startedAt: Date.now() - 5_000,
  endedAt: Date.now(),
  outcome: 'answered',
  mode: 'fast',
  condition: null,
  resetsAt: null,
  reached: true,
  evidence: [],
  ...change,
})

const report = (turns: readonly TurnReport[]): WitnessReport => ({
  pageStartedAt: NOW - 60_000,
  turns,
  page: [],
  condition: null,
  drawn: true,
  blind: [],
})

/** A page whose prompt met server errors. */
export const failed = (): WitnessReport =>
  report([
    turn({
      outcome: 'failed',
      evidence: [4, 3, 2].map((bits, i) => ({
        kind: 'completion_5xx',
        sensor: 'network',
        bits,
        at: Date.now() - 3_000 + i * 1_000,
        detail: { status: 529 },
      })),
    }),
  ])

/** A page that had two good answers. */
export const answered = (): WitnessReport =>
  report([turn({ id: 't2', endedAt: Date.now() - 1_000 }), turn({ id: 't3' })])
