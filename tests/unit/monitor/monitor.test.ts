import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browser } from 'wxt/browser'
import { type Monitor, startMonitor } from '../../../lib/monitor/monitor'
import { lookAround } from '../../../lib/monitor/outlook'
import { silence } from '../../../lib/monitor/silenced'
import { popupView } from '../../../lib/monitor/views'
import { chatgpt } from '../../../lib/providers/chatgpt'
import { claude } from '../../../lib/providers/claude'
import { changeSettings } from '../../../lib/settings'
import { claudeSummary } from '../status/payloads'
import { answered, chatTab, drafts, failed, MINUTE, pass, setStage, settle } from './stage'

let stage: ReturnType<typeof setStage>
let monitor: Monitor

/** The worker starts: nothing is known but what is stored. */
async function start() {
  monitor = startMonitor(async () => drafts)
  await monitor.wake()
  await settle()
}
/** The alarm rings `minutes` later. */
async function ring(minutes: number) {
  vi.setSystemTime(Date.now() + minutes * MINUTE)
  await monitor.wake()
  await settle()
}
const text = (tabId?: number) => browser.action.getBadgeText(tabId === undefined ? {} : { tabId })
const period = async () => (await browser.alarms.get('watch'))?.periodInMinutes ?? null
const fail = async (provider: typeof claude | typeof chatgpt = claude, tabId = 1) => {
  await monitor.report(provider, tabId, failed())
  await settle()
}

beforeEach(async () => {
  stage = setStage()
  await start()
})
afterEach(async () => {
  vi.clearAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the toolbar', () => {
  it('shows a failure on its tab and at large, and clears when answers come', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new'), chatTab(2, 'https://chatgpt.com/')]
    await fail()
    expect([await text(1), await text(2), await text()]).toEqual(['!', '', '!'])
    vi.setSystemTime(Date.now() + MINUTE)
    await monitor.report(claude, 1, answered())
    await settle()
    expect([await text(1), await text()]).toEqual(['', ''])
  })

  it('is painted anew by a worker that starts, from what is stored', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    await fail()
    for (const where of [{}, { tabId: 1 }])
      await browser.action.setBadgeText({ ...where, text: '' })
    await start()
    expect([await text(1), await text()]).toEqual(['!', '!'])
  })

  it('is quiet in the tab where the user called the verdict wrong, until the next outage', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new'), chatTab(2, 'https://claude.ai/new')]
    await fail()
    const verdict = (await lookAround()).sights[0]?.verdict
    if (verdict) await silence(1, verdict)
    await monitor.show()
    expect([await text(1), await text(2)]).toEqual(['', '!'])
    const { tab } = await popupView(1, await lookAround(), drafts)
    expect(tab?.silenced).toBe(true)

    vi.setSystemTime(Date.now() + MINUTE)
    await monitor.report(claude, 1, answered())
    vi.setSystemTime(Date.now() + 20 * MINUTE)
    await fail()
    expect(await text(1)).toBe('!')
  })
})

