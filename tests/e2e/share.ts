import type { Browser } from '../browsers/browser.ts'

/** `ALL_ROWS=1`, as before a release: every browser plays everything. */
export const playsAll = Boolean(process.env.ALL_ROWS)

/** Whether a row is the first that this browser plays of its kind. */
export const isFirst = <Row>(
  rows: readonly Row[],
  row: Row,
  kind: (row: Row) => unknown,
): boolean => playsAll || rows.find((one) => kind(one) === kind(row)) === row

/** The rows that this browser plays: every other one, so that a run stays short and none is left out. */
export const share = <Row>(name: Browser['name'], rows: readonly Row[]): Row[] =>
  rows.filter((_, i) => playsAll || i % 2 === Number(name === 'firefox'))
