import type { Draft, DraftState, DraftSummary, FilePart, FileToKeep } from './draft'
import type { Change, Save, SaveStep } from './rules'

export interface DraftQuery {
  /** Words or parts of words that all stand in the text, any case; empty finds all. */
  readonly search: string
  readonly providerId: string | null
  readonly state: DraftState | null
  readonly offset: number
  readonly limit: number
}

export interface SaveResult {
  /** What the rules made of it; only `refuse` is an error. */
  readonly step: Exclude<SaveStep, 'next'>
  /** The id it is kept under: see `nextId`. */
  readonly id: string
}

/** A whole draft as it is carried between stores, without its attachments. */
export interface KeptDraft extends Omit<Draft, 'attachments'> {
  /** As in `Save`. */
  readonly at: number
}

/**
 * Where drafts are kept: on disk (`disk.ts`), or in memory (`memory.ts`) for private windows and
 * where nothing can be opened. Lists come newest first.
 */
export interface DraftStore {
  save(save: Save, now: number): Promise<SaveResult>
  /** Moves a draft on; `origin`: only if it is of this origin. Answers whether it moved. */
  change(id: string, change: Change, now: number, origin?: string): Promise<boolean>
  /** Puts a draft of another store in as it is, unless this store has a newer or deleted it since. */
  restore(draft: KeptDraft): Promise<boolean>
  read(id: string): Promise<Draft | null>
  /** `tab` of a draft as `tabKey` wrote it. */
  tabOf(id: string): Promise<string | null>
  /** Drafts of one place that no answer was seen to, with the tab each was typed in. */
  at(origin: string, conversationId: string | null, limit: number): Promise<readonly Placed[]>
  /** The newest draft typed in a tab that is neither answered nor handed over. */
  inTab(tab: string, origin: string): Promise<DraftSummary | null>
  recent(limit: number): Promise<readonly DraftSummary[]>
  /** `total` of a search may count some not looked at yet; the same search again looks further. */
  list(query: DraftQuery): Promise<{ drafts: readonly DraftSummary[]; total: number }>
  /** Answers with the number deleted. */
  remove(ids: readonly string[] | 'all', now: number): Promise<number>
  /** As `keepPart`. `origin` must be the draft's; a store in memory keeps their names only. */
  attach(file: FileToKeep, origin: string): Promise<boolean>
  detach(draftId: string, id: string, origin: string): Promise<void>
  /** `origin` as in `change`. */
  file(draftId: string, id: string, part: number, origin?: string): Promise<FilePart | null>
  /** Whole drafts in the order of their ids, those after `after`; `next` is `null` at the end. */
  export(after: string): Promise<{ drafts: readonly KeptDraft[]; next: string | null }>
  /** As `stage`, and with the last batch `takeIn`. Throws where there is no disk. */
  import(
    batch: string,
    drafts: readonly KeptDraft[],
    isLast: boolean,
    now: number,
  ): Promise<{ imported: number; skipped: number }>
  stats(): Promise<{ count: number; bytes: number }>
}

export interface Placed {
  readonly tab: string | null
  readonly draft: Draft
}
