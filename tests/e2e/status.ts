import { describe, expect, test } from 'vitest'
import { type Browser, type Page, until, visibleText } from '../browsers/browser.ts'
import type { Misbehaviour } from '../pages/status.ts'
import { openPopup, press, seeBadge, seeNotice } from './acts.ts'
import { share } from './share.ts'
import { ask, badge, openChat, type Stage, sendPrompt, setStage } from './stage.ts'

declare const browser: typeof import('wxt/browser').browser

const summary = '/api/v2/summary.json'

/** Status pages that answer, lie, hang and refuse: what is shown of them, and how often they are asked. */
export function statusTests(name: Browser['name']): void {
  const stage = setStage(name)
  const { asked, pass, ring, seePopup, globalBadge } = statusActs(stage)
  const plays = (row: number) => share(name, [0, 1]).includes(row)

  describe('how often', () => {
    test('nothing is asked while chats are well and the popup is closed', async () => {
      const page = await openChat(stage, 'claude')
      await openChat(stage, 'gemini')
      await page.bringToFront()
      await sendPrompt(page, 'All is well.')
      await stage.driven.stopBackground()
      await sendPrompt(page, 'Still well.')
      await new Promise((done) => setTimeout(done, 1500))
      expect(await stage.driven.inExtension(() => browser.alarms.get('watch'))).toBeFalsy()
      expect(asked()).toEqual([])
    })

    test.runIf(plays(1))('an open popup asks once a minute, for what is new only', async () => {
      const page = await openChat(stage, 'claude')
      const popup = await openPopup(stage, page)
      await seePopup(popup, /Status page: operational \(just now\)/)
      // It looks again every second and a half.
      await new Promise((done) => setTimeout(done, 2000))
      expect(asked()).toEqual([`status.claude.com${summary}`])
      await pass(2)
      await until('the next look', () => asked().length > 1)
      expect(asked()).toEqual([`status.claude.com${summary}`, `status.claude.com${summary}`])
      // Chromium keeps nothing that came under a certificate like the stand-ins'.
      const [, second] = stage.web.log.filter(({ path }) => path === summary)
      expect(second?.conditional).toBe(name === 'firefox')
      await seePopup(popup, /Status page: operational \(just now\)/)
      await popup.close()
      await pass(10)
      await new Promise((done) => setTimeout(done, 2000))
      expect(asked()).toHaveLength(2)
    })

    test('a failure asks its own page and those to go on with; a closed chat asks none', async () => {
      stage.web.site('claude').fault = { kind: 'http', status: 529, retries: true }
      const page = await openChat(stage, 'claude')
      await sendPrompt(page, 'Does this work?')
      await seeNotice(page, /Status page: operational/)
      await until('all pages', () => asked().length >= 3)
      await new Promise((done) => setTimeout(done, 1500))
      expect(asked().toSorted()).toEqual([
        `status.claude.com${summary}`,
        'status.openai.com/api/v2/components.json',
        `status.openai.com${summary}`,
      ])
      for (const tab of await stage.driven.pages()) await tab.close()
      stage.web.log.length = 0
      await pass(10)
      await ring()
      await new Promise((done) => setTimeout(done, 2000))
      expect(stage.web.log.filter(isOurs)).toEqual([])
      expect(await globalBadge()).toMatchObject({ text: '!' })
    })

    test.runIf(plays(0))(
      'what is watched is asked without a chat open, and the toolbar tells',
      async () => {
        stage.web.status.claude.chat = 'partial_outage'
        const options = await stage.driven.openExtensionPage('options.html')
        await until('the list', async () => /OpenRouter/.test(await visibleText(options)))
        await tick(options, 'Watch without a chat open')
        await until('the badge', async () => (await globalBadge()).text === 'i')
        expect((await globalBadge()).title).toBe('Claude: status page partial outage')
        expect(asked()).toEqual([`status.claude.com${summary}`])
        await tick(options, 'GitHub Copilot')
        await until('the other', () => asked().length > 1)
        expect(asked()[1]).toBe(`www.githubstatus.com${summary}`)
        await options.close()

        // The alarm is rebuilt with the worker; before five minutes nothing is asked again.
        await stage.driven.stopBackground()
        await pass(4)
        await ring()
        await new Promise((done) => setTimeout(done, 1500))
        expect(asked()).toHaveLength(2)
        const alarm = await stage.driven.inExtension(() => browser.alarms.get('watch'))
        expect(alarm?.periodInMinutes).toBeGreaterThanOrEqual(5)
        stage.web.status.claude.chat = 'operational'
        await pass(3)
        await ring()
        await until('the next look', () => asked().length >= 4)
        expect(asked().slice(2).toSorted()).toEqual([
          `status.claude.com${summary}`,
          `www.githubstatus.com${summary}`,
        ])
        // An all-clear has to hold.
        await new Promise((done) => setTimeout(done, 500))
        expect((await globalBadge()).text).toBe('i')
        await pass(7)
        await ring()
        await until('the all-clear', async () => (await globalBadge()).text === '')

        const popup = await stage.driven.openExtensionPage('popup.html')
        await seePopup(popup, /GitHub Copilot\s+Status page: unknown/)
        await seePopup(popup, /Claude\s+Status page: operational/)
      },
    )
  })

  describe('a page that misbehaves', () => {
    /** How its page fails, and the reason that is given. */
    const cases: [Misbehaviour, RegExp][] = [
      ['html', /web page instead of data/],
      ['truncated', /broken data/],
      ['error-object', /./],
      ['wrong-page', /mirror of DeepSeek’s/],
      ['huge', /far too much/],
      ['challenge', /refused us \(405\)/],
      ['redirect', /./],
      ['gzip-bomb', /far too much/],
      ['empty', /./],
      ['server-error', /error \(503\)/],
    ]

    test('never looks well: its last good word stands once with its age, then it is unknown', async () => {
      const page = await openChat(stage, 'claude')
      const popup = await openPopup(stage, page)
      await seePopup(popup, /Status page: operational \(just now\)/)
      for (const [how, why] of share(name, cases)) {
        stage.web.status.claude.misbehaves = how
        stage.web.log.length = 0
        await pass(3)
        const first = await ask(stage, 'status.refresh', { providerId: 'claude' })
        expect([how, first?.report.level, first?.failedFetches]).toEqual([how, 'operational', 1])
        expect([how, first?.error]).toEqual([how, expect.stringMatching(why)])
        // The page and its fall-back, once each.
        expect(asked()).toEqual([
          `status.claude.com${summary}`,
          `anthropic.statuspage.io${summary}`,
        ])
        await pass(5)
        const second = await ask(stage, 'status.refresh', { providerId: 'claude' })
        expect([how, second?.report.level]).toEqual([how, 'unknown'])
        expect(asked()).toHaveLength(4)
        if (['html', 'challenge', 'gzip-bomb', 'redirect'].includes(how)) {
          await seePopup(popup, /Status page: unknown \(8 min old: operational\)/, how)
          await seePopup(popup, why, how)
        }
        // Well again at the next look.
        stage.web.status.claude.misbehaves = null
        await pass(60)
        const third = await ask(stage, 'status.refresh', { providerId: 'claude' })
        expect([how, third?.report.level]).toEqual([how, 'operational'])
      }
      expect(await badge(stage, page)).toEqual({
        text: '',
        title: 'Claude: nothing wrong seen here',
      })
      stage.web.status.claude.misbehaves = 'wrong-type'
      await pass(3)
      const typed = await ask(stage, 'status.refresh', { providerId: 'claude' })
      expect(typed).toMatchObject({ failedFetches: 0, report: { level: 'operational' } })
    })

    test.runIf(plays(1))('one that asks to be left alone is left alone', async () => {
      stage.web.status.claude.misbehaves = 'challenge'
      const page = await openChat(stage, 'claude')
      const popup = await openPopup(stage, page)
      await seePopup(popup, /Status page: unknown/)
      await pass(2)
      await until('the second refusal', () => asked().length === 4)
      // Two refusals cost two minutes, though the popup may ask every minute.
      await pass(1.5)
      await press(popup, 'Check now')
      await new Promise((done) => setTimeout(done, 2000))
      expect(asked()).toHaveLength(4)
    })

    test.runIf(plays(0))('silence and a drip end in time, and hold up nothing', async () => {
      stage.web.status.claude.misbehaves = 'hang'
      stage.web.status.chatgpt.misbehaves = 'drip'
      stage.web.site('claude').fault = { kind: 'http', status: 529, retries: true }
      const page = await openChat(stage, 'claude')
      await sendPrompt(page, 'Does this work?')
      await seeNotice(page, /Claude isn’t answering/, 5000)
      await seeBadge(stage, page, /!/, /Claude/, 1000)
      const popup = await openPopup(stage, page)
      await seePopup(popup, /Status page: (?:not asked yet|unknown)/)
      await seePopup(popup, /did not answer in time/, 'hang', 20_000)
      expect(await visibleText(popup)).toMatch(/Continue in ChatGPT\s+status not known/)
    })
  })

  test.runIf(plays(1))(
    'red for another part is told as that; trouble of the chat confirms what was seen',
    async () => {
      stage.web.site('claude').fault = { kind: 'http', status: 529, retries: true }
      const page = await openChat(stage, 'claude')
      await sendPrompt(page, 'Does this work?')
      await seeNotice(page, /Status page: operational/)
      Object.assign(stage.web.status.claude, { chat: 'major_outage', incident: 'Elevated errors' })
      const popup = await openPopup(stage, page)
      await pass(2)
      await press(popup, 'Check now')
      await seePopup(popup, /It is not you: the provider confirms it: “Elevated errors”/)
      await seePopup(popup, /Chat\s+claude\.ai\s+major outage/)
      await popup.click('.incident summary')
      await seePopup(popup, /We are looking into it\./)
    },
  )

  test.runIf(plays(0))(
    'two that fail at once: what they stand on is looked at, and named',
    async () => {
      stage.web.status.cloudflare = 'Errors in many places'
      stage.web.site('claude').fault = { kind: 'http', status: 529, retries: true }
      stage.web.site('chatgpt').fault = { kind: 'http', status: 502, html: true }
      const claude = await openChat(stage, 'claude')
      await sendPrompt(claude, 'Does this work?')
      await seeNotice(claude, /Claude isn’t answering/)
      expect(hostsAsked()).not.toContain('www.cloudflarestatus.com')
      const chatgpt = await openChat(stage, 'chatgpt')
      for (let sends = 0; sends < 2; sends++) await sendPrompt(chatgpt, 'And this?').catch(() => {})
      await seeNotice(chatgpt, /Claude and ChatGPT fail at the same time\./)
      await seeNotice(chatgpt, /possible common cause: Cloudflare reports “Errors in many places”/)
      const popup = await openPopup(stage, chatgpt)
      await seePopup(popup, /possible common cause: Cloudflare[\s\S]*Look at their clouds too/)
    },
  )

  const hostsAsked = () => stage.web.log.map(({ host }) => host)

  /** Ticks the first box with this label, with a real click. */
  async function tick(page: Page, label: string): Promise<void> {
    const at = await until(label, () =>
      page.evaluate((wanted) => {
        for (const one of document.querySelectorAll('label')) {
          if (!one.textContent.includes(wanted)) continue
          const box = one.querySelector('input')
          box?.scrollIntoView({ block: 'center' })
          const { x, y, width, height } = box?.getBoundingClientRect() ?? new DOMRect()
          return { x: x + width / 2, y: y + height / 2 }
        }
        return null
      }, label),
    )
    await page.clickAt(at.x, at.y)
  }
}

