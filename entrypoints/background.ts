import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { draftHandlers } from '../lib/drafts/handlers'
import { forgetPrivate } from '../lib/drafts/memory'
import { mergeAsWritten } from '../lib/drafts/merge'
import { draftsOnDemand } from '../lib/drafts/on-demand'
import { sweep } from '../lib/drafts/sweep'
import { handoffHandlers } from '../lib/handoff/handlers'
import { dropHandoff } from '../lib/handoff/pending'
import { serve } from '../lib/messages'
import { isWatchAlarm } from '../lib/monitor/alarm'
import { aside } from '../lib/monitor/aside'
import { monitorHandlers } from '../lib/monitor/handlers'
import { injectIntoOpenTabs, registerOptionalSites } from '../lib/monitor/inject'
import { relay, startMonitor } from '../lib/monitor/monitor'
import { followClicks, openNotified } from '../lib/monitor/notify'
import { watchRequests } from '../lib/monitor/requests'
import { forgetSilence } from '../lib/monitor/silenced'
import { readSettings } from '../lib/settings'

const SWEEP = 'sweep'

/** Everything is registered before anything is awaited: an event may be what woke the worker. */
export default defineBackground({
  type: 'module',
  main() {
    const drafts = draftsOnDemand(Date.now)
    const monitor = startMonitor(drafts)
    const changed = (tabId: number) => aside(monitor.refresh(tabId))

    serve({
      ...draftHandlers({ drafts, now: Date.now, changed }),
      ...handoffHandlers({ drafts, now: Date.now, changed }),
      ...monitorHandlers(monitor, drafts),
    })
    watchRequests({
      document: (provider, tabId, seen) => aside(monitor.document(provider, tabId, seen)),
      page: (_, tabId, seen) => aside(relay(tabId, seen)),
    })
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (isWatchAlarm(name)) aside(monitor.wake())
      if (name === SWEEP) aside(clean())
    })
    mergeAsWritten(drafts, Date.now)
    browser.windows.onRemoved.addListener(() => aside(forgetPrivate()))
    browser.tabs.onRemoved.addListener((tabId) => {
      aside(monitor.tabClosed(tabId))
      aside(dropHandoff(tabId))
      aside(forgetSilence(tabId))
    })
    browser.runtime.onInstalled.addListener(({ reason }) => {
      aside(injectIntoOpenTabs())
      aside(registerOptionalSites())
      if (reason === 'install') aside(browser.tabs.create({ url: '/welcome.html' }))
    })
    const notified = (id: string) => aside(drafts().then((opened) => openNotified(id, opened)))
    followClicks(notified)
    browser.permissions.onAdded.addListener(({ origins }) => {
      followClicks(notified)
      aside(registerOptionalSites(origins))
      aside(monitor.wake())
    })
    browser.permissions.onRemoved.addListener(() => {
      aside(registerOptionalSites())
      aside(monitor.wake())
    })
    // Registered so that the worker starts with the browser: alarms and badge are lost by then.
    browser.runtime.onStartup.addListener(() => {})

    const clean = async () => sweep(await drafts(), await readSettings(), Date.now())
    // Made anew only when it was lost: else a worker that starts often would put it off for ever.
    const planSweep = async () => {
      if (await browser.alarms.get(SWEEP)) return
      await browser.alarms.create(SWEEP, { periodInMinutes: 60, delayInMinutes: 5 })
    }
    aside(planSweep())
    aside(monitor.wake())
  },
})
