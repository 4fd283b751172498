import Dexie, { type EntityTable } from 'dexie'
import type { Sealed } from './crypto'
import type { DraftState } from './draft'
import { v1 } from './schema/v1'

/**
 * One draft as the database holds it. What was typed is sealed; what stands in plain here tells a
 * reader of the disk which assistant was used in which conversation, when, and how much was
 * typed, but no word of it. Times in epoch ms, sizes in bytes.
 */
export interface DraftRow {
  readonly id: string
  readonly providerId: string
  readonly origin: string
  readonly conversationId: string | null
  /** Origin and conversation, as `placeOf` writes them. */
  readonly place: string
  /** Tab of this browser session it was typed in, as `tabKey` writes it. */
  readonly tab: string | null
  readonly state: DraftState
  /** The page's own clock at its last edit: orders saves of one draft, nothing else. */
  readonly at: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly sentAt: number | null
  /** When it was brought in from a file: it is kept as long as if written then. */
  readonly importedAt: number | null
  /** Characters. */
  readonly length: number
  /** Of the text and of the kept attachments. */
  readonly bytes: number
  readonly textBytes: number
  readonly attachmentCount: number
  /** 16 bits of the text's digest: enough to know a text again while locked, too few to guess it. */
  readonly check: number
  /** Preview and address: what a list shows, so that lists never open a body. */
  readonly head: Sealed
  readonly reason: Sealed | null
}

export interface BodyRow {
  readonly id: string
  readonly text: Sealed
}

/** What a search asks before it opens a body. */
export interface MarkRow {
  readonly id: string
  readonly mark: Sealed
}

export interface AttachmentRow {
  readonly id: string
  readonly draftId: string
  /** Of the file. */
  readonly size: number
  /** `size`, or 0 where only its name is kept. */
  readonly keptBytes: number
  /** How many parts it has and how many have come; 0 parts where only its name is kept. */
  readonly parts: number
  readonly got: number
  /** Name and type. */
  readonly info: Sealed
}

/** A piece of a file: files travel in messages, which have a size limit. */
export interface PartRow {
  /** The attachment's id and the part's number. */
  readonly id: string
  readonly attachmentId: string
  readonly bytes: Sealed
}

/** A deleted draft, so that a late save cannot bring it back. */
export interface GraveRow {
  readonly id: string
  /** Saves of the page's clock up to here are dead; later typing under this id is new. */
  readonly at: number
}

/** A draft of an import that is not complete yet. */
export interface IncomingRow {
  readonly id: string
  readonly batch: string
  /** When it came. */
  readonly at: number
  readonly draft: DraftRow
  readonly body: BodyRow
  readonly mark: MarkRow
}

export interface KeyRow {
  readonly number: number
  /** Non-extractable. */
  readonly key: CryptoKey
}

/** The key behind the passphrase, and the pair that seals while it is locked away. */
export interface LockRow {
  readonly id: 'lock'
  /** Of the key in `wrapped`. */
  readonly number: number
  readonly salt: Uint8Array<ArrayBuffer>
  readonly rounds: number
  readonly wrapped: Uint8Array<ArrayBuffer>
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly privateKey: Uint8Array<ArrayBuffer>
}

export type DraftsDb = Dexie & {
  readonly keys: EntityTable<KeyRow, 'number'>
  readonly locks: EntityTable<LockRow, 'id'>
  readonly drafts: EntityTable<DraftRow, 'id'>
  readonly bodies: EntityTable<BodyRow, 'id'>
  readonly marks: EntityTable<MarkRow, 'id'>
  readonly attachments: EntityTable<AttachmentRow, 'id'>
  readonly parts: EntityTable<PartRow, 'id'>
  readonly graves: EntityTable<GraveRow, 'id'>
  readonly incoming: EntityTable<IncomingRow, 'id'>
}

export const databaseName = 'drafts'

const steps = [v1]

/** The database, not yet open. Only the background may use it. `strict` waits for the disk. */
export function draftsDb(name = databaseName): DraftsDb {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' })
  for (const step of steps) db.version(step.version).stores(step.stores)
  return db as DraftsDb
}
