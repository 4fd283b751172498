import * as v from 'valibot'
import { seal, sealJson, unsealJson, type Vault } from './crypto'
import type { BodyRow, DraftRow, MarkRow } from './db'
import type { AttachmentInfo, Draft, DraftSummary } from './draft'
import { markOf } from './mark'
import { placeOf, previewOf } from './rules'
import type { KeptDraft } from './store'

const headShape = v.object({
  preview: v.string(),
  url: v.string(),
  reason: v.nullable(v.string()),
})
type Head = v.InferOutput<typeof headShape>

/** Stands in for a head that cannot be opened: the row stays and says so. */
const unreadable: Head = { preview: '', url: '', reason: 'cannot be decrypted' }

/** A draft's rows, sealed. `old`: the row that the first replaces. */
export async function sealRows(
  vault: Vault,
  draft: KeptDraft,
  tab: string | null,
  old: DraftRow | null,
): Promise<{ draft: DraftRow; body: BodyRow; mark: MarkRow }> {
  const { text, url, reason, ...plain } = draft
  const { id, origin, conversationId } = plain
  const [head, sealedText, mark] = await Promise.all([
    sealHead(vault, id, { preview: previewOf(text), url, reason }),
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
    head,
  }
  return { draft: row, body: { id, text: sealedText }, mark: { id, mark } }
}

/** The row's head with something in it changed, sealed anew. */
export async function changeHead(
  vault: Vault,
  row: DraftRow,
  change: { url: string } | { reason: string | null },
): Promise<DraftRow['head']> {
  return sealHead(vault, row.id, { ...(await openHead(vault, row)), ...change })
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

const sealHead = (vault: Vault, id: string, head: Head) => sealJson(vault, head, `head ${id}`)

async function openHead(vault: Vault, row: DraftRow): Promise<Head> {
  const head = v.safeParse(headShape, await unsealJson(vault, row.head, `head ${row.id}`))
  return head.success ? head.output : unreadable
}

function plainOf(row: DraftRow) {
  const { id, providerId, origin, conversationId, state, createdAt, updatedAt, sentAt } = row
  return { id, providerId, origin, conversationId, state, createdAt, updatedAt, sentAt }
}
