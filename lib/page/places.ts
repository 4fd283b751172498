import type { Provider } from '../providers/provider'
import { followers, seen } from './blocks'
import { type Mark, markOf } from './marks'

/** Where the parts of a chat page are, as found at one look. */
export interface Places {
  readonly composer: Element | null
  /** What surrounds the composer: its buttons, chips and pickers. */
  readonly area: Element | null
  readonly prompt: Element | null
  /** What follows the last prompt, up to the composer. */
  readonly roots: readonly Element[]
  readonly answers: readonly Element[]
  readonly stop: Element | null
  readonly pickers: readonly Element[]
}

/** A search of the whole document is dear in a long chat: made at every tenth look, and at need. */
const WHOLE = 10
const AREA_LEVELS = 6

/**
 * Finds the parts of a page, and remembers them from look to look, so that a look at a long chat
 * touches its last turn and the composer only.
 */
export function placeFinder(doc: Document, provider: Provider): () => Places {
  const marks = provider.page
  const composers = markOf(provider.composers.map((mark) => mark.selector))
  const users = markOf(marks.userMessage)
  const assistants = markOf(marks.assistantMessage)
  const stops = markOf(marks.stop)
  const picker = markOf(marks.modelPicker)

  let looks = 0
  let composer: Element | null = null
  let prompt: Element | null = null
  let stop: Element | null = null
  let pickers: readonly Element[] = []
  /** Looks since the last new prompt. */
  let age = 0

  return () => {
    const whole = looks % WHOLE === 0
    looks += 1
    if (!composer?.isConnected || (whole && !seen(composer))) {
      composer = composers.all(doc).find(seen) ?? null
      pickers = []
    }
    if (whole || !prompt?.isConnected) {
      const last = users.all(doc).at(-1) ?? null
      if (last !== prompt) age = 0
      prompt = last
    }
    let roots = prompt ? followers(prompt, composer) : []
    const newer = roots.flatMap((root) => within(root, users, composer)).at(-1)
    if (newer) {
      prompt = newer
      roots = followers(prompt, composer)
      age = 0
    }
    age += 1
    const area = composer ? areaOf(composer, prompt) : null
    const answers = prompt
      ? roots.flatMap((root) => within(root, assistants, composer))
      : whole || !composer
        ? assistants.all(doc)
        : []
    // Some sites keep the stop button elsewhere: looked for in earnest while a turn is young.
    const near = area ? stops.all(area).find(seen) : undefined
    if (near) stop = near
    else if (!stop?.isConnected || !stops.matches(stop) || area?.contains(stop) || !seen(stop)) {
      stop = whole || age <= 4 ? (stops.all(doc).find(seen) ?? null) : null
    }
    if (pickers.length === 0 || !pickers.every((one) => one.isConnected)) {
      pickers = area ? picker.all(area).filter(seen) : []
      if (pickers.length === 0 && (whole || age <= 2)) pickers = picker.all(doc).filter(seen)
    }
    return { composer, area, prompt, roots, answers: outermost(answers), stop, pickers }
  }
}

/** `root` itself or what is in it, short of the composer. */
function within(root: Element, mark: Mark, composer: Element | null): Element[] {
  const list = mark.matches(root) ? [root] : mark.all(root)
  return composer === null ? list : list.filter((element) => !element.contains(composer))
}

/** The composer with its surroundings, never as far as the conversation. */
function areaOf(composer: Element, prompt: Element | null): Element {
  let area = composer
  for (let level = 0; level < AREA_LEVELS; level += 1) {
    const parent: Element | null = area.parentElement
    if (!parent || parent.matches('main,body,[role="main"]')) break
    if (prompt && parent.contains(prompt)) break
    area = parent
  }
  return area
}

/** Drops elements that stand inside another of the list. Document order in, document order out. */
export function outermost(elements: readonly Element[]): Element[] {
  const kept: Element[] = []
  for (const element of elements) {
    if (!kept.at(-1)?.contains(element)) kept.push(element)
  }
  return kept
}

/** More children than this on one level: the list of turns, where no notice stands. */
const CROWD = 30
const NOT_SHOWN = new Set([
  'script',
  'style',
  'link',
  'noscript',
  'template',
  'meta',
  'nav',
  'aside',
])

/**
 * The parts of the page outside the conversation, where toasts, dialogs and banners are put:
 * whatever stands beside the way from `inner` up to the body.
 */
export function surroundings(inner: Element, skip: string): Element[] {
  const parts: Element[] = []
  for (let level: Element = inner; level.parentElement; level = level.parentElement) {
    const parent: Element = level.parentElement
    const isBody = parent.localName === 'body'
    if (isBody || parent.childElementCount <= CROWD) {
      for (const one of parent.children) {
        if (one !== level && !NOT_SHOWN.has(one.localName) && !(skip !== '' && one.matches(skip))) {
          parts.push(one)
        }
      }
    }
    if (isBody) break
  }
  return parts
}
