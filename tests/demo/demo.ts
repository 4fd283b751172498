import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Browser,
  clickClosed,
  closedText,
  type Page,
  until,
  visibleText,
} from '../browsers/browser.ts'
import { findBrowser } from '../browsers/find.ts'
import { launch } from '../browsers/launch.ts'
import { startStandIns } from '../pages/server.ts'

/**
 * The story of an outage, played in a real browser with the built extension: `npm run demo`, or
 * `npm run demo -- firefox`. The sites are stand-ins on this machine, under their true names.
 */
declare const browser: typeof import('wxt/browser').browser

const prompt = `Write a haiku about redundancy.

Rules:
  - two pillars, one roof
  - no word twice`

const root = fileURLToPath(new URL('../..', import.meta.url))
const pictures = `${root}tests/.artifacts/demo`
const name: Browser['name'] = process.argv.includes('firefox') ? 'firefox' : 'chromium'
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

findBrowser(name)
await run('wxt', name === 'firefox' ? ['build', '-b', 'firefox'] : ['build'])
rmSync(pictures, { recursive: true, force: true })
mkdirSync(pictures, { recursive: true })

const web = await startStandIns()
const driven = await launch(name, {
  extensionDir: `${root}.output/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3`,
  network: web,
  headless: !hasDisplay,
  windowSize: { width: 1180, height: 760 },
})
let failed = false
try {
  await play()
} catch (error) {
  failed = true
  console.error(error)
} finally {
  await driven.close()
  await web.close()
}
process.exit(failed ? 1 : 0)

async function play(): Promise<void> {
  const start = Date.now()
  let picture = 0
  const say = (text: string) =>
    console.log(`${((Date.now() - start) / 1000).toFixed(1).padStart(5)} s  ${text}`)
  const shoot = async (page: Page, what: string) => {
    const file = `${pictures}/${++picture}-${what}.png`
    await page.screenshot(file)
    console.log(`         ${relative(root, file)}`)
    // With a window there is somebody who watches.
    if (hasDisplay) await new Promise((done) => setTimeout(done, 2500))
  }
  const alive = (page: Page) =>
    until('the composer', () => page.evaluate(() => window.__site?.ready), 20_000)
  const answered = (page: Page) =>
    until(
      'an answer',
      () => page.evaluate(() => !document.querySelector('[data-testid="chat-input-stop"]')),
      30_000,
    )
  const badge = (page: Page) =>
    driven.inExtension(async (tabId) => {
      const [text, title, color] = await Promise.all([
        browser.action.getBadgeText({ tabId }),
        browser.action.getTitle({ tabId }),
        browser.action.getBadgeBackgroundColor({ tabId }),
      ])
      return { text, title, color: [...color] }
    }, page.tabId)
  const seeBadge = (page: Page, glyph: RegExp) =>
    until(`the badge ${glyph}`, async () => glyph.test((await badge(page)).text), 30_000)

  const claude = await driven.open('https://claude.ai/new')
  await alive(claude)
  await claude.type(prompt)
  say('A prompt is typed on Claude. It is kept from the first letter.')
  await shoot(claude, 'typed')

  web.site('claude').fault = { kind: 'http', status: 529, retries: true }
  await new Promise((done) => setTimeout(done, 300))
  const sentAt = Date.now()
  await claude.press('Enter')
  say('Enter. Claude is overloaded: it answers 529 and tries again behind a grey line.')
  await until('the notice', async () => (await closedText(claude)).includes('isn’t answering'))
  say(`The notice is there ${Date.now() - sentAt} ms after Enter:`)
  for (const line of (await closedText(claude)).split('\n').filter(Boolean)) {
    console.log(`           │ ${line}`)
  }
  await shoot(claude, 'notice')

  await seeBadge(claude, /!/)
  const shown = await badge(claude)
  say(`The badge: "${shown.text}", in words "${shown.title}".`)
  await shoot(await paintedButton(shown), 'badge')

  await claude.bringToFront()
  const popup = await driven.openExtensionPage('popup.html', { active: false })
  await until('the popup', async () => (await visibleText(popup, 'main')).includes('Continue'))
  say('The popup: what was seen here beside what the status page says.')
  await shoot(popup, 'popup')
  await popup.close()

  await claude.bringToFront()
  await new Promise((done) => setTimeout(done, 500))
  const clickedAt = Date.now()
  await clickClosed(claude, 'Continue in ChatGPT')
  const chatgpt = await until('the other site', async () => {
    for (const page of await driven.pages()) {
      if ((await page.url()).startsWith('https://chatgpt.com')) return page
    }
    return null
  })
  await alive(chatgpt)
  const aliveAt = Date.now()
  await until('the prompt', () => chatgpt.evaluate((text) => window.__site.text() === text, prompt))
  say(
    `One click later the prompt stands in ChatGPT’s composer, equal to the letter: ` +
      `${Date.now() - clickedAt} ms, of which ${aliveAt - clickedAt} ms were the site’s own load.`,
  )
  const sent = await chatgpt.evaluate(() => window.__site.sent.length)
  if (sent > 0) throw new Error('something was sent')
  say('Nothing was sent: that is the user’s to do.')
  await shoot(chatgpt, 'filled')

  web.site('claude').fault = null
  await claude.bringToFront()
  await answered(claude)
  say('Claude comes back: its own retry gets through.')
  for (const more of ['And one about rain?', 'And one about the sea?']) {
    await claude.type(more)
    await new Promise((done) => setTimeout(done, 300))
    await claude.press('Enter')
    await new Promise((done) => setTimeout(done, 500))
    await answered(claude)
    // A person reads before going on.
    await new Promise((done) => setTimeout(done, 2500))
  }
  await seeBadge(claude, /^$/)
  say('Two good answers in a row: the badge clears.')
  await shoot(claude, 'settled')

  await chatgpt.bringToFront()
  await until('the way back', async () => (await closedText(chatgpt)).includes('answering again'))
  say('In ChatGPT’s tab the way back to the conversation is one click.')
  await shoot(chatgpt, 'way-back')
  say('The end.')
}

/** The toolbar cannot be photographed without a display: this draws the button from what is set on it. */
async function paintedButton(shown: {
  text: string
  title: string
  color: number[]
}): Promise<Page> {
  const page = await driven.openExtensionPage('popup.html', { active: true })
  await page.evaluate(({ text, title, color }) => {
    document.body.replaceChildren()
    document.body.style.cssText = 'margin:0;padding:24px;background:#e8e8ec;width:420px;height:80px'
    const button = document.createElement('div')
    button.style.cssText = 'position:relative;width:48px;height:48px'
    const icon = document.createElement('img')
    icon.src = '/icons/48.png'
    const mark = document.createElement('b')
    mark.textContent = text
    mark.style.cssText = `position:absolute;right:-6px;bottom:-4px;min-width:20px;text-align:center;font:700 16px/20px system-ui;color:#fff;border-radius:5px;background:rgba(${color.slice(0, 3)})`
    const words = document.createElement('p')
    words.textContent = title
    words.style.cssText = 'font:14px system-ui;margin:10px 0 0;color:#15141a'
    button.append(icon, mark)
    document.body.append(button, words)
  }, shown)
  return page
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const code = await new Promise<number>((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', () => done(1))
    child.once('close', (status) => done(status ?? 1))
  })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed`)
}
