import { describe, expect, test } from 'vitest'
import { type Browser, clickClosed, closedText, until } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'
import { continueIn, goBack, press, put, recover, seeBadge, seeFilled, seeNotice } from './acts.ts'
import { share } from './share.ts'
import {
  alive,
  composed,
  drafts,
  newChat,
  openChat,
  seeDraft,
  sendPrompt,
  setStage,
  write,
} from './stage.ts'

const prompt = 'Summarise this:\n\n  two lines,\n\tone tab'
const failing = /isn’t answering|is having trouble/

/** What happens around the flow: a mortal worker, other tabs, closed tabs, sign-ins, other text. */
export function lifeTests(name: Browser['name']): void {
  const stage = setStage(name)
  const fail = (id: SiteId) => {
    stage.web.site(id).fault = { kind: 'http', status: 503 }
  }

  describe('the worker is stopped', () => {
    const stop = () => stage.driven.stopBackground()
    const moments = [
      'after typing',
      'right after sending',
      'between two failed attempts',
      'once the notice is there',
      'while the other site loads',
      'after the prompt was put in',
    ] as const

    test.each(share(name, moments))('%s, and the flow completes', async (moment) => {
      const { web } = stage
      const isAt = (here: (typeof moments)[number]) => moment === here
      web.site('claude').fault = { kind: 'http', status: 529, retries: true }
      // Time to stop it in between.
      if (isAt('between two failed attempts')) web.site('claude').speed = 5
      web.site('chatgpt').hydrationMs = 1500
      const page = await openChat(stage, 'claude')
      await put(page, prompt)
      await seeDraft(stage, prompt, 'composing')
      if (isAt('after typing')) await stop()
      await page.press('Enter')
      if (isAt('right after sending')) await stop()
      if (isAt('between two failed attempts')) {
        await until('an attempt', () => web.site('claude').prompts.length === 1)
        await stop()
      }
      await seeNotice(page, failing)
      if (isAt('once the notice is there')) await stop()
      await seeBadge(stage, page, /^[!~]$/, /Claude: not answering/)
      const target = await continueIn(stage, page, 'chatgpt')
      if (isAt('while the other site loads')) await stop()
      await seeFilled(target, prompt)
      if (isAt('after the prompt was put in')) await stop()
      await seeDraft(stage, prompt, 'handed_off')
      await recover(stage, page, 'claude')
      await goBack(target, page, 'claude')
    })
  })

  test('two tabs keep a draft each; an answer removes its own, a failure keeps it with the reason', async () => {
    const first = await openChat(stage, 'claude')
    await write(first, 'from the first tab')
    const second = await openChat(stage, 'claude')
    // The site itself gives each new tab what was typed in the other, and so it is a draft there too.
    await second.press('Control+A')
    await second.press('Delete')
    await put(second, 'from the second tab')
    await seeDraft(stage, 'from the second tab', 'composing')
    await seeDraft(stage, 'from the first tab', 'composing')
    await first.bringToFront()
    await write(first, ', longer')
    await seeDraft(stage, 'from the first tab, longer', 'composing')
    await seeDraft(stage, 'from the second tab', 'composing')

    await first.press('Enter')
    await seeDraft(stage, 'from the first tab, longer', 'answered')
    await seeDraft(stage, 'from the second tab', 'composing')

    fail('claude')
    await second.bringToFront()
    await second.press('Enter')
    const failed = await seeDraft(stage, 'from the second tab', 'failed')
    expect(failed.reason).toMatch(/server overloaded/)
    await seeDraft(stage, 'from the first tab, longer', 'answered')
    const kept = (await drafts(stage)).map(({ preview, state }) => [state, preview])
    expect(kept.toSorted()).toEqual([
      ['answered', 'from the first tab, longer'],
      ['failed', 'from the second tab'],
    ])
  })

  test('an answer is over when its stop button goes, not when the page is next looked at', async () => {
    const site = stage.web.site('claude')
    site.answer = 'An answer flows on, word by word. '.repeat(60)
    site.fault = { kind: 'stall', afterChars: 1200 }
    const page = await openChat(stage, 'claude')
    await sendPrompt(page, prompt)
    await until('the text', () => page.evaluate(() => document.body.innerText.length > 1200))
    // From now on six seconds pass from look to look.
    await new Promise((done) => setTimeout(done, 1500))
    await page.evaluate(() => {
      document.querySelector('[data-is-streaming=true]')?.removeAttribute('data-is-streaming')
      document.querySelector('[aria-label="Stop response"]')?.remove()
    })
    await seeDraft(stage, prompt, 'answered', 2500)
  })

  test('a target that is closed before it is filled loses nothing', async () => {
    fail('claude')
    stage.web.site('gemini').hydrationMs = 20_000
    const page = await openChat(stage, 'claude')
    await sendPrompt(page, prompt)
    await seeNotice(page, failing)
    const target = await continueIn(stage, page, 'gemini')
    await target.close()
    await seeDraft(stage, prompt, 'failed')
    stage.web.site('gemini').hydrationMs = 150
    await page.bringToFront()
    await seeFilled(await continueIn(stage, page, 'gemini'), prompt)
    await seeDraft(stage, prompt, 'handed_off')
  })

  const others = [
    ['claude', 'chatgpt'],
    ['chatgpt', 'gemini'],
    ['gemini', 'claude'],
  ] as const
  test.each(share(name, others))('%s to %s: the way leads through a sign-in', async (from, to) => {
    fail(from)
    stage.web.site(to).fault = { kind: 'login' }
    const page = await openChat(stage, from)
    await sendPrompt(page, prompt)
    await seeNotice(page, failing)
    const before = new Set((await stage.driven.pages()).map(({ tabId }) => tabId))
    const start = continueIn(stage, page, to).catch(() => null)
    const target = await until('the sign-in page', async () => {
      for (const tab of await stage.driven.pages()) {
        if (!before.has(tab.tabId) && /login|ServiceLogin/.test(await tab.url())) return tab
      }
      return null
    })
    await press(target, to === 'chatgpt' ? 'Log in' : 'Continue')
    await alive(target)
    await seeFilled(target, prompt)
    await seeDraft(stage, prompt, 'handed_off')
    await start
  })

  const left = 'What was left here.'
  const choices = [
    ['Add below', `${left}\n\n${prompt}`, 'handed_off'],
    ['Replace', prompt, 'handed_off'],
    ['Keep only what’s here', left, 'failed'],
  ] as const
  test.each(
    share(name, choices),
  )('a composer with other text: %s', async (label, result, state) => {
    const earlier = await openChat(stage, 'claude')
    await write(earlier, left)
    // Its site keeps this, and gives it to the next new chat.
    await until('the site to keep it', () =>
      earlier.evaluate(
        (text) => localStorage.getItem('LSS-new-conversation:textInput')?.includes(text),
        left,
      ),
    )
    await earlier.close()
    fail('chatgpt')
    const page = await openChat(stage, 'chatgpt')
    await sendPrompt(page, prompt)
    await seeNotice(page, failing)
    const target = await continueIn(stage, page, 'claude')
    await seeNotice(target, /This box already has text/)
    expect(await composed(target)).toBe(left)
    await new Promise((done) => setTimeout(done, 300))
    await clickClosed(target, label)
    await until('the text', async () => (await composed(target)) === result)
    await until(
      'the end of the question',
      async () => !/already has/.test(await closedText(target)),
    )
    await seeDraft(stage, prompt, state)
    expect(await target.evaluate(() => window.__site.sent)).toEqual([])
  })

  test('a prompt that waits in a closed tab is offered again', async () => {
    const first = await openChat(stage, 'gemini')
    await write(first, 'not finished')
    await seeDraft(stage, 'not finished', 'composing')
    await first.close()
    const second = await stage.driven.open(newChat.gemini)
    await alive(second)
    await seeNotice(second, /Your unsent prompt was kept/)
    await new Promise((done) => setTimeout(done, 300))
    await clickClosed(second, 'Put it back')
    await until('the text', async () => (await composed(second)) === 'not finished')
  })
}
