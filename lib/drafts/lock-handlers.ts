import * as v from 'valibot'
import type { Handlers } from '../messages'
import type { Drafts } from './open'

const passphraseShape = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

export type LockHandlers = Pick<
  Handlers,
  'draft.lockState' | 'draft.unlock' | 'draft.lock' | 'draft.passphrase' | 'draft.forget'
>

/** The background's answers to the messages about the passphrase. Our own pages only. */
export function lockHandlers(drafts: () => Promise<Drafts>, now: () => number): LockHandlers {
  const state = async () => ({ state: (await drafts()).lock?.state() ?? null })
  return {
    'draft.lockState': { from: ['extension'], request: v.null(), handle: state },
    'draft.unlock': {
      from: ['extension'],
      request: v.object({ passphrase: passphraseShape }),
      handle: async ({ passphrase }) => ({
        ok: (await (await drafts()).lock?.open(passphrase)) ?? false,
      }),
    },
    'draft.lock': {
      from: ['extension'],
      request: v.null(),
      async handle() {
        await (await drafts()).lock?.close()
        return state()
      },
    },
    'draft.forget': {
      from: ['extension'],
      request: v.null(),
      async handle() {
        const opened = await drafts()
        await opened.of(false).remove('all', now())
        await opened.lock?.forget()
        return state()
      },
    },
    'draft.passphrase': {
      from: ['extension'],
      request: v.object({ passphrase: v.nullable(passphraseShape) }),
      async handle({ passphrase }) {
        const { lock } = await drafts()
        if (!lock) throw new Error('drafts are not on disk')
        await lock.set(passphrase)
        return state()
      },
    },
  }
}
