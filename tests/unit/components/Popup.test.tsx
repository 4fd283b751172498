// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import { Popup } from '../../../components/Popup'
import type { PopupActions } from '../../../components/popup-props'
import { Waiting } from '../../../components/Waiting'
import { healthyVerdict } from '../../../lib/detect/verdict'
import type { DraftSummary } from '../../../lib/drafts/draft'
import type { Alternative, PopupView, TabView } from '../../../lib/messages'
import { defaultSettings } from '../../../lib/settings'
import type { StatusRecord } from '../../../lib/status/report'
import type { SiteAccess } from '../../../lib/ui/access'
import { click, control, draw, said } from './render'

const now = new Date(2026, 10, 22, 14, 7).getTime()
const hostile = '<img src=x onerror=alert(1)>\n<b>bold</b> \u202e'
const draft: DraftSummary = {
  id: 'd1',
  providerId: 'claude',
  origin: 'https://claude.ai',
  conversationId: 'c',
  url: 'https://claude.ai/chat/c',
  state: 'failed',
  createdAt: now - 9e5,
  updatedAt: now - 3e5,
  sentAt: now - 3e5,
  reason: 'server overloaded',
  preview: hostile,
  length: 1240,
  attachmentCount: 2,
}
const alternatives: readonly Alternative[] = [
  { providerId: 'chatgpt', name: 'ChatGPT', state: 'up', note: 'answered you 5 min ago' },
  { providerId: 'gemini', name: 'Gemini', state: 'failing', note: 'failing here too' },
]
const status: StatusRecord = {
  providerId: 'claude',
  report: {
    level: 'operational',
    why: '',
    components: [
      { role: 'chat', name: 'claude.ai', level: 'operational' },
      { role: 'api', name: 'Claude API', level: 'major_outage' },
    ],
    incidents: [
      {
        id: 'i',
        title: 'Errors <script>alert(1)</script>',
        impact: 'minor',
        since: now - 24e5,
        postedAt: now - 24e5,
        updatedAt: now - 6e5,
        url: null,
        touchesChat: false,
        update: 'Being <b>fixed</b>.',
      },
    ],
    maintenance: [],
    updatedAt: null,
  },
  fetchedAt: now - 40_000,
  checkedAt: now - 40_000,
  failedFetches: 0,
  error: null,
  lastGood: null,
  steady: { level: 'operational', since: now - 3e6, pending: null },
}
const tab: TabView = {
  tabId: 7,
  providerId: 'claude',
  providerName: 'Claude',
  verdict: {
    ...healthyVerdict('claude'),
    health: 'failing',
    kind: 'outage',
    reach: 'down',
    since: now - 3e5,
    bits: 10,
    episode: 1,
    evidence: [
      {
        kind: 'completion_5xx',
        sensor: 'network',
        bits: 5,
        at: now - 3e5,
        detail: { status: 529 },
      },
    ],
  },
  status,
  cause: '',
  headline: '',
  alternatives,
  draft,
  isPrivate: false,
  silenced: false,
  origin: null,
}
const view: PopupView = {
  tab,
  providers: [],
  recent: [],
  assistants: [
    { providerId: 'claude', name: 'Claude', state: 'failing', note: '' },
    ...alternatives,
  ],
  settings: defaultSettings,
  history: null,
  common: null,
  notifies: false,
  storageProblem: null,
}
const site = (granted: boolean): SiteAccess => ({
  providerId: 'claude',
  name: 'Claude',
  host: 'claude.ai',
  access: 'install',
  granted,
  barredStatus: null,
})

async function show(
  part: Partial<PopupView>,
  {
    granted = true,
    problem = null as string | null,
    some = {} as Partial<PopupActions>,
    sites = [site(granted)],
    isLocked = false,
  } = {},
) {
  const actions: PopupActions = {
    onContinue: vi.fn(),
    onPreview: vi.fn(),
    onSaveText: vi.fn(),
    onOpen: vi.fn(),
    onCopy: vi.fn(),
    onReturn: vi.fn(),
    onDelete: vi.fn(),
    onSilence: vi.fn(),
    onUnlock: vi.fn(),
    onCopyReport: vi.fn(),
    onCheckStatus: vi.fn(),
    onGrant: vi.fn(),
    onGrantStatus: vi.fn(),
    onNotify: vi.fn(),
    onReadCauses: vi.fn(),
    ...some,
  }
  const place = await draw(
    <Popup
      view={{ ...view, ...part }}
      sites={sites}
      actions={actions}
      now={now}
      problem={problem}
      isLocked={isLocked}
    />,
  )
  return { place, actions }
}

