/** A piece of the page that says one thing. */
export interface Block {
  readonly element: Element
  /** At most 400 characters, without the labels of buttons. */
  readonly text: string
  /** Built as an error or an alert, by role or by a word in its class. */
  readonly box: boolean
  /** Has a button of its own. */
  readonly control: boolean
}

interface Bounds {
  /** Where the conversation ends: the composer. */
  readonly stop: Element | null
  /** Never looked into. */
  readonly skip: string
  /** Answers: only `inside` parts of them are looked at. */
  readonly through: string
  readonly inside: string
}

const MAX = 400
const DEPTH = 6
const NEVER =
  'script,style,template,noscript,svg,pre,code,textarea,input,iframe,[contenteditable="true"],.sr-only'
/** Where the assistant's own words stand, whatever they are dressed as. */
const PROSE = 'pre,code,.prose,[class*="markdown" i],message-content'
const ERROR_CLASS =
  /(?:^|[-_\s])(?:errors?|danger|warning|alert|failed|failure|destructive|critical)(?:$|[-_\s\d])/i

/** Selectors as one list, `''` for none. */
export const joined = (selectors: readonly string[]): string =>
  selectors.filter((selector) => selector !== '').join(',')

/** Shown to the user, as far as can be told without forcing more than one style pass. */
export function seen(element: Element): boolean {
  if (element.closest('[hidden],[aria-hidden="true"],[inert]')) return false
  if (typeof element.checkVisibility === 'function') {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  return !/display:\s*none|visibility:\s*hidden/i.test(element.getAttribute('style') ?? '')
}

/** The text of an element without buttons, code and editors, white space folded. */
export function ownText(element: Element, skip = '', max = MAX): string {
  const never = skip === '' ? NEVER : `${NEVER},${skip}`
  const parts: string[] = []
  let length = 0
  const walk = (node: Node) => {
    if (length > max) return
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? ''
      parts.push(text)
      length += text.length
    } else if (node.nodeType === 1) {
      const child = node as Element
      if (child !== element && (child.localName === 'button' || child.matches(never))) return
      for (const next of child.childNodes) walk(next)
      if (BREAKS.has(child.localName)) parts.push(' ')
    }
  }
  walk(element)
  return parts.join('').replace(/\s+/g, ' ').trim().slice(0, max)
}

const BREAKS = new Set([
  'p',
  'div',
  'li',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'section',
  'td',
  'a',
  'span',
])

/**
 * What the page says between `start` (the last prompt) and the composer, wherever the site puts
 * it: climbs from `start` and looks at what follows on each level. Needs no class names, so it
 * still works after a redesign.
 */
export function blocksAfter(start: Element, bounds: Bounds): Block[] {
  const blocks: Block[] = []
  let level: Element | null = start
  while (level && level.localName !== 'body' && level.localName !== 'html') {
    let next = level.nextElementSibling
    while (next) {
      blocks.push(...blocksIn(next, bounds))
      if (bounds.stop !== null && next.contains(bounds.stop)) return blocks
      next = next.nextElementSibling
    }
    level = level.parentElement
  }
  return blocks
}

/** The pieces of one subtree, up to the composer where that is inside. */
function blocksIn(root: Element, bounds: Bounds): Block[] {
  const blocks: Block[] = []
  const push = (element: Element): void => {
    if (element.localName === 'button') return
    const text = ownText(element)
    if (text === '' || !seen(element)) return
    const control = element.querySelector('button') !== null
    blocks.push({ element, text, box: isBox(element), control })
  }
  const take = (element: Element, depth: number): void => {
    if (element === bounds.stop || element.matches(NEVER) || isSkipped(element, bounds)) return
    if (bounds.stop && element.contains(bounds.stop)) {
      for (const child of element.children) {
        take(child, depth + 1)
        if (child.contains(bounds.stop)) return
      }
      return
    }
    if (bounds.through !== '' && element.matches(bounds.through)) {
      if (bounds.inside === '') return
      for (const part of element.querySelectorAll(bounds.inside)) {
        if (!part.closest(PROSE)) push(part)
      }
      return
    }
    const holdsAnswer = bounds.through !== '' && element.querySelector(bounds.through) !== null
    const holdsSkipped = bounds.skip !== '' && element.querySelector(bounds.skip) !== null
    if (!holdsAnswer && !holdsSkipped && (element.textContent ?? '').length <= MAX) {
      push(element)
    } else if (depth < DEPTH) {
      for (const child of element.children) take(child, depth + 1)
    }
  }
  take(root, 0)
  return blocks
}

/**
 * What stands above the composer where there is no message yet: a banner, or an error in place of
 * a conversation that did not load.
 */
export function blocksBefore(composer: Element, bounds: Bounds): Block[] {
  const blocks: Block[] = []
  for (let level: Element = composer; level.localName !== 'body'; ) {
    let before = level.previousElementSibling
    while (before) {
      const found = blocksIn(before, bounds)
      blocks.push(...found)
      before = before.previousElementSibling
    }
    if (!level.parentElement || level.localName === 'main') break
    level = level.parentElement
  }
  return blocks.slice(0, 12)
}

/**
 * Characters between the prompt and the composer outside of known answers. When a redesign hides
 * the answers from us, this still grows while one is written.
 */
export function textAfter(start: Element, bounds: Bounds, answers: readonly Element[]): number {
  let sum = 0
  const add = (element: Element): void => {
    if (element === bounds.stop || isSkipped(element, bounds)) return
    if (bounds.stop?.contains(element)) return
    if (bounds.stop && element.contains(bounds.stop)) {
      for (const child of element.children) {
        if (child.contains(bounds.stop)) return
        add(child)
      }
      return
    }
    if (answers.includes(element)) return
    if (answers.some((answer) => element.contains(answer))) {
      for (const child of element.children) add(child)
    } else sum += (element.textContent ?? '').trim().length
  }
  for (
    let level: Element | null = start;
    level && level.localName !== 'body';
    level = level.parentElement
  ) {
    for (let next = level.nextElementSibling; next; next = next.nextElementSibling) {
      add(next)
      if (bounds.stop !== null && next.contains(bounds.stop)) return sum
    }
  }
  return sum
}

function isSkipped(element: Element, bounds: Bounds): boolean {
  return bounds.skip !== '' && element.matches(bounds.skip)
}

function isBox(element: Element): boolean {
  if (looksLikeError(element)) return true
  for (const inner of element.querySelectorAll('[role],[class]')) {
    if (looksLikeError(inner)) return true
  }
  return false
}

function looksLikeError(element: Element): boolean {
  const role = element.getAttribute('role')
  return (
    role === 'alert' ||
    role === 'alertdialog' ||
    ERROR_CLASS.test(element.getAttribute('class') ?? '')
  )
}
