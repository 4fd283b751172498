import type { DraftRow } from './db'

/** What the decision needs to know of a draft. */
export type Kept = Pick<DraftRow, 'id' | 'state' | 'updatedAt' | 'bytes'>

export interface RetentionRules {
  readonly answeredHours: number
  readonly unansweredDays: number
  readonly maxDrafts: number
  readonly maxBytes: number
}

/** The most that is kept, whatever the user chose. */
export const limits = { maxDrafts: 10_000, maxBytes: 500 * 2 ** 20 }

const hour = 3_600_000
/** A prompt touched this lately (ms) may still be before the user's eyes. */
const fresh = 24 * hour

/**
 * The ids to delete: what is past its time, then, while there is too much, the oldest answered and
 * after them the oldest handed over. Nothing unanswered goes to make room. A time in the future
 * (the clock was set back) counts as now.
 */
export function expired(drafts: readonly Kept[], rules: RetentionRules, now: number): string[] {
  const gone = new Set<string>()
  for (const draft of drafts) {
    const age = Math.max(0, now - draft.updatedAt)
    const isDone = draft.state === 'answered'
    const life = isDone ? rules.answeredHours * hour : rules.unansweredDays * 24 * hour
    if (age >= life && (isDone || age >= fresh)) gone.add(draft.id)
  }
  const left = drafts.filter((draft) => !gone.has(draft.id))
  let count = left.length
  let bytes = left.reduce((sum, draft) => sum + draft.bytes, 0)
  for (const state of ['answered', 'handed_off'] as const) {
    const oldest = left.filter((d) => d.state === state).sort((a, b) => a.updatedAt - b.updatedAt)
    for (const draft of oldest) {
      if (count <= rules.maxDrafts && bytes <= rules.maxBytes) break
      gone.add(draft.id)
      count--
      bytes -= draft.bytes
    }
  }
  return [...gone]
}
