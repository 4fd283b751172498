import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { handoffHandlers } from '../../../lib/handoff/handlers'
import { dropHandoff, handoffLife } from '../../../lib/handoff/pending'
import type { Sender } from '../../../lib/messages'
import { freshIndexedDb, noon, saveOf } from '../drafts/fixtures'

const popup: Sender = {
  from: 'extension',
  origin: 'chrome-extension://x',
  url: 'chrome-extension://x/popup.html',
  tabId: null,
  isPrivate: false,
}
const chat = (origin: string, tabId: number, isPrivate = false): Sender => ({
  from: 'chat',
  origin,
  url: `${origin}/`,
  tabId,
  isPrivate,
})

let clock = noon
let drafts: Drafts
let sourceTabId: number
const changed = vi.fn()
const handlers = handoffHandlers({ drafts: async () => drafts, now: () => clock, changed })

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  clock = noon
  drafts = await openDrafts()
  await drafts.of(false).save(saveOf({ sent: true }), noon)
  sourceTabId = (await fakeBrowser.tabs.create({ url: 'https://claude.ai/new' })).id ?? -1
})

const start = (sender: Sender = popup) =>
  handlers['handoff.start'].handle({ draftId: 'draft-1', targetId: 'chatgpt', sourceTabId }, sender)
const claim = (sender: Sender) => handlers['handoff.claim'].handle(null, sender)
const state = async () => (await drafts.of(false).read('draft-1'))?.state

describe('a handoff', () => {
  it('answers a page that asks before its tab is bound', async () => {
    const open = fakeBrowser.tabs.create
    let early: ReturnType<typeof claim> | undefined
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async (properties) => {
      const tab = await open(properties)
      early = claim(chat('https://chatgpt.com', tab.id ?? -1))
      await new Promise((done) => setTimeout(done, 20))
      return tab
    })
    await start()
    expect(await early).toMatchObject({ text: 'How do lighthouses work?' })
  })

  it('goes only to its own tab and site, as often as asked, until it is done', async () => {
    const { tabId } = await start()
    expect(await claim(chat('https://chatgpt.com', tabId + 1))).toBeNull()
    expect(await claim(chat('https://claude.ai', tabId))).toBeNull()
    expect(await claim(chat('https://chatgpt.com.evil.example', tabId))).toBeNull()
    const first = await claim(chat('https://chatgpt.com', tabId))
    expect(first).toMatchObject({ text: 'How do lighthouses work?', sourceName: 'Claude' })
    expect(await claim(chat('https://chat.openai.com', tabId))).toEqual(first)
    expect(await state()).toBe('sent')
    await handlers['handoff.done'].handle(
      { id: first?.id ?? '', outcome: { kind: 'filled' } },
      chat('https://chatgpt.com', tabId),
    )
    expect(await claim(chat('https://chatgpt.com', tabId))).toBeNull()
    expect(await state()).toBe('handed_off')
    expect(changed).toHaveBeenCalledWith(sourceTabId)
  })

  it('cannot be reported done by another page', async () => {
    const { tabId } = await start()
    const id = (await claim(chat('https://chatgpt.com', tabId)))?.id ?? ''
    const done = (sender: Sender, doneId = id) =>
      handlers['handoff.done'].handle({ id: doneId, outcome: { kind: 'filled' } }, sender)
    await done(chat('https://claude.ai', tabId))
    await done(chat('https://chatgpt.com', tabId + 1))
    await done(chat('https://chatgpt.com', tabId), 'another')
    expect(await state()).toBe('sent')
  })

  it.each([
    { kind: 'declined' },
    { kind: 'failed', reason: 'no composer' },
  ] as const)('leaves the draft as it was when it was $kind', async (outcome) => {
    const { tabId } = await start()
    const id = (await claim(chat('https://chatgpt.com', tabId)))?.id ?? ''
    await handlers['handoff.done'].handle({ id, outcome }, chat('https://chatgpt.com', tabId))
    expect(await state()).toBe('sent')
  })

  it('is over after its time', async () => {
    const { tabId } = await start()
    clock += handoffLife
    expect(await claim(chat('https://chatgpt.com', tabId))).toBeNull()
  })

  it('is forgotten with its tab, the draft is not', async () => {
    const { tabId } = await start()
    await dropHandoff(tabId)
    expect(await claim(chat('https://chatgpt.com', tabId))).toBeNull()
    expect(await state()).toBe('sent')
  })

  it('is not started by a page for a draft of another site', async () => {
    await expect(start(chat('https://gemini.google.com', 9))).rejects.toThrow('not allowed')
    await expect(start(chat('https://claude.ai', sourceTabId))).resolves.toHaveProperty('tabId')
  })

  it('never takes a private draft into an ordinary window', async () => {
    await drafts.of(true).save(saveOf({ id: 'secret' }), noon)
    const request = { draftId: 'secret', targetId: 'chatgpt', sourceTabId }
    await expect(handlers['handoff.start'].handle(request, popup)).rejects.toThrow('private window')
    const window = await fakeBrowser.windows.create({ incognito: true })
    const create = vi.spyOn(fakeBrowser.tabs, 'create')
    const { tabId } = await handlers['handoff.start'].handle(request, popup)
    expect(create.mock.calls[0]?.[0].windowId).toBe(window?.id)
    expect(await claim(chat('https://chatgpt.com', tabId))).toBeNull()
    expect(await claim(chat('https://chatgpt.com', tabId, true))).toHaveProperty('text')
  })
})

