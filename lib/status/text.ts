import { decodeHTML } from 'entities/decode'

/** Control characters, and marks that turn the direction of text around what follows. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Plain text of a remote HTML or text fragment: tags dropped, entities decoded, at most `max`
 * characters. For text nodes only; it is not a sanitiser that makes HTML safe.
 */
export function plainText(raw: string | null | undefined, max = 600): string {
  // A longer source cannot make the result better, only slower.
  const source = (raw ?? '').slice(0, 8 * max)
  const text = source
    .replace(/<(?:br|\/p|\/div|\/h\d|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[/!?]?[a-z][^<>]*>/gi, ' ')
  return clip(
    decodeHTML(text)
      .split(/\n+/)
      .map((line) => line.replace(unprintable, ' ').replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join('\n'),
    max,
  )
}

/** One line of plain text, for titles. */
export const title = (raw: string | null | undefined): string =>
  plainText(raw, 200).replaceAll('\n', ' ') || 'Untitled incident'

/** At most `max` characters, the cut shown as `…`. */
export const clip = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text

/** Epoch ms of a date in ISO 8601 or RFC 822 form, `null` for anything else. */
export function time(raw: string | null | undefined): number | null {
  // Without a year of four digits `Date.parse` guesses.
  if (!raw || !/\d{4}/.test(raw)) return null
  const at = Date.parse(raw)
  return Number.isFinite(at) ? at : null
}

/** Epoch ms of epoch seconds as a number or digits, `null` for anything else. */
export function epochSeconds(raw: string | number | null | undefined): number | null {
  const seconds = typeof raw === 'string' ? Number(raw || Number.NaN) : raw
  return typeof seconds === 'number' && seconds > 0 && seconds < 1e11 ? seconds * 1000 : null
}

/** The latest of some times, `null` when there is none. */
export function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null)
  return known.length ? Math.max(...known) : null
}

/** An https address, or `null`: anything else must not become a link. */
export function httpsUrl(raw: string | null | undefined, base?: string): string | null {
  const url = raw ? URL.parse(raw, base) : null
  return url?.protocol === 'https:' ? url.href : null
}

/** Host name of an address, `null` when it is none. */
export const hostOf = (raw: string | null | undefined): string | null =>
  (raw ? URL.parse(raw)?.hostname : null) || null
