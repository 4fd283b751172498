import type { Draft, DraftState, DraftSummary } from './draft'
import type { Change, Save } from './rules'

export interface DraftQuery {
  /** Part of the text, any case; empty finds all. */
  readonly search: string
  readonly providerId: string | null
  readonly state: DraftState | null
  readonly offset: number
  readonly limit: number
}

/** `refused`: the entry belongs to another origin. */
export type SaveResult = 'saved' | 'refused'

/**
 * Where drafts are kept: on disk (`disk.ts`), or in memory (`memory.ts`) for private windows and
 * where nothing can be opened. Lists come newest first.
 */
export interface DraftStore {
  save(save: Save, now: number): Promise<SaveResult>
  /** Moves a draft on; `origin`: only if it is of this origin. Answers whether it moved. */
  change(id: string, change: Change, now: number, origin?: string): Promise<boolean>
  read(id: string): Promise<Draft | null>
  /** `tab` of a draft as `tabKey` wrote it. */
  tabOf(id: string): Promise<string | null>
  /** Drafts of one place that no answer was seen to, with the tab each was typed in. */
  at(origin: string, conversationId: string | null, limit: number): Promise<readonly Placed[]>
  /** The newest draft typed in a tab that is neither answered nor handed over. */
  inTab(tab: string, origin: string): Promise<DraftSummary | null>
  list(query: DraftQuery): Promise<{ drafts: readonly DraftSummary[]; total: number }>
  /** Answers with the number deleted. */
  remove(ids: readonly string[] | 'all', now: number): Promise<number>
  stats(): Promise<{ count: number; bytes: number }>
}

export interface Placed {
  readonly tab: string | null
  readonly draft: Draft
}
