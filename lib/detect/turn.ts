import type { Provider } from '../providers/provider'
import { bitsFor, CRAWL, CRAWL_ROW, type Learned, patienceRow, type Waiting } from './patience'
import type { TurnMode, TurnOutcome, TurnReport } from './report'
import { type Signs, signOf } from './said'
import type { Condition, Evidence } from './verdict'
import type { PageView, TurnView } from './view'
import { type EvidenceKind, WEIGHTS, weightOf } from './weights'

/**
 * Why a turn's failure is nobody's outage. `local`: the user's side or the user's own act.
 * `limited`: the site said so (limit, policy, length). `refused`: a 4xx.
 */
export type Excuse = 'local' | 'limited' | 'refused'

/** The user sent a prompt, the user asked for the same again, or the page was seen to work by itself. */
export type Beginning = 'send' | 'retry' | 'page'

/** One prompt's life in the page, as the witness keeps it. JSON-safe. */
export interface Turn {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly outcome: TurnOutcome
  readonly mode: TurnMode
  readonly condition: Condition | null
  readonly resetsAt: number | null
  readonly excused: Excuse | null
  readonly reached: boolean
  readonly evidence: readonly Evidence[]
  /** Visible awake ms since the last sign of progress. */
  readonly waitedMs: number
  readonly progressAt: number
  readonly requestedAwakeMs: number | null
  /** A status below 400 came for the completion. */
  readonly answeredHead: boolean
  /** The last prompt's view before this turn, so that old text is no progress. */
  readonly before: TurnView | null
  readonly seenView: TurnView | null
  /** Characters of the answer that belong to this turn. */
  readonly chars: number
  readonly thoughts: boolean
  /** Gaps between the last signs of thought, in ms. */
  readonly thoughtGaps: readonly number[]
  readonly media: boolean
  readonly generated: boolean
  readonly generating: boolean
  /** When generation was seen to stop. */
  readonly stoppedAt: number | null
  readonly streaming: boolean
  readonly firstMs: number | null
  readonly longestGapMs: number
  /** How long the text has grown without a pause, thought or step, and by how much. */
  readonly pace: { readonly ms: number; readonly chars: number }
  /** The last sign of progress was a tool's step: what the tool does next takes its own time. */
  readonly stepping: boolean
  readonly attached: boolean
  readonly begunBy: Beginning
  /** Short answers that are not answers: failure sentences, waiting lines. */
  readonly hollow: 'canned' | 'apology' | 'numbered' | 'limited' | 'wait' | null
  /** Characters of text in the turn that is neither answer nor a known error. */
  readonly unreadChars: number
  readonly loose: number
  /** The prompt was seen in the page, so our eyes work here. */
  readonly promptSeen: boolean
  readonly abortedAt: number | null
  /** The response ended in good order. */
  readonly closedAt: number | null
  /** The line broke in the middle of the last response: what shows of an answer is not all of it. */
  readonly cut: boolean
}

const STANDING = { ms: 0, chars: 0 }
/** A pause of more ms than this is one: a tool, a thought, a line that hangs. */
const PAUSE = 8000

export function newTurn(
  id: string,
  now: number,
  before: TurnView | null,
  attached: boolean,
  begunBy: Beginning,
): Turn {
  return {
    id,
    startedAt: now,
    endedAt: null,
    outcome: 'open',
    mode: 'reasoning',
    condition: null,
    resetsAt: null,
    excused: null,
    reached: false,
    evidence: [],
    waitedMs: 0,
    progressAt: now,
    requestedAwakeMs: null,
    answeredHead: false,
    before,
    seenView: null,
    chars: 0,
    thoughts: false,
    thoughtGaps: [],
    media: false,
    generated: false,
    generating: false,
    stoppedAt: null,
    streaming: false,
    firstMs: null,
    longestGapMs: 0,
    pace: STANDING,
    stepping: false,
    attached,
    begunBy,
    hollow: null,
    unreadChars: 0,
    loose: 0,
    promptSeen: false,
    abortedAt: null,
    closedAt: null,
    cut: false,
  }
}

