import { expect, it, onTestFinished, vi } from 'vitest'
import { coalesced } from '../../../lib/monitor/aside'

const later = () => new Promise((done) => setTimeout(done, 5))

it('runs once at a time, and once more for all who call meanwhile', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const work = coalesced(async () => {
    running++
    most = Math.max(most, running)
    runs++
    await later()
    running--
  })
  const first = work()
  await later().then(() => {})
  await first
  expect(runs).toBe(1)
  const second = work()
  await Promise.resolve()
  await Promise.resolve()
  await Promise.all([second, work(), work(), work()])
  expect([most, runs]).toEqual([1, 3])
})

it('shows a caller nothing older than the call', async () => {
  let value = 1
  let seen = 0
  const work = coalesced(async () => {
    const read = value
    await later()
    seen = read
  })
  const first = work()
  await Promise.resolve()
  await Promise.resolve()
  value = 2
  await work()
  await first
  expect(seen).toBe(2)
})

it('goes on after a failure, which only its own callers hear of', async () => {
  let fails = true
  const work = coalesced(async () => {
    if (fails) throw new Error('no')
  })
  await expect(work()).rejects.toThrow('no')
  fails = false
  await expect(work()).resolves.toBeUndefined()
})

it('is not held up for ever by a run that does not end', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let runs = 0
  const work = coalesced(() => (runs++ === 0 ? new Promise<never>(() => {}) : Promise.resolve()))
  const stuck = expect(work()).rejects.toThrow('took too long')
  await vi.advanceTimersByTimeAsync(1)
  const next = work()
  await vi.advanceTimersByTimeAsync(10_000)
  await stuck
  await next
  expect([runs, vi.getTimerCount()]).toEqual([2, 0])
})
