/**
 * A sealed value. First byte 1–127: the number of the AES-GCM key, then 12 bytes of nonce and the
 * cipher text. First byte 128: sealed for a locked vault; the one-time public key (65 bytes) comes
 * before the nonce.
 */
export type Sealed = Uint8Array<ArrayBuffer>

/** The keys that a value is sealed and opened with. */
export interface Vault {
  /** AES-GCM, by number; empty while locked. An old one stays until nothing is sealed with it. */
  readonly keys: Map<number, CryptoKey>
  /** The number that new values are sealed with. */
  current: number
  /** With a passphrase: seals while the vault is locked, and opens (once it is not) what it sealed. */
  box: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey | null } | null
}

const boxed = 128
const nonceBytes = 12
const pointBytes = 65
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Seals bytes. `place` (row and field) must be named again to open: a moved value stays shut. */
export async function seal(vault: Vault, bytes: Bytes, place: string): Promise<Sealed> {
  const key = vault.keys.get(vault.current)
  if (key) return join([vault.current], await encrypt(key, bytes, place))
  if (!vault.box) throw new Error('this vault has no key')
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const shared = await agree(once.privateKey, vault.box.publicKey, point)
  return join([boxed], point, await encrypt(shared, bytes, place))
}

/** Opens what `seal` made; `null` when it is damaged, moved, of another key or locked. */
export async function unseal(vault: Vault, sealed: Sealed, place: string): Promise<Bytes | null> {
  try {
    const number = sealed[0] ?? 0
    if (number !== boxed) {
      const key = vault.keys.get(number)
      return key ? await decrypt(key, sealed.subarray(1), place) : null
    }
    if (!vault.box?.privateKey) return null
    const point = sealed.slice(1, 1 + pointBytes)
    const once = await crypto.subtle.importKey('raw', point, curve, false, [])
    const shared = await agree(vault.box.privateKey, once, point)
    return await decrypt(shared, sealed.subarray(1 + pointBytes), place)
  } catch {
    return null
  }
}

/** Whether a value was sealed with anything but the vault's present key. */
export const isOutdated = (vault: Vault, sealed: Sealed): boolean => sealed[0] !== vault.current

/** Seals a JSON value; JSON also keeps a lone surrogate, which UTF-8 alone would not. */
export const sealJson = (vault: Vault, value: unknown, place: string): Promise<Sealed> =>
  seal(vault, encoder.encode(JSON.stringify(value)), place)

/** Opens what `sealJson` made, `null` as in `unseal`. */
export async function unsealJson(vault: Vault, sealed: Sealed, place: string): Promise<unknown> {
  const bytes = await unseal(vault, sealed, place)
  return bytes ? JSON.parse(decoder.decode(bytes)) : null
}

type Bytes = Uint8Array<ArrayBuffer>

/** AES-GCM with a fresh nonce before the cipher text. */
export async function encrypt(key: CryptoKey, bytes: Bytes, place: string): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const additionalData = encoder.encode(place)
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
  return join(iv, new Uint8Array(cipher))
}

/** Opens what `encrypt` made; throws when key, place or bytes are not the same. */
export async function decrypt(key: CryptoKey, bytes: Bytes, place: string): Promise<Bytes> {
  const iv = bytes.subarray(0, nonceBytes)
  const additionalData = encoder.encode(place)
  const cipher = bytes.subarray(nonceBytes)
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, cipher),
  )
}

/** The key that two key pairs share, bound to this one-time public key. */
async function agree(mine: CryptoKey, theirs: CryptoKey, point: Bytes): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256)
  const seed = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: encoder.encode('draft') },
    seed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

function join(...pieces: (readonly number[] | Bytes)[]): Bytes {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