/** Adds one piece of evidence, worth less the more of its kind are there. */
export function addEvidence(
  turn: Turn,
  kind: EvidenceKind,
  at: number,
  detail?: Readonly<Record<string, string | number>>,
): Turn {
  const before = turn.evidence.filter((evidence) => evidence.kind === kind).length
  const bits = weightOf(kind, before)
  const evidence: Evidence = {
    kind,
    sensor: WEIGHTS[kind].sensor,
    bits,
    at,
    ...(detail ? { detail } : {}),
  }
  return { ...turn, evidence: [...turn.evidence, evidence].slice(-16) }
}

/** Excuses a turn. The site's own 5xx is never excused by words: outages begin with odd limits. */
export function excuse(turn: Turn, why: Excuse, condition: Condition | null): Turn {
  return {
    ...turn,
    excused: why,
    condition:
      condition === 'rate_limit' && turn.condition ? turn.condition : (condition ?? turn.condition),
  }
}

/** The user's own act ends the turn; silence up to then proves nothing. */
export function actOnTurn(
  turn: Turn,
  action: 'stop' | 'edit' | 'switch' | 'close',
  now: number,
): Turn {
  const outcome = action === 'stop' || action === 'edit' ? 'stopped' : 'abandoned'
  return { ...turn, endedAt: now, outcome, streaming: false }
}

/** A further prompt was sent: it ends the turn, for the better where its answer was already in. */
export function overtakeTurn(turn: Turn, now: number): Turn {
  if (turn.endedAt !== null) return turn
  const isIn = turn.closedAt !== null && shows(turn) && turn.evidence.length === 0
  return isIn
    ? { ...turn, endedAt: turn.closedAt, outcome: 'answered', streaming: false }
    : { ...turn, endedAt: now, outcome: 'abandoned', streaming: false }
}

/** Reads progress of the open turn from a view. */
export function watchTurn(
  provider: Provider,
  turn: Turn,
  view: PageView,
  now: number,
  signs: Signs,
): Turn {
  if (turn.endedAt !== null) return turn
  const current = view.turn
  const last = turn.seenView ?? turn.before
  const sameAnswer = last !== null && last.answerKey === current.answerKey
  const ours =
    current.answerKey !== 0 &&
    (current.answerKey !== turn.before?.answerKey ||
      current.answerChars !== turn.before?.answerChars ||
      turn.chars > 0)
  const hollow = ours ? hollowOf(provider, current, view.generating, signs) : null
  const chars = ours && hollow !== 'wait' ? current.answerChars : 0
  const was = sameAnswer ? (last as TurnView) : null
  const grew = chars > (sameAnswer ? turn.chars : 0)
  const thought =
    current.answerKey !== 0 &&
    current.thoughtChars > (was?.thoughtChars ?? 0) &&
    current.thoughtChars > 12
  const stepped = current.answerKey !== 0 && current.steps > (was?.steps ?? 0)
  const promptSeen =
    turn.promptSeen || (current.promptKey !== 0 && current.promptKey !== turn.before?.promptKey)
  // Where answers are not recognised, any text that grows below the prompt is progress.
  const loosened = promptSeen && current.answerKey === 0 && current.looseChars > turn.loose + 20
  const progress = grew || thought || stepped || loosened || (current.media && !turn.media && ours)
  const gap = turn.waitedMs
  return {
    ...turn,
    mode: modeOfTurn(turn, view),
    seenView: current,
    chars,
    loose: current.looseChars,
    promptSeen,
    hollow,
    media: ours && current.media,
    thoughts: turn.thoughts || thought || current.thinking,
    thoughtGaps: thought
      ? [...turn.thoughtGaps, gap].slice(-8)
      : grew || stepped
        ? []
        : turn.thoughtGaps,
    firstMs: turn.firstMs ?? (grew ? gap + sumOf(turn) : null),
    longestGapMs: progress && turn.chars > 0 ? Math.max(turn.longestGapMs, gap) : turn.longestGapMs,
    pace: paceOf(turn, grew ? chars - turn.chars : 0, thought || stepped),
    // Of words and a step seen at one look, which came last is not known.
    stepping: progress ? stepped : turn.stepping,
    streaming: (progress && chars > 400) || (turn.streaming && gap < 4000),
    waitedMs: progress ? 0 : turn.waitedMs,
    progressAt: progress ? now : turn.progressAt,
    generated: turn.generated || view.generating,
    generating: view.generating,
    stoppedAt: view.generating ? null : (turn.stoppedAt ?? (turn.generated ? now : null)),
  }
}

