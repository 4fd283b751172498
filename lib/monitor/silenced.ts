import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { Verdict } from '../detect/verdict'
import { sessionValue } from '../session'

const shape = v.record(v.string(), v.string())
const silenced = sessionValue('silenced', shape, {})

/** A verdict by its passage: the next outage is another one. */
const keyOf = (verdict: Verdict): string => `${verdict.providerId} ${verdict.episode}`

/** The user says that this verdict is wrong: it is not told in this tab any more. */
export async function silence(tabId: number, verdict: Verdict): Promise<void> {
  await silenced.update((all) => ({ ...all, [tabId]: keyOf(verdict) }))
}

export async function isSilenced(tabId: number, verdict: Verdict): Promise<boolean> {
  return (await silenced.read())[tabId] === keyOf(verdict)
}

/** Forgets a closed tab. */
export async function forgetSilence(tabId: number): Promise<void> {
  const all = (await browser.storage.session.get('silenced')).silenced
  if (!v.is(shape, all) || !Object.hasOwn(all, tabId)) return
  await silenced.update(({ [tabId]: _, ...rest }) => rest)
}
