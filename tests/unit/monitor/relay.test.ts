import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { browser } from 'wxt/browser'
import type { RequestSeen } from '../../../lib/detect/report'
import { relay } from '../../../lib/monitor/monitor'
import { requestSeen } from '../detect/request-seen'
import { pass, setStage } from './stage'

let stage: ReturnType<typeof setStage>

beforeEach(() => {
  stage = setStage()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const seen = (rest: Partial<RequestSeen>): RequestSeen =>
  requestSeen('https://claude.ai/api/bootstrap/1/app_start', {
    method: 'GET',
    status: 503,
    ...rest,
  })

/** Nobody listens in the page for the first `deaf` times. */
function hearAfter(deaf: number) {
  vi.mocked(browser.tabs.sendMessage).mockImplementation(async (tabId, message) => {
    deaf -= 1
    if (deaf >= 0) throw new Error('Receiving end does not exist')
    stage.told.push({ tabId, message: message as never })
  })
}

it.each([
  ['a call', seen({})],
  [
    'a part of the program',
    seen({ type: 'script', status: null, error: 'net::ERR_FAILED', phase: 'failed' }),
  ],
])('tells again of %s that failed before the page listened, once', async (_, request) => {
  hearAfter(2)
  const done = relay(1, request)
  await pass(5000)
  await done
  expect(stage.told).toEqual([{ tabId: 1, message: { type: 'network', seen: request } }])
})

it.each([
  ['a beginning', seen({ status: null, phase: 'started' })],
  ['what a page broke off as it went', seen({ error: 'net::ERR_ABORTED', status: null })],
  ['a prompt that failed', seen({ method: 'POST' })],
])('tells of %s once: the next page must not hear of it', async (_, request) => {
  hearAfter(1)
  await relay(1, request)
  await pass(5000)
  expect(stage.told).toEqual([])
})

it('gives up where nobody ever listens', async () => {
  hearAfter(1000)
  const done = relay(1, seen({}))
  await pass(10_000)
  await done
  expect(stage.told).toEqual([])
})
