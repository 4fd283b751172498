import { build } from 'vite'

/** Where the gallery's page and pictures go. */
export const out = new URL('../.artifacts/gallery/', import.meta.url).pathname

/** Builds the gallery as plain files that open without a server. */
export async function buildGallery(): Promise<void> {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: '../../public',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir: `${out}site`, emptyOutDir: true, modulePreload: false, target: 'esnext' },
  })
}
