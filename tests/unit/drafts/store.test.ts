import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { draftsDb } from '../../../lib/drafts/db'
import { diskStore } from '../../../lib/drafts/disk'
import { memoryStore } from '../../../lib/drafts/memory'
import type { DraftStore } from '../../../lib/drafts/store'
import { openVault } from '../../../lib/drafts/vault'
import { everything, freshIndexedDb, noon, saveOf } from './fixtures'

const kinds: [string, () => Promise<DraftStore>][] = [
  [
    'on disk',
    async () => {
      freshIndexedDb()
      const db = draftsDb()
      return diskStore(db, await openVault(db))
    },
  ],
  ['in memory', async () => memoryStore('private')],
]

describe.each(kinds)('the store %s', (_, open) => {
  let store: DraftStore
  beforeEach(async () => {
    fakeBrowser.reset()
    store = await open()
  })

  it('keeps a text exactly', async () => {
    for (const text of ['a\n\n\tb  ', '<b>x</b>', '😀 שלום', 'cut \ud83d']) {
      await store.save(saveOf({ id: 'x', text, at: noon }), noon)
      expect((await store.read('x'))?.text).toBe(text)
    }
  })

  it('keeps the newest of saves that arrive in any order', async () => {
    await Promise.all(
      [3, 5, 1, 4, 2].map((n) => store.save(saveOf({ text: `v${n}`, at: noon + n }), noon)),
    )
    expect((await store.read('draft-1'))?.text).toBe('v5')
  })

  it('refuses another origin and leaves the draft alone', async () => {
    await store.save(saveOf(), noon)
    const foreign = saveOf({ origin: 'https://chatgpt.com', text: 'mine now', at: noon + 5 })
    expect((await store.save(foreign, noon + 5)).step).toBe('refuse')
    expect(await store.change('draft-1', { to: 'answered' }, noon, 'https://chatgpt.com')).toBe(
      false,
    )
    expect(await store.read('draft-1')).toMatchObject({
      state: 'composing',
      origin: 'https://claude.ai',
    })
  })

  it('keeps what was sent and makes later text its own entry', async () => {
    await store.save(saveOf({ sent: true }), noon)
    await store.save(saveOf({ text: '', at: noon + 1 }), noon)
    await store.save(saveOf({ text: 'and tides?', at: noon + 2 }), noon)
    await store.save(saveOf({ text: 'and the tides?', at: noon + 3 }), noon)
    const { drafts, total } = await store.list(everything)
    expect(total).toBe(2)
    expect(drafts.map((d) => [d.preview, d.state])).toContainEqual([
      'How do lighthouses work?',
      'sent',
    ])
    expect(drafts.map((d) => [d.preview, d.state])).toContainEqual(['and the tides?', 'composing'])
  })

  it('keeps a sent draft until it is answered, with its new address', async () => {
    await store.save(saveOf({ sent: true }), noon)
    const url = 'https://claude.ai/chat/c1'
    await store.save(saveOf({ sent: true, conversationId: 'c1', url, at: noon + 9 }), noon)
    await store.change('draft-1', { to: 'failed', reason: 'overloaded (529)' }, noon + 10)
    expect(await store.read('draft-1')).toMatchObject({
      state: 'failed',
      reason: 'overloaded (529)',
      conversationId: 'c1',
      url,
    })
    expect(await store.at('https://claude.ai', 'c1', 5)).toHaveLength(1)
    expect(await store.at('https://claude.ai', null, 5)).toHaveLength(0)
    await store.change('draft-1', { to: 'answered' }, noon + 20)
    expect(await store.at('https://claude.ai', 'c1', 5)).toHaveLength(0)
    await store.change('draft-1', { to: 'failed', reason: 'late' }, noon + 30)
    expect((await store.read('draft-1'))?.state).toBe('answered')
  })

  it('never brings a deleted draft back by a late save', async () => {
    await store.save(saveOf(), noon)
    expect(await store.remove(['draft-1', 'none'], noon + 5)).toBe(1)
    await store.save(saveOf({ at: noon + 5, text: 'late' }), noon + 6)
    expect(await store.read('draft-1')).toBeNull()
    await store.save(saveOf({ at: noon + 7, text: 'typed on' }), noon + 7)
    expect((await store.read('draft-1'))?.text).toBe('typed on')
  })

  it('searches while it writes', async () => {
    const search = (words: string) => store.list({ ...everything, search: words })
    await Promise.all([
      store.save(saveOf({ id: 'a', text: 'first words' }), noon),
      search('first'),
      store.save(saveOf({ id: 'b', text: 'second words' }), noon + 1),
    ])
    await store.save(saveOf({ id: 'c', text: 'third words' }), noon + 2)
    await store.remove(['b'], noon + 3)
    expect((await search('WORDS')).drafts.map((d) => d.id)).toEqual(['c', 'a'])
    expect((await search('words')).total).toBe(2)
  })

  it('removes what the user emptied', async () => {
    await store.save(saveOf(), noon)
    await store.save(saveOf({ text: '', at: noon + 1 }), noon + 1)
    await store.save(saveOf({ at: noon, text: 'out of order' }), noon + 2)
    expect((await store.list(everything)).total).toBe(0)
  })

  it('lets two tabs write at once', async () => {
    await Promise.all([
      store.save(saveOf({ id: 'a', tab: 's:1', text: 'first tab' }), noon),
      store.save(saveOf({ id: 'b', tab: 's:2', text: 'second tab' }), noon),
    ])
    expect((await store.inTab('s:1', 'https://claude.ai'))?.preview).toBe('first tab')
    expect((await store.inTab('s:2', 'https://claude.ai'))?.preview).toBe('second tab')
    expect(await store.inTab('s:2', 'https://chatgpt.com')).toBeNull()
  })

  it('lists by provider, state, words and page, newest first', async () => {
    for (let n = 0; n < 6; n++) {
      const [origin, providerId] =
        n % 2 ? ['https://chatgpt.com', 'chatgpt'] : ['https://claude.ai', 'claude']
      const text = n < 3 ? `Lighthouse ${n}` : `Tide ${n}`
      await store.save(saveOf({ id: `d${n}`, origin, providerId, text, sent: n > 3 }), noon + n)
    }
    const ids = async (query: object) =>
      (await store.list({ ...everything, ...query })).drafts.map((d) => d.id)
    expect(await ids({})).toEqual(['d5', 'd4', 'd3', 'd2', 'd1', 'd0'])
    expect(await ids({ offset: 2, limit: 2 })).toEqual(['d3', 'd2'])
    expect(await ids({ providerId: 'claude' })).toEqual(['d4', 'd2', 'd0'])
    expect(await ids({ state: 'sent' })).toEqual(['d5', 'd4'])
    expect(await ids({ providerId: 'chatgpt', state: 'sent' })).toEqual(['d5'])
    expect(await ids({ search: ' lightHOUSE' })).toEqual(['d2', 'd1', 'd0'])
    expect(await ids({ search: 'ide 4' })).toEqual(['d4'])
    expect((await store.list({ ...everything, search: 'tide', limit: 1 })).total).toBe(3)
  })
})