/** The first words, which may come all at once, are not counted. */
function paceOf({ pace, chars, waitedMs }: Turn, grown: number, works: boolean): Turn['pace'] {
  if (works || chars === 0 || waitedMs > PAUSE) return STANDING
  return grown === 0 ? pace : { ms: pace.ms + waitedMs, chars: pace.chars + Math.max(0, grown) }
}

/** The answer comes, but hardly; 0 bits where it may be at work on something. */
function crawlBits({ mode, pace }: Turn): number {
  const seconds = pace.ms / 1000
  return mode === 'fast' && pace.chars < CRAWL * seconds ? bitsFor(CRAWL_ROW, seconds) : 0
}

/** Time to first text counts from the submit, not from the last thought. */
const sumOf = (turn: Turn) =>
  turn.progressAt > turn.startedAt ? turn.progressAt - turn.startedAt : 0

function modeOfTurn(turn: Turn, view: PageView): TurnMode {
  const picked = view.mode ?? 'reasoning'
  // Before the server has said a word, "Searching…" is the page's own.
  const isUnheard = turn.requestedAwakeMs !== null && !turn.answeredHead
  const works = !isUnheard && (turn.thoughts || view.turn.thinking)
  return picked === 'fast' && (turn.attached || works) ? 'reasoning' : picked
}

function hollowOf(
  provider: Provider,
  view: TurnView,
  generating: boolean,
  signs: Signs,
): Turn['hollow'] {
  const text = view.answerText
  if (text === null || text === '') return null
  const sign = signOf(signs, { text, as: 'answer' })
  if (sign.code !== null) return sign.kind === 'numbered' ? 'numbered' : 'limited'
  if (provider.cannedFailures.some((pattern) => pattern.test(text))) return 'canned'
  // Only while it works: afterwards a short text is the answer.
  if (generating && (sign.kind === 'wait' || sign.kind === 'retry') && text.length < 120)
    return 'wait'
  return sign.apology ? 'apology' : null
}

const FINAL = new Set<string>([
  'failure_marker',
  'text_capacity',
  'text_outage',
  'text_gateway',
  'text_numbered',
  'text_generic',
  'text_model',
  'text_interrupted',
  'text_network',
  'text_unknown',
  'canned_reply',
  'apology',
])

/** Decides whether the turn is over, and what became of it. */
export function settleTurn(before: Turn, view: PageView, now: number, signs: Signs): Turn {
  let turn = before
  if (turn.outcome === 'stopped' || turn.outcome === 'abandoned') return turn
  if (view.turn.failureMarker && !hasKind(turn, 'failure_marker') && markerIsOurs(turn, view)) {
    turn = addEvidence(turn, 'failure_marker', now)
  }
  const failed = turn.evidence.some((evidence) => FINAL.has(evidence.kind))
  if (turn.endedAt !== null) {
    // An error that comes a moment after the end still is the turn's.
    const failedNow = failed && turn.outcome === 'answered' && hasStrong(turn)
    return failedNow ? { ...turn, outcome: 'failed' } : turn
  }
  const over = view.generating ? isLeftOn(turn) : isOver(turn, view, failed, now)
  if (!over) return turn
  return finish(turn, view, failed, now, signs)
}

