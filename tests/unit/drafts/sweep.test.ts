import { beforeEach, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { forgetPrivate } from '../../../lib/drafts/memory'
import { openDrafts } from '../../../lib/drafts/open'
import { sweep } from '../../../lib/drafts/sweep'
import { defaultSettings } from '../../../lib/settings'
import { everything, freshCaches, freshIndexedDb, noon, saveOf } from './fixtures'

const day = 86_400_000

beforeEach(() => {
  fakeBrowser.reset()
  freshIndexedDb()
  freshCaches()
})

it('deletes what is past its time, with its text', async () => {
  const drafts = await openDrafts()
  const store = drafts.of(false)
  await store.save(saveOf({ id: 'answered', sent: true }), noon)
  await store.change('answered', { to: 'answered' }, noon)
  await store.save(saveOf({ id: 'failed', sent: true }), noon)
  await store.change('failed', { to: 'failed', reason: null }, noon)
  expect(await sweep(drafts, defaultSettings, noon + day - 1)).toBe(0)
  expect(await sweep(drafts, defaultSettings, noon + day)).toBe(1)
  expect((await store.list(everything)).drafts.map((d) => d.id)).toEqual(['failed'])
  expect(await drafts.db?.bodies.toCollection().primaryKeys()).toEqual(['failed'])
  expect(await sweep(drafts, defaultSettings, noon + 31 * day)).toBe(1)
  await sweep(drafts, defaultSettings, noon + 70 * day)
  expect(await drafts.db?.graves.count()).toBe(0)
})

it('forgets private drafts when the last private window closes, not before', async () => {
  const store = (await openDrafts()).of(true)
  await store.save(saveOf(), noon)
  await fakeBrowser.windows.create({ incognito: true })
  await forgetPrivate()
  expect((await store.list(everything)).total).toBe(1)
  fakeBrowser.windows.resetState()
  await forgetPrivate()
  expect((await store.list(everything)).total).toBe(0)
})
