import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))

/** What a file imports: paths from the root for our own, names for packages. `type` imports count apart. */
function importsOf(file: string): { readonly from: string; readonly isType: boolean }[] {
  const source = readFileSync(join(root, file), 'utf8')
  const pattern = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm
  return [...source.matchAll(pattern)].map(([, isType, path = '']) => ({
    from: path.startsWith('.') ? relative('.', normalize(join(dirname(file), path))) : path,
    isType: isType !== undefined,
  }))
}

/** Globals that reach outside: the browser, the network, the clock. */
const OUTSIDE =
  /\b(?:browser|chrome)\.[a-z]|\bfetch\(|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/

const code = (file: string) =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')

describe('the layers', () => {
  test.each(filesOf('lib/detect'))('%s is pure', (file) => {
    expect(code(file)).not.toMatch(OUTSIDE)
    expect(code(file)).not.toMatch(/\bdocument\.|\bwindow\.|\bElement\b|\bDocument\b/)
    for (const { from, isType } of importsOf(file)) {
      expect(isType || /^lib\/(?:detect|providers)\//.test(from), `${file} imports ${from}`).toBe(
        true,
      )
    }
  })

  // The fetcher and what drives it are the shell; all else in the folder reads bodies and times.
  const shell = ['lib/status/fetch.ts', 'lib/status/check.ts']
  test.each(filesOf('lib/status').filter((file) => !shell.includes(file)))('%s is pure', (file) => {
    expect(code(file)).not.toMatch(OUTSIDE)
  })

  test.each(filesOf('lib/page'))('%s touches the page only', (file) => {
    for (const { from, isType } of importsOf(file)) {
      // Turndown knows the DOM only, too.
      const isPage = from === 'turndown' || /^lib\/(?:page|detect|providers)\//.test(from)
      expect(isType || isPage, from).toBe(true)
    }
  })

  test.each(filesOf('components'))('%s gets props and gives callbacks', (file) => {
    expect(code(file)).not.toMatch(/\b(?:browser|chrome)\.[a-z]/)
    for (const { from } of importsOf(file)) expect(from).not.toMatch(/^wxt|dexie|polyfill/)
  })

  test('only the drafts know the database', () => {
    for (const file of ['lib', 'components', 'entrypoints'].flatMap(filesOf)) {
      const uses = importsOf(file).some(({ from }) => from === 'dexie')
      if (uses) expect(file).toMatch(/^lib\/drafts\//)
    }
  })

  test('pages and the popup reach drafts by message only', () => {
    const stores = /^lib\/drafts\/(?:db|disk|open|store|memory|crypto|journal|on-demand)$/
    for (const file of ['lib/chat', 'lib/ui', 'components', 'entrypoints'].flatMap(filesOf)) {
      if (file === 'entrypoints/background.ts') continue
      for (const { from, isType } of importsOf(file)) {
        expect(!isType && stores.test(from), `${file} imports ${from}`).toBe(false)
      }
    }
  })

  test('the user’s text is never code and never HTML', () => {
    for (const file of ['lib', 'components', 'entrypoints'].flatMap(filesOf)) {
      expect(code(file), file).not.toMatch(
        /\.(?:inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|\beval\(|new Function\(|document\.write/,
      )
    }
  })
})
