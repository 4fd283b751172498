// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSaver, type SaverOptions } from '../../../lib/chat/saver'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Reply = { saved: boolean; problem: string | null }

function start(writesAhead = true) {
  const life = new AbortController()
  const world = { alive: true, reply: async (): Promise<Reply> => ({ saved: true, problem: null }) }
  const send = vi.fn(() => world.reply())
  const writeAhead = { write: vi.fn(), erase: vi.fn() }
  const onUnsaved = vi.fn()
  const onGone = vi.fn(() => life.abort())
  const saver = createSaver(
    {
      send: send as unknown as SaverOptions['send'],
      writeAhead: writesAhead ? writeAhead : null,
      isAlive: () => world.alive,
      onUnsaved,
      onGone,
    },
    life.signal,
  )
  return { world, send, writeAhead, onUnsaved, onGone, saver, life }
}
function later() {
  let resolve: (reply: Reply) => void = () => {}
  const promise = new Promise<Reply>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
const entry = (text: string, at = 1) => ({
  id: 'one',
  conversationId: null,
  url: 'https://claude.ai/new',
  text,
  sent: false,
  at,
})

test('what the background has is not written ahead', async () => {
  const { saver, send, writeAhead } = start()
  saver.save(entry('a'))
  await vi.advanceTimersByTimeAsync(1)
  saver.flush()
  expect(send).toHaveBeenCalledExactlyOnceWith('draft.save', entry('a'))
  expect(writeAhead.write).not.toHaveBeenCalled()
})

test('what it has not confirmed is, and is erased once it has', async () => {
  const { world, saver, writeAhead } = start()
  const asked = later()
  world.reply = () => asked.promise
  saver.save(entry('a'))
  saver.flush()
  expect(writeAhead.write).toHaveBeenCalledExactlyOnceWith(entry('a'))
  asked.resolve({ saved: true, problem: null })
  await vi.advanceTimersByTimeAsync(1)
  expect(writeAhead.erase).toHaveBeenCalledExactlyOnceWith('one')
})

test('a late confirmation of an older version does not count for the newer', async () => {
  const { world, saver, writeAhead } = start()
  const first = later()
  world.reply = () => first.promise
  saver.save(entry('a', 1))
  world.reply = () => new Promise(() => {})
  saver.save(entry('ab', 2))
  first.resolve({ saved: true, problem: null })
  await vi.advanceTimersByTimeAsync(1)
  saver.flush()
  expect(writeAhead.write).toHaveBeenCalledExactlyOnceWith(entry('ab', 2))
})

test('a background that does not answer is asked again with the last version', async () => {
  const { world, saver, send, onUnsaved } = start()
  world.reply = async () => {
    throw new Error('Could not establish connection.')
  }
  saver.save(entry('a', 1))
  saver.save(entry('ab', 2))
  await vi.advanceTimersByTimeAsync(10)
  world.reply = async () => ({ saved: true, problem: null })
  await vi.advanceTimersByTimeAsync(5000)
  expect(send).toHaveBeenLastCalledWith('draft.save', entry('ab', 2))
  expect(onUnsaved).not.toHaveBeenCalled()
})

test('where nothing can be written ahead, it is sent again', async () => {
  const { world, saver, send } = start(false)
  world.reply = () => new Promise(() => {})
  saver.save(entry('a'))
  saver.flush()
  expect(send).toHaveBeenCalledTimes(2)
  expect(send).toHaveBeenLastCalledWith('draft.save', entry('a'))
})

test('one break that fails many versions is tried again at once and told to nobody', async () => {
  const { world, saver, send, onUnsaved } = start()
  world.reply = async () => {
    throw new Error('Could not establish connection.')
  }
  for (let at = 1; at <= 5; at++) saver.save(entry('abcde'.slice(0, at), at))
  await vi.advanceTimersByTimeAsync(10)
  world.reply = async () => ({ saved: true, problem: null })
  await vi.advanceTimersByTimeAsync(100)
  expect(send).toHaveBeenCalledTimes(6)
  expect(send).toHaveBeenLastCalledWith('draft.save', entry('abcde', 5))
  expect(onUnsaved).not.toHaveBeenCalled()
})

test('a refusal that lasts is told, with its reason', async () => {
  const { world, saver, writeAhead, onUnsaved } = start()
  world.reply = async () => ({ saved: false, problem: 'the disk is full' })
  saver.save(entry('a'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(onUnsaved).toHaveBeenCalledWith('the disk is full')
  expect(writeAhead.write).toHaveBeenCalled()
})

test('in a page whose extension is gone: quiet at once, and told only if something is unsaved', async () => {
  const saved = start()
  saved.saver.save(entry('a'))
  await vi.advanceTimersByTimeAsync(1)
  saved.world.alive = false
  saved.saver.end()
  expect(saved.onGone).toHaveBeenCalledOnce()
  expect(saved.onUnsaved).not.toHaveBeenCalled()

  const unsaved = start()
  unsaved.world.alive = false
  unsaved.saver.save(entry('a'))
  unsaved.saver.save(entry('ab', 2))
  expect(unsaved.send).not.toHaveBeenCalled()
  expect(unsaved.onUnsaved).toHaveBeenCalledExactlyOnceWith(null)
  expect(vi.getTimerCount()).toBe(0)
})

test('a call that finds the page orphaned is no crash', async () => {
  const { world, saver, onUnsaved } = start()
  world.reply = async () => {
    world.alive = false
    throw new Error('Extension context invalidated.')
  }
  saver.save(entry('a'))
  await vi.advanceTimersByTimeAsync(1)
  expect(onUnsaved).toHaveBeenCalledExactlyOnceWith(null)
})