test('sets the verdict beside the status page, and offers every way on with its state', async () => {
  const { place, actions } = await show({})
  expect(said(place)).toMatch(
    /Claude isn’t answering.*You: failing since .*Status page: operational/,
  )
  expect(said(place)).toContain('failed · 1,240 characters · 2 files · 5 min ago')
  const targets = [...place.querySelectorAll('.targets button')].map(said)
  expect(targets).toEqual([
    'Continue in ChatGPTanswered you 5 min ago',
    'Continue in Geminifailing here too',
  ])
  await click(control(place, 'Continue in ChatGPT'))
  expect(actions.onContinue).toHaveBeenCalledWith('d1', 'chatgpt', false)
  await click(control(place, 'Copy'))
  expect(actions.onCopy).toHaveBeenCalledWith('d1')
})

test('the text of a draft or of a status page is text', async () => {
  const { place } = await show({ recent: [{ ...draft, id: 'd2' }] })
  expect(place.querySelector('.preview')?.textContent).toBe(`${hostile}…`)
  expect(said(place)).toContain('Errors <script>alert(1)</script>')
  expect(said(place)).toContain('Being <b>fixed</b>.')
  expect(place.querySelector('main img[src="x"], main script, .preview b, .incident b')).toBe(null)
})

test('shows each part of the provider with its own state in words', async () => {
  const { place, actions } = await show({})
  expect([...place.querySelectorAll('.parts li')].map(said)).toEqual([
    'Chatclaude.aioperational',
    'APIClaude APImajor outage',
  ])
  expect(said(place)).toContain('not the chat')
  await click(control(place, 'Check now'))
  expect(actions.onCheckStatus).toHaveBeenCalledWith('claude')
})

test('explains itself, takes a "no", and gives a report without any text of the user', async () => {
  const { place, actions } = await show({})
  expect(said(place)).toContain('The request for an answer failed on the server (HTTP 529).')
  await click(control(place, 'This is wrong'))
  expect(actions.onSilence).toHaveBeenCalledWith(7)
  const report = place.querySelector('pre')?.textContent ?? ''
  expect(report).toContain('completion_5xx')
  expect(report).not.toContain('bold')
  await click(control(place, 'Copy report'))
  expect(actions.onCopyReport).toHaveBeenCalledWith(report)
})

test('an unknown status is shown as unknown, with its reason, never as well', async () => {
  const unknown: StatusRecord = {
    ...status,
    report: {
      ...status.report,
      level: 'unknown',
      why: 'The page answered with HTML.',
      components: [],
      incidents: [],
    },
    failedFetches: 2,
    error: 'not JSON',
  }
  const { place } = await show({ tab: { ...tab, status: unknown } })
  expect(said(place)).toContain('Status page: unknown')
  expect(said(place)).toContain('The page answered with HTML.')
  expect(said(place)).toContain('failed: not JSON')
  expect(said(place)).not.toContain('operational')
})

test('a status page that needs access asks for it, and claims nothing meanwhile', async () => {
  const barred = { ...site(true), barredStatus: 'status.example' }
  const { place, actions } = await show({ tab: { ...tab, status: null } }, { sites: [barred] })
  expect(said(place)).not.toContain('operational')
  await click(control(place, 'Allow reading status.example'))
  expect(actions.onGrantStatus).toHaveBeenCalledWith('claude')
})

test('locked drafts: asks for the passphrase, says when it is wrong, claims no empty list', async () => {
  const onUnlock = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true)
  const { place } = await show({ tab: null }, { isLocked: true, some: { onUnlock } })
  expect(said(place)).not.toContain('Nothing kept yet.')
  const form = place.querySelector('form') as HTMLFormElement
  const field = form.querySelector('input') as HTMLInputElement
  expect(field.type).toBe('password')
  field.value = 'open sesame'
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await vi.waitFor(() => expect(said(place)).toContain('That is not the passphrase.'))
  expect(onUnlock).toHaveBeenLastCalledWith('open sesame')
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await vi.waitFor(() => expect(said(place)).not.toContain('That is not the passphrase.'))
})

