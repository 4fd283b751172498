import type { ComponentChildren } from 'preact'
import { Glyph, type GlyphName } from './Glyph'

/** A sentence that must not be missed, above all else on a page; buttons may follow it. */
export function Banner({ glyph, children }: { glyph: GlyphName; children: ComponentChildren }) {
  return (
    <div class={`banner ${glyph}`} role="status">
      <Glyph name={glyph} />
      <div>{children}</div>
    </div>
  )
}
