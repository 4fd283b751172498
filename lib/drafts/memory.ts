import { browser } from 'wxt/browser'
import type { Draft, DraftSummary } from './draft'
import { draftOf, mayBecome, nextId, previewOf, type Save, saveStep } from './rules'
import { serial } from './serial'
import type { DraftStore, SaveResult } from './store'

/** A draft in `storage.session`, which the browser keeps in memory and forgets when it closes. */
export interface MemoryDraft extends Draft {
  readonly at: number
  readonly tab: string | null
}

/**
 * - `private`: drafts of private windows.
 * - `kept`: all others, while the database cannot be opened.
 */
export type MemoryKind = 'private' | 'kept'

/** Of one draft, by name. */
const maxFiles = 50

/**
 * The store in memory: one key a draft, `draft:private:<id>`, which outlives the worker but not the
 * browser. Content scripts cannot read this area.
 */
export function memoryStore(kind: MemoryKind): DraftStore {
  const inTurn = serial()
  const keyOf = (id: string) => `draft:${kind}:${id}`
  const graveOf = (id: string) => `grave:${kind}:${id}`

  async function get<T>(key: string): Promise<T | null> {
    return ((await browser.storage.session.get(key))[key] as T | undefined) ?? null
  }

  const put = (draft: MemoryDraft) => browser.storage.session.set({ [keyOf(draft.id)]: draft })

  async function save(id: string, save_: Save, now: number): Promise<SaveResult> {
    const old = await get<MemoryDraft>(keyOf(id))
    const deletedAt = old ? null : await get<number>(graveOf(id))
    const step = saveStep(save_, old, deletedAt, old?.text === save_.text, now)
    if (step === 'next') return save(nextId(id), save_, now)
    if (step === 'remove') await bury([id], save_.at)
    if (step === 'write') {
      const draft = draftOf(save_, id, old?.createdAt ?? now, now)
      await put({
        ...draft,
        tab: save_.tab ?? old?.tab ?? null,
        attachments: old?.attachments ?? [],
      })
    }
    if (old && step === 'mark') {
      const at = Math.max(old.at, save_.at)
      await put({ ...old, at, state: 'sent', sentAt: now, updatedAt: now, reason: null })
    }
    if (old && step === 'move') {
      await put({ ...old, conversationId: save_.conversationId, url: save_.url })
    }
    return { step, id }
  }

  async function tip(id: string): Promise<MemoryDraft | null> {
    const next = await get<MemoryDraft>(keyOf(nextId(id)))
    return next ? tip(nextId(id)) : get<MemoryDraft>(keyOf(id))
  }

  async function bury(ids: readonly string[], at: number): Promise<number> {
    const rows = (await memoryDrafts(kind)).filter((row) => ids.includes(row.id))
    await browser.storage.session.set(
      Object.fromEntries(rows.map((row) => [graveOf(row.id), Math.max(at, row.at)])),
    )
    await browser.storage.session.remove(rows.map((row) => keyOf(row.id)))
    return rows.length
  }

  return {
    save: (save_, now) => inTurn(() => save(save_.id, save_, now)),
    change: (id, change, now, origin) =>
      inTurn(async () => {
        const row = await tip(id)
        if (!row || (origin !== undefined && row.origin !== origin)) return false
        if (!mayBecome(row.state, change.to)) return false
        const reason = change.to === 'failed' ? change.reason : row.reason
        const sentAt = row.sentAt ?? (change.to === 'handed_off' ? null : now)
        await put({ ...row, state: change.to, reason, sentAt, updatedAt: now })
        return true
      }),
    restore: (draft) =>
      inTurn(async () => {
        const [old, deletedAt] = await Promise.all([
          get<MemoryDraft>(keyOf(draft.id)),
          get<number>(graveOf(draft.id)),
        ])
        if (Math.max(old?.at ?? -1, deletedAt ?? -1) >= draft.at) return false
        if (old && old.origin !== draft.origin) return false
        await put({ ...draft, tab: null, attachments: old?.attachments ?? [] })
        return true
      }),
    async read(id) {
      const row = await get<MemoryDraft>(keyOf(id))
      return row ? plainOf(row) : null
    },
    async tabOf(id) {
      return (await get<MemoryDraft>(keyOf(id)))?.tab ?? null
    },
    async at(origin, conversationId, limit) {
      return (await memoryDrafts(kind))
        .filter((r) => r.origin === origin && r.conversationId === conversationId)
        .filter((r) => r.state !== 'answered')
        .slice(0, limit)
        .map((row) => ({ draft: plainOf(row), tab: row.tab }))
    },
    async inTab(tab, origin) {
      const row = (await memoryDrafts(kind)).find(
        (r) =>
          r.tab === tab &&
          r.origin === origin &&
          r.state !== 'answered' &&
          r.state !== 'handed_off',
      )
      return row ? summaryOf(row) : null
    },
    async recent(limit) {
      return (await memoryDrafts(kind)).slice(0, limit).map(summaryOf)
    },
    async list({ search, providerId, state, offset, limit }) {
      const words = search.toLowerCase().split(/\s+/)
      const rows = (await memoryDrafts(kind)).filter(
        (r) =>
          (providerId === null || r.providerId === providerId) &&
          (state === null || r.state === state) &&
          words.every((word) => r.text.toLowerCase().includes(word)),
      )
      return {
        drafts: rows.slice(offset, offset + limit).map(summaryOf),
        total: rows.length,
      }
    },
    remove: (ids, now) =>
      inTurn(async () =>
        bury(ids === 'all' ? (await memoryDrafts(kind)).map((row) => row.id) : ids, now),
      ),
    // Names only: this memory is small, and no file of a private window may reach the disk.
    attach: ({ draftId, id, name, type, size }, origin) =>
      inTurn(async () => {
        const row = await get<MemoryDraft>(keyOf(draftId))
        if (row?.origin !== origin || row.attachments.some((file) => file.id === id)) return false
        if (row.attachments.length >= maxFiles) return false
        const file = { id, name, type, size, kept: false }
        await put({ ...row, attachments: [...row.attachments, file] })
        return false
      }),
    detach: (draftId, id, origin) =>
      inTurn(async () => {
        const row = await get<MemoryDraft>(keyOf(draftId))
        if (row?.origin !== origin) return
        await put({ ...row, attachments: row.attachments.filter((file) => file.id !== id) })
      }),
    file: async () => null,
    async export() {
      const rows = await memoryDrafts(kind)
      return { drafts: rows.map(({ tab: _, ...draft }) => draft), next: null }
    },
    async import() {
      throw new Error('drafts cannot be stored on disk')
    },
    async stats() {
      const rows = await memoryDrafts(kind)
      return { count: rows.length, bytes: rows.reduce((sum, row) => sum + row.text.length, 0) }
    },
  }
}

/** All drafts of this kind in memory, newest first. */
export async function memoryDrafts(kind: MemoryKind): Promise<MemoryDraft[]> {
  const all = await browser.storage.session.get(null)
  return Object.entries(all)
    .filter(([key]) => key.startsWith(`draft:${kind}:`))
    .map(([, value]) => value as MemoryDraft)
    .sort((a, b) => b.updatedAt - a.updatedAt)
}

async function forgetMemory(kind: MemoryKind): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null))
  await browser.storage.session.remove(
    keys.filter((key) => key.startsWith(`draft:${kind}:`) || key.startsWith(`grave:${kind}:`)),
  )
}

function plainOf({ at: _, tab: __, ...draft }: MemoryDraft): Draft {
  return draft
}

function summaryOf(row: MemoryDraft): DraftSummary {
  const { text, attachments, ...draft } = plainOf(row)
  return {
    ...draft,
    preview: previewOf(text),
    length: text.length,
    attachmentCount: attachments.length,
  }
}

/** Forgets the drafts of private windows once none is open. For `windows.onRemoved`. */
export async function forgetPrivate(): Promise<void> {
  const windows = await browser.windows.getAll()
  if (!windows.some((window) => window.incognito)) await forgetMemory('private')
}
