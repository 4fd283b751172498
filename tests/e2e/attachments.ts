import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Draft } from '../../lib/drafts/draft.ts'
import { type Browser, clickClosed, closedText, type Page, until } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'
import { continueIn, openedTab, seeFilled, seeNotice } from './acts.ts'
import { share } from './share.ts'
import { newChat, openChat, type Stage, sendPrompt, setStage, write } from './stage.ts'

declare const browser: typeof import('wxt/browser').browser

const sites = ['claude', 'chatgpt', 'gemini'] as const
const pairs = sites.flatMap((from) =>
  sites.filter((to) => to !== from).map((to): [SiteId, SiteId] => [from, to]),
)
const text = 'Compare the plot with report 7,\n\n  then sum up my notes.'

/** Bytes that are no text in any encoding, behind the sign that each format begins with. */
const contents = {
  'Plot é.png': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(60_000)]),
  'report 7.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_500_000)]),
  'notes.md': Buffer.from('# Notes\n\n- ä, 漢字, 👩🏽‍💻\n'),
  'scan.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(20 * 2 ** 20 - 9)]),
  'film.pdf': Buffer.alloc(26 * 2 ** 20, 'x'),
}
type FileName = keyof typeof contents
const three: readonly FileName[] = ['Plot é.png', 'report 7.pdf', 'notes.md']

const two = three.slice(1)

const facts = (names: readonly FileName[]) =>
  names
    .map((name) => ({
      name,
      size: contents[name].length,
      sha256: createHash('sha256').update(contents[name]).digest('hex'),
    }))
    .sort((a, b) => a.size - b.size)

/** Files go into the store, over to another site, and through its own controls. */
export function attachmentTests(name: Browser['name']): void {
  const stage = setStage(name)
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'understudy-files-'))
    for (const [file, bytes] of Object.entries(contents)) writeFileSync(join(dir, file), bytes)
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  const choose = async (page: Page, site: SiteId, names: readonly FileName[]) => {
    // Gemini has no input until its menu is opened.
    if (site === 'gemini') await page.click('.upload-card-button')
    await page.setFiles(
      'input[type=file]',
      names.map((file) => join(dir, file)),
    )
    await until('the chips', async () => (await attached(page)).length === names.length)
    await page.evaluate(() => document.querySelector<HTMLElement>('[contenteditable]')?.focus())
  }
  const prepare = async (site: SiteId, names: readonly FileName[], kept = names.length) => {
    const page = await openChat(stage, site)
    await choose(page, site, names)
    await write(page, text)
    await until(
      'the files to be kept',
      async () => {
        const draft = await newest(stage)
        const files = draft?.attachments.filter((file) => file.kept)
        return draft?.text === text && files?.length === kept ? draft : null
      },
      20_000,
    )
    return page
  }

  describe.each(share(name, pairs))('%s to %s', (from, to) => {
    test('three files, byte by byte', async () => {
      await prepare(from, three)
      const target = await handOver(stage, to)
      await seeFilled(target, text)
      await seeAttached(target, three)
      await seeNotice(target, /Nothing has been sent\./)
      expect(await closedText(target)).not.toContain('Add these files')
      // They are the other site's draft by now, should that one fail, too.
      await until('a copy', async () => (await allKept(stage)) === 6)
    })
  })

  test('20 MB', async () => {
    await prepare('chatgpt', ['scan.pdf'])
    const start = Date.now()
    const target = await handOver(stage, 'claude')
    await seeAttached(target, ['scan.pdf'])
    console.log(`${name}: 20 MB from click to chip in ${Date.now() - start} ms`)
  })

  test('from a prompt that failed, by the notice, and on again', async () => {
    stage.web.site('claude').fault = { kind: 'http', status: 500 }
    const page = await prepare('claude', three)
    await page.press('Enter')
    await seeNotice(page, /isn’t answering|is having trouble/).catch(() => sendPrompt(page, text))
    const target = await continueIn(stage, page, 'gemini')
    await seeFilled(target, text)
    await seeAttached(target, three)
  })

  test.each(share(name, ['paste', 'drop']))('a site that only takes a %s', async (way) => {
    await prepare('gemini', two)
    await leaveOnly(stage, 'chatgpt', way)
    const target = await handOver(stage, 'chatgpt')
    await seeAttached(target, two)
    await seeFilled(target, text)
  })

  test('what cannot be attached is listed, each file to download', async () => {
    const page = await prepare('chatgpt', ['notes.md', 'film.pdf'], 1)
    await leaveOnly(stage, 'claude', 'none')
    await page.bringToFront()
    const target = await handOver(stage, 'claude')
    await seeFilled(target, text)
    await seeNotice(target, /Add these files yourself/, 40_000)
    expect(await closedText(target)).toMatch(/notes\.md \(\d+ B/)
    expect(await closedText(target)).toMatch(/film\.pdf \(2\d(?:\.\d)? MB\)/)
    expect(await closedText(target)).not.toContain('Download film.pdf')
    await clickClosed(target, 'Download notes.md')
    await seeNotice(target, /Add these files yourself/)
    expect(await closedText(target)).not.toContain('did not work')
  })

  test('a file taken out before sending is not kept', async () => {
    const page = await prepare('claude', ['notes.md', 'Plot é.png'])
    await new Promise((done) => setTimeout(done, 400))
    await page.click('.chip:first-child button')
    await until('one file', async () => (await keptFiles(stage))?.length === 1)
    expect((await keptFiles(stage))?.map((file) => file.name)).toEqual(
      (await attached(page)).map((file) => file.name),
    )
  })

  test.runIf(name === 'chromium')(
    'a pasted picture is kept; a pasted text is no file',
    async () => {
      const page = await openChat(stage, 'chatgpt')
      await page.evaluate(async () => {
        const canvas = document.createElement('canvas')
        canvas.getContext('2d')?.fillRect(0, 0, 9, 9)
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob ?? '' })])
      })
      await page.press('Control+V')
      await until('the chip', async () => (await attached(page)).length === 1)
      await page.paste('What is this?')
      await until('the picture', async () => (await keptFiles(stage))?.[0]?.kept)
      const [chip] = await attached(page)
      expect(await keptFiles(stage)).toMatchObject([{ name: chip?.name, size: chip?.size }])
    },
  )
}

