import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By what they took: a long one that begins last would run on alone. */
const longest =
  'outages dead status attachments life composer conversation calm faults texts pages firefox'.split(
    ' ',
  )

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.indexOf(basename(moduleId).split(/[-.]/)[0] ?? '')
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** Tests in real browsers: one file a browser, four at a time; within a file one after the other. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['browsers', 'pages', 'e2e', 'soak'].map((name) => `tests/${name}/**/*.test.ts`),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 4,
    // Four browsers on two cores: what a person would not feel may come too late now and then.
    retry: 2,
    sequence: { concurrent: false, sequencer: LongestFirst },
  },
})