/** Something that may be an answer: the recognised text, a picture, or text that we cannot read. */
const shows = (turn: Turn) =>
  ((turn.chars > 0 || turn.media) && turn.hollow === null) || unread(turn) >= 20

/** Text that we cannot read is no answer where every request for one was refused. */
const unread = (turn: Turn) =>
  hasKind(turn, 'completion_5xx') && !turn.answeredHead ? 0 : turn.unreadChars

/** The page still shows that it works, but the response is in and nothing more comes. */
const isLeftOn = (turn: Turn) => turn.closedAt !== null && shows(turn) && turn.waitedMs >= 10_000

/** The response came and ended in good order, and the page has had time to show what was in it. */
const isClosedEmpty = (turn: Turn, now: number) =>
  turn.closedAt !== null && turn.answeredHead && turn.promptSeen && now - turn.closedAt >= 5000

function isOver(turn: Turn, view: PageView, failed: boolean, now: number): boolean {
  if (failed || turn.cut) return true
  if (turn.abortedAt !== null && now - turn.abortedAt > 1000) return true
  const written = shows(turn) || turn.hollow !== null
  // A quick answer may come and go between two looks: then its closed response says that it is whole.
  if (!turn.generated && !written) return isClosedEmpty(turn, now)
  if (!turn.generated) return turn.waitedMs >= (turn.closedAt !== null ? 1500 : 6000)
  if (turn.excused !== null) return true
  const quiet = turn.stoppedAt === null ? 0 : now - turn.stoppedAt
  // Some sites put the stop button away while the user types ahead.
  if (view.composerFilled) return written && turn.waitedMs >= 6000
  // The response has ended as well, in good order: nothing more comes.
  if (shows(turn) && turn.closedAt !== null) return true
  return quiet >= (written ? 500 : 2500)
}

function finish(before: Turn, view: PageView, failed: boolean, now: number, signs: Signs): Turn {
  let turn = before
  const add = (kind: EvidenceKind, detail?: Readonly<Record<string, string | number>>) => {
    turn = addEvidence(turn, kind, now, detail)
  }
  const stopped = turn.abortedAt !== null && !failed
  if (stopped) return { ...turn, endedAt: now, outcome: 'stopped', streaming: false }
  if (turn.hollow === 'canned') add('canned_reply')
  if (turn.hollow === 'apology') add('apology')
  const { kind, code } = signOf(signs, { text: view.turn.answerText ?? '', as: 'answer' })
  if (turn.hollow === 'numbered') add('text_numbered', { code: code ?? 0 })
  if (turn.hollow === 'limited') {
    turn = excuse(turn, 'limited', kind === 'usage_limit' ? 'usage_limit' : 'rate_limit')
  }
  const empty = turn.chars === 0 && !turn.media && unread(turn) < 20
  const heard = turn.reached || turn.evidence.some((e) => e.sensor === 'network')
  if (empty && failed) add(heard ? 'empty_with_error' : 'empty_unheard')
  else if (empty && (turn.generated || turn.closedAt !== null) && isUnanswered(turn, view)) {
    add(turn.answeredHead ? 'empty_turn' : 'empty_unseen')
  }
  const seconds = Math.round((turn.firstMs ?? 0) / 1000)
  const isSlow = (turn.mode === 'fast' && seconds > 30) || crawlBits(turn) > 0
  if (shows(turn) && !failed && isSlow) add('slow_turn', { seconds })
  const good = shows(turn) && !turn.cut && !(failed && hasStrong(turn))
  return {
    ...turn,
    // When it came, not when somebody looked: of two tabs, one may fail in between.
    endedAt: good ? (turn.closedAt ?? now) : now,
    outcome: good ? 'answered' : 'failed',
    streaming: false,
    // A box that says nothing known, beside a good answer, was none of the answer's business.
    evidence: good
      ? turn.evidence.filter((evidence) => evidence.kind !== 'text_unknown')
      : turn.evidence,
    condition: good ? null : turn.condition,
  }
}

