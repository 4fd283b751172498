/** One measured quantity. What it is measured against, and in which unit, stands in its name. */
export interface Figure {
  readonly name: string
  readonly unit: 'kB' | 'ms' | 'requests'
  readonly browser: string
  readonly median: number
  /** Half of all measurements lie between these. */
  readonly spread: readonly [number, number]
  readonly runs: number
  /** `null`: measured for interest. */
  readonly budget: number | null
  /** The same quantity on the same page without the extension, where there is one. */
  readonly without?: number
}

const round = (value: number) => Math.round(value * 1000) / 1000

const quantile = (sorted: readonly number[], q: number): number => {
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )

/** Sums up repeated measurements of one quantity. */
export function figure(
  about: Pick<Figure, 'name' | 'unit' | 'browser' | 'budget' | 'without'>,
  values: readonly number[],
): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  return {
    ...about,
    ...(about.without === undefined ? {} : { without: round(about.without) }),
    median: round(quantile(sorted, 0.5)),
    spread: [round(quantile(sorted, 0.25)), round(quantile(sorted, 0.75))],
    runs: values.length,
  }
}

export const isOver = ({ median, budget }: Figure): boolean => budget !== null && median > budget

/** One line for a reader. */
export function line(one: Figure): string {
  const { name, unit, browser, median, spread, runs, budget, without } = one
  const measured = `${median.toFixed(2)} ${unit} (${spread.map((at) => at.toFixed(2)).join(' to ')}, n=${runs})`
  const beside =
    without === undefined
      ? ''
      : `, beside ${without.toFixed(1)} ${unit} of the page's own: ${((100 * median) / without).toFixed(1)} %`
  const verdict =
    budget === null ? '' : `; budget ${budget}: ${isOver(one) ? 'over budget' : 'within'}`
  return `${browser.padEnd(9)} ${name}: ${measured}${beside}${verdict}`
}
