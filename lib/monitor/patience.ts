import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { type Learned, learn, type PatienceSample } from '../detect/patience'

const KEY = 'patience'
const times = v.object({
  mode: v.picklist(['fast', 'reasoning', 'image', 'agent']),
  firstMs: v.pipe(v.number(), v.minValue(0)),
  gapMs: v.pipe(v.number(), v.minValue(0)),
})
/** One good turn's waiting, as a page may tell it. */
export const sampleShape = times
const shape = v.record(v.string(), v.record(v.string(), v.array(times)))

/** How long the user's own turns took, by provider and mode. Times only; never leaves the browser. */
export async function readPatience(): Promise<Readonly<Record<string, Learned>>> {
  const stored = (await browser.storage.local.get(KEY))[KEY]
  return v.is(shape, stored) ? stored : {}
}

/** Adds one good turn. Two at once may cost one of them, which is no loss. */
export async function learnPatience(providerId: string, sample: PatienceSample): Promise<void> {
  const all = await readPatience()
  const learned = learn(all[providerId] ?? {}, sample)
  await browser.storage.local.set({ [KEY]: { ...all, [providerId]: learned } })
}

/** Back to the defaults. */
export const forgetPatience = (): Promise<void> => browser.storage.local.remove(KEY)
