// Runs a TypeScript evaluation with the imports that the build resolves:
// node tests/eval/run.mjs <name> [arguments] loads tests/eval/<name>.ts and calls its `main`.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [name, ...args] = process.argv.slice(2)
const { module } = await runnerImport(`${root}tests/eval/${name}.ts`, {
  root,
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(args)
