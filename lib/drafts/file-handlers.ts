import * as v from 'valibot'
import type { Handlers } from '../messages'
import type { Drafts } from './open'
import { draftIdShape, fileIdShape, fileShape, keptShape, partShape } from './save'

export type FileHandlers = Pick<
  Handlers,
  'draft.attach' | 'draft.detach' | 'draft.file' | 'draft.export' | 'draft.import'
>

/** The background's answers to the messages about files: those kept with drafts, and of drafts. */
export function fileHandlers(drafts: () => Promise<Drafts>, now: () => number): FileHandlers {
  return {
    'draft.attach': {
      from: ['chat'],
      request: fileShape,
      async handle(file, sender) {
        const store = (await drafts()).of(sender.isPrivate)
        return { kept: await store.attach(file, sender.origin) }
      },
    },
    'draft.detach': {
      from: ['chat'],
      request: v.object({ draftId: draftIdShape, id: fileIdShape }),
      async handle({ draftId, id }, sender) {
        await (await drafts()).of(sender.isPrivate).detach(draftId, id, sender.origin)
        return null
      },
    },
    'draft.file': {
      from: ['chat', 'extension'],
      request: v.object({ draftId: draftIdShape, id: fileIdShape, part: partShape }),
      async handle({ draftId, id, part }, sender) {
        const store = (await drafts()).of(sender.isPrivate)
        return store.file(draftId, id, part, sender.from === 'chat' ? sender.origin : undefined)
      },
    },
    'draft.export': {
      from: ['extension'],
      request: v.object({ after: v.union([v.literal(''), draftIdShape]) }),
      handle: async ({ after }, sender) => (await drafts()).of(sender.isPrivate).export(after),
    },
    'draft.import': {
      from: ['extension'],
      request: v.object({
        batch: fileIdShape,
        drafts: v.pipe(v.array(keptShape), v.maxLength(1_000)),
        isLast: v.boolean(),
      }),
      handle: async ({ batch, drafts: given, isLast }, sender) =>
        (await drafts()).of(sender.isPrivate).import(batch, given, isLast, now()),
    },
  }
}
