import { expect, test } from 'vitest'
import { type Browser, closedText, until, visibleText } from '../browsers/browser.ts'
import type { Fault } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import {
  continueIn,
  getAnswer,
  names,
  seeBadge,
  seeFilled,
  seeNoOutage,
  seeNotice,
} from './acts.ts'
import { share } from './share.ts'
import { badge, newChat, openChat, seeDraft, sendPrompt, setStage, viewOf } from './stage.ts'

const sites = ['claude', 'chatgpt', 'gemini'] as const
const soon = Date.now() + 3_600_000

/** What is nobody's outage: never a glyph on the badge, never a notice that says so. */
export function calmTests(name: Browser['name']): void {
  const stage = setStage(name)

  const calm: [SiteId, Fault | null, string | null][] = [
    ['claude', { kind: 'rate-limit' }, 'rate_limit'],
    ['chatgpt', { kind: 'rate-limit' }, 'rate_limit'],
    ['gemini', { kind: 'rate-limit' }, 'rate_limit'],
    ['claude', { kind: 'policy' }, null],
    ['chatgpt', { kind: 'policy' }, 'policy'],
    ['gemini', { kind: 'policy' }, null],
    ['gemini', { kind: 'usage-limit', resetsAt: 0 }, null],
    ['claude', { kind: 'challenged' }, null],
    ['chatgpt', { kind: 'challenged' }, null],
    ['claude', null, null],
    ['chatgpt', null, null],
    ['gemini', null, null],
    ['claude', { kind: 'think', ms: 2000 }, null],
    ['gemini', { kind: 'slow', firstMs: 3000, everyMs: 200 }, null],
  ]
  test.each(share(name, calm))('%s: %o is no outage', async (id, fault, condition) => {
    const site = stage.web.site(id)
    site.fault = fault
    site.answer = 'Internal server error means that something went wrong (1076) over there.'
    const page = await openChat(stage, id)
    await sendPrompt(page, 'What does a 500 mean?')
    await seeNoOutage(stage, page, 2500)
    const { verdict } = await viewOf(stage, page)
    expect(verdict.health).not.toMatch(/failing|recovering/)
    if (condition) expect(verdict.condition).toBe(condition)
    if (!fault) await seeDraft(stage, 'What does a 500 mean?', 'answered')
  })

  const limits: [SiteId, SiteId, number, RegExp][] = [
    ['claude', 'chatgpt', soon, /reached Claude’s limit until (?:\w+ )?\d/],
    ['chatgpt', 'gemini', soon, /reached ChatGPT’s limit until (?:\w+ )?\d/],
  ]
  test.each(
    share(name, limits),
  )('%s to %s: a used-up limit is told, and carried over', async (...row) => {
    const [from, to, resetsAt, words] = row
    const prompt = 'One too many.'
    stage.web.site(from).fault = { kind: 'usage-limit', resetsAt }
    const page = await openChat(stage, from)
    await sendPrompt(page, prompt)
    await seeNotice(page, words)
    await seeNotice(page, /Your prompt is safe/)
    await seeBadge(stage, page, /^$/, new RegExp(`${names[from]}: your limit is reached`))
    await seeNoOutage(stage, page, 1000)
    const { verdict } = await viewOf(stage, page)
    expect(verdict.condition).toBe('usage_limit')
    // To the minute, as the sites tell it.
    expect(Math.abs((verdict.resetsAt ?? 0) - resetsAt)).toBeLessThan(90_000)
    await seeFilled(await continueIn(stage, page, to), prompt)
  })

  test.each(share(name, sites))('%s: its sign-in page', async (id) => {
    stage.web.site(id).fault = { kind: 'login' }
    const page = await stage.driven.open(newChat[id])
    await until('the sign-in page', async () =>
      /Log in|Sign|Continue/.test(await visibleText(page)),
    )
    await seeNoOutage(stage, page, 3000)
  })

  test.each(share(name, sites))('%s: no network', async (id) => {
    const page = await openChat(stage, id)
    await stage.driven.setOffline(true)
    await sendPrompt(page, 'Is anybody there?')
    // Longer than the probe that asks whether others can be reached.
    await seeNoOutage(stage, page, 7000)
    await seeDraft(stage, 'Is anybody there?', 'failed')
    await stage.driven.setOffline(false)
    await getAnswer(stage, page, id, 'And now?')
    expect((await badge(stage, page)).text).toBe('')
    expect(await closedText(page)).not.toMatch(/isn’t answering|Can’t reach/)
  })
}
