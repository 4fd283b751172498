import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../browsers/browser.ts'
import { until } from '../browsers/browser.ts'
import type { SiteId } from '../pages/site.ts'
import { fastModels, thinkers } from '../pages/site.ts'
import { continueIn, seeBadge, seeFilled, seeNoOutage, seeNotice } from './acts.ts'
import { alive, newChat, seeDraft, sendPrompt, setStage, viewOf } from './stage.ts'

declare const browser: typeof import('wxt/browser').browser

const prompt = 'Take your time,\n\n\tbut not for ever'

/** Which site never begins, which stops in the middle, which thinks in silence and is well. */
type Cast = readonly [hangs: SiteId, stalls: SiteId, thinks: SiteId]

const casts: Record<Browser['name'], Cast> = {
  chromium: ['claude', 'chatgpt', 'gemini'],
  firefox: ['gemini', 'claude', 'chatgpt'],
}

/**
 * Silence, by the real clock: how long it may last is what is tested. All three sites at once, each
 * in a window of its own, since only visible time counts.
 */
export function slowTests(name: Browser['name']): void {
  const stage = setStage(name, { each: false })
  const [hangs, stalls, thinks] = casts[name]
  const pages = {} as Record<SiteId, Page>
  let askedAt = 0

  /** A chat that is seen, whatever other windows show. */
  const openWindow = async (id: SiteId) => {
    const tabId = await stage.driven.inExtension(async (url) => {
      const window = await browser.windows.create({ url, width: 900, height: 700 })
      return window?.tabs?.[0]?.id ?? -1
    }, newChat[id])
    const page = await until('the window', async () =>
      (await stage.driven.pages()).find((one) => one.tabId === tabId),
    )
    await alive(page)
    pages[id] = page
  }

  beforeAll(async () => {
    await stage.reset()
    stage.web.site(hangs).fault = { kind: 'hang' }
    stage.web.site(stalls).fault = { kind: 'stall' }
    stage.web.site(thinks).fault = { kind: 'think', ms: 240_000 }
    stage.web.site(thinks).model = thinkers[thinks]
    for (const id of [hangs, stalls, thinks]) {
      await openWindow(id)
      if (id === hangs) askedAt = Date.now()
      await sendPrompt(pages[id] as Page, prompt)
    }
  })

  describe('silence', () => {
    test(`${hangs}: half a minute without an answer is not told yet`, async () => {
      await seeNoOutage(stage, pages[hangs], askedAt + 35_000 - Date.now())
      expect((await viewOf(stage, pages[hangs])).verdict.health).not.toBe('failing')
    })

    const slow = [
      [hangs, 'never begins', /no answer so far/],
      [stalls, 'stops in the middle', /the answer stopped in the middle/],
    ] as const
    test.each(slow)(
      '%s: an answer that %s is told, and carried over',
      async (id, _, cause) => {
        const page = pages[id]
        await seeNotice(page, cause, 130_000)
        await seeNotice(page, /Your prompt is safe/)
        await seeBadge(stage, page, /^[!~]$/, /: not answering/)
        expect((await viewOf(stage, page)).verdict).toMatchObject({ health: 'failing' })
        const target = await continueIn(stage, page, thinks)
        await seeFilled(target, prompt)
        await seeDraft(stage, prompt, 'handed_off')
        await target.close()
      },
      180_000,
    )

    test(`${thinks}: as long a silence of a thinking model is told nowhere`, async () => {
      const { verdict } = await viewOf(stage, pages[thinks])
      expect(verdict.evidence).toEqual([])
      expect(verdict.health).toBe('healthy')
      await seeNoOutage(stage, pages[thinks], 1000)
      // Four minutes in all are replayed in tests/unit/detect; here it ends early, with its answer.
      stage.web.site(thinks).fault = null
      await seeDraft(stage, prompt, 'answered', 20_000)
      await seeNoOutage(stage, pages[thinks], 1000)
    })

    test(`${thinks}: an answer that comes at a crawl is told after two minutes`, async () => {
      const page = pages[thinks]
      Object.assign(stage.web.site(thinks), {
        model: fastModels[thinks],
        answer: 'Word by word it comes. '.repeat(60),
        fault: { kind: 'slow', firstMs: 500, everyMs: 5500 },
      })
      await page.goto(newChat[thinks])
      await alive(page)
      const crawlsAt = Date.now()
      await sendPrompt(page, 'Is anybody there?')
      await seeNoOutage(stage, page, crawlsAt + 100_000 - Date.now())
      await seeNotice(page, /very slow answers/, 60_000)
      await seeBadge(stage, page, /^[!~]$/, /./)
      expect((await viewOf(stage, page)).verdict).toMatchObject({ kind: 'degraded' })
    }, 240_000)
  })
}
