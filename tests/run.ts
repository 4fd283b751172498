import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browsers/find.ts'

/**
 * All that must hold, in one run: lint, types, both builds, unit tests, and the tests in real
 * browsers. `npm test -- --quick` leaves the browsers out. The last line is the total.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const results = `${root}tests/.artifacts/results`
const quick = process.argv.includes('--quick')

interface Count {
  passed: number
  failed: number
  skipped: number
}

const total: Count = { passed: 0, failed: 0, skipped: 0 }
/** What passed only when it was tried again, with why it had not. */
const retried: string[] = []
const add = ({ passed, failed, skipped }: Count) => {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => done(1))
    child.once('close', (code) => done(code ?? 1))
  })
}

/** A step that either holds or does not: counts as one test. */
async function step(name: string, command: string, ...args: string[]): Promise<boolean> {
  const start = Date.now()
  const ok = (await run(command, args)) === 0
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
  return ok
}

/** Vitest's own tests, counted from its report. A run that ends badly without a failed test counts as one. */
async function vitest(name: string, ...args: string[]): Promise<void> {
  const report = `${results}/${name}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run('vitest', ['run', ...args, ...reporters])
  const count = readReport(report)
  retried.push(...count.retried)
  if (code !== 0 && count.failed === 0) count.failed = 1
  add(count)
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function readReport(path: string): Count & { retried: string[] } {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      retried: report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
          .map((test) => `${basename(name)}: ${test.fullName}: ${test.failureMessages[0]}`),
      ),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, retried: [] }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
// First, so that a missing browser is told before minutes are spent.
if (!quick) for (const name of ['chromium', 'firefox'] as const) findBrowser(name)

await step('lint', 'biome', 'check', '.', '--error-on-warnings')
await step('types', 'tsc', '--noEmit')
const isBuilt =
  (await step('build for Chrome', 'wxt', 'build')) &&
  (await step('build for Firefox', 'wxt', 'build', '-b', 'firefox'))
const inBrowsers = isBuilt && !quick
const config = ['-c', 'tests/e2e/vitest.config.ts']
const patient = ['tests/e2e/slow-', 'tests/soak/']
// Those wait for minutes and work little: all else runs beside them.
const waiting = inBrowsers ? vitest('patient', ...config, ...patient) : null
await vitest('unit')
if (inBrowsers) {
  await vitest('browsers', ...config, ...patient.flatMap((path) => ['--exclude', `${path}**`]))
}
await waiting

for (const one of retried) console.log(`retried: ${one}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
