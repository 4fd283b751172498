import type { ComponentChild } from 'preact'
import { Popup } from '../../components/Popup'
import type { PopupActions } from '../../components/popup-props'
import { Waiting } from '../../components/Waiting'
import type { PopupView } from '../../lib/messages'
import type { SiteAccess } from '../../lib/ui/access'
import * as sample from './samples'

const { now, popup, tab, verdicts } = sample

export const sites: readonly SiteAccess[] = [
  {
    providerId: 'claude',
    name: 'Claude',
    host: 'claude.ai',
    access: 'install',
    granted: true,
    barredStatus: null,
  },
  {
    providerId: 'chatgpt',
    name: 'ChatGPT',
    host: 'chatgpt.com',
    access: 'install',
    granted: true,
    barredStatus: null,
  },
  {
    providerId: 'gemini',
    name: 'Gemini',
    host: 'gemini.google.com',
    access: 'install',
    granted: true,
    barredStatus: 'www.google.com',
  },
  {
    providerId: 'perplexity',
    name: 'Perplexity',
    host: 'www.perplexity.ai',
    access: 'optional',
    granted: false,
    barredStatus: 'status.perplexity.ai',
  },
]

const nothing = () => {}
export const popupActions: PopupActions = {
  onContinue: nothing,
  onPreview: async () => null,
  onSaveText: nothing,
  onOpen: nothing,
  onCopy: nothing,
  onReturn: nothing,
  onDelete: nothing,
  onSilence: nothing,
  onUnlock: async () => false,
  onCopyReport: nothing,
  onCheckStatus: nothing,
  onGrant: nothing,
  onGrantStatus: nothing,
  onNotify: nothing,
  onReadCauses: nothing,
}

const shown = (
  view: Partial<PopupView>,
  granted = true,
  problem: string | null = null,
  isLocked = false,
) => (
  <Popup
    view={{ ...popup, ...view }}
    sites={sites.map((site) => (site.providerId === 'claude' ? { ...site, granted } : site))}
    actions={popupActions}
    now={now}
    problem={problem}
    isLocked={isLocked}
  />
)

export const popups: Record<string, () => ComponentChild> = {
  failing: () => shown({}),
  healthy: () =>
    shown({
      tab: {
        ...tab,
        verdict: verdicts.healthy,
        draft: { ...sample.draft, state: 'composing', reason: null, sentAt: null },
      },
    }),
  limited: () => shown({ tab: { ...tab, verdict: verdicts.limited }, recent: [] }),
  'unknown status, private': () =>
    shown({ tab: { ...tab, status: sample.unknownStatus, isPrivate: true }, recent: [] }),
  'no chat': () =>
    shown({
      tab: null,
      providers: [
        { providerId: 'gemini', name: 'Gemini', verdict: verdicts.unreachable, status: null },
      ],
    }),
  'two fail at once, one watched': () =>
    shown({
      common: {
        words:
          'Claude and Gemini fail at the same time. A possible common cause: Cloudflare reports “Errors in many places”.',
        barred: ['https://health.aws.amazon.com/*', 'https://azure.status.microsoft/*'],
      },
      notifies: true,
      providers: [
        { providerId: 'gemini', name: 'Gemini', verdict: verdicts.unreachable, status: null },
        {
          providerId: 'github-copilot',
          name: 'GitHub Copilot',
          verdict: null,
          status: sample.status,
        },
      ],
      recent: [],
    }),
  'nothing yet': () => shown({ tab: null, recent: [] }),
  'no access, storage problem': () =>
    shown({ tab: null, recent: [], storageProblem: 'the disk is full.' }, false),
  stale: () => shown({ recent: [] }, true, 'no answer in time'),
  'status page barred': () =>
    shown({
      tab: { ...tab, providerId: 'gemini', providerName: 'Gemini', status: null },
      recent: [],
      history: null,
    }),
  locked: () => shown({ tab: { ...tab, draft: null }, recent: [] }, true, null, true),
  silenced: () => shown({ tab: { ...tab, silenced: true }, recent: [] }),
  waiting: () => <Waiting live={{ value: null, problem: null }} onRetry={nothing} />,
  'not answering': () => (
    <Waiting live={{ value: null, problem: 'no answer in time' }} onRetry={nothing} />
  ),
}
