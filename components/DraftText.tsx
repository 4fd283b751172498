import type { DraftSummary } from '../lib/drafts/draft'
import { Glyph } from './Glyph'
import { ago, characters } from './time'
import { draftStates } from './words'

/** The first lines of a draft, as plain text in its own direction, and what is known of it. */
export function DraftText({
  draft,
  now,
  name,
}: {
  draft: DraftSummary
  now: number
  name?: string
}) {
  const { glyph, words } = draftStates[draft.state]
  const files = draft.attachmentCount
  return (
    <div class="draft">
      <p class="preview" dir="auto">
        {draft.preview}
        {draft.length > draft.preview.length && '…'}
      </p>
      <p class="meta">
        <Glyph name={glyph} />
        <span>
          {[
            name,
            words,
            characters(draft.length),
            files > 0 && (files === 1 ? '1 file' : `${files} files`),
            ago(draft.updatedAt, now),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
    </div>
  )
}
