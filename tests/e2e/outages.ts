import { describe, expect, test } from 'vitest'
import type { Browser, Page } from '../browsers/browser.ts'
import type { Fault } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import { continueIn, names, seeBadge, seeFilled, seeNoOutage, seeNotice } from './acts.ts'
import { newChat, openChat, type Stage, sendPrompt, setStage } from './stage.ts'

const prompt = 'A question\n\n  with `code` and **stars**'

/** Every fault at the request for an answer, from failure to the other site's composer and back. */
export function outageTests(name: Browser['name']): void {
  const stage = setStage(name)

  // The last column: how many sends it may take to be sure.
  const atCompletion: [SiteId, SiteId, Fault, number][] = [
    ['claude', 'chatgpt', { kind: 'http', status: 529, retries: true }, 1],
    ['claude', 'gemini', { kind: 'http', status: 500, retries: true }, 1],
    ['chatgpt', 'claude', { kind: 'http', status: 502, html: true }, 1],
    ['chatgpt', 'gemini', { kind: 'http', status: 503 }, 1],
    ['gemini', 'claude', { kind: 'http', status: 504 }, 1],
    ['gemini', 'chatgpt', { kind: 'stream-error', afterChars: 32 }, 2],
    ['claude', 'chatgpt', { kind: 'stream-error' }, 2],
    ['chatgpt', 'claude', { kind: 'stream-error' }, 2],
  ]
  describe.each(atCompletion)('%s to %s, %o', (from, to, fault, sends) => {
    test('is noticed, carried over and settled', async () => {
      stage.web.site(from).fault = fault
      const page = await openChat(stage, from)
      expect(await failUntilNoticed(stage, page, from)).toBeLessThanOrEqual(sends)
      const target = await continueIn(stage, page, to)
      await seeFilled(target, prompt)
      expect(stage.web.site(to).prompts).toEqual([])
    })
  })

  const pages: [SiteId, Fault][] = (['claude', 'chatgpt', 'gemini'] as const).flatMap((id) =>
    [
      { kind: 'document', status: 502 } as const,
      { kind: 'capacity' } as const,
      { kind: 'waitlist' } as const,
    ].map((fault): [SiteId, Fault] => [id, fault]),
  )
  test.each(pages)('%s: a page that never comes, %o', async (id, fault) => {
    stage.web.site(id).fault = fault
    const page = await stage.driven.open(newChat[id])
    await seeBadge(stage, page, /!/, new RegExp(names[id]), 20_000)
  })

  const calm: [SiteId, Fault | null][] = [
    ['claude', { kind: 'usage-limit', resetsAt: Date.now() + 3_600_000 }],
    ['chatgpt', { kind: 'usage-limit', resetsAt: Date.now() + 3_600_000 }],
    ['gemini', { kind: 'usage-limit', resetsAt: 0 }],
    ['claude', { kind: 'rate-limit' }],
    ['chatgpt', { kind: 'rate-limit' }],
    ['claude', { kind: 'policy' }],
    ['chatgpt', { kind: 'policy' }],
    ['gemini', { kind: 'policy' }],
    ['claude', null],
    ['chatgpt', null],
    ['gemini', null],
    ['gemini', { kind: 'slow', firstMs: 3000, everyMs: 200 }],
  ]
  test.each(calm)('%s: %o is no outage', async (id, fault) => {
    const site = stage.web.site(id)
    site.fault = fault
    site.answer = 'Internal server error means that something went wrong (1076) over there.'
    const page = await openChat(stage, id)
    await sendPrompt(page, 'What does a 500 mean?')
    await seeNoOutage(stage, page, 2500)
  })
}

/** Sends the prompt, again where one failure is not enough to be sure, until badge and notice say so. */
async function failUntilNoticed(stage: Stage, page: Page, from: SiteId): Promise<number> {
  const trouble = /isn’t answering|is having trouble/
  for (let sends = 1; sends <= 3; sends++) {
    await sendPrompt(page, prompt)
    const noticed = await seeNotice(page, trouble, 2500).catch(() => null)
    if (!noticed) continue
    await seeBadge(stage, page, /[!~]/, new RegExp(names[from]))
    return sends
  }
  throw new Error('three failures in a row, and no notice')
}