it('seals every word that was typed', async () => {
  freshIndexedDb()
  const db = draftsDb()
  const vault = await openVault(db)
  expect([...vault.keys.values()].map((key) => key.extractable)).toEqual([false])
  const store = diskStore(db, vault)
  await store.save(saveOf({ text: 'secret words', url: 'https://claude.ai/new?hint=secret' }), noon)
  await store.change('draft-1', { to: 'failed', reason: 'secret reason' }, noon)
  const rows = await Promise.all([db.drafts.toArray(), db.bodies.toArray()])
  const bytes = JSON.stringify(rows, (_, value) =>
    value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
  )
  expect(bytes).not.toContain('secret')
})

it('says so when a row cannot be opened, and goes on', async () => {
  freshIndexedDb()
  const db = draftsDb()
  const store = diskStore(db, await openVault(db))
  await store.save(saveOf({ id: 'a' }), noon)
  await store.save(saveOf({ id: 'b' }), noon + 1)
  const moved = await db.bodies.get('a')
  const head = await db.drafts.get('a')
  // A row's content under another row's id must not open.
  if (moved && head) {
    await db.bodies.put({ ...moved, id: 'b' })
    await db.drafts.update('b', { head: head.head })
  }
  expect(await store.read('b')).toBeNull()
  const { drafts } = await store.list(everything)
  expect(drafts.map((d) => [d.id, d.reason])).toEqual([
    ['b', 'cannot be decrypted'],
    ['a', null],
  ])
})
