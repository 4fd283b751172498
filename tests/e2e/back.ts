import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'
import { continueIn, recover, seeNotice } from './acts.ts'
import { builtExtension, openChat, type Stage, sendPrompt } from './stage.ts'
import { statusActs } from './status.ts'

declare const browser: typeof import('wxt/browser').browser

/** The built extension as it is once the user lets it notify: no driver can answer that prompt. */
function allowedToNotify(name: Browser['name']): string {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-notifies-'))
  cpSync(builtExtension(name), dir, { recursive: true })
  const path = join(dir, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[] }
  const permissions = [...manifest.permissions, 'notifications']
  writeFileSync(path, JSON.stringify({ ...manifest, permissions, optional_permissions: [] }))
  return dir
}

/** "It's back": told outside the page, once, to a user who went on elsewhere. */
export function backTests(name: Browser['name']): void {
  let web: StandIns
  let driven: Browser
  let extensionDir: string
  beforeAll(async () => {
    extensionDir = allowedToNotify(name)
    web = await startStandIns()
    driven = await launch(name, { extensionDir, network: web })
  })
  afterAll(async () => {
    await driven?.close()
    await web?.close()
    rmSync(extensionDir, { recursive: true, force: true })
  })

  test('a provider that is back is told once, across a stop of the worker', async () => {
    const stage: Stage = { web, driven, reset: async () => {} }
    const { pass, ring } = statusActs(stage)
    // A headless Firefox has nowhere to show a notification, and closes it at once.
    await driven.inExtension(() => {
      const gone: string[] = []
      Object.assign(globalThis, { gone })
      browser.notifications.onClosed.addListener((id) => gone.push(id))
    })
    const told = () =>
      driven.inExtension(async () => {
        const { gone } = globalThis as unknown as { gone: string[] }
        return [...gone, ...Object.keys(await browser.notifications.getAll())]
      })

    web.site('claude').fault = { kind: 'http', status: 529, retries: true }
    const claude = await openChat(stage, 'claude')
    await sendPrompt(claude, 'Does this work?')
    await seeNotice(claude, /Claude isn’t answering/)
    const chatgpt = await continueIn(stage, claude, 'chatgpt')
    await recover(stage, claude, 'claude')
    await chatgpt.bringToFront()
    await ring()
    await new Promise((done) => setTimeout(done, 1500))
    expect(await told()).toEqual([])

    await driven.stopBackground()
    await pass(3)
    await ring()
    await until('the notification', async () => (await told()).length > 0)
    const [id = '', ...more] = await told()
    expect(id).toMatch(/^back claude \S+$/)
    expect(more).toEqual([])
    // Else a second one would take its place unseen.
    await driven.inExtension((one) => browser.notifications.clear(one), id)
    await pass(10)
    await ring()
    await new Promise((done) => setTimeout(done, 1500))
    expect(await told()).toEqual([id])
  })
}
