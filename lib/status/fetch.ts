import { time } from './text'

/** One request for a status document: bounded in time and size, without cookies. */
export interface FetchDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Milliseconds until a request is given up, body included. Below the 25 s of a worker's patience. */
  readonly timeout?: number
}

export type Fetched =
  | { readonly ok: true; readonly body: string; readonly bytes: number }
  /** 304 to us (the browser's own cache answers 200): what we have still stands. */
  | { readonly ok: 'unchanged' }
  | {
      readonly ok: false
      /** In words, as the end of "The status page …". */
      readonly error: string
      /** HTTP status, `null` when there was no answer. */
      readonly status: number | null
      /** Milliseconds that the server asks us to wait. */
      readonly retryAfter: number | null
    }

const TIMEOUT_MS = 8_000
export const MAX_BYTES = 1_000_000
/** Google's list of incidents is 400 KB already. */
export const MAX_BYTES_HEAVY = 4_000_000

const failed = (
  error: string,
  status: number | null = null,
  retryAfter: number | null = null,
): Fetched => ({ ok: false, error, status, retryAfter })

/**
 * Fetches one document. Conditional requests are left to the browser (`no-cache` revalidates with
 * the stored ETag): a header of ours would cost a CORS preflight, which status pages do not answer.
 * `maxBytes` counts after decompression. Never throws.
 */
export async function fetchText(url: string, maxBytes: number, deps: FetchDeps): Promise<Fetched> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), deps.timeout ?? TIMEOUT_MS)
  try {
    const response = await deps.fetch(url, {
      cache: 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    })
    if (response.status === 304) return { ok: 'unchanged' }
    if (!response.ok) {
      const wait = retryAfter(response.headers.get('retry-after'), Date.now())
      await response.body?.cancel()
      return failed(refusal(response.status), response.status, wait)
    }
    if (response.redirected && !sameHost(url, response.url)) {
      await response.body?.cancel()
      return failed('led to another site', response.status)
    }
    const bytes = await readAtMost(response, maxBytes)
    if (!bytes) return failed('sent far too much', response.status)
    return { ok: true, body: decode(bytes, charsetOf(response)), bytes: bytes.length }
  } catch {
    return failed(abort.signal.aborted ? 'did not answer in time' : 'could not be reached')
  } finally {
    clearTimeout(timer)
    abort.abort()
  }
}

function refusal(status: number): string {
  if (status === 429) return 'asks us to wait (429)'
  if (status === 403 || status === 405) return `refused us (${status})`
  return `answered with an error (${status})`
}

const sameHost = (a: string, b: string) => new URL(a).hostname === URL.parse(b)?.hostname

const charsetOf = (response: Response) =>
  /charset="?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1]

/** Reads a body up to a size, `null` when it is larger. */
async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Decodes a body: by its byte order mark (AWS sends UTF-16), else by `charset`, else as UTF-8. */
export function decode(bytes: Uint8Array, charset?: string): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** Milliseconds of a `Retry-After` header (seconds or a date), at most a day; `null` without one. */
export function retryAfter(header: string | null, now: number): number | null {
  if (!header) return null
  const date = time(header)
  const isSeconds = /^\s*\d{1,9}\s*$/.test(header)
  if (!isSeconds && date === null) return null
  const ms = isSeconds ? Number(header) * 1000 : (date ?? now) - now
  return Math.min(Math.max(ms, 0), 24 * 3600_000)
}
