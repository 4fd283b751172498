import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { grade } from '../../eval/status'
import { readIndex } from '../../eval/status-rows'

const corpus = fileURLToPath(new URL('../../../../shared/corpus/status/', import.meta.url))

// The recorded payloads stand beside the project, not in it.
describe.runIf(existsSync(corpus))('recorded payloads', () => {
  const rows = existsSync(corpus) ? readIndex(`${corpus}INDEX.tsv`) : []

  it.each(rows.map((row) => [row.file, row] as const))('%s', (_, row) => {
    const { grade: mark, answer, why } = grade(row, corpus)
    expect(mark, `expected ${row.label}, read ${answer}: ${why}`).not.toBe('wrong')
  })
})
