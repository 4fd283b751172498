import * as v from 'valibot'
import { providerOf } from '../providers'
import type { Save } from './rules'

/** Characters; far above any composer's limit. */
export const maxText = 4_000_000

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/))
const conversationId = v.nullable(v.pipe(v.string(), v.maxLength(500)))
const time = v.pipe(v.number(), v.finite(), v.minValue(0))

export const draftIdShape = v.pipe(v.string(), v.regex(/^[\w-]{1,100}\+{0,50}$/))
export const conversationIdShape = conversationId

/** A prompt's version as a page sends it. */
export const saveShape = v.object({
  id,
  conversationId,
  url: v.pipe(v.string(), v.maxLength(8_000)),
  text: v.pipe(v.string(), v.maxLength(maxText)),
  sent: v.boolean(),
  at: time,
})

const natural = v.pipe(v.number(), v.integer(), v.minValue(0))
export const fileIdShape = id
export const partShape = v.pipe(natural, v.maxValue(10_000))

/** A part of a file as a page sends it. */
export const fileShape = v.object({
  draftId: draftIdShape,
  id,
  name: v.pipe(v.string(), v.maxLength(500)),
  type: v.pipe(v.string(), v.maxLength(200)),
  size: natural,
  part: partShape,
  parts: v.pipe(natural, v.minValue(1), v.maxValue(10_000)),
  data: v.pipe(v.string(), v.maxLength(3_000_000), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
})

const kept = v.object({
  id: draftIdShape,
  providerId: v.pipe(v.string(), v.maxLength(100)),
  origin: v.pipe(v.string(), v.maxLength(300), v.regex(/^https:\/\/[^/\s]+$/)),
  conversationId,
  url: v.pipe(v.string(), v.maxLength(8_000)),
  state: v.picklist(['composing', 'sent', 'answered', 'failed', 'handed_off']),
  text: v.pipe(v.string(), v.maxLength(maxText)),
  at: time,
  createdAt: time,
  updatedAt: time,
  sentAt: v.nullable(time),
  reason: v.nullable(v.pipe(v.string(), v.maxLength(1_000))),
})
/** A whole draft, as the journal and export files hold it. */
export const keptShape = v.pipe(
  kept,
  v.check(({ url, origin }) => URL.parse(url)?.origin === origin, 'address of another site'),
)

/**
 * What a page sent, with what only the background knows: `null` for a page of no provider. An
 * address of elsewhere is replaced, and no page can date its text into the future to make it win.
 */
export function toSave(
  sent: v.InferOutput<typeof saveShape>,
  origin: string,
  tab: string | null,
  now: number,
): Save | null {
  const provider = providerOf(origin)
  if (!provider) return null
  const url = URL.parse(sent.url)?.origin === origin ? sent.url : provider.newChat
  return { ...sent, url, origin, providerId: provider.id, tab, at: Math.min(sent.at, now + day) }
}

const day = 86_400_000
