/** A state's sign: each differs in shape, so that none depends on its colour. */
export type GlyphName = 'ok' | 'warn' | 'fail' | 'unknown' | 'wait' | 'info'

const circle = 'M8 1.25a6.75 6.75 0 1 0 0 13.5a6.75 6.75 0 1 0 0-13.5z'

const outlines: Partial<Record<GlyphName, string>> = {
  warn: 'M8 .9L15.1 8L8 15.1L.9 8z',
  fail: 'M5.2 1.25h5.6l3.95 3.95v5.6l-3.95 3.95h-5.6l-3.95-3.95v-5.6z',
}

const marks: Record<GlyphName, string> = {
  ok: 'M4.9 8.3l2.2 2.2l4.1-4.7',
  warn: 'M4.9 8.7c.9-1.9 2.1-1.9 3.1-.7s2.2 1.2 3.1-.7',
  fail: 'M8 4.3v4.4M8 11.5v.1',
  unknown: 'M6.1 6.3a1.95 1.95 0 1 1 2.9 1.7c-.7.4-1 .8-1 1.4M8 11.6v.1',
  wait: 'M8 4.4v3.8l2.5 1.6',
  info: 'M8 7.4v4M8 4.6v.1',
}

/** Decorative: the words stand beside it. Coloured by `--sign`, 16 px unless styled. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg class={`glyph ${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path class="outline" d={outlines[name] ?? circle} />
      <path class="mark" d={marks[name]} />
    </svg>
  )
}
