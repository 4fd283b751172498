import * as v from 'valibot'
import type { Verdict } from '../detect/verdict'
import { sessionValue } from '../session'

const shape = v.record(v.string(), v.string())
const silenced = sessionValue('silenced', shape, {})

/** By tab, the verdict that its user called wrong. */
export type Silenced = v.InferOutput<typeof shape>

export const readSilenced = (): Promise<Silenced> => silenced.read()

/** A verdict by its passage: the next outage is another one. */
const keyOf = (verdict: Verdict): string => `${verdict.providerId} ${verdict.episode}`

/** The user says that this verdict is wrong: it is not told in this tab any more. */
export async function silence(tabId: number, verdict: Verdict): Promise<void> {
  await silenced.update((all) => ({ ...all, [tabId]: keyOf(verdict) }))
}

export const isSilenced = (all: Silenced, tabId: number, verdict: Verdict): boolean =>
  all[tabId] === keyOf(verdict)

/** Forgets a closed tab. */
export async function forgetSilence(tabId: number): Promise<void> {
  if (!Object.hasOwn(await silenced.read(), tabId)) return
  await silenced.update(({ [tabId]: _, ...rest }) => rest)
}
