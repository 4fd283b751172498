import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decode } from '../../lib/status/fetch'
import { readStatus } from '../../lib/status/read'
import type { StatusLevel, StatusReport, StatusSource } from '../../lib/status/report'
import { replay } from './status-history'
import { type Row, readIndex, sourceOf } from './status-rows'
import { traffic } from './status-traffic'

/** How an index names our levels. */
const labelOf: Readonly<Record<StatusLevel, string>> = {
  operational: 'ok',
  degraded_performance: 'degraded',
  partial_outage: 'outage',
  major_outage: 'outage',
  under_maintenance: 'maintenance',
  unknown: 'unknown',
}

type Grade = 'right' | 'arguable' | 'wrong'

interface Result {
  readonly file: string
  readonly expected: string
  readonly alternatives: readonly string[]
  readonly answer: string
  readonly level: StatusLevel
  readonly why: string
  readonly grade: Grade
}

/**
 * `npm run eval:status -- --corpus DIR [--json]`: reads every payload of `DIR/INDEX.tsv` and
 * compares. Exit code 0 when no row is wrong. A file is read at the time of its own last edit, so
 * that an incident recorded in progress counts as fresh. `--history` and `--traffic` replay recorded
 * incidents and count requests.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      corpus: { type: 'string' },
      history: { type: 'string' },
      traffic: { type: 'boolean' },
      json: { type: 'boolean', default: false },
    },
  })
  if (values.traffic) return traffic()
  if (values.history) return replay(values.history, values.json)
  if (!values.corpus) {
    console.error(
      'usage: npm run eval:status -- --corpus DIR [--json] | --history DIR [--json] | --traffic',
    )
    return 2
  }
  const { corpus } = values
  const results = readIndex(join(corpus, 'INDEX.tsv')).map((row) => grade(row, corpus))
  const count = (g: Grade) => results.filter((result) => result.grade === g).length
  const counts = { right: count('right'), arguable: count('arguable'), wrong: count('wrong') }
  if (values.json) {
    console.log(JSON.stringify({ ...counts, rows: results }, null, 2))
  } else {
    for (const r of results.filter((result) => result.grade !== 'right')) {
      const other = r.alternatives.length ? ` (or ${r.alternatives.join(', ')})` : ''
      console.log(`${r.grade.padEnd(8)} ${r.file}`)
      console.log(`         expected ${r.expected}${other}, read ${r.answer}: ${r.why}`)
    }
    console.log(`${counts.right} right, ${counts.arguable} arguable, ${counts.wrong} wrong`)
  }
  return counts.wrong ? 1 : 0
}

/** Reads the file of a row and compares. */
export function grade(row: Row, corpus: string): Result {
  const body = decode(readFileSync(join(corpus, row.file)))
  const { level, why } = readAtItsTime(sourceOf(row, body), body)
  const answer = labelOf[level]
  const isArguable = row.alternatives.includes(answer)
  return {
    file: row.file,
    expected: row.label,
    alternatives: row.alternatives,
    answer,
    level,
    why,
    grade: answer === row.label ? 'right' : isArguable ? 'arguable' : 'wrong',
  }
}

function readAtItsTime(source: StatusSource, body: string): StatusReport {
  const edited = readStatus(source, [body], 0).updatedAt
  return readStatus(source, [body], edited ?? Date.now())
}
