import { resetTime } from './resets-at'
import type { Said, TextKind, TextSign } from './said'
import * as words from './words'

/** What one sentence is about, with the numbers in it. */
type Reading = Pick<TextSign, 'kind' | 'attempt' | 'code'>

const sign = (
  kind: TextKind | null,
  attempt: number | null = null,
  code: number | null = null,
) => ({
  kind,
  attempt,
  code,
})

/**
 * Numbers of Gemini that are no outage: 1037 is a used-up limit, 1060 a blocked address
 * (HanaokaYuzu/Gemini-API, 2026-04).
 */
const NUMBERS: Readonly<Record<number, TextKind>> = { 1037: 'usage_limit', 1060: 'rate_limit' }

const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  ß: 'ss',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
}

/** Each writes ten digits in a row, from this one. */
const ZEROS = ['٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '໐', '០', '၀', '０']

/** The text with all its digits as 0 to 9. */
const withPlainDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (written) => {
    const values = ZEROS.map((zero) => written.charCodeAt(0) - zero.charCodeAt(0))
    return `${values.find((value) => value >= 0 && value <= 9) ?? written}`
  })

/** Lower case, without accents, vowel points and doubled spaces: what `words.ts` is written for. */
export function plain(text: string): string {
  return withPlainDigits(text.slice(0, 500))
    .normalize('NFD')
    .replace(words.MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[łøđıæß’‘ʼ“”]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}

/** `(attempt 3)`, `(2 of 5)`, `（3回目）`: the first number in brackets. */
const BRACKETS = /[(（]([^()（）]{0,40}?\d{1,3}[^()（）]{0,40})[)）]/
const NUMBERED = /[(（[]\s*(?:code:?\s*|#)?(\d{1,5})\s*[)）\]]\s*\.?\s*$/
/** Gemini's own numbers, after which a link or a hint may follow. */
const NUMBERED_INSIDE = /[(（[](1[01]\d\d)[)）\]]/

/**
 * What the site says. `waiting`: the text stands where this site writes its waiting and retry
 * lines, so a bracketed number alone makes it one in any language. `asAnswer`: it is a whole answer,
 * which may speak of an error without being one. Order matters: capacity before
 * limits ("at capacity, upgrade for higher limits"), interruption before length (its usual causes
 * are listed), a side feature before the general words.
 */
export function classifyText(raw: string, waiting: boolean, asAnswer = false): Reading {
  const text = plain(raw)
  if (text === '') return sign(null)
  if (words.DISCLAIMER.test(text)) return sign(null)
  const failed = words.GENERIC.test(text) || (words.CANNOT.test(text) && words.ANSWER.test(text))
  if (words.CHALLENGE.test(text)) return sign('challenge')
  if (words.RECOVERING.test(text)) return sign('recovering')

  const attempt = attemptOf(text, waiting)
  if (attempt !== null) {
    if (words.RATE_LIMIT.test(text)) return sign('rate_limit')
    if (words.AUTH.test(text)) return sign('auth')
    return sign('retry', attempt)
  }
  const code = Number((NUMBERED.exec(text) ?? NUMBERED_INSIDE.exec(text))?.[1] ?? Number.NaN)
  const known = NUMBERS[code]
  const short = text.length < (asAnswer && !known ? 70 : 160)
  if (!Number.isNaN(code) && short && (failed || words.OUTAGE.test(text))) {
    return sign(known ?? 'numbered', null, code)
  }
  if (words.NOTE.test(text)) return sign('wait')
  if (
    words.FEATURE.test(text) &&
    (failed || words.CANNOT.test(text)) &&
    !words.GATEWAY.test(text) &&
    !isTurnTalk(text)
  ) {
    return sign('feature')
  }
  if (words.CAPACITY.test(text)) return sign('capacity')
  if (/\bno response\b/.test(text)) return sign('generic')
  if (words.GATEWAY.test(text)) return sign('gateway')
  if (words.INTERRUPTED.test(text)) return sign('interrupted')
  if (words.LENGTH.test(text)) return sign('length')
  if (words.RATE_LIMIT.test(text)) return sign('rate_limit')
  if (words.USAGE_LIMIT.test(text)) return sign('usage_limit')
  if (words.POLICY.test(text)) return sign('policy')
  if (words.OUTAGE.test(text)) {
    if (words.NOT_FOR_YOU.test(text)) return sign('auth')
    return sign(words.MODEL.test(text) ? 'model' : 'outage')
  }
  if (words.AUTH.test(text)) return sign('auth')
  if (words.NOT_FOUND.test(text)) return sign('not_found')
  if (words.OFFLINE.test(text)) return sign('offline')
  if (words.NETWORK.test(text) && text.length < 260) return sign('network')
  if (failed) return sign('generic')
  if (!asAnswer && text.length < 80 && words.THINKING.test(text)) return sign('thinking')
  if (words.WAIT.test(text)) return sign('wait')
  return sign(null)
}

/** "Error generating a response" speaks of the answer, whatever side feature is named beside it. */
const isTurnTalk = (text: string) =>
  /generating (?:a |the |your )?(?:response|answer|reply)|your (?:message|request)|this response|help ?cent/.test(
    text,
  )

function attemptOf(text: string, waiting: boolean): number | null {
  const inside = BRACKETS.exec(text)?.[1]
  const number = Number(/\d{1,3}/.exec(inside ?? '')?.[0] ?? Number.NaN)
  if (!Number.isNaN(number) && number >= 1 && number < 200) {
    if (words.RETRY.test(inside ?? '') || (words.RETRY.test(text) && text.length < 140))
      return number
    if (waiting && !/^\d{3}$/.test(inside ?? '')) return number
  }
  if (/\b(?:retrying|trying again) (?:in|now|shortly|soon)/.test(text)) return 1
  return null
}

/**
 * Sorry, that did not work: an apology in the assistant's own voice that, as the *whole* answer,
 * is a failure in disguise. Quoted text, and what one says *when* something went wrong, is talk
 * about errors.
 */
const APOLOGY =
  /^(?:(?:i'?m |we'?re )?(?:really |very |so )?(?:sorry|apologi[sz]e)|apologies|oops|hmm+|uh[- ]oh)\b(?:(?!\b(?:if|when|what)\b).){0,40}(?:went wrong|gone wrong|wasn'?t able to|was unable to|couldn'?t (?:process|complete|respond|generate|finish)|(?:ran into|encountered|there was|having) (?:an? |some )?(?:error|problem|issue|trouble)|error occurred|try again)|^(?:i|we) (?:encountered|ran into|seem to be encountering|am having|'?m having) (?:an? |some )?(?:error|problem|issue|trouble)|^(?:something went wrong|an? (?:internal |unexpected |unknown )?error (?:has )?occurred|no response)[.,!]? ?(?:please )?(?:try again.*)?$|^(?:error:? )?(?:500:? )?internal server error[.!]?$/

export function isApology(raw: string): boolean {
  if (raw.length > 200 || /["“”„«»「『`]/.test(raw)) return false
  const text = plain(raw)
  if (APOLOGY.test(text)) return true
  return text.length < 130 && words.CAPACITY.test(text) && words.LATER.test(text)
}

/** Reads what a page said at `now` (epoch ms). */
export function readSaid({ text, as }: Said, now: number): TextSign {
  const reading = classifyText(text, as === 'waiting', as === 'answer')
  return {
    ...reading,
    apology: as === 'answer' && isApology(text),
    resetsAt: reading.kind === 'usage_limit' ? resetTime(withPlainDigits(text), now) : null,
  }
}
