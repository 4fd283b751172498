import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { draftHandlers } from '../../../lib/drafts/handlers'
import { type Drafts, openDrafts } from '../../../lib/drafts/open'
import { sweep } from '../../../lib/drafts/sweep'
import { exportDrafts, importDrafts, readExport } from '../../../lib/drafts/transfer'
import type { Sender, send } from '../../../lib/messages'
import { defaultSettings } from '../../../lib/settings'
import { everything, freshCaches, freshIndexedDb, noon, saveOf } from './fixtures'

const page: Sender = {
  from: 'extension',
  origin: 'chrome-extension://x',
  url: 'chrome-extension://x/drafts.html',
  tabId: 1,
  isPrivate: false,
}
const day = 86_400_000
let clock = noon
let drafts: Drafts
/** Imports stop here, as when the worker dies. */
let dieAt = Infinity

const handlers = draftHandlers({ drafts: async () => drafts, now: () => clock })
/** Messages as the browser carries them: JSON, checked by the handler's own shape. */
const ask = (async (name: 'draft.export' | 'draft.import', request: unknown) => {
  if (name === 'draft.import' && --dieAt < 0) throw new Error('no answer to draft.import')
  const handler = handlers[name]
  const parsed = v.parse(handler.request as v.GenericSchema, JSON.parse(JSON.stringify(request)))
  return JSON.parse(JSON.stringify(await handler.handle(parsed as never, page)))
}) as typeof send

beforeEach(async () => {
  fakeBrowser.reset()
  freshIndexedDb()
  freshCaches()
  clock = noon
  dieAt = Infinity
  drafts = await openDrafts()
})

const store = () => drafts.of(false)
const texts = async () =>
  (await store().list({ ...everything, limit: 1000 })).drafts.map((d) => d.preview).sort()
const exported = async () => (await exportDrafts(ask, 'json', noon)).text()
const file = (text: string) => new Blob([text])

describe('a file of exported drafts', () => {
  it('brings everything back on another machine', async () => {
    await store().save(saveOf({ id: 'a', text: 'one\n\t"two" \ud83d 😀', sent: true }), noon)
    await store().change('a', { to: 'failed', reason: 'overloaded' }, noon + 1)
    await store().save(saveOf({ id: 'b', text: 'x'.repeat(1_500_000) }), noon + 2)
    await store().save(saveOf({ id: 'c', text: 'y'.repeat(3_500_000) }), noon + 3)
    const before = await Promise.all(['a', 'b', 'c'].map((id) => store().read(id)))
    const json = await exported()
    freshIndexedDb()
    freshCaches()
    drafts = await openDrafts()
    expect(await importDrafts(ask, file(json))).toEqual({ ok: true, imported: 3, skipped: 0 })
    expect(await Promise.all(['a', 'b', 'c'].map((id) => store().read(id)))).toEqual(before)
  })

  it('replaces nothing that is newer, and brings back what was deleted', async () => {
    await store().save(saveOf({ id: 'a', text: 'old a' }), noon)
    await store().save(saveOf({ id: 'b', text: 'old b' }), noon)
    const json = await exported()
    await store().save(saveOf({ id: 'a', text: 'new a', at: noon + 5 }), noon + 5)
    await store().remove(['b'], noon + 5)
    expect(await importDrafts(ask, file(json))).toEqual({ ok: true, imported: 1, skipped: 1 })
    expect(await texts()).toEqual(['new a', 'old b'])
  })

  it('is kept after importing as long as if written then', async () => {
    await store().save(saveOf({ sent: true }), noon)
    await store().change('draft-1', { to: 'answered' }, noon)
    const json = await exported()
    await store().remove('all', noon)
    clock = noon + 90 * day
    await importDrafts(ask, file(json))
    expect(await sweep(drafts, defaultSettings, clock + day - 1)).toBe(0)
    expect(await sweep(drafts, defaultSettings, clock + day)).toBe(1)
  })

  it('may be empty', async () => {
    expect(await importDrafts(ask, file(await exported()))).toEqual({
      ok: true,
      imported: 0,
      skipped: 0,
    })
  })
})

