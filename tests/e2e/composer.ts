import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type Page, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'
import type { SiteId } from '../pages/site.ts'
import type { Ask, Kept } from './composer-probe.ts'
import { texts, typed } from './composer-texts.ts'
import { share } from './share.ts'

const composers = [
  { name: 'Claude, Tiptap', site: 'claude', url: 'https://claude.ai/new', generation: 1 },
  { name: 'ChatGPT, ProseMirror', site: 'chatgpt', url: 'https://chatgpt.com/', generation: 1 },
  { name: 'ChatGPT, Lexical', site: 'chatgpt', url: 'https://chatgpt.com/', generation: 2 },
  { name: 'ChatGPT, new desktop', site: 'chatgpt', url: 'https://chatgpt.com/', generation: 3 },
  { name: 'ChatGPT, textarea', site: 'chatgpt', url: 'https://chatgpt.com/', generation: 4 },
  { name: 'Gemini, Quill', site: 'gemini', url: 'https://gemini.google.com/app', generation: 1 },
] as const satisfies readonly {
  name: string
  site: SiteId
  url: string
  generation: 1 | 2 | 3 | 4
}[]

/** The modules under test as an extension of their own: a real isolated world, no rest around it. */
async function buildProbe(browser: Browser['name']): Promise<string> {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const outDir = join(here, '..', '.artifacts', `composer-probe-${browser}`)
  mkdirSync(outDir, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      lib: {
        entry: join(here, 'composer-probe.ts'),
        formats: ['iife'],
        name: 'probe',
        fileName: () => 'content.js',
      },
    },
  })
  const matches = composers.map(({ url }) => `${new URL(url).origin}/*`)
  writeFileSync(join(outDir, 'background.js'), '')
  writeFileSync(
    join(outDir, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Composer probe',
      version: '1.0',
      host_permissions: matches,
      background: { service_worker: 'background.js', scripts: ['background.js'] },
      content_scripts: [{ matches, js: ['content.js'], run_at: 'document_start' }],
      browser_specific_settings: { gecko: { id: 'composer@understudy.invalid' } },
    }),
  )
  return outDir
}

const ask = async <T>(page: Page, request: Ask): Promise<T> =>
  JSON.parse(
    await page.evaluate(
      (request) =>
        new Promise<string>((done) => {
          const id = Math.random()
          const onReply = ({ data }: MessageEvent) => {
            if (data.id !== id || data.reply === undefined) return
            window.removeEventListener('message', onReply)
            done(data.reply)
          }
          window.addEventListener('message', onReply)
          window.postMessage({ id, ask: request }, '*')
        }),
      request,
    ),
  )

const model = (page: Page) => page.evaluate(() => window.__site.text())

/** Fills and reads the real editors in one browser. */
export function composerTests(name: Browser['name']): void {
  let web: StandIns
  let browser: Browser
  let page: Page
  const took: number[] = []
  beforeAll(async () => {
    web = await startStandIns()
    browser = await launch(name, { extensionDir: await buildProbe(name), network: web })
  })
  afterAll(async () => {
    took.sort((a, b) => a - b)
    console.log(
      `${name}: ${took.length} fills, median ${Math.round(took[took.length >> 1] ?? 0)} ms, slowest ${Math.round(took.at(-1) ?? 0)} ms`,
    )
    await browser?.close()
    await web?.close()
  })
  afterEach(() => web.reset())

  test.each([0, 4])('puts a prompt in again when the page comes alive late (%i)', async (index) => {
    const { site, url, generation } = composers[index] ?? composers[0]
    const text = texts['blank lines and indentation'] ?? ''
    Object.assign(web.site(site), { generation, hydrationMs: 2500 })
    const late = await browser.open(url)
    await ask(late, { probe: 'receive', text })
    await until('the live composer', () => late.evaluate(() => window.__site?.ready))
    await until('its text', async () => (await model(late)) === text)
    expect(web.site(site).prompts).toEqual([])
    expect(late.errors).toEqual([])
    await late.close()
  })

  for (const composer of composers) {
    describe(composer.name, () => {
      beforeAll(async () => {
        web.site(composer.site).generation = composer.generation
        page = await browser.open(composer.url)
        await until('the composer', () => page.evaluate(() => window.__site?.ready))
        await ask(page, { probe: 'ready' })
      })
      afterAll(() => page.close())

      const fills = Object.entries(texts).flatMap(([kind, text], i) => {
        const over = ['nothing', 'old text']
        return (i % 2 ? over.reverse() : over).map((before): [string, string, string] => {
          return [kind, before, text]
        })
      })
      test.each(share(name, fills))('fills %s over %s', async (_, before, text) => {
        await page.evaluate(
          (old) => window.__site.setText(old),
          before === 'nothing' ? '' : 'old\ntext',
        )
        const result = await ask<{ ok: boolean; ms: number }>(page, { probe: 'fill', text })
        expect(result).toMatchObject({ ok: true })
        took.push(result.ms)
        expect(await model(page)).toBe(text)
        expect(await page.evaluate(() => window.__site.formatted())).toBe(false)
        expect(await page.evaluate(() => window.__site.attachments().length)).toBe(0)
        expect(await page.evaluate(() => 'hit' in window)).toBe(false)
        // A key lands behind the text.
        await page.type('Z')
        expect(await model(page)).toBe(`${text}Z`)
        expect(await page.evaluate(() => window.__site.sent)).toEqual([])
        expect(web.site(composer.site).prompts).toEqual([])
        expect(page.errors).toEqual([])
      })

      const keep = async () => {
        await page.evaluate(() => window.__site.setText(''))
        await ask(page, { probe: 'keep' })
      }
      const kept = () => ask<Kept>(page, { probe: 'kept' })
      const ids = ({ saves }: Kept) => new Set(saves.map(({ id }) => id)).size

      test('keeps what is typed, and what was sent by Enter right after the last key', async () => {
        const text = 'kept to the last\n\n  letter ✓'
        await keep()
        await page.type(text)
        await page.press('Enter')
        await until('the sending', async () => (await kept()).submitted.length > 0)
        const { submitted, saves } = await kept()
        expect(submitted).toEqual([{ id: saves[0]?.id, text }])
        expect(saves.at(-1)).toMatchObject({ text, sent: true })
        expect(ids({ saves, submitted })).toBe(1)
        await until('an empty composer', async () => (await model(page)) === '')
        await page.type('next')
        // Not the last save: the sent one is saved again when its chat has an address.
        const next = async () => (await kept()).saves.find((save) => save.text === 'next')
        await until('the next', next)
        expect((await next())?.id).not.toBe(submitted[0]?.id)
      })

      test('removes what the user erases, keeps what the site takes away', async () => {
        await keep()
        await page.type('not worth keeping')
        await until('it', async () => (await kept()).saves.at(-1)?.text === 'not worth keeping')
        await page.press('Control+A')
        await page.press('Delete')
        await until('its end', async () => (await kept()).saves.at(-1)?.text === '')
        await keep()
        await page.type('worth keeping, whatever the site does')
        await new Promise((done) => setTimeout(done, 1700))
        await page.evaluate(() => window.__site.setText(''))
        await new Promise((done) => setTimeout(done, 500))
        const { saves, submitted } = await kept()
        expect(saves.at(-1)?.text).toBe('worth keeping, whatever the site does')
        expect(submitted).toEqual([])
      })

      for (const [kind, text] of share(name, Object.entries(typed))) {
        test(`reads ${kind} as typed`, async () => {
          await page.evaluate(() => window.__site.setText(''))
          await page.type(text)
          expect(await ask(page, { probe: 'read' })).toBe(text)
        })
      }
    })
  }
}
