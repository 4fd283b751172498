import { safeParse } from 'valibot'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { draftHandlers } from '../../../lib/drafts/handlers'
import { mergeAsWritten, mergeWal } from '../../../lib/drafts/merge'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { tabIdOf, tabKey } from '../../../lib/drafts/tab'
import { walKey } from '../../../lib/drafts/wal'
import type { Sender } from '../../../lib/messages'
import { everything, freshIndexedDb, noon } from './fixtures'

const page: Sender = {
  from: 'chat',
  origin: 'https://claude.ai',
  url: 'https://claude.ai/new',
  tabId: 1,
  isPrivate: false,
}
const popup: Sender = {
  from: 'extension',
  origin: 'chrome-extension://x',
  url: 'chrome-extension://x/popup.html',
  tabId: null,
  isPrivate: false,
}
const request = {
  id: 'draft-1',
  conversationId: 'c1',
  url: 'https://claude.ai/chat/c1',
  text: 'hello',
  sent: false,
  at: noon,
}

let drafts: Drafts
const handlers = draftHandlers({ drafts: async () => drafts, now: () => noon })
const list = async (sender = popup) => handlers['draft.list'].handle(everything, sender)

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  drafts = await openDrafts()
})

describe('draft.save', () => {
  it('takes origin and provider from the sender and mistrusts the address', async () => {
    const url = 'https://evil.example/chat/c1'
    expect(await handlers['draft.save'].handle({ ...request, url }, page)).toEqual({
      saved: true,
      problem: null,
    })
    expect((await list()).drafts).toMatchObject([
      { origin: 'https://claude.ai', providerId: 'claude', url: 'https://claude.ai/new' },
    ])
  })

  it('refuses a page of no provider and a draft of another origin', async () => {
    const stranger = { ...page, origin: 'https://evil.example' }
    await expect(handlers['draft.save'].handle(request, stranger)).rejects.toThrow('not allowed')
    await handlers['draft.save'].handle(request, page)
    const other = { ...page, origin: 'https://chatgpt.com' }
    await expect(handlers['draft.save'].handle(request, other)).rejects.toThrow('not allowed')
  })

  it.each([
    ['too much text', { text: 'x'.repeat(4_000_001) }],
    ['a hostile id', { id: '../x' }],
    ['a time that is none', { at: Number.NaN }],
    ['no text', { text: undefined }],
  ])('does not take %s', (_, change) => {
    expect(safeParse(handlers['draft.save'].request, { ...request, ...change }).success).toBe(false)
    expect(safeParse(handlers['draft.save'].request, request).success).toBe(true)
  })

  it('keeps a private window in memory only, apart from the rest', async () => {
    const secret = { ...page, isPrivate: true }
    await handlers['draft.save'].handle(request, secret)
    expect((await list()).total).toBe(0)
    expect((await list({ ...popup, isPrivate: true })).total).toBe(1)
    expect(await drafts.db?.bodies.count()).toBe(0)
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).toBe('{}')
    const here = await handlers['draft.here'].handle({ conversationId: 'c1' }, page)
    expect(here).toEqual([])
  })
})

describe('draft.here', () => {
  it('leaves out what another open tab of the site is at', async () => {
    const tab = await fakeBrowser.tabs.create({ url: 'https://claude.ai/chat/c1' })
    await handlers['draft.save'].handle(request, { ...page, tabId: tab.id ?? -1 })
    const here = (tabId: number) =>
      handlers['draft.here'].handle({ conversationId: 'c1' }, { ...page, tabId })
    expect(await here(tab.id ?? -1)).toHaveLength(1)
    expect(await here(999)).toHaveLength(0)
    await fakeBrowser.tabs.update(tab.id ?? -1, { url: 'https://example.com/' })
    expect(await here(999)).toHaveLength(1)
  })

  it('shows no draft of another origin', async () => {
    await handlers['draft.save'].handle(request, page)
    const other = { ...page, origin: 'https://chatgpt.com' }
    expect(await handlers['draft.here'].handle({ conversationId: 'c1' }, other)).toEqual([])
  })
})

it('deletes everything in both stores', async () => {
  await handlers['draft.save'].handle(request, page)
  await handlers['draft.save'].handle(request, { ...page, isPrivate: true })
  expect(await handlers['draft.delete'].handle({ ids: 'all' }, popup)).toEqual({ deleted: 2 })
})

describe('what pages wrote on their way out', () => {
  const merge = () => mergeWal(drafts.of(false), noon)
  const write = (origin: string, change: object = {}) =>
    fakeBrowser.storage.local.set({ [walKey(origin, 'draft-1')]: { ...request, ...change } })

  it('is taken in once and removed', async () => {
    await write('https://claude.ai', { text: 'hello w', at: noon + 1 })
    await fakeBrowser.storage.local.set({ settings: { notices: true } })
    expect(await merge()).toBe(1)
    expect((await drafts.of(false).read('draft-1'))?.text).toBe('hello w')
    expect(Object.keys(await fakeBrowser.storage.local.get(null))).toEqual(['settings'])
    expect(await merge()).toBe(0)
  })

  it('is taken in at start-up and as soon as it is written', async () => {
    const text = async () => (await drafts.of(false).read('draft-1'))?.text
    await write('https://claude.ai', { text: 'before', at: noon + 1 })
    mergeAsWritten(
      async () => drafts,
      () => noon,
    )
    await vi.waitFor(async () => expect(await text()).toBe('before'))
    await write('https://claude.ai', { text: 'after', at: noon + 2 })
    await vi.waitFor(async () => expect(await text()).toBe('after'))
  })

  it('never replaces newer text, answered or deleted drafts', async () => {
    await handlers['draft.save'].handle({ ...request, text: 'newer', at: noon + 5 }, page)
    await write('https://claude.ai')
    await merge()
    expect((await drafts.of(false).read('draft-1'))?.text).toBe('newer')
    await drafts.of(false).remove('all', noon + 5)
    await write('https://claude.ai')
    await merge()
    expect((await list()).total).toBe(0)
  })

  it.each([
    ['another origin', 'https://chatgpt.com', {}],
    ['no provider', 'https://evil.example', {}],
    ['rubbish', 'https://claude.ai', { text: 7 }],
    ['nothing', 'https://claude.ai', { text: '' }],
  ])('changes nothing when it is of %s', async (_, origin, change) => {
    await handlers['draft.save'].handle(request, page)
    await write(origin, { at: noon + 9, ...change })
    expect(await merge()).toBe(0)
    expect((await drafts.of(false).read('draft-1'))?.text).toBe('hello')
    expect(await fakeBrowser.storage.local.get(null)).toEqual({})
  })
})

it('tells tabs of this session from those of an earlier one', async () => {
  const key = await tabKey(7)
  expect(await tabIdOf(key)).toBe(7)
  await fakeBrowser.storage.session.clear()
  expect(await tabIdOf(key)).toBeNull()
  expect(await tabIdOf(null)).toBeNull()
})

it('keeps drafts in memory, and says so, when the database cannot be opened', async () => {
  const { IDBFactory } = await import('fake-indexeddb')
  const broken = new IDBFactory()
  vi.spyOn(broken, 'open').mockImplementation(() => {
    throw new DOMException('A mutation operation was attempted', 'InvalidStateError')
  })
  const { default: Dexie } = await import('dexie')
  Dexie.dependencies.indexedDB = broken
  drafts = await openDrafts()
  const reply = await handlers['draft.save'].handle(request, page)
  expect(reply.saved).toBe(true)
  expect(reply.problem).toContain('memory')
  expect((await list()).total).toBe(1)
})
