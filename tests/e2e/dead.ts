import { expect, onTestFinished, test } from 'vitest'
import { type Browser, until } from '../browsers/browser.ts'
import type { PageFault } from '../pages/fault.ts'
import type { SiteId } from '../pages/site.ts'
import { continueFromPopup, getAnswer, names, seeBadge, seeFilled } from './acts.ts'
import { isFirst, share } from './share.ts'
import { alive, newChat, openChat, seeDraft, setStage, viewOf, write } from './stage.ts'

const prompt = 'Kept from before:\n\n\tthe page never came back'

type Death = PageFault | { kind: 'refused' } | { kind: 'dns' }

const down = /: not answering since/
const unreachable = /: cannot be reached from here since/

const deaths: [SiteId, SiteId, Death, RegExp][] = [
  ['claude', 'chatgpt', { kind: 'document', status: 502 }, down],
  ['chatgpt', 'gemini', { kind: 'document', status: 502 }, down],
  ['gemini', 'claude', { kind: 'document', status: 502 }, down],
  ['claude', 'chatgpt', { kind: 'refused' }, unreachable],
  ['gemini', 'chatgpt', { kind: 'dns' }, unreachable],
  ['chatgpt', 'claude', { kind: 'dns' }, unreachable],
  ['claude', 'gemini', { kind: 'assets' }, down],
  ['claude', 'chatgpt', { kind: 'bootstrap' }, down],
  ['claude', 'chatgpt', { kind: 'capacity' }, down],
  ['chatgpt', 'claude', { kind: 'capacity' }, down],
  ['gemini', 'claude', { kind: 'capacity' }, down],
  ['claude', 'gemini', { kind: 'waitlist' }, down],
  ['chatgpt', 'gemini', { kind: 'waitlist' }, down],
  ['gemini', 'chatgpt', { kind: 'waitlist' }, down],
]

/** A page that does not come: nothing of ours may run in it, so badge and popup must do. */
export function deadPageTests(name: Browser['name']): void {
  const stage = setStage(name)

  const rows = share(name, deaths)
  // An empty page is given time.
  test.for(rows)('%s to %s, %o: seen, carried over, settled', { timeout: 150_000 }, async (row) => {
    const [from, to, death, words] = row
    const { web, driven } = stage
    const host = new URL(newChat[from]).host as Parameters<typeof web.setRefused>[0]
    // Else a test that breaks off takes those after it along.
    onTestFinished(() => driven.setResolves(host, true))
    const page = await openChat(stage, from)
    await write(page, prompt)
    await seeDraft(stage, prompt, 'composing')

    if (death.kind === 'refused') await web.setRefused(host, true)
    else if (death.kind === 'dns') await driven.setResolves(host, false)
    else web.site(from).fault = death
    await page.reload()
    if (death.kind === 'assets') {
      // The stand-in has one script where the site has dozens: a person reloads, and it fails again.
      await until('a suspicion', async () => (await viewOf(stage, page)).verdict.bits >= 5, 40_000)
      await page.reload()
    }
    await seeBadge(stage, page, /^!$/, new RegExp(names[from] + words.source), 60_000)
    const { verdict } = await viewOf(stage, page)
    expect(verdict).toMatchObject({ health: 'failing', kind: 'outage', condition: null })
    const target = await continueFromPopup(stage, page, to)
    await seeFilled(target, prompt)
    expect(web.site(to).prompts).toEqual([])

    await web.setRefused(host, false)
    await driven.setResolves(host, true)
    web.site(from).fault = null
    // The way back is one for all deaths of a site.
    if (!isFirst(rows, row, ([site]) => site)) return
    await page.bringToFront()
    await page.goto(newChat[from])
    await alive(page)
    // What the site itself has kept of it would be sent along.
    await page.evaluate(() => window.__site.setText(''))
    await getAnswer(stage, page, from, 'And now?')
    await getAnswer(stage, page, from, 'And then?')
    await seeBadge(stage, page, /^$/, /nothing wrong seen here/)
  })
}
