// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Overwrite, type ReceiverOptions, receiveHandoffs } from '../../../lib/chat/receiver'
import { chatgpt } from '../../../lib/providers/chatgpt'

beforeEach(() => {
  vi.useFakeTimers()
  // No layout and no editing commands here; the browser tests have them.
  Object.assign(document, { execCommand: () => false })
  draw('')
})
afterEach(() => void vi.useRealTimers())

const draw = (text: string) => {
  document.body.innerHTML = '<form><textarea name="prompt"></textarea></form>'
  box().value = text
}
const box = () => document.querySelector('textarea') as HTMLTextAreaElement

function start(answer: Overwrite = 'keep', text = 'line one\n\n  line two') {
  const life = new AbortController()
  let waiting = true
  const done: unknown[] = []
  const send = vi.fn(async (name: string, request: unknown) => {
    if (name === 'handoff.claim') {
      return waiting ? { id: 'h1', text, sourceName: 'Claude', attachments: [] } : null
    }
    done.push(request)
    waiting = false
    return null
  })
  const calls = {
    confirmOverwrite: vi.fn(async () => answer),
    onFilled: vi.fn(),
    onFailed: vi.fn(),
    giveFiles: vi.fn(async () => []),
  }
  const receiver = receiveHandoffs({
    doc: document,
    provider: chatgpt,
    send: send as unknown as ReceiverOptions['send'],
    signal: life.signal,
    ...calls,
  })
  return { receiver, send, done, life, ...calls }
}
const filled = { id: 'h1', outcome: { kind: 'filled' } }

test('fills an empty composer, tells, and looks after it', async () => {
  const { done, onFilled, confirmOverwrite } = start()
  await vi.advanceTimersByTimeAsync(2500)
  expect(box().value).toBe('line one\n\n  line two')
  expect(done).toEqual([filled])
  expect(onFilled).toHaveBeenCalledOnce()
  expect(confirmOverwrite).not.toHaveBeenCalled()

  // Its script comes late and draws the composer anew.
  draw('')
  await vi.advanceTimersByTimeAsync(4000)
  expect(box().value).toBe('line one\n\n  line two')
  expect(done).toEqual([filled])
})

test('waits for a composer, as behind a sign-in', async () => {
  document.body.innerHTML = ''
  const { done } = start()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(done).toEqual([])
  draw('')
  await vi.advanceTimersByTimeAsync(3000)
  expect(box().value).toContain('line two')
})

test('nothing waits: nothing is touched', async () => {
  const { send, receiver } = start()
  await vi.advanceTimersByTimeAsync(15_000)
  box().value = ''
  await receiver.claim()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(box().value).toBe('')
  expect(send.mock.calls.filter(([name]) => name === 'handoff.done')).toHaveLength(1)
})

test('asks before it touches other text, and keeps it', async () => {
  draw("the site's own draft")
  const { done, confirmOverwrite } = start('keep')
  await vi.advanceTimersByTimeAsync(2500)
  expect(confirmOverwrite.mock.calls[0]).toMatchObject(["the site's own draft", { id: 'h1' }])
  expect(box().value).toBe("the site's own draft")
  expect(done).toEqual([{ id: 'h1', outcome: { kind: 'declined' } }])
})

test('replaces or appends as the user says', async () => {
  draw('old')
  start('replace')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(box().value).toBe('line one\n\n  line two')
  draw('old ')
  start('append')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(box().value).toBe('old\n\nline one\n\n  line two')
})

test('what stands there already is not put in twice', async () => {
  draw('mine\n\nline one\n\n  line two')
  const { done, confirmOverwrite } = start('append')
  await vi.advanceTimersByTimeAsync(2500)
  expect(confirmOverwrite).not.toHaveBeenCalled()
  expect(box().value).toBe('mine\n\nline one\n\n  line two')
  expect(done).toEqual([filled])
})

test('a composer that takes nothing: told, and what stood there restored', async () => {
  draw('')
  Object.defineProperty(box(), 'value', { get: () => '', set: () => {} })
  const { done, onFailed } = start()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(done).toMatchObject([{ outcome: { kind: 'failed' } }])
  expect(onFailed).toHaveBeenCalledOnce()
})

test('two calls at once fill once', async () => {
  const { receiver, done, send } = start()
  void receiver.claim()
  void receiver.claim()
  await vi.advanceTimersByTimeAsync(3000)
  expect(send.mock.calls.filter(([name]) => name === 'handoff.claim')).toHaveLength(1)
  expect(done).toEqual([filled])
})

test('a page that goes in the middle tells nothing: the prompt goes on waiting', async () => {
  const { life, done } = start()
  await vi.advanceTimersByTimeAsync(120)
  life.abort()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(done).toEqual([])
})