describe('nothing changes for', () => {
  const good = {
    id: 'x',
    providerId: 'claude',
    origin: 'https://claude.ai',
    conversationId: null,
    url: 'https://claude.ai/new',
    state: 'failed',
    text: 'imported',
    at: 1,
    createdAt: 1,
    updatedAt: 1,
    sentAt: null,
    reason: null,
  }
  const whole = (drafts: unknown, version = 1) =>
    JSON.stringify({ format: 'understudy-drafts', version, drafts })

  it.each<[string, string, string]>([
    ['an empty file', '', 'no JSON'],
    ['a truncated file', whole([good, good]).slice(0, -40), 'cut short'],
    ['a web page', '<html></html>', 'no JSON'],
    ['another JSON file', '{"drafts":[]}', 'no file of exported drafts'],
    ['null', 'null', 'no file of exported drafts'],
    ['a future version', whole([good], 2), 'newer version'],
    ['a version that never was', whole([good], 0), 'damaged'],
    ['drafts that are no list', whole({}), 'drafts'],
    ['a draft without text', whole([good, { ...good, text: undefined }]), 'drafts.1.text'],
    ['a state that is none', whole([{ ...good, state: '<b>' }]), 'drafts.0.state'],
    ['a script as address', whole([{ ...good, url: 'javascript:alert(1)' }]), 'drafts.0'],
    ['an address of another site', whole([{ ...good, url: 'https://evil.example/' }]), 'drafts.0'],
    ['an origin that is none', whole([{ ...good, origin: 'https://claude.ai/x' }]), 'origin'],
    ['a hostile id', whole([{ ...good, id: '../../x' }]), 'drafts.0.id'],
    ['too many drafts', whole(Array.from({ length: 20_001 }, () => 0)), 'damaged'],
    ['deep nesting', `${'['.repeat(200_000)}`, 'no JSON'],
  ])('%s', async (_, text, words) => {
    await store().save(saveOf(), noon)
    const result = await importDrafts(ask, file(text))
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(words) })
    expect(await texts()).toEqual(['How do lighthouses work?'])
  })

  it('a file of 500 MB, which is not even read', async () => {
    const huge = { size: 500 * 2 ** 20, text: () => Promise.reject(new Error('read')) }
    expect(await importDrafts(ask, huge as unknown as Blob)).toMatchObject({
      ok: false,
      error: expect.stringContaining('too large (500 MB'),
    })
  })

  it('an import that is broken off in the middle', async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ ...good, id: `x${n}` }))
    dieAt = 2
    const result = await importDrafts(ask, file(whole(many)))
    expect(result).toMatchObject({
      ok: false,
      error: expect.stringContaining('Nothing was imported'),
    })
    expect(await texts()).toEqual([])
    expect(await drafts.db?.incoming.count()).toBe(400)
    await sweep(drafts, defaultSettings, noon + 2 * 3_600_000)
    expect(await drafts.db?.incoming.count()).toBe(0)
  })

  it('a prototype in disguise', async () => {
    const text = whole([good]).replace('"id":"x"', '"id":"x","__proto__":{"state":"answered"}')
    const read = readExport(text)
    expect(read.ok && Object.keys(read.drafts[0] ?? {})).not.toContain('__proto__')
    expect(read.ok && read.drafts[0]?.state).toBe('failed')
  })
})

it('writes Markdown that no text can break out of', async () => {
  const text = 'see:\n````\n# not a heading\n```\n<script>'
  await store().save(saveOf({ text, sent: true }), noon)
  await store().change('draft-1', { to: 'failed', reason: 'overloaded\n# x' }, noon)
  const markdown = await (await exportDrafts(ask, 'markdown', noon)).text()
  expect(markdown).toBe(
    `## Claude, 2026-11-20 12:00 UTC, failed: overloaded # x\n\n<https://claude.ai/new>\n\n\`\`\`\`\`text\n${text}\n\`\`\`\`\`\n`,
  )
})
