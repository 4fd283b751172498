// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { type HistoryActions, HistoryPage } from '../../../components/HistoryPage'
import { type OptionsActions, OptionsPage } from '../../../components/OptionsPage'
import { WelcomePage } from '../../../components/WelcomePage'
import type { Draft, DraftSummary } from '../../../lib/drafts/draft'
import type { LockState } from '../../../lib/drafts/vault'
import { defaultSettings, type Settings } from '../../../lib/settings'
import type { SiteAccess } from '../../../lib/ui/access'
import { click, control, draw, said } from './render'

const now = Date.now()
const text = 'A <b>long</b> prompt\n\n  with lines'
const draft: DraftSummary = {
  id: 'd1',
  providerId: 'claude',
  origin: 'https://claude.ai',
  conversationId: null,
  url: 'https://claude.ai/new',
  state: 'failed',
  createdAt: now,
  updatedAt: now,
  sentAt: now,
  reason: 'server overloaded',
  preview: 'A <b>long</b>',
  length: text.length,
  attachmentCount: 2,
}
const whole: Draft = {
  ...draft,
  text,
  attachments: [
    { id: 'f1', name: 'a.pdf', type: 'application/pdf', size: 2_100_000, kept: true },
    { id: 'f2', name: 'b.mov', type: '', size: 90_000_000, kept: false },
  ],
}
const sites: readonly SiteAccess[] = [
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
    providerId: 'grok',
    name: 'Grok',
    host: 'grok.com',
    access: 'optional',
    granted: false,
    barredStatus: 'status.x.ai',
  },
]

async function history(
  drafts: readonly DraftSummary[],
  total: number,
  part: {
    search?: string
    openedId?: string
    isLocked?: boolean
    some?: Partial<HistoryActions>
  } = {},
) {
  const actions: HistoryActions = {
    onContinue: vi.fn(),
    onCopy: vi.fn(),
    onReturn: vi.fn(),
    onDelete: vi.fn(),
    onDeleteAll: vi.fn(),
    onDownload: vi.fn(),
    onRead: vi.fn().mockResolvedValue(whole),
    onUnlock: vi.fn(),
    ...part.some,
  }
  const onQuery = vi.fn()
  const onMore = vi.fn()
  const place = await draw(
    <HistoryPage
      query={{ search: part.search ?? '', providerId: null, state: null }}
      found={{ drafts, total }}
      names={{ claude: 'Claude', chatgpt: 'ChatGPT' }}
      assistants={[{ providerId: 'chatgpt', name: 'ChatGPT', state: 'up', note: '' }]}
      openedId={part.openedId ?? null}
      isLocked={part.isLocked ?? false}
      problem={null}
      actions={actions}
      onQuery={onQuery}
      onMore={onMore}
      now={now}
    />,
  )
  return { place, actions, onQuery, onMore }
}

const choose = (one: HTMLElement, value: string, event: string) => {
  ;(one as HTMLInputElement).value = value
  one.dispatchEvent(new Event(event, { bubbles: true }))
}

test('drafts: search and filters ask anew, more is asked for', async () => {
  const { place, onQuery, onMore } = await history([draft], 90)
  choose(control(place, 'Search your drafts'), 'zeb', 'input')
  expect(onQuery).toHaveBeenLastCalledWith({ search: 'zeb', providerId: null, state: null })
  choose(control(place, 'Assistant'), 'claude', 'change')
  expect(onQuery).toHaveBeenLastCalledWith({ search: '', providerId: 'claude', state: null })
  choose(control(place, 'State'), 'failed', 'change')
  expect(onQuery).toHaveBeenLastCalledWith({ search: '', providerId: null, state: 'failed' })
  await click(control(place, 'Show more'))
  expect(onMore).toHaveBeenCalledOnce()
  expect(said(place)).toContain('90 drafts')
})

test('drafts: the whole text is fetched when asked for, as text, with its files', async () => {
  const { place, actions } = await history([draft], 1)
  expect(actions.onRead).not.toHaveBeenCalled()
  await click(control(place, 'Read in full'))
  expect(place.querySelector('.whole')?.textContent).toBe(text)
  expect(place.querySelector('.draft b')).toBe(null)
  expect(said(place)).toContain('b.mov 90.0 MBtoo large to keep')
  await click(control(place, 'Download a.pdf'))
  expect(actions.onDownload).toHaveBeenCalledWith('d1', whole.attachments[0])
  await click(control(place, 'Show less'))
  expect(place.querySelector('.whole')).toBe(null)
})

