import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Tests in real browsers: one file a browser, two at a time; within a file one after the other. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/browsers/**/*.test.ts', 'tests/pages/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { concurrent: false },
  },
})