/** The user asked for an answer, and the page shows what for, but not a tool's work in its place. */
function isUnanswered({ begunBy, promptSeen, stepping }: Turn, view: PageView): boolean {
  if (stepping) return false
  return begunBy === 'retry' ? view.turn.promptKey !== 0 : begunBy === 'send' && promptSeen
}

const hasKind = (turn: Turn, kind: EvidenceKind) => turn.evidence.some((e) => e.kind === kind)

const hasStrong = (turn: Turn) =>
  turn.evidence.some((e) => FINAL.has(e.kind) && e.kind !== 'text_unknown' && e.bits > 0)

/** A marker that hung on the last turn before this one began is history until that changes. */
function markerIsOurs(turn: Turn, view: PageView): boolean {
  if (turn.before === null || !turn.before.failureMarker) return true
  return (
    view.turn.promptKey !== turn.before.promptKey || view.turn.answerKey !== turn.before.answerKey
  )
}

/** Silence, in bits, while the turn is open. `null` while there is nothing to say. */
export function clockEvidence(turn: Turn, learned: Learned): Evidence | null {
  if (turn.endedAt !== null || turn.excused !== null) return null
  // Blind here: neither the prompt nor the work on it was recognised.
  if (!turn.promptSeen && !turn.generated && turn.requestedAwakeMs === null) return null
  const crawl = crawlBits(turn)
  if (crawl > 0) return { kind: 'crawl', sensor: 'clock', bits: crawl, at: turn.startedAt }
  const waiting = waitingFor(turn)
  const since = waiting === 'headers' ? turn.waitedMs - (turn.requestedAwakeMs ?? 0) : turn.waitedMs
  const seconds = since / 1000
  const bits = bitsFor(patienceRow(turn.mode, waiting, learned), seconds)
  if (bits === 0) return null
  return { kind: 'stalled', sensor: 'clock', bits, at: turn.progressAt, detail: { waiting } }
}

function waitingFor(turn: Turn): Waiting {
  if (turn.stepping) return 'tool'
  if (turn.chars > 0 && turn.hollow === null) return 'more'
  if (isTokenStream(turn.thoughtGaps)) return 'thought'
  if (turn.requestedAwakeMs !== null && !turn.answeredHead && turn.mode === 'fast') return 'headers'
  return 'first'
}

/** At least six signs of thought, a few seconds apart: raw thought text, not a summary of steps. */
function isTokenStream(gaps: readonly number[]): boolean {
  if (gaps.length < 6) return false
  const sorted = [...gaps].sort((a, b) => a - b)
  return (sorted[Math.floor(sorted.length * 0.75)] ?? 0) <= 2600
}

/** What the background is told of the turn. An excused turn keeps its 5xx and nothing else. */
export function turnReport(turn: Turn, clock: Evidence | null): TurnReport {
  const kept =
    turn.excused === null || hasKind(turn, 'completion_5xx')
      ? turn.evidence
      : turn.excused === 'limited' || turn.excused === 'refused'
        ? turn.evidence.filter((e) => e.kind === 'text_capacity' && e.bits > 0)
        : []
  const stopped = turn.outcome === 'stopped' || turn.outcome === 'abandoned'
  const evidence = stopped ? kept.filter((e) => e.sensor !== 'clock') : kept
  return {
    id: turn.id,
    startedAt: turn.startedAt,
    endedAt: turn.endedAt,
    outcome: turn.outcome,
    mode: turn.mode,
    condition: turn.outcome === 'answered' ? null : turn.condition,
    resetsAt: turn.resetsAt,
    reached: turn.reached,
    evidence: clock ? [...evidence, clock] : evidence,
  }
}