test('without a chat it says so, and without drafts it says that', async () => {
  const { place } = await show({ tab: null })
  expect(said(place)).toContain('No assistant in this tab.')
  expect(said(place)).toContain('Nothing kept yet.')
})

test('says what is private, what is not kept, what is old', async () => {
  const { place } = await show(
    { tab: { ...tab, isPrivate: true }, storageProblem: 'the disk is full.' },
    { problem: 'no answer in time' },
  )
  expect(said(place)).toContain('Private window: drafts stay in memory only')
  expect(said(place)).toContain('Drafts are not being kept: the disk is full.')
  expect(said(place)).toContain('This may be out of date.')
})

test('asks for access within the click itself, and says when it was refused', async () => {
  let asked = false
  const onGrant = () => {
    asked = true
    return Promise.reject(new Error('refused'))
  }
  const { place } = await show({ tab: null }, { granted: false, some: { onGrant } })
  const button = control(place, 'Grant access to claude.ai')
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  // Not a promise later: Firefox would have forgotten the click.
  expect(asked).toBe(true)
  await vi.waitFor(() => expect(said(place)).toContain('Access was not given.'))
})

test('does not nag about a site that the user switched off', async () => {
  const { place } = await show(
    { tab: null, settings: { ...defaultSettings, off: ['claude'] } },
    { granted: false },
  )
  expect(said(place)).not.toContain('no access')
})

test('a recent draft: continue in another one than its own, copy, go back, delete after asking', async () => {
  const { place, actions } = await show({ tab: null, recent: [draft] })
  await click(control(place, 'Continue in ChatGPT'))
  expect(actions.onContinue).toHaveBeenCalledWith('d1', 'chatgpt')
  await click(control(place, 'Go to its chat'))
  expect(actions.onReturn).toHaveBeenCalledWith('d1')
  await click(control(place, 'Delete'))
  expect(actions.onDelete).not.toHaveBeenCalled()
  expect(said(place)).toContain('Delete this draft for good?')
  expect(document.activeElement).toBe(control(place, 'Keep'))
  await click(control(place, 'Delete'))
  expect(actions.onDelete).toHaveBeenCalledWith('d1')
})

test('a failed click is told, and the next can work', async () => {
  const onContinue = vi.fn().mockRejectedValueOnce(new Error('x')).mockResolvedValueOnce(null)
  const { place } = await show({}, { some: { onContinue } })
  await click(control(place, 'Continue in ChatGPT'))
  expect(said(place)).toContain('It could not be opened. Your prompt is still safe: try Copy.')
  await click(control(place, 'Continue in ChatGPT'))
  expect(onContinue).toHaveBeenCalledTimes(2)
})

test('a background that does not answer is an error with a way to try again', async () => {
  const again = vi.fn()
  const place = await draw(
    <Waiting live={{ value: null, problem: 'no answer in time' }} onRetry={again} />,
  )
  expect(place.querySelector('[role=alert]')).not.toBe(null)
  await click(control(place, 'Try again'))
  expect(again).toHaveBeenCalledOnce()
})

test('takes the conversation along only when asked, and shows first what would go', async () => {
  const preview = {
    text: 'Conversation so far (from Claude):\n\n<b>x</b>',
    turns: 4,
    missing: 2,
    asFile: ['chatgpt'],
  }
  const onPreview = vi.fn(async () => preview)
  const { place, actions } = await show({ tab }, { some: { onPreview } })
  expect(onPreview).not.toHaveBeenCalled()
  await click(control(place, 'Continue in ChatGPT'))
  expect(actions.onContinue).toHaveBeenLastCalledWith('d1', 'chatgpt', false)
  const along = place.querySelector<HTMLDetailsElement>('.along')
  await act(async () => {
    if (along) along.open = true
    along?.dispatchEvent(new Event('toggle'))
  })
  expect(onPreview).toHaveBeenCalledWith(7, 'd1')
  expect(said(place)).toContain('4 turns · 44 characters')
  expect(said(place)).toContain('2 turns left out')
  expect(said(place)).toContain('As an attached conversation.md in ChatGPT.')
  expect(place.querySelector('.parcel')?.textContent).toBe(preview.text)
  const box = control(place, 'Put it before') as HTMLInputElement
  expect(box.checked).toBe(false)
  await click(box)
  await click(control(place, 'Continue in ChatGPT'))
  expect(actions.onContinue).toHaveBeenLastCalledWith('d1', 'chatgpt', true)
})
