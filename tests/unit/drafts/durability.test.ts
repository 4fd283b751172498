import { type IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { openJournal } from '../../../lib/drafts/journal'
import { draftsOnDemand } from '../../../lib/drafts/on-demand'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { breakIndexedDb, everything, freshCaches, freshIndexedDb, noon, saveOf } from './fixtures'

let disk: IDBFactory
let clock = noon
const now = () => clock
const open = () => openDrafts(now)
const texts = async (drafts: Drafts) =>
  (await drafts.of(false).list(everything)).drafts.map((d) => d.preview).sort()
/** The journal is written behind the answer: waits until it holds just these texts. */
const journaled = (...expected: string[]) =>
  vi.waitFor(async () => {
    const found = (await (await openJournal())?.drafts(null))?.map((draft) => draft.text)
    expect(found?.sort()).toEqual(expected)
  })

beforeEach(() => {
  fakeBrowser.reset()
  disk = freshIndexedDb()
  freshCaches()
  clock = noon
})

describe('the journal', () => {
  it('has what is not answered, newest text, and nothing else', async () => {
    const store = (await open()).of(false)
    for (const id of ['typed', 'sent', 'answered', 'handed', 'deleted', 'emptied']) {
      await store.save(saveOf({ id, text: `${id}, old`, at: noon }), noon)
      await store.save(saveOf({ id, text: id, at: noon + 5, sent: id !== 'emptied' }), noon)
      await store.save(saveOf({ id, text: `${id}, late`, at: noon + 1 }), noon)
    }
    await store.change('answered', { to: 'answered' }, noon)
    await store.change('handed', { to: 'handed_off' }, noon)
    await store.remove(['deleted'], noon)
    await store.save(saveOf({ id: 'emptied', text: '', at: noon + 9 }), noon)
    await journaled('sent', 'typed')
  })

  it('has no word of it in plain', async () => {
    const store = (await open()).of(false)
    await store.save(saveOf({ text: 'secret words' }), noon)
    await journaled('secret words')
    const cache = await caches.open('')
    const bodies = await Promise.all(
      (await cache.keys()).map(async ({ url }) => (await cache.match(url))?.text()),
    )
    expect(bodies.length).toBe(2)
    expect(bodies.join()).not.toContain('secret')
  })

  it('brings the drafts back when the browser threw the database away, and says so', async () => {
    const first = await open()
    await first.of(false).save(saveOf({ id: 'a', text: 'one' }), noon)
    await first.of(false).save(saveOf({ id: 'b', text: 'two', sent: true }), noon)
    await journaled('one', 'two')
    freshIndexedDb()
    const second = await open()
    expect(await texts(second)).toEqual(['one', 'two'])
    expect((await second.of(false).read('b'))?.state).toBe('sent')
    expect(second.problem()).toContain('2 drafts were brought back')
    clock += 4 * 86_400_000
    expect((await open()).problem()).toBeNull()
  })

  it('says nothing at the first start', async () => {
    expect((await open()).problem()).toBeNull()
  })

  it('brings drafts back when only their key is lost', async () => {
    const first = await open()
    await first.of(false).save(saveOf({ text: 'one' }), noon)
    await journaled('one')
    await first.db?.keys.clear()
    first.close()
    const second = await open()
    expect((await second.of(false).read('draft-1'))?.text).toBe('one')
    expect(second.problem()).toContain('1 draft was brought back')
  })
})

describe('a database that does not open', () => {
  it('is left alone at first, and drafts survive the browser in the journal', async () => {
    const before = await open()
    await before.of(false).save(saveOf({ id: 'old', text: 'old' }), noon)
    await before.of(false).change('old', { to: 'answered' }, noon)
    before.close()
    const mend = breakIndexedDb(disk, 'UnknownError')
    const during = await open()
    expect(during.problem()).toContain('journal')
    await during.of(false).save(saveOf({ id: 'new', text: 'new' }), noon)
    expect((await during.of(false).read('new'))?.text).toBe('new')
    await journaled('new')
    await fakeBrowser.storage.session.clear()
    mend()
    const after = await open()
    expect(await texts(after)).toEqual(['new', 'old'])
    expect(after.problem()).toBeNull()
  })

  it('is made anew from the journal when it stays damaged', async () => {
    const before = await open()
    await before.of(false).save(saveOf({ text: 'still here' }), noon)
    await journaled('still here')
    before.close()
    const mend = breakIndexedDb(disk, 'UnknownError')
    const drop = vi.spyOn(disk, 'deleteDatabase')
    await open()
    await open()
    expect(drop).not.toHaveBeenCalled()
    drop.mockImplementation((name) => {
      drop.mockRestore()
      mend()
      return disk.deleteDatabase(name)
    })
    const after = await open()
    expect(await texts(after)).toEqual(['still here'])
    expect(after.problem()).toContain('made anew')
  })

  it.each([
    ['VersionError', 'newer version'],
    ['QuotaExceededError', 'disk is full'],
    ['InvalidStateError', 'does not let'],
  ])('is never deleted for a %s', async (name, words) => {
    ;(await open()).close()
    breakIndexedDb(disk, name)
    const drop = vi.spyOn(disk, 'deleteDatabase')
    for (let i = 0; i < 5; i++) expect((await open()).problem()).toContain(words)
    expect(drop).not.toHaveBeenCalled()
  })

  it('is tried again each minute', async () => {
    ;(await open()).close()
    const mend = breakIndexedDb(disk, 'UnknownError')
    const drafts = draftsOnDemand(now, open)
    await (await drafts()).of(false).save(saveOf({ text: 'kept' }), noon)
    mend()
    expect((await drafts()).db).toBeNull()
    clock += 60_000
    expect((await drafts()).problem()).toBeNull()
    expect(await texts(await drafts())).toEqual(['kept'])
    expect(await fakeBrowser.storage.session.get('draft:kept:draft-1')).toEqual({})
  })
})

describe('a disk that is full', () => {
  const full = () =>
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })

  it('keeps the text in memory and journal, says so, and stores it when there is room', async () => {
    const drafts = await open()
    const put = full()
    await drafts.of(false).save(saveOf({ text: 'no room' }), noon)
    expect(drafts.problem()).toContain('disk is full')
    expect((await drafts.of(false).read('draft-1'))?.text).toBe('no room')
    await journaled('no room')
    await drafts.of(false).change('draft-1', { to: 'failed', reason: 'down' }, noon)
    put.mockRestore()
    drafts.close()
    await fakeBrowser.storage.session.clear()
    const after = await open()
    expect(after.problem()).toBeNull()
    expect(await texts(after)).toEqual(['no room'])
  })

  it('makes room by deleting what was answered', async () => {
    const drafts = await open()
    await drafts.of(false).save(saveOf({ id: 'old', text: 'old', sent: true }), noon)
    await drafts.of(false).change('old', { to: 'answered' }, noon)
    const put = full()
    const remove = IDBObjectStore.prototype.delete
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: unknown, key) {
      put.mockRestore()
      return remove.call(this as IDBObjectStore, key)
    })
    await drafts.of(false).save(saveOf({ id: 'new', text: 'new' }), noon)
    expect(drafts.problem()).toBeNull()
    expect(await drafts.of(false).read('old')).toBeNull()
    expect((await drafts.of(false).read('new'))?.text).toBe('new')
  })
})

it('survives a database closed under it', async () => {
  const drafts = draftsOnDemand(now, open)
  await (await drafts()).of(false).save(saveOf({ text: 'one' }), noon)
  ;(await drafts()).db?.close()
  await (await drafts()).of(false).save(saveOf({ text: 'two', at: noon + 1 }), noon)
  clock += 60_000
  expect(await texts(await drafts())).toEqual(['two'])
})