test('drafts: one that the address names is open from the start; a lost one is told', async () => {
  const opened = await history([draft], 1, { openedId: 'd1' })
  await vi.waitFor(() => expect(opened.place.querySelector('.whole')).not.toBe(null))
  const { place } = await history([draft], 1, { some: { onRead: () => Promise.resolve(null) } })
  await click(control(place, 'Read in full'))
  await vi.waitFor(() => expect(said(place)).toContain('It could not be read.'))
})

test('drafts: delete all asks first, and hides while a filter hides drafts', async () => {
  const { place, actions } = await history([draft], 3)
  await click(control(place, 'Delete all'))
  expect(said(place)).toContain('Delete all 3 drafts for good?')
  await click(control(place, 'Keep'))
  expect(actions.onDeleteAll).not.toHaveBeenCalled()
  await click(control(place, 'Delete all'))
  const group = place.querySelector('fieldset') as HTMLElement
  await click(control(group, 'Delete'))
  expect(actions.onDeleteAll).toHaveBeenCalledOnce()
  const filtered = await history([draft], 1, { search: 'A' })
  expect(said(filtered.place)).not.toContain('Delete all')
})

test('drafts: locked ones are not told as none', async () => {
  const { place } = await history([], 0, { isLocked: true })
  expect(said(place)).toContain('Your drafts are locked')
  expect(said(place)).not.toContain('Nothing kept yet.')
})

test('drafts: empty and nothing found are two things', async () => {
  expect(said((await history([], 0)).place)).toContain('Nothing kept yet.')
  expect(said((await history([], 0, { search: 'zebra' })).place)).toContain('No draft fits.')
})

async function settings(
  part: Partial<Settings> = {},
  some: Partial<OptionsActions> = {},
  lock: LockState | null = 'open',
) {
  const actions: OptionsActions = {
    onChange: vi.fn(),
    onGrant: vi.fn(),
    onGrantStatus: vi.fn(),
    onNotify: vi.fn(),
    onDeleteAll: vi.fn(),
    onForgetPatience: vi.fn(),
    onUnlock: vi.fn(),
    onLock: vi.fn(),
    onPassphrase: vi.fn(),
    onForget: vi.fn(),
    onExport: vi.fn(),
    onImport: vi.fn(),
    ...some,
  }
  const place = await draw(
    <OptionsPage
      settings={{ ...defaultSettings, ...part }}
      sites={sites}
      learned={[{ providerId: 'claude', name: 'Claude', turns: 12 }]}
      notifies={false}
      lock={lock}
      problem={null}
      actions={actions}
      version="1.0"
    />,
  )
  const tick = async (one: HTMLElement, checked: boolean) => {
    ;(one as HTMLInputElement).checked = checked
    one.dispatchEvent(new Event('change', { bubbles: true }))
    await Promise.resolve()
  }
  return { place, actions, tick }
}

test('settings: every choice is saved as it is made', async () => {
  const { place, actions, tick } = await settings()
  await tick(control(place, 'Show a notice'), false)
  expect(actions.onChange).toHaveBeenLastCalledWith({ notices: false })
  await tick(control(place, 'ChatGPT'), false)
  expect(actions.onChange).toHaveBeenLastCalledWith({ off: ['chatgpt'] })
  await click(control(place, 'Move ChatGPT up'))
  expect(actions.onChange).toHaveBeenLastCalledWith({ preferred: ['chatgpt', 'claude', 'grok'] })
  const hours = place.querySelector('input[type=number]') as HTMLInputElement
  choose(hours, '48', 'change')
  expect(actions.onChange).toHaveBeenLastCalledWith({ answeredHours: 48 })
})

test('settings: a number that does not fit is said and not saved', async () => {
  const { place, actions } = await settings()
  const hours = place.querySelector('input[type=number]') as HTMLInputElement
  for (const wrong of ['-1', '1.5', '', '999999']) choose(hours, wrong, 'change')
  await vi.waitFor(() => expect(said(place)).toContain('A whole number from 0 to 8,760'))
  expect(actions.onChange).not.toHaveBeenCalled()
})

test('settings: switching on an optional site asks the browser first, within the click', async () => {
  const order: string[] = []
  const { place, tick } = await settings(
    { off: ['grok'] },
    {
      onGrant: () => {
        order.push('grant')
        return Promise.resolve()
      },
      onChange: (change) => order.push(JSON.stringify(change)),
    },
  )
  tick(control(place, 'Grok'), true)
  expect(order).toEqual(['grant'])
  await vi.waitFor(() => expect(order).toEqual(['grant', '{"off":[]}']))
})

