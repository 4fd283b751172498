import { ownText, walkAnswer } from './blocks'

/** What stands in the answers of one turn. */
export interface Measure {
  /** Of the answer itself. */
  readonly chars: number
  /** Of thoughts, digits left out so that a running clock is no progress. */
  readonly thoughtChars: number
  readonly steps: number
  readonly thinking: boolean
  readonly media: boolean
}

const THINKING =
  '[class*="think" i],[class*="thought" i],[class*="reasoning" i],[data-testid*="thinking" i],[data-testid*="thought" i],details'
const STEPS =
  '[class*="tool-" i]:not([class*="tooltip" i]),[class*="search-step" i],[class*="agent-step" i],[data-testid*="tool-" i],[data-testid*="step" i]'
/** Inside an answer, but not of it. */
const ASIDE = 'button,[role="status"],[role="alert"],.sr-only,[aria-hidden="true"],script,style,svg'
const MEDIA = 'img:not([alt=""]),img[class~="image"],video,audio,canvas,picture,iframe,object'
/** Pictures without a description are icons up to this width, px. */
const ICON = 96

/** A picture, a player or a canvas stands in it. */
export const holdsMedia = (part: Element): boolean =>
  part.querySelector(MEDIA) !== null ||
  [...part.querySelectorAll('img')].some((picture) => picture.clientWidth > ICON)

/** Characters of all text in it. */
export const lengthOf = (node: Node) => (node.textContent ?? '').trim().length

/** Measures answers. `thinking`: the provider's own marks of thoughts. */
export function measure(answers: readonly Element[], thinking: string): Measure {
  const thoughts = thinking === '' ? THINKING : `${thinking},${THINKING}`
  const special = `${thoughts},${STEPS},${ASIDE}`
  let chars = 0
  let thoughtChars = 0
  let steps = 0
  let thinks = false
  for (const answer of answers) {
    chars += lengthOf(answer)
    walkAnswer(answer, (part) => {
      if (!part.matches(special)) return false
      chars -= lengthOf(part)
      if (part.matches(thoughts)) {
        thinks = true
        thoughtChars += (part.textContent ?? '').replace(/\d+/g, '').trim().length
      } else if (part.matches(STEPS)) steps += 1
      return true
    })
  }
  const media = chars <= 0 && answers.some(holdsMedia)
  return { chars: Math.max(0, chars), thoughtChars, steps, thinking: thinks, media }
}

/** The words of a short answer. */
export function answerText(answers: readonly Element[], thinking: string): string {
  const skip = [thinking, THINKING, STEPS, ASIDE].filter((part) => part !== '').join(',')
  return answers
    .map((answer) => ownText(answer, skip))
    .join(' ')
    .trim()
}
