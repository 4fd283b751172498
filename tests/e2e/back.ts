import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { type StandIns, startStandIns } from '../pages/server.ts'
import { continueIn, openPopup, press, recover, seeNotice } from './acts.ts'
import { builtExtension, openChat, type Stage, sendPrompt } from './stage.ts'
import { statusActs } from './status.ts'

declare const browser: typeof import('wxt/browser').browser

/**
 * Chromium's prompt for a permission cannot be answered by a driver: there the built extension is
 * made to have it from the start. Firefox can be told to answer yes.
 */
function readyToNotify(name: Browser['name']): { extensionDir: string; profileDir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-notifies-'))
  const [extensionDir, profileDir] = [join(dir, 'extension'), join(dir, 'profile')]
  mkdirSync(profileDir)
  cpSync(builtExtension(name), extensionDir, { recursive: true })
  if (name === 'firefox') {
    const yes = 'user_pref("extensions.webextOptionalPermissionPrompts", false);'
    writeFileSync(join(profileDir, 'prefs.js'), yes)
    return { extensionDir, profileDir }
  }
  const path = join(extensionDir, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[] }
  const permissions = [...manifest.permissions, 'notifications']
  writeFileSync(path, JSON.stringify({ ...manifest, permissions, optional_permissions: [] }))
  return { extensionDir, profileDir }
}

/** "It's back": told outside the page, once, to a user who went on elsewhere. */
export function backTests(name: Browser['name']): void {
  let web: StandIns
  let driven: Browser
  const dirs = { extensionDir: '', profileDir: '' }
  beforeAll(async () => {
    Object.assign(dirs, readyToNotify(name))
    web = await startStandIns()
    driven = await launch(name, { ...dirs, network: web })
  })
  afterAll(async () => {
    await driven?.close()
    await web?.close()
    rmSync(dirname(dirs.extensionDir), { recursive: true, force: true, maxRetries: 5 })
  })

  test('a provider that is back is told once, across a stop of the worker', async () => {
    const stage: Stage = { web, driven, reset: async () => {} }
    const { pass, ring, seePopup } = statusActs(stage)
    // Without tries of the site's own, of which one would be answered once it is mended.
    web.site('claude').fault = { kind: 'http', status: 529 }
    const claude = await openChat(stage, 'claude')
    await sendPrompt(claude, 'Does this work?')
    await seeNotice(claude, /Claude is having trouble/)
    const popup = await openPopup(stage, claude)
    if (name === 'firefox') await press(popup, 'Tell me when Claude is back')
    await seePopup(popup, /You’ll be told when Claude is back\./)
    await popup.close()
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
