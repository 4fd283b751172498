import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { draftHandlers } from '../lib/drafts/handlers'
import { draftsOnDemand } from '../lib/drafts/on-demand'
import { sweep } from '../lib/drafts/sweep'
import { handoffHandlers } from '../lib/handoff/handlers'
import { dropHandoff } from '../lib/handoff/pending'
import { serve } from '../lib/messages'
import { monitorHandlers } from '../lib/monitor/handlers'
import { injectIntoOpenTabs, registerOptionalSites } from '../lib/monitor/inject'
import { isWatchAlarm, relay, startMonitor } from '../lib/monitor/monitor'
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
    const changed = (tabId: number) => void monitor.refresh(tabId)

    serve({
      ...draftHandlers({ drafts, now: Date.now, changed }),
      ...handoffHandlers({ drafts, now: Date.now, changed }),
      ...monitorHandlers(monitor, drafts),
    })
    watchRequests({
      document: (provider, tabId, seen) => void monitor.document(provider, tabId, seen),
      page: (_, tabId, seen) => void relay(tabId, seen),
    })
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (isWatchAlarm(name)) void monitor.wake()
      if (name === SWEEP) void clean()
    })
    browser.tabs.onRemoved.addListener((tabId) => {
      void monitor.tabClosed(tabId)
      void dropHandoff(tabId)
      void forgetSilence(tabId)
    })
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void injectIntoOpenTabs()
      void registerOptionalSites()
      if (reason === 'install') void browser.tabs.create({ url: '/welcome.html' })
    })
    browser.permissions.onAdded.addListener(({ origins }) => void registerOptionalSites(origins))
    browser.permissions.onRemoved.addListener(() => void registerOptionalSites())
    // Registered so that the worker starts with the browser: alarms and badge are lost by then.
    browser.runtime.onStartup.addListener(() => {})

    const clean = async () => sweep(await drafts(), await readSettings(), Date.now())
    void browser.alarms.create(SWEEP, { periodInMinutes: 60, delayInMinutes: 5 })
    void monitor.wake()
  },
})
