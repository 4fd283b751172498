import { browser } from 'wxt/browser'
import { fromBase64, toBase64 } from './base64'
import { decrypt, encrypt, type Vault } from './crypto'
import type { DraftsDb, LockRow } from './db'

/**
 * Without a passphrase the key is non-extractable and lies in the database beside what it seals:
 * that keeps prompts out of searches of the disk and out of carelessly copied files; it does not
 * stop someone who runs code as this user or takes the whole browser profile.
 *
 * With one, the key is stored wrapped by it only, and lies open in `storage.session`, so in memory,
 * from unlocking until the browser closes or the user locks. While locked, nothing can be read;
 * what is typed is sealed with a public key and kept all the same.
 */
const sessionKey = 'vault'
/** PBKDF2-SHA-256 rounds, OWASP's figure of 2023. */
const rounds = 600_000
const aes = { name: 'AES-GCM', length: 256 } as const
const uses = ['encrypt', 'decrypt'] as const

/** `open`: there is no passphrase. */
export type LockState = 'open' | 'unlocked' | 'locked'

export function lockState(vault: Vault): LockState {
  if (!vault.box) return 'open'
  return vault.keys.has(vault.current) ? 'unlocked' : 'locked'
}

/** The database's keys, made at first use; locked if there is a passphrase not given yet. */
export async function openVault(db: DraftsDb): Promise<Vault> {
  const rows = await db.keys.toArray()
  const lock = await db.locks.get('lock')
  const keys = new Map(rows.map(({ number, key }) => [number, key]))
  if (lock) {
    const vault: Vault = { keys, current: lock.number, box: await boxOf(lock) }
    const held = (await browser.storage.session.get(sessionKey))[sessionKey]
    if (typeof held === 'string') await openLock(vault, lock, fromBase64(held)).catch(() => {})
    return vault
  }
  if (keys.size > 0) return { keys, current: Math.max(...keys.keys()), box: null }
  const key = await crypto.subtle.generateKey(aes, false, uses)
  await db.keys.add({ number: 1, key })
  return { keys: new Map([[1, key]]), current: 1, box: null }
}

/**
 * Gives the vault a passphrase. What was sealed before still opens without it until all is sealed
 * anew: see `resealAll`. Answers with the lock, for the journal. The vault must not be locked.
 */
export async function setPassphrase(
  db: DraftsDb,
  vault: Vault,
  passphrase: string,
): Promise<LockRow> {
  const number = nextNumber(vault)
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ])
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const lock: LockRow = {
    id: 'lock',
    number,
    salt,
    rounds,
    wrapped: await encrypt(await keyOf(passphrase, salt, rounds), raw, 'lock'),
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: await encrypt(await importAes(raw), secret, 'private'),
  }
  await db.locks.put(lock)
  vault.current = number
  vault.box = await boxOf(lock)
  await openLock(vault, lock, raw)
  await browser.storage.session.set({ [sessionKey]: toBase64(raw) })
  return lock
}

/** Wraps the key in another passphrase; nothing need be sealed anew. The vault must be unlocked. */
export async function changePassphrase(
  db: DraftsDb,
  vault: Vault,
  passphrase: string,
): Promise<LockRow> {
  const lock = await db.locks.get('lock')
  const held = (await browser.storage.session.get(sessionKey))[sessionKey]
  if (!lock || typeof held !== 'string' || !vault.box?.privateKey) throw new Error('unlock first')
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const wrapped = await encrypt(await keyOf(passphrase, salt, rounds), fromBase64(held), 'lock')
  const changed = { ...lock, salt, rounds, wrapped }
  await db.locks.put(changed)
  return changed
}

/** Opens a locked vault; `false`: that is not the passphrase. */
export async function unlock(db: DraftsDb, vault: Vault, passphrase: string): Promise<boolean> {
  const lock = await db.locks.get('lock')
  if (!lock) return true
  try {
    const raw = await decrypt(await keyOf(passphrase, lock.salt, lock.rounds), lock.wrapped, 'lock')
    await openLock(vault, lock, raw)
    await browser.storage.session.set({ [sessionKey]: toBase64(raw) })
    return true
  } catch {
    return false
  }
}

/** Locks now, until the passphrase is given again. */
export async function lockNow(vault: Vault): Promise<void> {
  if (!vault.box) return
  await browser.storage.session.remove(sessionKey)
  vault.keys.clear()
  vault.box = { ...vault.box, privateKey: null }
}

/**
 * Seals with a key without passphrase from now on. The lock itself goes in `forgetOldKeys`, when
 * all is sealed anew. The vault must not be locked.
 */
export async function dropPassphrase(db: DraftsDb, vault: Vault): Promise<void> {
  const number = nextNumber(vault)
  const key = await crypto.subtle.generateKey(aes, false, uses)
  await db.keys.add({ number, key })
  vault.keys.set(number, key)
  vault.current = number
}

/** Deletes the keys that nothing is sealed with any more. */
export async function forgetOldKeys(db: DraftsDb, vault: Vault): Promise<void> {
  const lock = await db.locks.get('lock')
  await db.keys.where('number').notEqual(vault.current).delete()
  if (lock && lock.number !== vault.current) {
    await db.locks.delete('lock')
    await browser.storage.session.remove(sessionKey)
    vault.box = null
  }
  for (const number of vault.keys.keys()) if (number !== vault.current) vault.keys.delete(number)
}

/** A vault that only seals, from a lock alone. */
export async function sealingVault(lock: LockRow): Promise<Vault> {
  return { keys: new Map(), current: lock.number, box: await boxOf(lock) }
}

async function boxOf(lock: LockRow): Promise<NonNullable<Vault['box']>> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const publicKey = await crypto.subtle.importKey('raw', lock.publicKey, curve, false, [])
  return { publicKey, privateKey: null }
}

async function openLock(vault: Vault, lock: LockRow, raw: Uint8Array<ArrayBuffer>): Promise<void> {
  const key = await importAes(raw)
  const secret = await decrypt(key, lock.privateKey, 'private')
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const privateKey = await crypto.subtle.importKey('pkcs8', secret, curve, false, ['deriveBits'])
  const { publicKey } = vault.box ?? (await boxOf(lock))
  vault.box = { publicKey, privateKey }
  vault.keys.set(lock.number, key)
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const secret = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(how, secret, aes, false, uses)
}

const importAes = (raw: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, uses)

/** Numbers go round below 128; at most two are in use at once. */
function nextNumber(vault: Vault): number {
  return (vault.current % 127) + 1
}
