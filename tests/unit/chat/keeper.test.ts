// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type KeeperOptions, keepDrafts } from '../../../lib/chat/keeper'
import { heartbeat } from '../../../lib/page/heartbeat'
import { conversationHere } from '../../../lib/page/here'
import { chatgpt } from '../../../lib/providers/chatgpt'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML =
    '<form><textarea name="prompt"></textarea><button type="submit" data-composer-submit>↑</button></form><textarea id="old"></textarea><input type="password" id="secret">'
})
let life = new AbortController()
afterEach(() => {
  life.abort()
  vi.useRealTimers()
})

interface Entry {
  id: string
  text: string
  sent: boolean
}

function start() {
  life = new AbortController()
  const world = { alive: true, answers: true }
  const saves: Entry[] = []
  const send = vi.fn(async (name: string, request: unknown) => {
    if (name === 'draft.here') return []
    saves.push(request as Entry)
    return world.answers ? { saved: true, problem: null } : new Promise(() => {})
  })
  const calls = { onSave: vi.fn(), onSubmit: vi.fn(), onStop: vi.fn(), onUnsaved: vi.fn() }
  const writeAhead = { write: vi.fn(), erase: vi.fn() }
  const keeper = keepDrafts({
    doc: document,
    provider: chatgpt,
    signal: life.signal,
    here: conversationHere(document, chatgpt),
    eachBeat: heartbeat(() => false, life.signal),
    send: send as unknown as KeeperOptions['send'],
    writeAhead,
    isAlive: () => world.alive,
    ...calls,
  })
  // The look at what stands there already is over.
  vi.advanceTimersByTime(1300)
  return { world, keeper, saves, send, writeAhead, ...calls }
}
const box = () => document.querySelector('[name=prompt]') as HTMLTextAreaElement
const key = (name: string, options: KeyboardEventInit = {}, target: Element = box()) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...options }))
const input = (text: string, target: Element = box()) => {
  ;(target as HTMLTextAreaElement).value = text
  target.dispatchEvent(new Event('input', { bubbles: true }))
}
const type = (text: string) => {
  key(text.at(-1) ?? '')
  input(text)
}

test('reads at once, then each key of a typist, and no more often when keys rain', async () => {
  const { saves } = start()
  for (let i = 1; i <= 10; i++) {
    type('a'.repeat(i))
    await vi.advanceTimersByTimeAsync(50)
    expect(saves.at(-1)?.text).toBe('a'.repeat(i))
    await vi.advanceTimersByTimeAsync(50)
  }
  for (let i = 11; i <= 60; i++) {
    type('a'.repeat(i))
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(100)
  expect(saves.at(-1)?.text).toBe('a'.repeat(60))
  expect(saves.length).toBeLessThanOrEqual(10 + 11)
  expect(new Set(saves.map(({ id }) => id)).size).toBe(1)
})

test('Enter right after the last key sends the whole text', async () => {
  const { saves, onSubmit } = start()
  type('Hell')
  await vi.advanceTimersByTimeAsync(20)
  type('Hello')
  key('Enter')
  box().value = ''
  await vi.advanceTimersByTimeAsync(100)
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith({
    id: saves[0]?.id,
    text: 'Hello',
    at: expect.any(Number),
  })
  expect(saves.at(-1)).toMatchObject({ text: 'Hello', sent: true })
})

test('the send button and the form count; Shift+Enter and an unfinished word do not', async () => {
  const { onSubmit } = start()
  for (const [n, act] of [
    () => document.querySelector('button')?.click(),
    () => document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true })),
  ].entries()) {
    type(`prompt ${n}`)
    act()
    input('')
    expect(onSubmit).toHaveBeenCalledTimes(n + 1)
  }
  type('not yet')
  key('Enter', { shiftKey: true })
  key('Enter', { isComposing: true })
  key('Backspace')
  input('')
  expect(onSubmit).toHaveBeenCalledTimes(2)
})

test('the stop button is not a sending, though it stands in its place', () => {
  const { onSubmit, onStop } = start()
  document.querySelector('button')?.setAttribute('data-stop-generating', '')
  type('next')
  document.querySelector('button')?.click()
  expect(onStop).toHaveBeenCalledOnce()
  expect(onSubmit).not.toHaveBeenCalled()
})

test('nothing outside the composer is read', async () => {
  const { saves } = start()
  for (const id of ['old', 'secret']) {
    const element = document.getElementById(id) as HTMLElement
    key('x', {}, element)
    input('hidden words', element)
    key('Enter', {}, element)
  }
  await vi.advanceTimersByTimeAsync(5000)
  expect(saves).toEqual([])
})

test('text that comes without any event is seen by the next look', async () => {
  const { saves } = start()
  box().value = 'put there by a program'
  await vi.advanceTimersByTimeAsync(4000)
  expect(saves.at(-1)?.text).toBe('put there by a program')
})

test('a page that goes writes ahead what nobody has confirmed', async () => {
  const { world, writeAhead } = start()
  world.answers = false
  type('half a wor')
  await vi.advanceTimersByTimeAsync(20)
  input('half a word')
  window.dispatchEvent(new Event('pagehide'))
  expect(writeAhead.write).toHaveBeenLastCalledWith(
    expect.objectContaining({ text: 'half a word', url: document.location.href }),
  )
})

test('goes quiet when the extension is gone, and says what it could not save', async () => {
  const { world, send, onUnsaved } = start()
  type('saved')
  await vi.advanceTimersByTimeAsync(3000)
  world.alive = false
  send.mockClear()
  type('saved, not this')
  await vi.advanceTimersByTimeAsync(3000)
  expect(onUnsaved).toHaveBeenCalledExactlyOnceWith(null)
  expect(send).not.toHaveBeenCalled()
  // The page's own heartbeat.
  expect(vi.getTimerCount()).toBe(1)
})

test('two pages never share an id', async () => {
  const ids = []
  for (let page = 0; page < 2; page++) {
    box().value = ''
    const { saves } = start()
    type('the same words')
    await vi.advanceTimersByTimeAsync(300)
    ids.push(saves[0]?.id)
    life.abort()
  }
  expect(ids).toEqual([expect.any(String), expect.any(String)])
  expect(ids[0]).not.toBe(ids[1])
})
