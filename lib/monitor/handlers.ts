import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { readSaid } from '../detect/classify-text'
import type { WitnessReport } from '../detect/report'
import type { Drafts } from '../drafts/open'
import { serial } from '../drafts/serial'
import { followConversation } from '../handoff/tab-conversation'
import type { Handlers, Sender } from '../messages'
import { providerById, providerOf, providers } from '../providers'
import type { Provider } from '../providers/provider'
import { changeSettings, readSettings, type Settings, settingsShape } from '../settings'
import { aside } from './aside'
import type { Monitor } from './monitor'
import { lookAround, sightOf } from './outlook'
import { askStatus, watchableById } from './pages'
import { forgetPatience, learnPatience, readPatience, sampleShape } from './patience'
import { silence } from './silenced'
import { popupView, tabView } from './views'

type MonitorHandlers = Omit<
  Handlers,
  Extract<keyof Handlers, `draft.${string}` | `handoff.${string}`>
>

const evidence = v.object({
  kind: v.pipe(v.string(), v.maxLength(60)),
  sensor: v.picklist(['network', 'page', 'clock', 'probe', 'status']),
  bits: v.pipe(v.number(), v.minValue(-12), v.maxValue(12)),
  at: v.number(),
  tabId: v.optional(v.number()),
  detail: v.optional(
    v.record(v.string(), v.union([v.pipe(v.string(), v.maxLength(120)), v.number()])),
  ),
})
const condition = v.nullable(
  v.picklist(['usage_limit', 'rate_limit', 'policy', 'auth', 'offline', 'slow']),
)
const some = <S extends v.GenericSchema>(shape: S, max: number) =>
  v.pipe(v.array(shape), v.maxLength(max))

const saidShape = some(
  v.object({
    text: v.pipe(v.string(), v.maxLength(600)),
    as: v.picklist(['surface', 'waiting', 'answer']),
  }),
  60,
)

/** A page's renderer may be hostile: what it reports is bounded, and speaks of its own site only. */
const witnessShape = v.object({
  pageStartedAt: v.number(),
  turns: some(
    v.object({
      id: v.pipe(v.string(), v.maxLength(120)),
      startedAt: v.number(),
      endedAt: v.nullable(v.number()),
      outcome: v.picklist(['open', 'answered', 'failed', 'stopped', 'abandoned']),
      mode: v.picklist(['fast', 'reasoning', 'image', 'agent']),
      condition,
      resetsAt: v.nullable(v.number()),
      reached: v.boolean(),
      evidence: some(evidence, 24),
    }),
    8,
  ),
  page: some(evidence, 24),
  condition,
  drawn: v.boolean(),
  blind: some(v.object({ from: v.number(), to: v.number() }), 12),
}) as v.GenericSchema<unknown, WitnessReport>

/** The background's answers to pages and the popup, beyond drafts and handoffs. */
export function monitorHandlers(monitor: Monitor, drafts: () => Promise<Drafts>): MonitorHandlers {
  const inTurn = serial()
  return {
    'page.hello': {
      from: ['chat'],
      request: v.null(),
      async handle(_, sender) {
        const { provider, tabId } = chatOf(sender)
        const tab = await browser.tabs.get(tabId)
        const view = await tabView(
          { id: tabId, url: sender.url, incognito: tab.incognito },
          await lookAround(),
          await drafts(),
        )
        if (!view) throw new Error('not a chat')
        // The badge of a tab is lost at each navigation, and an outage may have waited for a chat.
        aside(monitor.wake())
        const [settings, learned] = await Promise.all([readSettings(), readPatience()])
        if (settings.conversations) aside(followConversation(tabId))
        return { tab: view, settings, learned: learned[provider.id] ?? {} }
      },
    },
    'page.witness': {
      from: ['chat'],
      request: witnessShape,
      async handle(report, sender) {
        const { provider, tabId } = chatOf(sender)
        await monitor.report(provider, tabId, report)
        return null
      },
    },
    'page.said': {
      from: ['chat'],
      request: saidShape,
      handle: async (said) => said.map((one) => readSaid(one, Date.now())),
    },
    'page.notice': {
      from: ['chat'],
      request: v.null(),
      async handle(_, sender) {
        const { tabId } = chatOf(sender)
        await browser.scripting.executeScript({ target: { tabId }, files: ['/notice.js'] })
        return null
      },
    },
    'page.sample': {
      from: ['chat'],
      request: sampleShape,
      async handle(sample, sender) {
        // How a private window is used is written nowhere.
        if (!sender.isPrivate) await learnPatience(chatOf(sender).provider.id, sample)
        return null
      },
    },
    'popup.view': {
      from: ['extension'],
      request: v.object({ tabId: v.nullable(v.pipe(v.number(), v.integer())) }),
      async handle({ tabId }) {
        const view = await popupView(tabId, await lookAround(), await drafts())
        const provider = view.tab && providerById(view.tab.providerId)
        // Asked beside the answer: the popup looks again a moment later.
        if (provider) aside(monitor.popup(provider))
        return view
      },
    },
    'status.refresh': {
      from: ['extension'],
      request: v.object({ providerId: v.pipe(v.string(), v.maxLength(100)) }),
      async handle({ providerId }) {
        const page = watchableById(providerId)
        if (!page) throw new Error('no such provider')
        const since = sightOf(await lookAround(), providerId)?.verdict.since ?? null
        const record = await askStatus(page, 'asked', since)
        if (record) await monitor.heard(record)
        return record
      },
    },
    'verdict.silence': {
      from: ['extension'],
      request: v.object({ tabId: v.pipe(v.number(), v.integer()) }),
      async handle({ tabId }) {
        const outlook = await lookAround()
        const tab = outlook.tabs.find(({ id }) => id === tabId)
        const sight = tab && sightOf(outlook, tab.providerId)
        if (!sight) throw new Error('not a chat')
        await silence(tabId, sight.verdict)
        await monitor.show()
        return null
      },
    },
    'patience.view': {
      from: ['extension'],
      request: v.null(),
      async handle() {
        const all = await readPatience()
        return providers.flatMap(({ id, name }) => {
          const turns = Object.values(all[id] ?? {}).reduce((sum, list) => sum + list.length, 0)
          return turns === 0 ? [] : [{ providerId: id, name, turns }]
        })
      },
    },
    'patience.reset': {
      from: ['extension'],
      request: v.null(),
      async handle() {
        await forgetPatience()
        return null
      },
    },
    'settings.set': {
      from: ['extension'],
      request: v.partial(settingsShape) as v.GenericSchema<unknown, Partial<Settings>>,
      async handle(change) {
        // Our own pages ask for the settings by changing nothing.
        if (Object.keys(change).length === 0) return readSettings()
        const settings = await inTurn(() => changeSettings(change))
        aside(monitor.wake())
        return settings
      },
    },
  }
}

/** The tab and provider that a chat page's message comes from, by the browser's word. */
function chatOf(sender: Sender): { provider: Provider; tabId: number } {
  const provider = providerOf(sender.origin)
  if (!provider || sender.tabId === null) throw new Error('not a chat')
  return { provider, tabId: sender.tabId }
}
