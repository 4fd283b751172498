import type { DraftSummary } from '../lib/drafts/draft'
import { Glyph } from './Glyph'
import { ago, characters } from './time'
import { draftStates } from './words'

interface Props {
  readonly draft: DraftSummary
  readonly now: number
  /** Its assistant's, where drafts of several stand together. */
  readonly name?: string
  /** Shown in place of the first lines. */
  readonly whole?: string | null
}

/** A draft as plain text in its own direction, and what is known of it. */
export function DraftText({ draft, now, name, whole = null }: Props) {
  const { glyph, words } = draftStates[draft.state]
  const files = draft.attachmentCount
  const facts = [
    name,
    words,
    characters(draft.length),
    files > 0 && (files === 1 ? '1 file' : `${files} files`),
    ago(draft.updatedAt, now),
  ]
  return (
    <div class="draft">
      {whole === null ? (
        <p class="preview" dir="auto">
          {draft.preview}
          {draft.length > draft.preview.length && '…'}
        </p>
      ) : (
        <p class="whole" dir="auto">
          {whole}
        </p>
      )}
      <p class="meta">
        <Glyph name={glyph} />
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </p>
    </div>
  )
}
