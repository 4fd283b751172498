import { expect, test } from 'vitest'
import { type Browser, closedText, type Page, until } from '../browsers/browser.ts'
import type { Fault } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import { continueIn, goBack, names, recover, seeBadge, seeFilled, seeNotice } from './acts.ts'
import { isFirst, share } from './share.ts'
import { drafts, openChat, type Stage, seeDraft, sendPrompt, setStage, viewOf } from './stage.ts'

const prompt = 'A question\n\n  with `code` and **stars**'

/** What a user is to see of a failure. */
interface Look {
  readonly notice: RegExp
  readonly badge: RegExp
  readonly words: RegExp
}
const outage: Look = { notice: /isn’t answering/, badge: /^!$/, words: /: not answering since/ }
const trouble: Look = {
  notice: /isn’t answering|is having trouble/,
  badge: /^[!~]$/,
  words: /: not answering/,
}
const unreachable: Look = {
  notice: /Can’t reach/,
  badge: /^!$/,
  words: /: cannot be reached from here since/,
}

// The last column: how many sends it may take to be sure.
const faults: [SiteId, SiteId, Fault, Look, number][] = [
  ['claude', 'chatgpt', { kind: 'http', status: 529, retries: true }, outage, 1],
  ['claude', 'gemini', { kind: 'http', status: 500, retries: true }, outage, 1],
  ['claude', 'gemini', { kind: 'http', status: 529 }, trouble, 1],
  ['chatgpt', 'claude', { kind: 'http', status: 502, html: true }, trouble, 1],
  ['chatgpt', 'gemini', { kind: 'http', status: 503 }, trouble, 1],
  ['gemini', 'claude', { kind: 'http', status: 504 }, trouble, 1],
  ['gemini', 'chatgpt', { kind: 'stream-error', afterChars: 32 }, trouble, 2],
  ['claude', 'chatgpt', { kind: 'stream-error' }, trouble, 3],
  ['chatgpt', 'claude', { kind: 'stream-error' }, trouble, 2],
  ['claude', 'gemini', { kind: 'empty' }, trouble, 2],
  ['chatgpt', 'gemini', { kind: 'empty' }, trouble, 2],
  ['gemini', 'claude', { kind: 'empty' }, trouble, 2],
  ['chatgpt', 'claude', { kind: 'cut' }, trouble, 3],
  ['claude', 'gemini', { kind: 'cut', afterChars: 40 }, unreachable, 3],
  ['claude', 'gemini', { kind: 'reset' }, unreachable, 3],
  ['gemini', 'claude', { kind: 'reset' }, trouble, 3],
]

/** Every fault at the request for an answer, from failure to the other site's composer and back. */
export function outageTests(name: Browser['name']): void {
  const stage = setStage(name)

  const rows = share(name, faults)
  test.for(rows)('%s to %s, %o: noticed, carried over, settled', async (row) => {
    const [from, to, fault, look, sends] = row
    stage.web.site(from).fault = fault
    const page = await openChat(stage, from)
    expect(await failUntilNoticed(stage, page, look)).toBeLessThanOrEqual(sends)
    await seeBadge(stage, page, look.badge, new RegExp(`${names[from]}${look.words.source}`))
    const { verdict } = await viewOf(stage, page)
    expect(verdict).toMatchObject({ health: 'failing', condition: null })
    await seeNotice(page, /Your prompt is safe/)
    const target = await continueIn(stage, page, to)
    await seeFilled(target, prompt)
    expect(stage.web.site(to).prompts).toEqual([])
    const { reason } = await seeDraft(stage, prompt, 'handed_off')
    // Carried on while the site still tries by itself, it has not failed yet.
    if (!('retries' in fault)) expect(reason).toBeTruthy()
    // The way back is one for all faults of a site.
    if (!isFirst(rows, row, ([site]) => site)) return
    await recover(stage, page, from)
    await goBack(target, page, from)
  })
}

/** Sends the prompt, again where one failure is not enough to be sure, until the notice says so. */
async function failUntilNoticed(stage: Stage, page: Page, look: Look): Promise<number> {
  for (let sends = 1; sends <= 3; sends++) {
    await sendPrompt(page, prompt)
    await until(
      'the failure to be seen',
      async () =>
        look.notice.test(await closedText(page)) ||
        (await drafts(stage)).filter(({ state }) => state === 'failed').length === sends,
      15_000,
    )
    if (await seeNotice(page, look.notice, 1500).catch(() => null)) return sends
  }
  throw new Error('three failures in a row, and no notice')
}
