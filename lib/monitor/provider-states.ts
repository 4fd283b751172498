import * as v from 'valibot'
import {
  foldProvider,
  newProviderState,
  type ProviderEvent,
  type ProviderState,
  verdictOf,
  wantsCheck,
  wantsProbe,
} from '../detect/provider-state'
import type { Verdict } from '../detect/verdict'
import type { Provider } from '../providers/provider'
import { type SessionValue, sessionValue } from '../session'

/** One provider's state in `storage.session`; only the background writes there. */
const stateOf = ({ id }: Provider): SessionValue<ProviderState> =>
  sessionValue(
    `provider:${id}`,
    v.custom<ProviderState>((stored) => v.is(v.object({ providerId: v.literal(id) }), stored)),
    newProviderState(id),
  )

const readState = (provider: Provider): Promise<ProviderState> => stateOf(provider).read()

/** The state as it is at `now` (epoch ms), without storing anything. */
export const stateNow = async (provider: Provider, now: number): Promise<ProviderState> =>
  foldProvider(provider, await readState(provider), { type: 'tick' }, now)

/** Folds one event in, and says what was shown before it and what is to be shown after. */
export async function observeProvider(
  provider: Provider,
  event: ProviderEvent,
): Promise<{ before: Verdict; after: Verdict }> {
  let before = verdictOf(newProviderState(provider.id))
  const state = await stateOf(provider).update((state) => {
    before = verdictOf(state)
    return foldProvider(provider, state, event, Date.now())
  })
  return { before, after: verdictOf(state) }
}

/**
 * Claims the probe that is due, so that of two askers one probes. Answers with what to ask besides,
 * `null` when none is due.
 */
export async function claimProbe(provider: Provider): Promise<{ check: boolean } | null> {
  let isDue = false
  const state = await stateOf(provider).update((state) => {
    const now = foldProvider(provider, state, { type: 'tick' }, Date.now())
    isDue = wantsProbe(now)
    return isDue ? foldProvider(provider, now, { type: 'probing' }, Date.now()) : now
  })
  return isDue ? { check: wantsCheck(state) } : null
}

/** Whether anything of this provider was ever seen in this browser session. */
export const isUsed = (state: ProviderState): boolean =>
  state.pages.length > 0 || state.documents.length > 0

/** When it last gave a good answer, epoch ms. */
export const lastAnswerOf = (state: ProviderState): number | null => state.good.at(-1) ?? null

/** A good answer came after the last sign of failure. */
export const hasAnsweredSince = (state: ProviderState): boolean =>
  (lastAnswerOf(state) ?? 0) > (state.lastEvidenceAt ?? 0)

/** Pages that are not known to be gone. */
export const livePages = ({ pages }: ProviderState): ProviderState['pages'] =>
  pages.filter((page) => !page.gone)
