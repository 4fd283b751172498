import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const artifacts = join(here, '..', '.artifacts', 'pages')

/**
 * Builds the pages' scripts with the real editor libraries. Returns the folder they are in; what
 * was built from the same sources and lockfile before is used again.
 */
export async function buildPages(): Promise<string> {
  const out = join(artifacts, fingerprint())
  if (existsSync(out)) return out
  mkdirSync(artifacts, { recursive: true })
  const fresh = mkdtempSync(join(artifacts, 'build-'))
  await build({
    root: here,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    build: {
      outDir: fresh,
      emptyOutDir: false,
      target: 'esnext',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: {
          claude: join(here, 'claude/page.tsx'),
          chatgpt: join(here, 'chatgpt/page.tsx'),
          gemini: join(here, 'gemini/page.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  try {
    renameSync(fresh, out)
  } catch {
    // Another run was quicker with the same sources.
    rmSync(fresh, { recursive: true, force: true })
  }
  return out
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
  for (const file of files) hash.update(file).update(readFileSync(join(here, file)))
  hash.update(readFileSync(join(here, '..', '..', 'package-lock.json')))
  return hash.digest('hex').slice(0, 16)
}