describe('the way back', () => {
  const back = (sender: Sender = popup) =>
    handlers['handoff.return'].handle({ draftId: 'draft-1' }, sender)

  it('opens the conversation when its tab is gone', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create')
    await back()
    expect(create.mock.calls[0]?.[0].url).toBe('https://claude.ai/new')
  })

  it('is open to the page that the draft went into, and to no other', async () => {
    const { tabId } = await start()
    await expect(back(chat('https://gemini.google.com', tabId + 1))).rejects.toThrow('not allowed')
    await expect(back(chat('https://chatgpt.com', tabId))).resolves.toBeNull()
  })
})

describe('the conversation that goes along', () => {
  const seen = (chars: number) => ({
    origin: 'https://claude.ai',
    conversationId: null,
    turns: [
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: 'x'.repeat(chars) },
    ],
    missing: 0,
  })
  /** What the page would answer. */
  const tells = (result: unknown) =>
    vi
      .spyOn(fakeBrowser.scripting, 'executeScript')
      .mockImplementation(async () => [{ frameId: 0, documentId: 'd', result }])
  const startWith = (sender: Sender = popup) =>
    handlers['handoff.start'].handle(
      { draftId: 'draft-1', targetId: 'chatgpt', sourceTabId, conversation: true },
      sender,
    )

  it('stands before the prompt, and is gone once it has arrived', async () => {
    tells(seen(9))
    const { tabId } = await startWith()
    const there = chat('https://chatgpt.com', tabId)
    const first = await claim(there)
    expect(first?.text).toBe(
      'Conversation so far (from Claude):\n\n**You:**\n\nHi\n\n**Claude:**\n\nxxxxxxxxx\n\n---\n\nHow do lighthouses work?',
    )
    const stored = () => fakeBrowser.storage.session.get(null).then(JSON.stringify)
    expect(await stored()).toContain('xxxxxxxxx')
    await handlers['handoff.done'].handle(
      { id: first?.id ?? '', outcome: { kind: 'filled' } },
      there,
    )
    expect(await stored()).not.toContain('xxxxxxxxx')
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('xxxxxxxxx')
  })

  it('goes as a file where it is long, and the prompt stays as it is', async () => {
    tells(seen(20_000))
    const { tabId } = await startWith()
    const there = chat('https://chatgpt.com', tabId)
    const payload = await claim(there)
    expect(payload?.text).toBe('How do lighthouses work?')
    const [file] = payload?.attachments ?? []
    expect(file).toMatchObject({ name: 'conversation.md', type: 'text/markdown', kept: true })
    const ask = (sender: Sender) =>
      handlers['handoff.file'].handle(
        { handoffId: payload?.id ?? '', id: file?.id ?? '', part: 0 },
        sender,
      )
    const bytes = Buffer.from((await ask(there))?.data ?? '', 'base64')
    expect(bytes.length).toBe(file?.size)
    expect(bytes.toString()).toContain('x'.repeat(20_000))
    expect(await ask(chat('https://claude.ai', tabId))).toBeNull()
  })

  it('is shown before, with the targets that take it as a file', async () => {
    tells(seen(9))
    const preview = () =>
      handlers['handoff.conversation'].handle({ tabId: sourceTabId, draftId: 'draft-1' }, popup)
    expect(await preview()).toMatchObject({ turns: 2, missing: 0, asFile: [] })
    tells(seen(20_000))
    expect((await preview())?.asFile).toContain('chatgpt')
  })

  it.each([
    ['nonsense', 'x'],
    ['another site', { ...seen(9), origin: 'https://chatgpt.com' }],
    ['no site', { ...seen(9), origin: 'https://evil.example' }],
    ['too much', { ...seen(9), turns: Array(501).fill({ role: 'user', text: '' }) }],
    ['another role', { ...seen(9), turns: [{ role: 'system', text: 'x' }] }],
  ])('is left out when the page tells %s', async (_, result) => {
    tells(result)
    const { tabId } = await startWith()
    const payload = await claim(chat('https://chatgpt.com', tabId))
    expect(payload).toMatchObject({ text: 'How do lighthouses work?' })
  })

  it('is not for a page to ask for, and nothing is read unasked', async () => {
    const asked = tells(seen(9))
    const { tabId } = await startWith(chat('https://claude.ai', sourceTabId))
    expect((await claim(chat('https://chatgpt.com', tabId)))?.text).toBe('How do lighthouses work?')
    await start()
    expect(asked).not.toHaveBeenCalled()
    expect(handlers['handoff.conversation'].from).toEqual(['extension'])
  })
})