/** Requests that are the extension's own. */
const isOurs = ({ host }: { host: string }) => /status|appsstatus/.test(host)

/** What the tests of status pages do and look at. */
export function statusActs(stage: Stage) {
  return {
    /** Every address of a status page that was asked, oldest first; a probe's own is none. */
    asked: () =>
      stage.web.log
        .filter((seen) => isOurs(seen) || seen.path.startsWith('/appsstatus/'))
        .filter(({ path }) => path !== '/api/v2/status.json' && path !== '/')
        .map(({ host, path }) => `${host}${path}`),
    /** Lets time pass for all that is stored of pages and outages, so that no test waits minutes. */
    pass: (minutes: number) =>
      stage.driven.inExtension(async (ms) => {
        const isTime = /^(?:fetchedAt|checkedAt|jitteredFrom|notBefore|at|since|wellSince)$/
        const earlier = (value: unknown, key = ''): unknown => {
          if (typeof value === 'number') return isTime.test(key) ? value - ms : value
          if (Array.isArray(value)) return value.map((one) => earlier(one))
          if (typeof value !== 'object' || value === null) return value
          return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, earlier(v, k)]))
        }
        for (const [area, names] of [
          [browser.storage.local, /^status/],
          [browser.storage.session, /^back:/],
        ] as const) {
          const stored = Object.entries(await area.get(null)).filter(([key]) => names.test(key))
          await area.set(Object.fromEntries(stored.map(([key, value]) => [key, earlier(value)])))
        }
      }, minutes * 60_000),
    /** Has the alarm ring now. */
    ring: () =>
      stage.driven.inExtension(async () => {
        const alarm = await browser.alarms.get('watch')
        const periodInMinutes = alarm?.periodInMinutes ?? 1
        await browser.alarms.create('watch', { when: Date.now() + 1, periodInMinutes })
      }),
    seePopup: (popup: Page, words: RegExp, what = 'the popup', timeout = 10_000) =>
      until(
        `${what}: ${words}`,
        async () => {
          const said = await visibleText(popup, 'main')
          if (words.test(said)) return true
          throw new Error(said)
        },
        timeout,
      ),
    /** The toolbar where no tab has a badge of its own. */
    globalBadge: () =>
      stage.driven.inExtension(async () => ({
        text: await browser.action.getBadgeText({}),
        title: await browser.action.getTitle({}),
      })),
  }
}