test('settings: watching a status page that needs access asks for it first', async () => {
  const order: string[] = []
  const { place, tick } = await settings(
    {},
    {
      onGrantStatus: (id) => {
        order.push(id)
        return Promise.resolve()
      },
      onChange: (change) => order.push(JSON.stringify(change)),
    },
  )
  const boxes = [...place.querySelectorAll<HTMLInputElement>('.sites li:nth-child(3) input')]
  await tick(boxes[1] as HTMLInputElement, true)
  await vi.waitFor(() => expect(order).toEqual(['grok', '{"watched":["grok"]}']))
})

test('settings: a refused site stays off and says why', async () => {
  const onChange = vi.fn()
  const onGrant = () => Promise.reject(new Error('refused'))
  const { place, tick } = await settings({}, { onGrant, onChange })
  const box = control(place, 'Grok') as HTMLInputElement
  await tick(box, true)
  await vi.waitFor(() => expect(said(place)).toContain('The browser gave no access to grok.com.'))
  expect(box.checked).toBe(false)
  expect(onChange).not.toHaveBeenCalled()
})

test('settings: what was learned is shown and can be forgotten', async () => {
  const { place, actions } = await settings()
  expect(said(place)).toContain('Claude: 12 answers')
  await click(control(place, 'Forget'))
  expect(actions.onForgetPatience).toHaveBeenCalledOnce()
})

test('settings: a failed save is told', async () => {
  const { place, tick } = await settings({}, { onChange: () => Promise.reject(new Error('x')) })
  await tick(control(place, 'Show a notice'), false)
  await vi.waitFor(() => expect(said(place)).toContain('This could not be saved.'))
})

const submit = (form: Element) =>
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))

test('settings: a new passphrase must be given twice alike', async () => {
  const { place, actions } = await settings()
  const form = place.querySelector('form') as HTMLFormElement
  const [first, again] = form.querySelectorAll('input')
  if (!first || !again) throw new Error('two fields')
  first.value = 'correct horse'
  again.value = 'correct house'
  submit(form)
  await vi.waitFor(() => expect(said(place)).toContain('The two are not the same.'))
  expect(actions.onPassphrase).not.toHaveBeenCalled()
  again.value = 'correct horse'
  submit(form)
  expect(actions.onPassphrase).toHaveBeenCalledWith('correct horse')
})

test('settings: a lock can be closed and taken away; a forgotten one only with the drafts', async () => {
  const open = await settings({}, {}, 'unlocked')
  await click(control(open.place, 'Lock now'))
  expect(open.actions.onLock).toHaveBeenCalledOnce()
  await click(control(open.place, 'Remove the passphrase'))
  expect(open.actions.onPassphrase).toHaveBeenCalledWith(null)
  const { place, actions } = await settings({}, {}, 'locked')
  expect(said(place)).not.toContain('Change the passphrase')
  await click(control(place, 'I forgot it'))
  expect(actions.onForget).not.toHaveBeenCalled()
  await click(control(place.querySelector('fieldset') as HTMLElement, 'Delete'))
  expect(actions.onForget).toHaveBeenCalledOnce()
})

test('settings: exports both ways, and tells what came of an import', async () => {
  const onImport = vi
    .fn()
    .mockResolvedValueOnce({ ok: true, imported: 1, skipped: 2 })
    .mockResolvedValueOnce({ ok: false, error: 'This is no JSON file, or it was cut short.' })
  const { place, actions } = await settings({}, { onImport })
  await click(control(place, 'Export'))
  await click(control(place, 'Export for reading'))
  expect(vi.mocked(actions.onExport).mock.calls).toEqual([['json'], ['markdown']])
  const box = place.querySelector('input[type=file]') as HTMLInputElement
  const file = new File(['{}'], 'drafts.json')
  Object.defineProperty(box, 'files', { value: [file] })
  box.dispatchEvent(new Event('change', { bubbles: true }))
  await vi.waitFor(() =>
    expect(said(place)).toContain('1 draft was imported; 2 were here already.'),
  )
  expect(onImport).toHaveBeenCalledWith(file)
  box.dispatchEvent(new Event('change', { bubbles: true }))
  await vi.waitFor(() => expect(said(place)).toContain('This is no JSON file'))
})

test('welcome: says where it works, and asks for the rest', async () => {
  const onGrant = vi.fn().mockRejectedValue(new Error('refused'))
  const place = await draw(<WelcomePage sites={sites} onGrant={onGrant} />)
  expect(said(place)).toContain('Claude claude.aiready')
  await click(control(place, 'Allow on grok.com'))
  expect(onGrant).toHaveBeenCalledWith('grok')
  expect(said(place)).toContain('Not allowed.')
})
