import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The slow ones wait for minutes and work little: they begin first, and others run beside them. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification) => /\/(?:slow|soak)-/.test(moduleId)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
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
    sequence: { concurrent: false, sequencer: SlowFirst },
  },
})
