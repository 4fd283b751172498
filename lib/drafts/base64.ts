/** Bytes as text, since messages between page and background are JSON. */
export function toBase64(bytes: Uint8Array): string {
  // In slices: every byte becomes an argument.
  const slice = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += slice) {
    text += String.fromCharCode(...bytes.subarray(at, at + slice))
  }
  return btoa(text)
}

/** The bytes of what `toBase64` wrote; throws a `DOMException` for anything else. */
export function fromBase64(data: string): Uint8Array<ArrayBuffer> {
  const text = atob(data)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