describe('what is asked', () => {
  it('is nothing while nothing is wrong, and the alarm is off', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    await monitor.report(claude, 1, answered())
    await ring(5)
    expect(stage.requests).toEqual([])
    expect(await period()).toBeNull()
  })

  it('is the failing page and those to go on with, and nothing once no chat is open', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    await fail()
    expect(stage.requests.toSorted()).toEqual([
      'status.claude.com/api/v2/summary.json',
      'status.openai.com/api/v2/components.json',
      'status.openai.com/api/v2/summary.json',
    ])
    expect(await period()).toBe(1)
    stage.tabs = []
    stage.requests.length = 0
    await monitor.tabClosed(1)
    for (let i = 0; i < 5; i++) await ring(6)
    expect(stage.requests).toEqual([])
    await ring(10)
    expect(await period()).toBeNull()
  })

  it('is what is watched, every five minutes at most, until it is watched no more', async () => {
    stage.claude = claudeSummary({ words: { rwppv331jlwc: 'partial_outage' } })
    await changeSettings({ watched: ['claude', 'gemini', 'gone'] })
    await ring(0)
    expect(await text()).toBe('i')
    expect(await period()).toBeGreaterThanOrEqual(5)
    await ring(4)
    expect(stage.requests).toEqual(['status.claude.com/api/v2/summary.json'])
    await ring(3)
    expect(stage.requests).toHaveLength(2)
    await changeSettings({ watched: [] })
    await ring(7)
    expect(stage.requests).toHaveLength(2)
    expect([await text(), await period()]).toEqual(['', null])
  })

  it('goes on being followed for who wants to be told, though no chat is open', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    stage.notifies = true
    stage.claude = claudeSummary({ words: { rwppv331jlwc: 'major_outage' } })
    const create = vi.spyOn(browser.notifications, 'create')
    await fail()
    stage.tabs = []
    await ring(6)
    stage.claude = claudeSummary()
    stage.requests.length = 0
    for (let i = 0; i < 4; i++) await ring(6)
    expect(stage.requests.length).toBeGreaterThan(1)
    expect(create).toHaveBeenCalledTimes(1)
    expect(create).toHaveBeenCalledWith(
      'back claude',
      expect.objectContaining({
        title: 'Claude is back',
        message: 'Its status page says so. Click to open it.',
      }),
    )
    // The page's all-clear settles it: no badge, no alarm, no more requests.
    stage.requests.length = 0
    await ring(6)
    expect([await text(), stage.requests, await period()]).toEqual(['', [], null])
  })
})

describe('what is told', () => {
  const views = (tabId: number) =>
    stage.told.flatMap(({ tabId: to, message }) =>
      to === tabId && message.type === 'view' ? [message.tab] : [],
    )

  it('reaches every chat page, each with its own view', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new'), chatTab(2, 'https://chatgpt.com/')]
    await fail()
    const [own, other] = [views(1).at(-1), views(2).at(-1)]
    expect(own).toMatchObject({
      providerId: 'claude',
      cause: 'server overloaded, 3 attempts',
      headline: expect.stringMatching(
        /^You: failing since .* Status page: operational \(just now\)$/,
      ),
      isPrivate: false,
      silenced: false,
      origin: null,
    })
    expect(own?.alternatives[0]).toMatchObject({ providerId: 'chatgpt', state: 'up' })
    expect(other).toMatchObject({ providerId: 'chatgpt', verdict: { health: 'healthy' } })
    expect(other?.alternatives).toContainEqual(
      expect.objectContaining({ providerId: 'claude', state: 'failing' }),
    )
  })

  it('waits for no page that does not answer', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(() => new Promise(() => {}))
    await fail()
    await monitor.show()
    expect(await text(1)).toBe('!')
  })

  it('is nothing while a prompt is typed and all is well', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new')]
    await monitor.refresh(1)
    expect(stage.told).toEqual([])
    await fail()
    stage.told.length = 0
    await monitor.refresh(1)
    expect(views(1)).toHaveLength(1)
  })

  it('names what lies behind several failures at once', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new'), chatTab(2, 'https://chatgpt.com/')]
    await fail()
    expect(stage.requests.join()).not.toContain('cloudflare')
    await fail(chatgpt, 2)
    expect(stage.requests).toContain('www.cloudflarestatus.com/api/v3/summary')
    expect(stage.requests.join()).not.toMatch(/aws|azure|cloud\.google/)
    const { common } = await popupView(1, await lookAround(), drafts)
    expect(common?.words).toMatch(/^Claude and ChatGPT fail at the same time\./)
    expect(common?.barred).toContain('https://health.aws.amazon.com/*')
    expect(views(2).at(-1)?.headline).toContain('fail at the same time')
  })

  it('shows a page that is only watched without a word on what was seen here', async () => {
    await changeSettings({ watched: ['chatgpt', 'github-copilot'] })
    const { providers } = await popupView(null, await lookAround(), drafts)
    expect(providers.map(({ providerId, verdict }) => [providerId, verdict])).toEqual([
      ['chatgpt', null],
      ['github-copilot', null],
    ])
  })
})

