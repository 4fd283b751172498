import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Browser, type Page, until, visibleText } from '../browsers/browser.ts'
import { openedTab, openPopup, seeFilled } from './acts.ts'
import { alive, ask, drafts, openChat, seeDraft, setStage, write } from './stage.ts'

const prompt = 'Compare the plans.\n\n\tindented <b>x</b> 🙂'

declare global {
  interface Window {
    /** What our page last offered as a download. */
    __download?: Blob
  }
}

/** Our own pages over the real background: every click does what it says. */
export function pageTests(name: Browser['name']): void {
  const stage = setStage(name)

  /** A real click on the control with this name. */
  const press = async (page: Page, label: string) => {
    const at = await until(`a control "${label}"`, () =>
      page.evaluate((wanted) => {
        const all = document.querySelectorAll<HTMLElement>('button, a, summary, input, label.file')
        for (const one of all) {
          const named = one.getAttribute('aria-label') ?? one.closest('label')?.textContent
          if (!(named ?? one.textContent).includes(wanted)) continue
          one.scrollIntoView({ block: 'center' })
          const box = one.getBoundingClientRect()
          if (box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
        }
        return null
      }, label),
    )
    await page.clickAt(at.x, at.y)
  }
  const says = (page: Page, words: string) =>
    until(`"${words}"`, async () => {
      const text = await visibleText(page)
      if (!text.includes(words)) throw new Error(text)
      return true
    })
  const kept = async () => {
    const chat = await openChat(stage, 'claude')
    await write(chat, prompt)
    await new Promise((saved) => setTimeout(saved, 700))
    return chat
  }

  test('popup: shows the draft, and carries it in one click', async () => {
    const chat = await kept()
    const popup = await openPopup(stage, chat)
    await says(popup, 'Your prompt is safe')
    expect(await popup.evaluate(() => document.querySelector('.preview b'))).toBe(null)
    const before = new Set((await stage.driven.pages()).map(({ tabId }) => tabId))
    await press(popup, 'Continue in Gemini')
    const there = await openedTab(stage, before, 'gemini')
    await alive(there)
    await seeFilled(there, prompt)
  })

  test('drafts: finds, reads in full, copies, deletes after asking', async () => {
    await kept()
    const page = await stage.driven.openExtensionPage('drafts.html')
    await says(page, '1 draft')
    await page.click('input[type=search]')
    await page.type('zebra')
    await says(page, 'No draft fits.')
    for (const _ of 'zebra') await page.press('Backspace')
    await page.type('plans')
    await says(page, '1 draft found')
    await press(page, 'Copy')
    await says(page, 'Copied.')
    expect(await stage.driven.readClipboard()).toBe(prompt)
    await press(page, 'Delete')
    await says(page, 'Delete this draft for good?')
    await page.press('Tab')
    await page.press('Enter')
    await says(page, 'No draft fits.')
  })

  test('settings: what is ticked stays ticked', async () => {
    const page = await stage.driven.openExtensionPage('options.html')
    await says(page, 'Show a notice')
    await press(page, 'Show a notice')
    await says(page, 'Saved.')
    await press(page, 'Move Gemini up')
    await page.reload()
    await says(page, 'Show a notice')
    expect(
      await page.evaluate(() => ({
        notices: [...document.querySelectorAll('label')]
          .find((label) => label.textContent.includes('Show a notice'))
          ?.querySelector('input')?.checked,
        order: [...document.querySelectorAll('.sites li')]
          .slice(0, 3)
          .map((site) => site.querySelector('label span')?.firstChild?.textContent),
      })),
    ).toEqual({ notices: false, order: ['Claude', 'Gemini', 'ChatGPT'] })
  })

  test('settings: what is exported comes in again; other files change nothing', async () => {
    await kept()
    const dir = mkdtempSync(join(tmpdir(), 'understudy-import-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const page = await stage.driven.openExtensionPage('options.html')
    await says(page, 'Your data')
    await page.evaluate(() => {
      const make = URL.createObjectURL
      URL.createObjectURL = (content) => {
        window.__download = content as Blob
        return make(content)
      }
    })
    await press(page, 'Export')
    const file = await until('the file', () => page.evaluate(() => window.__download?.text()))
    await ask(stage, 'draft.delete', { ids: 'all' })

    const choose = async (content: string | number, words: string) => {
      const path = join(dir, 'drafts.json')
      writeFileSync(path, typeof content === 'string' ? content : '')
      if (typeof content === 'number') truncateSync(path, content)
      await page.setFiles('input[type=file]', [path])
      await says(page, words)
    }
    await choose(file.slice(0, -40), 'cut short')
    await choose(file.replace('"version":1', '"version":2'), 'newer version')
    await choose(file.replace('https://claude.ai/new', 'https://evil.example/'), 'damaged')
    await choose(500 * 2 ** 20, 'too large (500 MB')
    expect(await drafts(stage)).toEqual([])
    await choose(file, '1 draft was imported.')
    const [draft] = await drafts(stage)
    expect((await ask(stage, 'draft.read', { id: draft?.id ?? '' }))?.text).toBe(prompt)
    expect(page.errors).toEqual([])
  })

  test('a lost database is made anew from the journal, and the user is told', async () => {
    const chat = await kept()
    await seeDraft(stage, prompt, 'composing')
    // The journal is written after the answer to the page.
    await new Promise((written) => setTimeout(written, 700))
    await stage.driven.stopBackground()
    await stage.driven.inExtension(
      () =>
        new Promise<void>((done, fail) => {
          const asked = indexedDB.deleteDatabase('drafts')
          asked.onsuccess = () => done()
          asked.onblocked = asked.onerror = () => fail(new Error('the database is in use'))
        }),
    )
    const popup = await openPopup(stage, chat)
    await says(popup, '1 draft was brought back from the journal')
    await says(popup, 'Compare the plans.')
  })

  test('passphrase: set, locked, wrong, right', async () => {
    const chat = await kept()
    const page = await stage.driven.openExtensionPage('options.html')
    await says(page, 'Set a passphrase')
    await page.click('input[aria-label="New passphrase"]')
    await page.type('correct horse')
    await page.click('input[aria-label="The same again"]')
    await page.type('correct horse')
    await page.press('Enter')
    await says(page, 'Your drafts are open until the browser closes.')
    await press(page, 'Lock now')
    await says(page, 'Your drafts are locked.')
    await page.close()
    const popup = await openPopup(stage, chat)
    await popup.bringToFront()
    await says(popup, 'Your drafts are locked')
    expect(await visibleText(popup)).not.toContain('Compare the plans.')
    await popup.click('input[type=password]')
    await popup.type('wrong horse')
    await popup.press('Enter')
    await says(popup, 'That is not the passphrase.')
    await popup.press('Control+A')
    await popup.type('correct horse')
    await popup.press('Enter')
    await says(popup, 'Compare the plans.')
    // The next test starts without it.
    const options = await stage.driven.openExtensionPage('options.html')
    await says(options, 'Remove the passphrase')
    await press(options, 'Remove the passphrase')
    await says(options, 'Set a passphrase')
  })

  test('welcome: says where it works', async () => {
    const page = await stage.driven.openExtensionPage('welcome.html')
    await says(page, 'When an AI chat goes dark')
    await says(page, 'claude.ai')
    expect(page.errors).toEqual([])
  })
}
