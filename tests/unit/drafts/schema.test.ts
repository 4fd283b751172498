import Dexie from 'dexie'
import { beforeEach, expect, it } from 'vitest'
import { type DraftRow, databaseName, draftsDb } from '../../../lib/drafts/db'
import { diskStore } from '../../../lib/drafts/disk'
import { sealRows } from '../../../lib/drafts/rows'
import { draftOf } from '../../../lib/drafts/rules'
import { v1 } from '../../../lib/drafts/schema/v1'
import { openVault } from '../../../lib/drafts/vault'
import { everything, freshIndexedDb, noon, saveOf } from './fixtures'

beforeEach(() => void freshIndexedDb())

/** What each released version wrote. Once released, an entry here is never changed. */
const released = [
  {
    version: 1,
    stores: {
      keys: '&number',
      locks: '&id',
      drafts:
        '&id, tab, bytes, updatedAt, [origin+updatedAt], [place+updatedAt], [providerId+updatedAt], [state+updatedAt], [providerId+state+updatedAt]',
      bodies: '&id',
      marks: '&id',
      attachments: '&id, draftId, keptBytes',
      parts: '&id, attachmentId',
      graves: '&id, at',
      incoming: '&id, batch, at',
    },
    async fill(db: Dexie) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ])
      await db.table('keys').add({ number: 1, key })
      const vault = { keys: new Map([[1, key]]), current: 1, box: null }
      const draft = draftOf(saveOf({ text: 'from version 1' }), 'draft-1', noon, noon)
      const rows = await sealRows(vault, draft, 's:1', null)
      await db.table<DraftRow>('drafts').add(rows.draft)
      await db.table('bodies').add(rows.body)
      await db.table('marks').add(rows.mark)
    },
  },
]

it('has not changed what was released', () => {
  expect([v1].map(({ version, stores }) => ({ version, stores }))).toEqual(
    released.map(({ version, stores }) => ({ version, stores })),
  )
})

it.each(released)('opens a database of version $version', async ({ version, stores, fill }) => {
  const old = new Dexie(databaseName)
  old.version(version).stores(stores)
  await fill(old)
  old.close()
  const db = draftsDb()
  const store = diskStore(db, await openVault(db))
  expect((await store.list(everything)).total).toBe(1)
  expect((await store.read('draft-1'))?.text).toBe(`from version ${version}`)
})

it('works beside what a later version left, and leaves it as it is', async () => {
  const stores = { ...v1.stores, something: '&id' }
  const later = new Dexie(databaseName)
  later.version(999).stores(stores)
  await later.table('something').add({ id: 'precious' })
  later.close()
  const db = draftsDb()
  const store = diskStore(db, await openVault(db))
  await store.save(saveOf(), noon)
  db.close()
  const again = new Dexie(databaseName)
  again.version(999).stores(stores)
  expect(await again.table('something').count()).toBe(1)
  expect(await again.table('drafts').count()).toBe(1)
})
