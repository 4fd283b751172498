// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, test, vi } from 'vitest'
import { Notice } from '../../../components/Notice'
import type { NoticeActions, NoticeView } from '../../../components/notice-view'
import { healthyVerdict, type Verdict } from '../../../lib/detect/verdict'
import type { Alternative } from '../../../lib/messages'
import { click, control, draw, nameOf, press, said } from './render'

const now = new Date(2026, 10, 22, 14, 7).getTime()
const alternatives: readonly Alternative[] = [
  { providerId: 'chatgpt', name: 'ChatGPT', state: 'up', note: 'answered you 5 min ago' },
  { providerId: 'gemini', name: 'Gemini', state: 'unknown', note: '' },
  { providerId: 'grok', name: 'Grok', state: 'failing', note: 'failing here too' },
]
const failing: Verdict = {
  ...healthyVerdict('claude'),
  health: 'failing',
  kind: 'outage',
  reach: 'down',
}
const trouble: NoticeView & { kind: 'trouble' } = {
  kind: 'trouble',
  providerName: 'Claude',
  verdict: failing,
  cause: 'server overloaded, 2 attempts',
  statusLine: 'You: failing since 14:02 · Status page: operational (3 min old)',
  alternatives,
  hasDraft: true,
}

async function show(view: NoticeView, some: Partial<NoticeActions> = {}) {
  const actions: NoticeActions = {
    onContinue: vi.fn(),
    onCopy: vi.fn(),
    onKeepWaiting: vi.fn(),
    onReturn: vi.fn(),
    onDismiss: vi.fn(),
    onPlace: vi.fn(),
    onPutBack: vi.fn(),
    onReload: vi.fn(),
    onDownload: vi.fn(),
    ...some,
  }
  const place = await draw(<Notice view={view} actions={actions} now={now} />)
  return { place, actions }
}
const buttons = (place: Element) => [...place.querySelectorAll('button')].map(nameOf)

test.each<[string, NoticeView, string]>([
  [
    'a failure',
    trouble,
    'Claude isn’t answering (server overloaded, 2 attempts). Your prompt is safe. You: failing since 14:02 · Status page: operational (3 min old)',
  ],
  [
    'no connection, which is not called an outage',
    { ...trouble, verdict: { ...failing, reach: 'unreachable' }, cause: null, statusLine: null },
    'Can’t reach Claude. Your prompt is safe. It may be your connection, or Claude.',
  ],
  [
    'a part that fails',
    { ...trouble, verdict: { ...failing, kind: 'degraded' }, cause: null, statusLine: null },
    'Claude is having trouble. Your prompt is safe.',
  ],
  [
    'nothing to carry',
    { ...trouble, hasDraft: false, cause: '', statusLine: '' },
    'Claude isn’t answering.',
  ],
  [
    'a usage limit without its end',
    {
      ...trouble,
      verdict: { ...healthyVerdict('claude'), condition: 'usage_limit' },
      statusLine: null,
    },
    'You’ve reached Claude’s limit. Your prompt is safe. Continue elsewhere?',
  ],
  [
    'the end of it',
    { kind: 'recovered', providerName: 'Claude', canReturn: true },
    'Claude is answering again. Your conversation is where you left it.',
  ],
  [
    'a box that is not empty',
    { kind: 'overwrite', sourceName: 'Claude' },
    'This box already has text. Your prompt from Claude is ready. Where should it go?',
  ],
  [
    'a fill that failed',
    { kind: 'handoff_failed', sourceName: 'Claude', reason: 'The text differed.' },
    'Your prompt could not be put in here. It is safe: copy it and paste it into the box. The text differed.',
  ],
  [
    'a page that cannot save',
    { kind: 'storage', problem: 'The disk is full.', canReload: false },
    'What you type here is not being kept. Copy it before you leave. The disk is full.',
  ],
])('says %s', async (_, view, words) => {
  const { place } = await show(view)
  const status = place.querySelector('[role=status]')
  expect([...(status?.children ?? [])].map(said).join(' ')).toBe(words)
})

test('tells when a limit ends, by the user’s own clock', async () => {
  const resetsAt = new Date(2026, 10, 22, 15, 0).getTime()
  const { place } = await show({
    ...trouble,
    verdict: { ...healthyVerdict('claude'), condition: 'usage_limit', resetsAt },
  })
  const time = new Date(resetsAt).toLocaleTimeString(undefined, {
    hour: 'numeric',
    minute: '2-digit',
  })
  expect(said(place)).toContain(`You’ve reached Claude’s limit until ${time}.`)
})

test('has its live region before its words, or no reader would hear them', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  render(<Notice view={trouble} actions={{} as NoticeActions} now={now} />, place)
  expect(place.querySelector('[role=status]')?.textContent).toBe('')
  await vi.waitFor(() =>
    expect(place.querySelector('[role=status]')?.textContent).toContain('Claude isn’t answering'),
  )
  render(null, place)
  place.remove()
})

