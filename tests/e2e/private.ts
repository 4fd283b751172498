import { beforeAll, expect, test } from 'vitest'
import { type Browser, until } from '../browsers/browser.ts'
import { ask, drafts, newChat, setStage } from './stage.ts'

declare const browser: typeof import('wxt/browser').browser

const secret = 'Nobody may read this on the disk.'

/** What is typed in a private window: kept while it is open, in memory, and gone with it. */
export function privateTests(name: Browser['name']): void {
  const stage = setStage(name, { each: false })
  let tabId = 0
  beforeAll(async () => {
    await stage.driven.allowPrivateWindows()
    await stage.reset()
    tabId = await stage.driven.inExtension(async (url) => {
      const opened = await browser.windows.create({ url, incognito: true })
      return opened?.tabs?.[0]?.id ?? -1
    }, newChat.claude)
  })

  /** The drivers do not reach into private windows; the extension itself does. */
  const typeInto = (text: string) =>
    stage.driven.inExtension(
      async (tab, typed) => {
        const [run] = await browser.scripting.executeScript({
          target: { tabId: tab },
          args: [typed],
          func: (value) => {
            const box = document.querySelector<HTMLElement>('[contenteditable="true"]')
            box?.focus()
            if (!box?.textContent?.includes(value)) document.execCommand('insertText', false, value)
            return box?.textContent?.includes(value) === true
          },
        })
        return run?.result === true
      },
      tabId,
      text,
    )
  const inMemory = () =>
    stage.driven.inExtension(async () => JSON.stringify(await browser.storage.session.get(null)))

  test('is kept in memory, shown by its own popup only, and told as private', async () => {
    const tab = await until(
      'the draft',
      async () => {
        // Again, should the page have come alive only now and dropped it.
        if (!(await typeInto(secret))) return null
        const view = await ask(stage, 'popup.view', { tabId })
        return view.tab?.draft ? view.tab : null
      },
      20_000,
    )
    expect(tab).toMatchObject({ isPrivate: true, draft: { preview: secret } })
    expect(await inMemory()).toContain(secret)
    expect(await drafts(stage)).toEqual([])
    expect((await ask(stage, 'popup.view', { tabId: null })).recent).toEqual([])
    const onDisk = await stage.driven.inExtension(async () => {
      const journal = await caches.open('drafts-journal')
      return {
        local: JSON.stringify(await browser.storage.local.get(null)),
        journal: (await journal.keys()).map(({ url }) => url).filter((url) => /draft\//.test(url)),
      }
    })
    expect(onDisk.local).not.toContain('Nobody')
    expect(onDisk.journal).toEqual([])
  })

  test('outlives the worker, and is gone with the window', async () => {
    await stage.driven.stopBackground()
    const view = await ask(stage, 'popup.view', { tabId })
    expect(view.tab?.draft?.preview).toBe(secret)
    await stage.driven.inExtension(async (tab) => {
      const { windowId } = await browser.tabs.get(tab)
      await browser.windows.remove(windowId)
    }, tabId)
    await until('the draft to be forgotten', async () => !(await inMemory()).includes(secret))
  })
}
