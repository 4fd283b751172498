import type { Page } from '../browsers/browser.ts'
import { cdp } from '../browsers/chromium.ts'
import { median } from './figure.ts'

/** What a stretch of a page's life cost, in ms. */
export interface Cost {
  /** Sampled time with a function of an extension on the stack, native calls from it included. */
  readonly extensionMs: number
  /** All tasks of the main thread, in time of that thread. */
  readonly taskMs: number
}

/** Microseconds between two samples. */
const INTERVAL = 200

/** Plays `work` in a page of Chromium and tells what the page's main thread spent on it. */
export async function profile(page: Page, work: () => Promise<void>): Promise<Cost> {
  const session = cdp(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: INTERVAL })
  const before = await taskSeconds(page)
  await session.send('Profiler.start')
  await work()
  const after = await taskSeconds(page)
  const { profile: taken } = await session.send('Profiler.stop')
  const nodes = new Map(taken.nodes.map((node) => [node.id, node]))
  const ours = new Map<number, boolean>()
  const mark = (id: number, above: boolean) => {
    const node = nodes.get(id)
    if (!node) return
    const is = above || node.callFrame.url.startsWith('chrome-extension://')
    ours.set(id, is)
    for (const child of node.children ?? []) mark(child, is)
  }
  mark(taken.nodes[0]?.id ?? 0, false)
  const deltas = taken.timeDeltas ?? []
  // A longer gap is a sampler that had to wait for the machine, not time of what it saw before.
  const longest = 3 * median(deltas)
  let micros = 0
  for (const [i, id] of (taken.samples ?? []).entries()) {
    if (ours.get(id)) micros += Math.min(deltas[i] ?? 0, longest)
  }
  return { extensionMs: micros / 1000, taskMs: (after - before) * 1000 }
}

async function taskSeconds(page: Page): Promise<number> {
  const { metrics } = await cdp(page).send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}
