import type { DraftsDb } from './db'

/** A sealed value: one version byte, 12 bytes of nonce, then AES-GCM text and tag. */
export type Sealed = Uint8Array<ArrayBuffer>

/**
 * The key that rows are sealed with. It is non-extractable and lives in the database beside them:
 * this keeps prompts out of disk searches, indexers and carelessly copied files, and out of reach
 * of other sites; it does not stop someone who can run code as this user or copies the whole
 * browser profile.
 */
export type Vault = CryptoKey

const version = 1
const nonceBytes = 12
const algorithm = { name: 'AES-GCM', length: 256 } as const

/** The database's key, made at first use. */
export async function openVault(db: DraftsDb): Promise<Vault> {
  const known = await db.keys.get('rows')
  if (known) return known.key
  const made = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt'])
  return db.transaction('rw', db.keys, async () => {
    const other = await db.keys.get('rows')
    if (other) return other.key
    await db.keys.add({ id: 'rows', key: made })
    return made
  })
}

/** Seals bytes. `place` (row and field) must be named again to open: a moved value stays shut. */
export async function seal(
  vault: Vault,
  bytes: Uint8Array<ArrayBuffer>,
  place: string,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const cipher = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: encoder.encode(place) },
    vault,
    bytes,
  )
  const sealed = new Uint8Array(1 + nonceBytes + cipher.byteLength)
  sealed[0] = version
  sealed.set(iv, 1)
  sealed.set(new Uint8Array(cipher), 1 + nonceBytes)
  return sealed
}

/** Opens what `seal` made; `null` when it is damaged, moved or of another key. */
export async function unseal(
  vault: Vault,
  sealed: Sealed,
  place: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (sealed[0] !== version) return null
  try {
    const iv = sealed.subarray(1, 1 + nonceBytes)
    const additionalData = encoder.encode(place)
    const cipher = sealed.subarray(1 + nonceBytes)
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, vault, cipher),
    )
  } catch {
    return null
  }
}

/** Seals a JSON value; JSON also keeps a lone surrogate, which UTF-8 alone would not. */
export const sealJson = (vault: Vault, value: unknown, place: string): Promise<Sealed> =>
  seal(vault, encoder.encode(JSON.stringify(value)), place)

/** Opens what `sealJson` made, `null` as in `unseal`. */
export async function unsealJson(vault: Vault, sealed: Sealed, place: string): Promise<unknown> {
  const bytes = await unseal(vault, sealed, place)
  return bytes ? JSON.parse(decoder.decode(bytes)) : null
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
