/**
 * First schema. One file per step, never edited once released: later steps add their own.
 * `place` is the origin and conversation in one, since IndexedDB cannot index `null`.
 */
export const v1 = {
  version: 1,
  stores: {
    keys: '&number',
    locks: '&id',
    drafts:
      '&id, tab, bytes, updatedAt, [origin+updatedAt], [place+updatedAt], [providerId+updatedAt], [state+updatedAt], [providerId+state+updatedAt]',
    bodies: '&id',
    marks: '&id',
    attachments: '&id, draftId, keptBytes',
    parts: '&id, attachmentId',
    graves: '&id, at',
    incoming: '&id, batch, at',
  },
} as const
