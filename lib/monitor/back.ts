import * as v from 'valibot'
import { type SessionValue, sessionValue } from '../session'
import { type BackMemory, foldBack, noOutage } from '../status/back'
import { seenOpenly } from './history'
import type { Outlook, Sight } from './outlook'
import { lastAnswerOf } from './provider-states'

const shape = v.object({
  open: v.nullable(
    v.object({
      episode: v.number(),
      since: v.number(),
      pageFollowed: v.boolean(),
      wellSince: v.nullable(v.number()),
    }),
  ),
  settled: v.nullable(v.object({ episode: v.number(), at: v.number() })),
})

/** Lives as long as the count of episodes: not longer than the browser. */
const outageOf = (providerId: string): SessionValue<BackMemory> =>
  sessionValue<BackMemory>(`back:${providerId}`, shape, noOutage)

/** What is remembered of a provider's outage. */
export const readOutage = (providerId: string): Promise<BackMemory> => outageOf(providerId).read()

/** Follows each outage that tabs of ordinary windows have seen; answers with those just over. */
export async function settleOutages(outlook: Outlook): Promise<readonly Sight[]> {
  const over: Sight[] = []
  for (const sight of outlook.sights) {
    const { verdict, outage, provider, state, level } = sight
    const begins = verdict.health === 'failing' && seenOpenly(sight, outlook) !== null
    if (!begins && !outage.open) continue
    const look = { verdict, answeredAt: lastAnswerOf(state), page: level }
    await outageOf(provider.id).update((memory) => {
      const step = foldBack(memory, look, outlook.now)
      if (step.isBack) over.push(sight)
      return step.memory
    })
  }
  return over
}
