// Runs a TypeScript evaluation with the imports that the build resolves, without a build:
// `node tests/eval/run.mjs NAME [arguments]` loads tests/eval/NAME.ts and calls its `main`.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const [name, ...args] = process.argv.slice(2)
const { module } = await runnerImport(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
  configFile: false,
  logLevel: 'error',
})
process.exitCode = await module.main(args)
