import type { Verdict } from '../lib/detect/verdict'
import type { DraftState } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import type { StatusLevel } from '../lib/status/report'
import type { GlyphName } from './Glyph'
import { clock } from './time'

/** A state told twice: by its sign and in words. */
export interface Said {
  readonly glyph: GlyphName
  readonly words: string
}

/** One short sentence for what the evidence says of a provider, without a full stop. Epoch ms. */
export function sayVerdict(verdict: Verdict, name: string, now: number): Said {
  if (verdict.health === 'failing') {
    if (verdict.reach === 'unreachable') return { glyph: 'fail', words: `Can’t reach ${name}` }
    return verdict.kind === 'degraded'
      ? { glyph: 'warn', words: `${name} is having trouble` }
      : { glyph: 'fail', words: `${name} isn’t answering` }
  }
  const condition = sayCondition(verdict, name, now)
  if (condition) return condition
  if (verdict.health === 'recovering') {
    return { glyph: 'wait', words: `${name} seems to be coming back` }
  }
  if (verdict.health === 'suspect') return { glyph: 'wait', words: `Something is off with ${name}` }
  // Not "is working": no sign of trouble is all that is known.
  return { glyph: 'ok', words: `No trouble seen with ${name}` }
}

function sayCondition(verdict: Verdict, name: string, now: number): Said | null {
  const until = verdict.resetsAt === null ? '' : ` until ${clock(verdict.resetsAt, now)}`
  switch (verdict.condition) {
    case 'usage_limit':
      return { glyph: 'wait', words: `You’ve reached ${name}’s limit${until}` }
    case 'rate_limit':
      return { glyph: 'wait', words: `${name} asks you to slow down${until}` }
    case 'policy':
      return { glyph: 'info', words: `${name} declined this message` }
    case 'auth':
      return { glyph: 'info', words: `${name} wants you to sign in` }
    case 'offline':
      return { glyph: 'warn', words: 'You’re offline' }
    case 'slow':
      return { glyph: 'wait', words: `${name} is slower than usual` }
    case null:
      return null
  }
}

export const alternativeGlyphs: Record<Alternative['state'], GlyphName> = {
  up: 'ok',
  unknown: 'unknown',
  trouble: 'warn',
  failing: 'fail',
}

export const alternativeWords: Record<Alternative['state'], string> = {
  up: 'up',
  unknown: 'not known',
  trouble: 'having trouble',
  failing: 'not answering',
}

export const levelGlyphs: Record<StatusLevel, GlyphName> = {
  operational: 'ok',
  degraded_performance: 'warn',
  partial_outage: 'warn',
  major_outage: 'fail',
  under_maintenance: 'wait',
  unknown: 'unknown',
}

export const draftStates: Record<DraftState, Said> = {
  composing: { glyph: 'info', words: 'not sent' },
  sent: { glyph: 'wait', words: 'sent, no answer seen yet' },
  answered: { glyph: 'ok', words: 'answered' },
  failed: { glyph: 'fail', words: 'failed' },
  handed_off: { glyph: 'info', words: 'carried on elsewhere' },
}
