import { unknownReport } from './judge'
import type { StatusLevel, StatusRecord, StatusReport, StatusSource } from './report'
import { steady } from './steady'

/** A good report older than this is not kept through a failure. */
const KEPT_MS = 15 * 60_000
/** A report older than this tells of the past, not of the present. */
const STALE_MS = 30 * 60_000

/** Tells of the present. */
export const isFresh = (record: StatusRecord, now: number): boolean =>
  now - record.fetchedAt < STALE_MS

/** What the page says *now*: a report that was not renewed for half an hour says nothing any more. */
export const levelNow = (record: StatusRecord | null, now: number): StatusLevel =>
  record && isFresh(record, now) ? record.report.level : 'unknown'

/** The same for badge and choices: an all-clear counts from when it has held for some minutes. */
export const steadyNow = (record: StatusRecord | null, now: number): StatusLevel =>
  record && isFresh(record, now) ? record.steady.level : 'unknown'

/** What came of asking a page. `error`: the end of "The status page …". */
export type Outcome =
  | { readonly type: 'report'; readonly report: StatusReport }
  | { readonly type: 'unchanged' }
  | { readonly type: 'failed'; readonly error: string }

/**
 * The record after one more look at the page. One failure leaves a fresh good report standing,
 * with its age; the second puts `unknown` in its place. A body that cannot be read is a failure.
 */
export function nextRecord(
  providerId: string,
  source: StatusSource,
  last: StatusRecord | null,
  outcome: Outcome,
  now: number,
): StatusRecord {
  if (outcome.type === 'report' && outcome.report.level !== 'unknown') {
    return goodRecord(providerId, outcome.report, last, now)
  }
  if (outcome.type === 'unchanged' && last && last.report.level !== 'unknown') {
    return goodRecord(providerId, last.report, last, now)
  }
  const failedFetches = (last?.failedFetches ?? 0) + 1
  const failure = failureOf(source, outcome)
  const isKept =
    last !== null &&
    last.report.level !== 'unknown' &&
    failedFetches < 2 &&
    now - last.fetchedAt < KEPT_MS
  const report = isKept ? last.report : failure.report
  return {
    providerId,
    report,
    fetchedAt: isKept ? last.fetchedAt : outcome.type === 'report' ? now : (last?.fetchedAt ?? now),
    checkedAt: now,
    failedFetches,
    error: failure.error,
    lastGood: last?.lastGood ?? null,
    steady: isKept ? last.steady : steady(last?.steady ?? null, report.level, now),
  }
}

const goodRecord = (
  providerId: string,
  report: StatusReport,
  last: StatusRecord | null,
  now: number,
): StatusRecord => ({
  providerId,
  report,
  fetchedAt: now,
  checkedAt: now,
  failedFetches: 0,
  error: null,
  lastGood: { level: report.level, at: now },
  steady: steady(last?.steady ?? null, report.level, now),
})

function failureOf(source: StatusSource, outcome: Outcome) {
  if (outcome.type === 'report') {
    return { report: outcome.report, error: outcome.report.why.replace(/\.$/, '') }
  }
  const how = outcome.type === 'failed' ? outcome.error : 'says that nothing changed'
  return { report: unknownReport(source, `The status page ${how}.`), error: `the page ${how}` }
}
