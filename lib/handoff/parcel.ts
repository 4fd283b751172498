import { toBase64 } from '../drafts/base64'
import type { AttachmentInfo, FilePart } from '../drafts/draft'
import type { findDraft } from '../drafts/open'
import type { ConversationPreview } from '../messages'
import { providerById, providers } from '../providers'
import type { Provider } from '../providers/provider'
import { inFront, type Parcel, parcelFile, parcelOf } from './conversation'
import type { CarriedConversation, HandoffPayload } from './handoff'
import { conversationIn } from './tab-conversation'
import type { Tab } from './tabs'

type Found = NonNullable<Awaited<ReturnType<typeof findDraft>>>

/** Stands for the conversation among the files of a handoff. */
export const conversationId = 'conversation'

/** Characters that a composer takes well, where its provider's data says nothing else. */
const comfortable = 8_000

/** What of a tab's conversation would go along with a draft. */
export async function previewOf(
  tab: Tab | null,
  found: Found,
): Promise<ConversationPreview | null> {
  const parcel = await parcelIn(tab, found)
  const asFile = providers.filter((one) => parcel && !fits(parcel, found.draft.text, one))
  return parcel && { ...parcel, asFile: asFile.map(({ id }) => id) }
}

/** A tab's conversation, ready to go along with a draft; `null`: there is none. */
export async function carriedFrom(
  tab: Tab | null,
  found: Found,
  target: Provider,
): Promise<CarriedConversation | null> {
  const parcel = await parcelIn(tab, found)
  if (!parcel) return null
  return { text: parcel.text, place: fits(parcel, found.draft.text, target) ? 'front' : 'file' }
}

/** What the target is given: the conversation in front of the prompt, or as a file beside it. */
export function withConversation(
  carried: CarriedConversation | null,
  text: string,
  attachments: readonly AttachmentInfo[],
): Pick<HandoffPayload, 'text' | 'attachments'> {
  if (!carried) return { text, attachments }
  if (carried.place === 'front') return { text: inFront(carried.text, text), attachments }
  const size = bytesOf(carried).length
  const file = { id: conversationId, name: parcelFile, type: 'text/markdown', size, kept: true }
  return { text, attachments: [file, ...attachments] }
}

/** The conversation's file, in one part: it is far below what a message may have. */
export const filePart = (carried: CarriedConversation): FilePart => ({
  data: toBase64(bytesOf(carried)),
  parts: 1,
})

/** Of the draft's own page only; what is private stays among private tabs. */
async function parcelIn(tab: Tab | null, { draft, isPrivate }: Found): Promise<Parcel | null> {
  if (tab?.id === undefined || tab.incognito !== isPrivate) return null
  const conversation = await conversationIn(tab.id)
  const name = providerById(draft.providerId)?.name ?? draft.providerId
  return conversation && parcelOf(conversation, draft, name)
}

const fits = (parcel: Parcel, prompt: string, target: Provider) =>
  inFront(parcel.text, prompt).length <= (target.comfortable ?? comfortable)

const bytesOf = ({ text }: CarriedConversation) => new TextEncoder().encode(`${text}\n`)
