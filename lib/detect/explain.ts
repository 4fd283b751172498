import type { Evidence, Verdict } from './verdict'

/** One line of "Why?". */
export interface Reason {
  /** Epoch ms. */
  readonly at: number
  readonly text: string
}

type Words = (detail: Readonly<Record<string, string | number>>) => string

const status = (detail: Readonly<Record<string, string | number>>) =>
  detail.status === undefined ? '' : ` (HTTP ${detail.status})`
const word = (detail: Readonly<Record<string, string | number>>) =>
  detail.error === undefined ? '' : ` (${detail.error})`

/** Plain words for every kind of evidence, without any text of the page. */
const WORDS: Readonly<Record<string, Words>> = {
  completion_5xx: (d) => `The request for an answer failed on the server${status(d)}.`,
  completion_net_error: (d) => `The connection broke while asking for an answer${word(d)}.`,
  completion_dns: (d) => `The site's address could not be looked up${word(d)}.`,
  backoff_step: (d) =>
    `The site itself counted a failed attempt${d.attempt ? ` (number ${d.attempt})` : ''}.`,
  document_5xx: (d) => `The page itself came back as a server error${status(d)}.`,
  document_net_error: (d) => `The page could not be reached${word(d)}.`,
  document_dns: (d) => `The page's address could not be looked up${word(d)}.`,
  login_loop: () => 'The site loaded again and again without letting you in.',
  api_5xx: (d) => `A request of the page to its own server failed${status(d)}.`,
  essential_5xx: (d) => `A request that the chat cannot start without failed${status(d)}.`,
  conversation_5xx: (d) => `The open conversation could not be loaded${status(d)}.`,
  script_5xx: (d) => `A part of the page's program did not load${status(d)}.`,
  script_net_error: (d) => `A part of the page's program could not be fetched${word(d)}.`,
  challenge_5xx: (d) => `The site's browser check is failing${status(d)}.`,
  failure_marker: () => 'The page shows its own retry button in place of an answer.',
  text_capacity: () => 'The page says that it is too busy.',
  text_outage: () => 'The page says that it is not working.',
  text_gateway: () => 'The page shows a server or gateway error.',
  text_numbered: (d) =>
    `The page shows an error${d.code === undefined ? '' : ` with the number ${d.code}`}.`,
  text_generic: () => 'The page says that something went wrong.',
  text_model: () => 'The page says that this model is not available.',
  text_interrupted: () => 'The page says that the answer was interrupted.',
  text_network: () => 'The page says that it cannot connect.',
  text_unknown: () => 'The page shows an error box that we cannot read.',
  text_challenge: () => "The page says that the site's browser check cannot load.",
  retry_line: (d) =>
    `The site is trying again by itself${d.attempt ? ` (attempt ${d.attempt})` : ''}.`,
  canned_reply: () => 'The whole answer was a sentence that this site uses for failures.',
  apology: () => 'The whole answer was an apology for an error.',
  empty_unseen: () => 'The answer ended with nothing in it.',
  empty_turn: () => 'The answer ended with nothing in it.',
  empty_unheard: () => 'No part of an answer came.',
  empty_with_error: () => 'No part of an answer came.',
  page_outage: () => 'The whole page was replaced by a notice that the service is not working.',
  page_generic: () => 'The whole page was replaced by an error.',
  notice_trouble: () => 'The page showed an error message outside any answer.',
  notice_feature: () => 'A side feature of the page failed.',
  send_blocked: () => 'The send button stays disabled.',
  stalled: (d) =>
    isMidway(d.waiting)
      ? 'The answer stopped in the middle.'
      : 'No answer has begun, for longer than is usual here.',
  crawl: () => 'The answer comes at a crawl, a few letters a second.',
  slow_turn: (d) =>
    Number(d.seconds) > 30
      ? `The answer took ${d.seconds} seconds to begin.`
      : 'The answer came at a crawl.',
  blank_page: () => 'The page stayed empty.',
  provider_unreachable: () => 'Other sites answer, this one does not.',
  status_trouble: () => "The provider's status page reports an outage.",
  status_degraded: () => "The provider's status page reports reduced performance.",
}

const isMidway = (waiting: string | number | undefined) =>
  waiting === 'more' || waiting === 'thought' || waiting === 'tool'

/** The evidence of a verdict in plain words, oldest first, repeats folded into one line. */
export function explain(verdict: Verdict): readonly Reason[] {
  const lines: { at: number; text: string; times: number }[] = []
  const sorted = [...verdict.evidence].sort((a, b) => a.at - b.at)
  for (const evidence of sorted) {
    const text = sentenceOf(evidence)
    const same = lines.find((line) => line.text === text)
    if (same) same.times += 1
    else lines.push({ at: evidence.at, text, times: 1 })
  }
  return lines.map(({ at, text, times }) => ({
    at,
    text: times === 1 ? text : `${text.replace(/\.$/, '')}, ${times} times.`,
  }))
}

const sentenceOf = (evidence: Evidence): string =>
  WORDS[evidence.kind]?.(evidence.detail ?? {}) ?? 'Something failed.'

/** In a few words, what the failure looks like: "server overloaded, 2 attempts". */
export function causeOf(verdict: Verdict): string {
  const strongest = [...verdict.evidence].sort((a, b) => b.bits - a.bits)[0]
  if (!strongest) return ''
  const attempts = verdict.evidence.filter((e) => e.kind.startsWith('completion_')).length
  const often = attempts > 1 ? `, ${attempts} attempts` : ''
  switch (strongest.kind) {
    case 'completion_5xx': {
      const code = strongest.detail?.status
      const what =
        code === 529 || code === 503 ? 'server overloaded' : `server error ${code ?? ''}`.trim()
      return what + often
    }
    case 'document_5xx':
      return `server error ${strongest.detail?.status ?? ''}`.trim()
    case 'completion_net_error':
    case 'completion_dns':
    case 'document_net_error':
    case 'document_dns':
    case 'provider_unreachable':
    case 'text_network':
      return `cannot be reached${often}`
    case 'text_capacity':
      return 'too busy'
    case 'text_model':
      return 'this model is unavailable'
    case 'stalled':
      return isMidway(strongest.detail?.waiting)
        ? 'the answer stopped in the middle'
        : 'no answer so far'
    case 'empty_turn':
      return 'the answer came back empty'
    case 'crawl':
    case 'slow_turn':
      return 'very slow answers'
    case 'blank_page':
    case 'script_5xx':
      return 'the page does not load'
    case 'retry_line':
    case 'backoff_step':
      return `failing and trying again${often}`
    default:
      return 'it reports an error'
  }
}

/**
 * A report for a bug tracker: kinds, weights and times only, no text of the page, no addresses.
 * Times count in seconds from the first line.
 */
export function textFreeReport(verdict: Verdict): string {
  const sorted = [...verdict.evidence].sort((a, b) => a.at - b.at)
  const start = sorted[0]?.at ?? 0
  const head = [
    `provider ${verdict.providerId}`,
    `verdict ${verdict.health}${verdict.kind ? ` (${verdict.kind})` : ''}, ${verdict.bits} bits, episode ${verdict.episode}`,
  ]
  if (verdict.condition) head.push(`condition ${verdict.condition}`)
  const lines = sorted.map((e) => {
    const detail = Object.entries(e.detail ?? {}).map(([name, value]) => ` ${name}=${value}`)
    return `+${((e.at - start) / 1000).toFixed(1)} s ${e.sensor} ${e.kind} ${e.bits}${detail.join('')}`
  })
  return [...head, ...lines].join('\n')
}
