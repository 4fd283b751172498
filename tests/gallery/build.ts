import { copyFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import type { Browser } from '../browsers/browser.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Pictures and the built gallery. */
export const artifacts = fileURLToPath(new URL('../.artifacts/gallery/', import.meta.url))

const shared = {
  root: here,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies InlineConfig

/**
 * Builds the gallery: every state as a page, and each notice on the stand-in chat. An extension of
 * its own, so that pages and notice run where they really run, and one a browser, since two tests
 * may build at once. Answers with its folder.
 */
export async function buildGallery(name: Browser['name']): Promise<string> {
  const galleryDir = `${artifacts}extension-${name}`
  await build({
    ...shared,
    base: './',
    publicDir: '../../public',
    build: { outDir: galleryDir, emptyOutDir: true, modulePreload: false },
  })
  await build({
    ...shared,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: galleryDir,
      emptyOutDir: false,
      lib: {
        entry: 'content.tsx',
        formats: ['iife'],
        name: 'gallery',
        fileName: () => 'content.js',
      },
    },
  })
  await copyFile(`${here}manifest.json`, `${galleryDir}/manifest.json`)
  await writeFile(`${galleryDir}/background.js`, '')
  return galleryDir
}