const attached = (page: Page) => page.evaluate(() => window.__site?.attachments() ?? [])

async function seeAttached(page: Page, names: readonly FileName[]): Promise<void> {
  await until(
    `${names.length} files`,
    async () => (await attached(page)).length >= names.length,
    30_000,
  )
  // Time for any to come twice.
  await new Promise((done) => setTimeout(done, 500))
  expect([...(await attached(page))].sort((a, b) => a.size - b.size)).toEqual(facts(names))
}

/** The newest draft. */
const newest = (stage: Stage) => stage.driven.inExtension(readNewest)

const keptFiles = async (stage: Stage) => (await newest(stage))?.attachments

async function readNewest() {
  const list = { search: '', providerId: null, state: null, offset: 0, limit: 1 }
  const found = await browser.runtime.sendMessage({ name: 'draft.list', request: list })
  const id: string | undefined = found.response.drafts[0]?.id
  if (!id) return null
  const read = await browser.runtime.sendMessage({ name: 'draft.read', request: { id } })
  return read.response as Draft
}

const allKept = (stage: Stage): Promise<number> =>
  stage.driven.inExtension(async () => {
    const list = { search: '', providerId: null, state: null, offset: 0, limit: 9 }
    const found = await browser.runtime.sendMessage({ name: 'draft.list', request: list })
    const counts = found.response.drafts as { attachmentCount: number }[]
    return counts.reduce((sum, { attachmentCount }) => sum + attachmentCount, 0)
  })

/** Hands the newest draft over, as the popup does. */
async function handOver(stage: Stage, to: SiteId): Promise<Page> {
  const before = new Set((await stage.driven.pages()).map(({ tabId }) => tabId))
  await stage.driven.inExtension(async (targetId) => {
    const list = { search: '', providerId: null, state: null, offset: 0, limit: 1 }
    const found = await browser.runtime.sendMessage({ name: 'draft.list', request: list })
    const request = { draftId: found.response.drafts[0].id, targetId, sourceTabId: null }
    await browser.runtime.sendMessage({ name: 'handoff.start', request })
  }, to)
  return openedTab(stage, before, to)
}

/** Has a site take files in one way only. */
async function leaveOnly(stage: Stage, site: SiteId, way: string): Promise<void> {
  const page = await stage.driven.open(newChat[site])
  await page.evaluate((only) => localStorage.setItem('stand-in-files', only), way)
  await page.close()
}
