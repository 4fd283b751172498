import type { ComponentChild } from 'preact'
import { HistoryPage } from '../../components/HistoryPage'
import { OptionsPage } from '../../components/OptionsPage'
import { WelcomePage } from '../../components/WelcomePage'
import type { LockState } from '../../lib/drafts/vault'
import { defaultSettings } from '../../lib/settings'
import { popupActions, sites } from './popups'
import { draft, now, popup, recent } from './samples'

const nothing = () => {}
const names = { claude: 'Claude', chatgpt: 'ChatGPT', gemini: 'Gemini' }
const none = { search: '', providerId: null, state: null }

const text = `${draft.preview}\n\n\tindented\n  <b>text, not HTML</b>\n${'long '.repeat(80)}`
const attachments = [
  { id: '1', name: 'report.pdf', type: 'application/pdf', size: 2_140_000, kept: true },
  { id: '2', name: 'recording.mov', type: 'video/quicktime', size: 61_000_000, kept: false },
]

const history = (
  drafts: typeof recent,
  total: number,
  search = '',
  openedId: string | null = null,
  isLocked = false,
) => (
  <HistoryPage
    query={{ ...none, search }}
    found={{ drafts, total }}
    names={names}
    assistants={popup.assistants}
    openedId={openedId}
    isLocked={isLocked}
    problem={null}
    actions={{
      ...popupActions,
      onRead: async () => ({ ...draft, text, attachments }),
      onDownload: nothing,
      onDeleteAll: nothing,
    }}
    onQuery={nothing}
    onMore={nothing}
    now={now}
  />
)

export const histories: Record<string, () => ComponentChild> = {
  'drafts, one opened': () => history([draft, ...recent], 128, '', 'a'),
  locked: () => history([], 0, '', null, true),
  'nothing yet': () => history([], 0),
  'nothing found': () => history([], 0, 'zebra'),
}

const settings = (lock: LockState | null) => (
  <OptionsPage
    settings={{ ...defaultSettings, watched: ['claude'] }}
    sites={sites}
    problem={null}
    actions={{
      onChange: nothing,
      onGrant: nothing,
      onGrantStatus: nothing,
      onNotify: nothing,
      onDeleteAll: nothing,
      onForgetPatience: nothing,
      onUnlock: async () => false,
      onLock: nothing,
      onPassphrase: nothing,
      onForget: nothing,
      onExport: nothing,
      onImport: async () => ({ ok: true, imported: 12, skipped: 3 }),
    }}
    learned={[
      { providerId: 'claude', name: 'Claude', turns: 214 },
      { providerId: 'gemini', name: 'Gemini', turns: 1 },
    ]}
    notifies={false}
    lock={lock}
    version="0.1.0"
  />
)

export const options: Record<string, () => ComponentChild> = {
  settings: () => settings('open'),
  'with a passphrase': () => settings('unlocked'),
  locked: () => settings('locked'),
}

export const welcomes: Record<string, () => ComponentChild> = {
  welcome: () => <WelcomePage sites={sites} onGrant={nothing} />,
}
