import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { Handlers } from '../messages'
import { type FileHandlers, fileHandlers } from './file-handlers'
import { type LockHandlers, lockHandlers } from './lock-handlers'
import { type Drafts, findDraft } from './open'
import { conversationIdShape, draftIdShape, saveShape, toSave } from './save'
import type { Placed } from './store'
import { tabIdOf, tabKey } from './tab'

export interface DraftDeps {
  /** Opens the drafts, or answers with those already open. */
  readonly drafts: () => Promise<Drafts>
  /** Epoch ms. */
  readonly now: () => number
  /** Called after a draft of this tab has changed. */
  readonly changed?: (tabId: number) => void
}

type DraftHandlers = Pick<
  Handlers,
  'draft.save' | 'draft.settle' | 'draft.here' | 'draft.list' | 'draft.read' | 'draft.delete'
> &
  FileHandlers &
  LockHandlers

const stateShape = v.picklist(['composing', 'sent', 'answered', 'failed', 'handed_off'])
const maxPage = 200
const maxHere = 5

/** The background's answers to the messages about drafts. */
export function draftHandlers({ drafts, now, changed }: DraftDeps): DraftHandlers {
  return {
    ...fileHandlers(drafts, now),
    ...lockHandlers(drafts, now),
    'draft.save': {
      from: ['chat'],
      request: saveShape,
      async handle(request, sender) {
        const tab = sender.tabId === null ? null : await tabKey(sender.tabId)
        const save = toSave(request, sender.origin, tab, now())
        if (!save) throw new Error('not allowed')
        const opened = await drafts()
        const { step } = await opened.of(sender.isPrivate).save(save, now())
        if (step === 'refuse') throw new Error('not allowed')
        if (sender.tabId !== null) changed?.(sender.tabId)
        return { saved: true, problem: sender.isPrivate ? null : opened.problem() }
      },
    },
    'draft.settle': {
      from: ['chat'],
      request: v.object({
        id: draftIdShape,
        outcome: v.picklist(['answered', 'failed']),
        reason: v.nullable(v.pipe(v.string(), v.maxLength(1_000))),
      }),
      async handle({ id, outcome, reason }, sender) {
        const store = (await drafts()).of(sender.isPrivate)
        const change = outcome === 'failed' ? { to: outcome, reason } : { to: outcome }
        await store.change(id, change, now(), sender.origin)
        if (sender.tabId !== null) changed?.(sender.tabId)
        return null
      },
    },
    'draft.here': {
      from: ['chat'],
      request: v.object({ conversationId: conversationIdShape }),
      async handle({ conversationId }, sender) {
        const store = (await drafts()).of(sender.isPrivate)
        const placed = await store.at(sender.origin, conversationId, maxHere)
        const free = await Promise.all(placed.map((one) => isFree(one, sender.tabId)))
        return placed.filter((_, i) => free[i]).map(({ draft }) => draft)
      },
    },
    'draft.list': {
      from: ['extension'],
      request: v.object({
        search: v.pipe(v.string(), v.maxLength(500)),
        providerId: v.nullable(v.pipe(v.string(), v.maxLength(100))),
        state: v.nullable(stateShape),
        offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
        limit: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxPage)),
      }),
      // A private window's drafts are listed in its own pages only.
      handle: async (query, sender) => (await drafts()).of(sender.isPrivate).list(query),
    },
    'draft.read': {
      from: ['extension'],
      request: v.object({ id: draftIdShape }),
      handle: async ({ id }) => (await findDraft(await drafts(), id))?.draft ?? null,
    },
    'draft.delete': {
      from: ['extension'],
      request: v.object({
        ids: v.union([v.literal('all'), v.pipe(v.array(draftIdShape), v.maxLength(20_000))]),
      }),
      async handle({ ids }) {
        const opened = await drafts()
        const deleted = await Promise.all(
          [false, true].map((isPrivate) => opened.of(isPrivate).remove(ids, now())),
        )
        return { deleted: deleted.reduce((sum, n) => sum + n, 0) }
      },
    },
  }
}

/** Whether nobody else is at this draft: its tab is this one, gone, or on another site by now. */
async function isFree({ tab, draft }: Placed, tabId: number | null): Promise<boolean> {
  const other = await tabIdOf(tab)
  if (other === null || other === tabId) return true
  try {
    const url = (await browser.tabs.get(other)).url
    return url === undefined || URL.parse(url)?.origin !== draft.origin
  } catch {
    return true
  }
}