describe('a private window', () => {
  const history = async () => (await browser.storage.local.get('history:claude'))['history:claude']

  it('leaves nothing in the history, of what was seen or what was asked', async () => {
    stage.tabs = [chatTab(1, 'https://claude.ai/new', { incognito: true })]
    await fail()
    await ring(2)
    expect(await text(1)).toBe('!')
    expect(await history()).toBeUndefined()
    expect(await browser.storage.session.get('back:claude')).toEqual({})
  })

  it('takes nothing from the history of an ordinary one', async () => {
    stage.tabs = [
      chatTab(1, 'https://claude.ai/new', { incognito: true }),
      chatTab(2, 'https://claude.ai/new'),
    ]
    await monitor.report(claude, 2, answered())
    vi.setSystemTime(Date.now() + MINUTE)
    await fail(claude, 1)
    expect(await text(2)).toBe('!')
    expect(await history()).toBeUndefined()
    await fail(claude, 2)
    expect(await history()).toMatchObject({ days: [{ seen: 'outage', page: 'operational' }] })
  })
})

describe('the end of an outage', () => {
  it('is notified once, by an id that leads to the prompt, without a word of it', async () => {
    stage.tabs = [
      chatTab(1, 'https://claude.ai/new'),
      chatTab(2, 'https://chatgpt.com/', { active: true }),
    ]
    stage.notifies = true
    const now = Date.now()
    await drafts.of(false).save(
      {
        id: 'draft-1',
        origin: 'https://claude.ai',
        providerId: 'claude',
        conversationId: null,
        url: 'https://claude.ai/new',
        text: 'A secret question',
        sent: true,
        at: now,
        tab: 's:1',
      },
      now,
    )
    const create = vi.spyOn(browser.notifications, 'create')
    await fail()
    vi.setSystemTime(Date.now() + MINUTE)
    await monitor.report(claude, 1, answered())
    await settle()
    await ring(1)
    expect(create).not.toHaveBeenCalled()
    await ring(1)
    await ring(1)
    expect(create).toHaveBeenCalledTimes(1)
    const [id, options] = create.mock.calls[0] ?? []
    expect(id).toBe('back claude draft-1')
    expect(options).toMatchObject({ type: 'basic', message: /^It answers again/ })
    expect(JSON.stringify(options)).not.toContain('secret')
  })

  it.each([
    ['without leave', { notifies: false, front: 2 }],
    ['where the user is looking at it', { notifies: true, front: 1 }],
  ])('is not notified %s', async (_, { notifies, front }) => {
    vi.spyOn(browser.windows, 'getAll').mockResolvedValue([{ id: 1, focused: true }] as never)
    stage.tabs = [
      chatTab(1, 'https://claude.ai/new', { active: front === 1 }),
      chatTab(2, 'https://chatgpt.com/', { active: front === 2 }),
    ]
    stage.notifies = notifies
    const create = vi.spyOn(browser.notifications, 'create')
    await fail()
    vi.setSystemTime(Date.now() + MINUTE)
    await monitor.report(claude, 1, answered())
    for (let i = 0; i < 4; i++) await ring(1)
    expect(create).not.toHaveBeenCalled()
    expect(await browser.storage.session.get('back:claude')).toMatchObject({
      'back:claude': { open: null, settled: { episode: 1 } },
    })
  })
})

it('a tab that left without a word is taken for gone', async () => {
  stage.tabs = [chatTab(1, 'https://claude.ai/new')]
  await monitor.report(claude, 1, answered())
  stage.tabs = [chatTab(1, 'https://example.com/')]
  await ring(1)
  const { sights } = await lookAround()
  expect(sights[0]?.state.pages.map(({ gone }) => gone)).toEqual([true])
})

it('judges each second for a while after an event, then leaves it to the alarm', async () => {
  stage.tabs = [chatTab(1, 'https://claude.ai/new')]
  await fail()
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  await pass(30_000)
  expect(vi.getTimerCount()).toBe(0)
  expect(await period()).toBe(1)
})
