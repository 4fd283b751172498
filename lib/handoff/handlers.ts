import * as v from 'valibot'
import { type Drafts, findDraft } from '../drafts/open'
import { draftIdShape, fileIdShape, partShape } from '../drafts/save'
import { serial } from '../drafts/serial'
import type { Handlers, Sender } from '../messages'
import { providerById } from '../providers'
import { carriedFrom, conversationId, filePart, previewOf, withConversation } from './parcel'
import { bindHandoff, finishHandoff, handoffInto, waitingHandoff } from './pending'
import { returnTo } from './return'
import { openTab, tabOrNull } from './tabs'

export interface HandoffDeps {
  /** Opens the drafts, or answers with those already open. */
  readonly drafts: () => Promise<Drafts>
  /** Epoch ms. */
  readonly now: () => number
  /** Called after a draft of this tab has changed. */
  readonly changed?: (tabId: number) => void
}

type HandoffHandlers = Pick<Handlers, `handoff.${string}` & keyof Handlers>

const tabIdShape = v.nullable(v.pipe(v.number(), v.integer()))

/** The background's answers to the messages about handoffs. */
export function handoffHandlers({ drafts, now, changed }: HandoffDeps): HandoffHandlers {
  // A page that asks while its tab is still being bound waits its turn: it cannot come too early.
  const inTurn = serial()

  async function waitingFor({ tabId, origin, isPrivate }: Sender) {
    if (tabId === null) return null
    const handoff = await inTurn(() => waitingHandoff(tabId, origin, now()))
    const found = handoff ? await findDraft(await drafts(), handoff.draftId) : null
    // A private draft never reaches an ordinary window, wherever its tab was dragged to.
    if (!handoff || !found || (found.isPrivate && !isPrivate)) return null
    return { handoff, ...found }
  }

  return {
    'handoff.start': {
      from: ['chat', 'extension'],
      request: v.object({
        draftId: v.nullable(draftIdShape),
        targetId: v.pipe(v.string(), v.maxLength(100)),
        sourceTabId: tabIdShape,
        conversation: v.exactOptional(v.boolean()),
      }),
      async handle({ draftId, targetId, sourceTabId, conversation = false }, sender) {
        const target = providerById(targetId)
        if (!target) throw new Error('this assistant is not known')
        const source = await tabOrNull(sender.from === 'chat' ? sender.tabId : sourceTabId)
        if (draftId === null) {
          const isPrivate = source?.incognito ?? sender.isPrivate
          return { tabId: await openTab(target.newChat, source, isPrivate) }
        }
        const found = await findDraft(await drafts(), draftId)
        if (!found) throw new Error('this draft is gone')
        const { draft, isPrivate } = found
        if (sender.from === 'chat' && draft.origin !== sender.origin) throw new Error('not allowed')
        const wanted = conversation && sender.from === 'extension'
        const carried = wanted ? await carriedFrom(source, found, target) : null
        return inTurn(async () => {
          const tabId = await openTab(target.newChat, source, isPrivate)
          const sourceTabId = source?.id ?? null
          const startedAt = now()
          await bindHandoff({
            tabId,
            targetId,
            draftId,
            sourceTabId,
            startedAt,
            conversation: carried,
          })
          return { tabId }
        })
      },
    },
    'handoff.conversation': {
      from: ['extension'],
      request: v.object({ tabId: v.pipe(v.number(), v.integer()), draftId: draftIdShape }),
      async handle({ tabId, draftId }) {
        const found = await findDraft(await drafts(), draftId)
        return found ? previewOf(await tabOrNull(tabId), found) : null
      },
    },
    'handoff.claim': {
      from: ['chat'],
      request: v.null(),
      async handle(_, sender) {
        const found = await waitingFor(sender)
        if (!found) return null
        const { text, providerId, attachments } = found.draft
        const sourceName = providerById(providerId)?.name ?? providerId
        return {
          id: found.handoff.id,
          sourceName,
          ...withConversation(found.handoff.conversation, text, attachments),
        }
      },
    },
    'handoff.file': {
      from: ['chat'],
      request: v.object({ handoffId: fileIdShape, id: fileIdShape, part: partShape }),
      async handle({ handoffId, id, part }, sender) {
        const found = await waitingFor(sender)
        if (found?.handoff.id !== handoffId) return null
        const { conversation } = found.handoff
        if (id === conversationId) return conversation ? filePart(conversation) : null
        return found.store.file(found.draft.id, id, part)
      },
    },
    'handoff.done': {
      from: ['chat'],
      request: v.object({
        id: v.pipe(v.string(), v.maxLength(100)),
        outcome: v.variant('kind', [
          v.object({ kind: v.literal('filled') }),
          v.object({ kind: v.literal('declined') }),
          v.object({
            kind: v.literal('failed'),
            reason: v.pipe(v.string(), v.maxLength(1_000)),
          }),
        ]),
      }),
      async handle({ id, outcome }, sender) {
        if (sender.tabId === null) return null
        const handoff = await finishHandoff(sender.tabId, sender.origin, id, outcome, now())
        if (handoff && outcome.kind === 'filled') {
          const found = await findDraft(await drafts(), handoff.draftId)
          await found?.store.change(handoff.draftId, { to: 'handed_off' }, now())
          if (handoff.sourceTabId !== null) changed?.(handoff.sourceTabId)
        }
        return null
      },
    },
    'handoff.return': {
      from: ['chat', 'extension'],
      request: v.object({ draftId: draftIdShape }),
      async handle({ draftId }, sender) {
        const found = await findDraft(await drafts(), draftId)
        if (!found) throw new Error('this draft is gone')
        if (sender.from === 'chat' && found.draft.origin !== sender.origin) {
          const into = sender.tabId === null ? null : await handoffInto(sender.tabId)
          if (into?.draftId !== draftId) throw new Error('not allowed')
        }
        await returnTo(found, await tabOrNull(sender.tabId))
        return null
      },
    },
  }
}
