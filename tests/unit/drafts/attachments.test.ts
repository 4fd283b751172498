import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { fromBase64, toBase64 } from '../../../lib/drafts/base64'
import { memoryStore } from '../../../lib/drafts/memory'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { fileOf, partSize, partsOf } from '../../../lib/drafts/parts'
import { freshCaches, freshIndexedDb, noon, saveOf } from './fixtures'

const claude = 'https://claude.ai'
let drafts: Drafts

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  freshCaches()
  drafts = await openDrafts()
  await drafts.of(false).save(saveOf(), noon)
})

const noise = (bytes: number, seed = 7) => {
  const out = new Uint8Array(bytes)
  for (let i = 0, x = seed; i < bytes; i++) {
    x = (x * 1_103_515_245 + 12_345) & 0x7fffffff
    out[i] = x >> 16
  }
  return out
}
const fileOfBytes = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  new File([bytes], name, { type: 'image/png' })

async function keep(id: string, file: File, draftId = 'draft-1'): Promise<boolean> {
  let kept = true
  for await (const part of partsOf(draftId, id, file)) {
    kept = await drafts.of(false).attach(part, claude)
    if (!kept) break
  }
  return kept
}
const firstPart = async (file: File) => (await partsOf('draft-1', 'f1', file).next()).value
const infos = async (id = 'draft-1') => (await drafts.of(false).read(id))?.attachments
const readBack = async (id: string, draftId = 'draft-1') => {
  const info = (await infos(draftId))?.find((one) => one.id === id)
  return info && fileOf(info, (part) => drafts.of(false).file(draftId, id, part, claude))
}

it.each([
  0,
  1,
  partSize - 1,
  partSize,
  2 * partSize + 3,
])('keeps a file of %d bytes exactly', async (size) => {
  const bytes = noise(size)
  expect(await keep('f1', fileOfBytes('a "chart".png', bytes))).toBe(true)
  const back = (await readBack('f1')) ?? new File([], 'none')
  expect(back.name).toBe('a "chart".png')
  expect(back.type).toBe('image/png')
  expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
})

it('survives edits of the text and counts in the size', async () => {
  await keep('f1', fileOfBytes('a.png', noise(1000)))
  const before = await drafts.of(false).stats()
  await drafts.of(false).save(saveOf({ text: 'more', at: noon + 1 }), noon + 1)
  expect(await infos()).toMatchObject([{ id: 'f1', size: 1000, kept: true }])
  const after = await drafts.of(false).stats()
  expect(before.bytes).toBeGreaterThan(1000)
  expect(after.bytes).toBeGreaterThan(1000)
  await drafts.of(false).detach('draft-1', 'f1', claude)
  expect((await drafts.of(false).stats()).bytes).toBe(after.bytes - 1000)
  expect(await drafts.db?.parts.count()).toBe(0)
})

it('is deleted with its draft', async () => {
  await keep('f1', fileOfBytes('a.png', noise(partSize + 1)))
  await drafts.of(false).remove(['draft-1'], noon)
  expect(await drafts.db?.attachments.count()).toBe(0)
  expect(await drafts.db?.parts.count()).toBe(0)
})

it('hides name and bytes', async () => {
  await keep('f1', fileOfBytes('secret.png', new TextEncoder().encode('secret bytes')))
  const rows = [await drafts.db?.attachments.toArray(), await drafts.db?.parts.toArray()]
  const seen = JSON.stringify(rows, (_, value) =>
    value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
  )
  expect(seen).not.toContain('secret')
})

describe('the limits', () => {
  it('keep what is too large for a draft by name and size only', async () => {
    await keep('f1', fileOfBytes('small.png', noise(partSize)))
    expect(await keep('f2', fileOfBytes('large.png', new Uint8Array(24 * 2 ** 20)))).toBe(false)
    expect(await infos()).toMatchObject([
      { name: 'small.png', kept: true },
      { name: 'large.png', size: 24 * 2 ** 20, kept: false },
    ])
    expect(await readBack('f2')).toBeNull()
  })

  it('hold over all drafts', async () => {
    const file = fileOfBytes('x.png', noise(10))
    await keep('f1', file)
    const row = await drafts.db?.attachments.get('f1')
    if (row) await drafts.db?.attachments.put({ ...row, keptBytes: 250 * 2 ** 20 - 5 })
    await drafts.of(false).save(saveOf({ id: 'other' }), noon)
    expect(await keep('f2', file, 'other')).toBe(false)
    expect((await infos('other'))?.[0]?.kept).toBe(false)
  })
})