test('offers the best first, then the others with their states, then copy and wait', async () => {
  const { place, actions } = await show(trouble)
  expect(buttons(place)).toEqual([
    'Close',
    'Continue in ChatGPT',
    'Other assistants',
    'Copy',
    'Keep waiting',
  ])
  await click(control(place, 'Continue in ChatGPT'))
  expect(actions.onContinue).toHaveBeenLastCalledWith('chatgpt')
  await click(control(place, 'Other assistants'))
  expect([...place.querySelectorAll('[role=menuitem]')].map(said)).toEqual([
    'Gemininot known',
    'Grokfailing here too',
  ])
  await click(control(place, 'Gemini'))
  expect(actions.onContinue).toHaveBeenLastCalledWith('gemini')
  expect(place.querySelector('[role=menu]')).toBe(null)
  await click(control(place, 'Keep waiting'))
  expect(actions.onKeepWaiting).toHaveBeenCalledOnce()
})

test('does not point at another one that is down too', async () => {
  const down = alternatives.map((one) => ({ ...one, state: 'failing' as const }))
  const { place } = await show({ ...trouble, alternatives: down })
  expect(control(place, 'Continue in ChatGPT').className).not.toContain('primary')
  expect(control(place, 'Copy').className).toContain('primary')
})

test('without a prompt there is nothing to copy', async () => {
  const { place } = await show({ ...trouble, hasDraft: false })
  expect(buttons(place)).toEqual(['Close', 'Open ChatGPT', 'Other assistants', 'Keep waiting'])
})

test('the menu goes by arrows, and Esc closes it before the notice', async () => {
  const { place, actions } = await show(trouble)
  const opener = control(place, 'Other assistants')
  opener.focus()
  await press(opener, 'ArrowDown')
  expect(opener.getAttribute('aria-expanded')).toBe('true')
  expect(said(document.activeElement as Element)).toContain('Gemini')
  await press(document.activeElement as Element, 'ArrowDown')
  expect(said(document.activeElement as Element)).toContain('Grok')
  await press(document.activeElement as Element, 'ArrowDown')
  expect(said(document.activeElement as Element)).toContain('Gemini')
  await press(document.activeElement as Element, 'End')
  expect(said(document.activeElement as Element)).toContain('Grok')
  await press(document.activeElement as Element, 'Escape')
  expect(place.querySelector('[role=menu]')).toBe(null)
  expect(document.activeElement).toBe(opener)
  expect(actions.onDismiss).not.toHaveBeenCalled()
  await press(opener, 'Escape')
  expect(actions.onDismiss).toHaveBeenCalledOnce()
})

test('a menu opened by mouse leaves the focus where it was', async () => {
  const composer = document.createElement('textarea')
  document.body.append(composer)
  composer.focus()
  const { place } = await show(trouble)
  await click(control(place, 'Other assistants'))
  expect(place.querySelector('[role=menu]')).not.toBe(null)
  expect(document.activeElement).toBe(composer)
  composer.remove()
})

test('tells what came of a click, good or bad', async () => {
  const { place } = await show(trouble, {
    onContinue: () => Promise.reject(new Error('no')),
    onCopy: () => Promise.resolve(),
  })
  await click(control(place, 'Continue in ChatGPT'))
  expect(said(place)).toContain('It could not be opened. Your prompt is still safe: try Copy.')
  await click(control(place, 'Copy'))
  expect(said(place)).toContain('Copied.')
})

test('asks where to put the prompt, and each answer is its own', async () => {
  const { place, actions } = await show({ kind: 'overwrite', sourceName: 'Claude' })
  for (const name of ['Add below', 'Replace', 'Keep only']) await click(control(place, name))
  expect(vi.mocked(actions.onPlace).mock.calls).toEqual([['below'], ['replace'], ['keep']])
})

test('offers what fits each other state', async () => {
  const offers = async (view: NoticeView) => buttons((await show(view)).place).slice(1)
  expect(await offers({ kind: 'recovered', providerName: 'Claude', canReturn: true })).toEqual([
    'Go back to Claude',
  ])
  expect(await offers({ kind: 'recovered', providerName: 'Claude', canReturn: false })).toEqual([])
  expect(await offers({ kind: 'handoff_failed', sourceName: 'C', reason: null })).toEqual(['Copy'])
  expect(await offers({ kind: 'storage', problem: '', canReload: true })).toEqual([
    'Copy',
    'Reload the page',
  ])
  expect(await offers({ kind: 'put_back', length: 3 })).toEqual(['Put it back'])
  const file = { id: '1', name: 'a.pdf', type: '', size: 10, kept: true }
  expect(
    await offers({
      kind: 'filled',
      sourceName: 'C',
      files: [file, { ...file, id: '2', kept: false }],
    }),
  ).toEqual(['Download a.pdf'])
})

test('names from a page are text, never markup', async () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>'
  const { place } = await show({
    kind: 'filled',
    sourceName: hostile,
    files: [{ id: '1', name: hostile, type: '', size: 1, kept: true }],
  })
  expect(place.querySelector('img, script')).toBe(null)
  expect(said(place)).toContain(hostile)
})
