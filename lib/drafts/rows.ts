import * as v from 'valibot'
import { type Sealed, seal, sealJson, unsealJson, type Vault } from './crypto'
import type { BodyRow, DraftRow, MarkRow } from './db'
import type { AttachmentInfo, Draft, DraftSummary } from './draft'
import { markOf } from './mark'
import { placeOf, previewOf } from './rules'
import type { KeptDraft } from './store'
import { lockState } from './vault'

const headShape = v.object({ preview: v.string(), url: v.string() })
type Head = v.InferOutput<typeof headShape>

/** Stands in for a head that cannot be opened: the row stays and says so. */
const unreadable = (vault: Vault) => ({
  preview: '',
  url: '',
  reason: lockState(vault) === 'locked' ? 'locked' : 'cannot be decrypted',
})

/** A draft's rows, sealed. `old`: the row that the first replaces. */
export async function sealRows(
  vault: Vault,
  draft: KeptDraft,
  tab: string | null,
  old: DraftRow | null,
): Promise<{ draft: DraftRow; body: BodyRow; mark: MarkRow }> {
  const { text, url, reason, ...plain } = draft
  const { id, origin, conversationId } = plain
  const [head, sealedReason, check, sealedText, mark] = await Promise.all([
    sealHead(vault, id, { preview: previewOf(text), url }),
    sealReason(vault, id, reason),
    checkOf(text, id),
    sealJson(vault, text, `text ${id}`),
    seal(vault, markOf(text), `mark ${id}`),
  ])
  const row: DraftRow = {
    ...plain,
    place: placeOf(origin, conversationId),
    tab: tab ?? old?.tab ?? null,
    importedAt: null,
    length: text.length,
    bytes: sealedText.length + (old ? old.bytes - old.textBytes : 0),
    textBytes: sealedText.length,
    attachmentCount: old?.attachmentCount ?? 0,
    check,
    head,
    reason: sealedReason,
  }
  return { draft: row, body: { id, text: sealedText }, mark: { id, mark } }
}

/** Why a draft failed, sealed. */
export const sealReason = async (vault: Vault, id: string, reason: string | null) =>
  reason === null ? null : sealJson(vault, reason, `reason ${id}`)

/** Preview and address, sealed. */
export const sealHead = (vault: Vault, id: string, head: Head): Promise<Sealed> =>
  sealJson(vault, head, `head ${id}`)

/** Whether the row has just this text, but for one case in 65 536; does not need the key, so it works while locked. */
export async function hasText(row: DraftRow, text: string): Promise<boolean> {
  return row.length === text.length && row.check === (await checkOf(text, row.id))
}

/** A row as a list shows it. */
export async function openSummary(vault: Vault, row: DraftRow): Promise<DraftSummary> {
  const { preview, url, reason } = await openHead(vault, row)
  const { length, attachmentCount } = row
  return { ...plainOf(row), url, reason, preview, length, attachmentCount }
}

/** A row and its body as one draft; `null` when the text cannot be opened. */
export async function openDraft(
  vault: Vault,
  row: DraftRow,
  body: BodyRow | undefined,
  attachments: readonly AttachmentInfo[],
): Promise<Draft | null> {
  const text = body ? await openText(vault, body) : null
  if (text === null) return null
  const { url, reason } = await openHead(vault, row)
  return { ...plainOf(row), url, reason, text, attachments }
}

/** A body's text, `null` when it cannot be opened. */
export async function openText(vault: Vault, body: BodyRow): Promise<string | null> {
  const text = await unsealJson(vault, body.text, `text ${body.id}`)
  return typeof text === 'string' ? text : null
}

async function openHead(vault: Vault, row: DraftRow): Promise<Head & { reason: string | null }> {
  const head = v.safeParse(headShape, await unsealJson(vault, row.head, `head ${row.id}`))
  if (!head.success) return unreadable(vault)
  const reason = row.reason && (await unsealJson(vault, row.reason, `reason ${row.id}`))
  return { ...head.output, reason: typeof reason === 'string' ? reason : null }
}

async function checkOf(text: string, id: string): Promise<number> {
  const bytes = new TextEncoder().encode(JSON.stringify([id, text]))
  return new DataView(await crypto.subtle.digest('SHA-256', bytes)).getUint16(0)
}

function plainOf(row: DraftRow) {
  const { id, providerId, origin, conversationId, state, createdAt, updatedAt, sentAt } = row
  return { id, providerId, origin, conversationId, state, createdAt, updatedAt, sentAt }
}