describe('where it is too much in all', () => {
  const full = async (id: string, keptBytes: number) => {
    await keep(id, fileOfBytes('x.png', noise(10)), `of-${id}`)
    const row = await drafts.db?.attachments.get(id)
    if (row) await drafts.db?.attachments.put({ ...row, keptBytes })
  }
  const store = () => drafts.of(false)

  beforeEach(async () => {
    for (const [i, id] of ['old', 'new', 'open'].entries()) {
      await store().save(saveOf({ id: `of-${id}`, at: noon + i, sent: true }), noon + i)
      await full(id, 80 * 2 ** 20)
      if (id !== 'open') await store().change(`of-${id}`, { to: 'answered' }, noon + 10 + i)
    }
  })

  it('files of answered drafts make room, the oldest first', async () => {
    expect(await keep('f1', fileOfBytes('y.png', noise(20 * 2 ** 20)))).toBe(true)
    expect(await infos('of-old')).toEqual([])
    expect(await infos('of-new')).toHaveLength(1)
    expect(await infos('of-open')).toHaveLength(1)
    expect(await infos()).toMatchObject([{ name: 'y.png', kept: true }])
  })

  it('nothing goes when that would not do', async () => {
    const open = await drafts.db?.attachments.get('open')
    if (open) await drafts.db?.attachments.put({ ...open, keptBytes: 245 * 2 ** 20 })
    expect(await keep('f1', fileOfBytes('y.png', noise(20 * 2 ** 20)))).toBe(false)
    expect(await infos('of-old')).toHaveLength(1)
    expect(await infos()).toMatchObject([{ name: 'y.png', kept: false }])
  })
})

describe('in memory', () => {
  it('a file is known by its name, to its own site only', async () => {
    const memory = memoryStore('private')
    await memory.save(saveOf(), noon)
    const file = fileOfBytes('plan.png', noise(10))
    const part = (await partsOf('draft-1', 'f1', file).next()).value
    if (!part) throw new Error('no part')
    expect(await memory.attach(part, 'https://chatgpt.com')).toBe(false)
    expect((await memory.read('draft-1'))?.attachments).toEqual([])
    for (const _ of [1, 2]) expect(await memory.attach(part, claude)).toBe(false)
    await memory.save(saveOf({ text: 'more', at: noon + 1 }), noon + 1)
    expect((await memory.read('draft-1'))?.attachments).toEqual([
      { id: 'f1', name: 'plan.png', type: 'image/png', size: 10, kept: false },
    ])
    await memory.detach('draft-1', 'f1', claude)
    expect((await memory.read('draft-1'))?.attachments).toEqual([])
  })
})

describe('hostile pages', () => {
  const part = {
    draftId: 'draft-1',
    id: 'f1',
    name: 'a',
    type: '',
    size: 3,
    part: 0,
    parts: 1,
    data: toBase64(noise(3)),
  }
  it.each([
    ['more bytes than told', { data: toBase64(noise(4)) }],
    ['too few parts', { size: 2 * partSize }],
    ['too many parts', { parts: 2 }],
    ['a later part first', { size: partSize + 3, parts: 2, part: 1 }],
    ['another draft', { draftId: 'none' }],
  ])('cannot send %s', async (_, change) => {
    expect(await drafts.of(false).attach({ ...part, ...change }, claude)).toBe(false)
    expect(await drafts.db?.parts.count()).toBe(0)
  })

  it('cannot touch files of another origin', async () => {
    await keep('f1', fileOfBytes('a.png', noise(3)))
    const other = 'https://chatgpt.com'
    expect(await drafts.of(false).attach({ ...part, id: 'f2' }, other)).toBe(false)
    expect(await drafts.of(false).file('draft-1', 'f1', 0, other)).toBeNull()
    await drafts.of(false).detach('draft-1', 'f1', other)
    await drafts.of(false).save(saveOf({ id: 'mine', origin: other, providerId: 'chatgpt' }), noon)
    expect(await drafts.of(false).attach({ ...part, draftId: 'mine' }, other)).toBe(false)
    expect(await infos()).toHaveLength(1)
  })

  it('get no half of a file that is still coming', async () => {
    const first = await firstPart(fileOfBytes('a', noise(partSize + 1)))
    if (first) await drafts.of(false).attach(first, claude)
    expect(await drafts.of(false).file('draft-1', 'f1', 0, claude)).toBeNull()
    expect(await infos()).toMatchObject([{ kept: false }])
  })
})

it('keeps nothing of a private window', async () => {
  await drafts.of(true).save(saveOf(), noon)
  const part = await firstPart(fileOfBytes('a', noise(3)))
  expect(part && (await drafts.of(true).attach(part, claude))).toBe(false)
})

it('writes bytes as text and back', () => {
  const bytes = noise(100_001)
  expect(Buffer.from(fromBase64(toBase64(bytes))).equals(Buffer.from(bytes))).toBe(true)
  expect(() => fromBase64('%')).toThrow()
})
