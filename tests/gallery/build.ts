import { copyFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Pictures and the built gallery. */
export const artifacts = fileURLToPath(new URL('../.artifacts/gallery/', import.meta.url))
/** The gallery is an extension of its own, so that pages and notice run where they really run. */
export const galleryDir = `${artifacts}extension`

const shared = {
  root: here,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies InlineConfig

/** Builds the gallery: every state as a page, and each notice on the stand-in chat. */
export async function buildGallery(): Promise<void> {
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
}
