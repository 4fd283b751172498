import type { TurnMode } from './report'

/** `[seconds without progress, bits]`, rising. */
export type PatienceRow = readonly (readonly [number, number])[]

/** What a turn is waiting for. */
export type Waiting = 'headers' | 'first' | 'more' | 'thought' | 'tool'

/**
 * How long silence is normal, by mode. No public p99 of the web apps exists; the steps rest on
 * measured first-token times (medians 0.3–4 s, p95/p50 about 2.3) and on the longest legitimate
 * silences seen in reasoning, research and image turns.
 */
const ROWS: Readonly<Record<TurnMode, PatienceRow>> = {
  fast: [
    [15, 2],
    [30, 4],
    [60, 6],
    [90, 8],
  ],
  reasoning: [
    [60, 2],
    [120, 4],
    [300, 6],
    [600, 8],
  ],
  image: [
    [120, 2],
    [240, 4],
    [480, 6],
    [900, 8],
  ],
  agent: [
    [180, 2],
    [600, 4],
    [1800, 6],
    [3600, 8],
  ],
}

const FAST: Readonly<Partial<Record<Waiting, PatienceRow>>> = {
  headers: [
    [10, 2],
    [20, 4],
    [40, 6],
    [60, 8],
  ],
  more: [
    [20, 2],
    [45, 4],
    [75, 6],
    [105, 8],
  ],
}

/** Thought text that came token by token does not pause like a summary of thoughts does. */
const THOUGHT_STREAM: PatienceRow = [
  [30, 2],
  [60, 4],
  [105, 6],
  [165, 8],
]

/**
 * Characters a second below which an answer crawls. The slowest healthy ones (ten tokens a second,
 * in Chinese) bring three times as many.
 */
export const CRAWL = 4

/** `[seconds of crawling, bits]`: a user has long given up by then. */
export const CRAWL_ROW: PatienceRow = [
  [60, 4],
  [90, 6],
  [120, 8],
]

/** One finished turn's waiting, for learning. Times in ms of visible, awake time. */
export interface PatienceSample {
  readonly mode: TurnMode
  /** Submit to the first answer text. */
  readonly firstMs: number
  /** The longest silence between two signs of progress after it. */
  readonly gapMs: number
}

/** A provider's learned rows. JSON-safe; kept by the shell, never sent anywhere. */
export type Learned = Readonly<Partial<Record<TurnMode, readonly PatienceSample[]>>>

const ENOUGH = 20
const KEPT = 200

/** Adds a finished, good turn. Keeps the last 200 of each mode. */
export function learn(learned: Learned, sample: PatienceSample): Learned {
  const samples = [...(learned[sample.mode] ?? []), sample].slice(-KEPT)
  return { ...learned, [sample.mode]: samples }
}

/** The row to judge a silence by: the user's own after 20 turns, never below half the default. */
export function patienceRow(mode: TurnMode, waiting: Waiting, learned: Learned = {}): PatienceRow {
  const usual =
    waiting === 'thought'
      ? THOUGHT_STREAM
      : mode !== 'fast'
        ? ROWS[mode]
        : waiting === 'tool'
          ? ROWS.reasoning
          : (FAST[waiting] ?? ROWS.fast)
  const samples = learned[mode] ?? []
  if (samples.length < ENOUGH || waiting === 'thought' || waiting === 'tool') return usual
  const seconds = samples.map((s) => (waiting === 'more' ? s.gapMs : s.firstMs) / 1000)
  const spread = logNormal(seconds)
  // phi 2, 3, 4, 5: one in 100, 1 000, 10 000, 100 000 of this user's turns is as slow.
  return usual.map(([defaultSeconds, bits], i) => [
    Math.max(defaultSeconds / 2, spread.mean * Math.exp(Z[i] ?? 4.26) ** spread.sigma),
    bits,
  ])
}

/** Standard normal quantiles of 1-10^-2 … 1-10^-5. */
const Z = [2.326, 3.09, 3.719, 4.265]

function logNormal(seconds: readonly number[]): { mean: number; sigma: number } {
  const logs = seconds.map((s) => Math.log(Math.max(s, 0.05)))
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length
  const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length
  // A floor on the spread: twenty turns say little of the tail.
  return { mean: Math.exp(mean), sigma: Math.max(Math.sqrt(variance), 0.35) }
}

/** Bits for so many seconds of silence. */
export function bitsFor(row: PatienceRow, seconds: number): number {
  let bits = 0
  for (const [step, value] of row) if (seconds >= step) bits = value
  return bits
}
