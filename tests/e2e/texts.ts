import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../browsers/browser.ts'
import type { Generation } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import { continueIn, put, seeFilled } from './acts.ts'
import { texts } from './composer-texts.ts'
import { playsAll, share } from './share.ts'
import { newChat, openChat, type Stage, seeDraft, setStage } from './stage.ts'

const short = [
  'one line',
  'blank lines and indentation',
  'code with tabs',
  'markdown',
  'emoji, RTL, CJK',
  'HTML as text',
]
const allInOne = short.map((kind) => texts[kind]).join('\n\n')
const carried: [string, string][] = [
  ...(playsAll ? short.map((kind): [string, string] => [kind, texts[kind] ?? '']) : []),
  [`all at once: ${short.join(', ')}`, allInOne],
  ['twenty thousand characters', texts['twenty thousand characters'] ?? ''],
]

/** The number: which of ChatGPT's four composers takes part. */
const ways: [SiteId, SiteId, Generation][] = [
  ['claude', 'chatgpt', 1],
  ['claude', 'gemini', 1],
  ['chatgpt', 'claude', 1],
  ['chatgpt', 'gemini', 1],
  ['gemini', 'claude', 1],
  ['gemini', 'chatgpt', 1],
  ['claude', 'chatgpt', 2],
  ['gemini', 'chatgpt', 3],
  ['claude', 'chatgpt', 4],
  ['chatgpt', 'claude', 2],
  ['chatgpt', 'gemini', 3],
  ['chatgpt', 'claude', 4],
]

/** Every pair of sites, every text: sent, failed, one click in the notice, equal over there. */
export function textTests(name: Browser['name']): void {
  const stage: Stage = setStage(name, { each: false })

  describe.each(share(name, ways))('%s to %s, ChatGPT’s composer %i', (from, to, generation) => {
    let page: Page
    beforeAll(async () => {
      await stage.reset()
      stage.web.site(from).fault = { kind: 'http', status: 503 }
      stage.web.site('chatgpt').generation = generation
      page = await openChat(stage, from)
    })

    test.each(carried)('%s', async (_, text) => {
      await page.bringToFront()
      await put(page, text)
      await page.press('Enter')
      await seeDraft(stage, text, 'failed')
      const target = await continueIn(stage, page, to)
      await seeFilled(target, text)
      expect(stage.web.site(to).prompts).toEqual([])
      await seeDraft(stage, text, 'handed_off')
      await target.close()
      // The site would give its own copy of this text to the next new chat.
      await stage.driven.clearSiteData([new URL(newChat[to]).origin])
    })
  })
}
