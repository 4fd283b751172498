import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { draftsDb } from '../../../lib/drafts/db'
import { openJournal } from '../../../lib/drafts/journal'
import type { Lock } from '../../../lib/drafts/lock'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { partsOf } from '../../../lib/drafts/parts'
import { isResealDue } from '../../../lib/drafts/reseal'
import { lockState, openVault, setPassphrase } from '../../../lib/drafts/vault'
import { everything, freshCaches, freshIndexedDb, noon, saveOf } from './fixtures'

let drafts: Drafts

const store = () => drafts.of(false)
const lock = (): Lock => {
  if (!drafts.lock) throw new Error('no lock')
  return drafts.lock
}
const texts = async () =>
  (await store().list(everything)).drafts.map((d) => d.preview || d.reason).sort()
/** As when the browser was closed and opened again. */
async function restart(): Promise<void> {
  drafts.close()
  await fakeBrowser.storage.session.clear()
  drafts = await openDrafts()
}

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  freshCaches()
  drafts = await openDrafts()
  await store().save(saveOf({ id: 'before', text: 'before', sent: true }), noon)
  await store().change('before', { to: 'failed', reason: 'overloaded' }, noon)
  const file = new File(['file bytes'], 'a.txt')
  for await (const part of partsOf('before', 'f1', file)) {
    await store().attach(part, 'https://claude.ai')
  }
})

describe('a passphrase', () => {
  it('leaves nothing to be read without it, not even what was written before', async () => {
    await lock().set('open sesame')
    expect(await texts()).toEqual(['before'])
    await restart()
    expect(lock().state()).toBe('locked')
    expect(await texts()).toEqual(['locked'])
    expect(await store().read('before')).toBeNull()
    expect(await store().file('before', 'f1', 0)).toBeNull()
    expect((await store().list({ ...everything, search: 'before' })).total).toBe(0)
    expect(await drafts.db?.keys.count()).toBe(0)
    expect(await (await openJournal())?.drafts(null)).toEqual([])
  })

  it('opens everything again, and only the right one does', async () => {
    await lock().set('open sesame')
    await restart()
    expect(await lock().open('open barley')).toBe(false)
    expect(lock().state()).toBe('locked')
    expect(await lock().open('open sesame')).toBe(true)
    expect(lock().state()).toBe('unlocked')
    expect(await store().read('before')).toMatchObject({
      text: 'before',
      reason: 'overloaded',
      attachments: [{ name: 'a.txt', kept: true }],
    })
    expect(await store().file('before', 'f1', 0)).toMatchObject({ parts: 1 })
    expect((await store().list({ ...everything, search: 'EFOR' })).total).toBe(1)
  })

  it('keeps what is typed while locked', async () => {
    await lock().set('open sesame')
    await restart()
    await store().save(saveOf({ id: 'during', text: 'dur' }), noon + 1)
    await store().save(saveOf({ id: 'during', text: 'during', at: noon + 1, sent: true }), noon + 1)
    await store().save(saveOf({ id: 'during', text: 'during', at: noon + 2 }), noon + 2)
    await store().change('during', { to: 'failed', reason: 'down' }, noon + 3)
    expect(await texts()).toEqual(['locked', 'locked'])
    await lock().open('open sesame')
    expect(await texts()).toEqual(['before', 'during'])
    expect(await store().read('during')).toMatchObject({ state: 'failed', reason: 'down' })
  })

  it('is asked for once in a browser session', async () => {
    await lock().set('open sesame')
    drafts.close()
    drafts = await openDrafts()
    expect(lock().state()).toBe('unlocked')
    await lock().close()
    expect(await texts()).toEqual(['locked'])
    drafts.close()
    drafts = await openDrafts()
    expect(lock().state()).toBe('locked')
    await expect(lock().set('another')).rejects.toThrow('unlock first')
    await expect(lock().set(null)).rejects.toThrow('unlock first')
  })

  it('can be changed', async () => {
    await lock().set('old')
    await lock().set('new')
    await restart()
    expect(await lock().open('old')).toBe(false)
    expect(await lock().open('new')).toBe(true)
    expect(await texts()).toEqual(['before'])
  })

  it('can be taken away', async () => {
    await lock().set('open sesame')
    await restart()
    await store().save(saveOf({ id: 'during', text: 'during' }), noon + 1)
    await lock().open('open sesame')
    await lock().set(null)
    await restart()
    expect(lock().state()).toBe('open')
    expect(await texts()).toEqual(['before', 'during'])
    expect(await drafts.db?.locks.count()).toBe(0)
    expect((await (await openJournal())?.drafts(null))?.map((d) => d.id).sort()).toEqual([
      'before',
      'during',
    ])
  })

  it('can be forgotten, with everything it guarded', async () => {
    await lock().set('open sesame')
    await restart()
    await store().remove('all', noon)
    await lock().forget()
    expect(lock().state()).toBe('open')
    await store().save(saveOf({ id: 'after', text: 'after' }), noon + 1)
    await restart()
    expect(lock().state()).toBe('open')
    expect(await texts()).toEqual(['after'])
  })

  it('is finished at the next start when the worker died while sealing', async () => {
    drafts.close()
    const db = draftsDb()
    const vault = await openVault(db)
    await setPassphrase(db, vault, 'open sesame')
    expect(await isResealDue(db, vault)).toBe(true)
    db.close()
    await restart()
    await lock().open('open sesame')
    await expect.poll(() => drafts.db?.keys.count()).toBe(0)
    await restart()
    expect(await texts()).toEqual(['locked'])
    await lock().open('open sesame')
    expect(await texts()).toEqual(['before'])
  })

  it('still guards the journal when the database is lost', async () => {
    await lock().set('open sesame')
    await restart()
    await store().save(saveOf({ id: 'during', text: 'during' }), noon + 1)
    await expect.poll(async () => (await (await caches.open('')).keys()).length).toBe(3)
    drafts.close()
    freshIndexedDb()
    await fakeBrowser.storage.session.clear()
    drafts = await openDrafts()
    expect(lock().state()).toBe('locked')
    expect(await texts()).toEqual([])
    await restart()
    expect(await lock().open('open sesame')).toBe(true)
    expect(await texts()).toEqual(['before', 'during'])
  })
})

it('has no passphrase at first', async () => {
  const db = draftsDb()
  expect(lockState(await openVault(db))).toBe('open')
  expect(lock().state()).toBe('open')
  await lock().close()
  expect(lock().state()).toBe('open')
})
