import { beforeEach, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { draftsDb } from '../../../lib/drafts/db'
import { diskStore } from '../../../lib/drafts/disk'
import type { DraftStore } from '../../../lib/drafts/store'
import { openVault } from '../../../lib/drafts/vault'
import { everything, freshIndexedDb, noon, saveOf } from './fixtures'

let store: DraftStore
const find = async (search: string, limit = 50) => {
  const { drafts, total } = await store.list({ ...everything, search, limit })
  return { ids: drafts.map((d) => d.id), total }
}

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  const db = draftsDb()
  store = diskStore(db, await openVault(db))
})

it('finds all words in any order, and parts of words', async () => {
  await store.save(saveOf({ id: 'a', text: 'How do Lighthouses work at night?' }), noon)
  await store.save(saveOf({ id: 'b', text: 'Night trains' }), noon + 1)
  expect((await find('night house')).ids).toEqual(['a'])
  expect((await find('  NIGHT\n')).ids).toEqual(['b', 'a'])
  expect((await find('night day')).ids).toEqual([])
})

it('knows of every change since it read', async () => {
  await store.save(saveOf({ id: 'a', text: 'first version' }), noon)
  expect((await find('first')).ids).toEqual(['a'])
  await store.save(saveOf({ id: 'a', text: 'second version', at: noon + 1 }), noon + 1)
  await store.save(saveOf({ id: 'b', text: 'first of another' }), noon + 2)
  expect((await find('first')).ids).toEqual(['b'])
  await store.change('b', { to: 'answered' }, noon + 3)
  const { drafts } = await store.list({ ...everything, search: 'first', state: 'answered' })
  expect(drafts).toHaveLength(1)
  await store.remove(['b'], noon + 4)
  expect(await find('first')).toEqual({ ids: [], total: 0 })
})

it('stops before it has opened too much, and goes on when asked again', async () => {
  const filler = 'lorem ipsum '.repeat(9_000)
  for (let n = 0; n < 140; n++) {
    const text = n === 0 ? `${filler} qz` : `${filler} ${n}`
    await store.save(saveOf({ id: `d${n}`, text }), noon + n)
  }
  const first = await find('qz')
  expect(first.ids).toEqual([])
  expect(first.total).toBeGreaterThan(0)
  expect(first.total).toBeLessThan(140)
  await find('qz')
  expect(await find('qz')).toEqual({ ids: ['d0'], total: 1 })
}, 30_000)
