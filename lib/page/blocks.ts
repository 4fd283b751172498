/** A piece of the page that says one thing. */
export interface Block {
  readonly element: Element
  /** At most 400 characters, without the labels of buttons. */
  readonly text: string
  /** Built as an error or an alert, by its role or by a word in its class or its data. */
  readonly box: boolean
  /** Has a button of its own. */
  readonly control: boolean
}

/** Where to look, and where not. */
export interface Bounds {
  /** Where the conversation ends: the composer. */
  readonly stop: Element | null
  /** Never looked into. */
  readonly skip: string
  /** Only `inside` parts of these are looked at, and none of their prose. */
  readonly answers: readonly Element[]
  readonly inside: string
}

const MAX = 400
const DEPTH = 6
const NEVER =
  'script,style,template,noscript,svg,pre,code,textarea,input,iframe,[contenteditable="true"],.sr-only'
/** Where the assistant's own words stand, whatever they are dressed as. */
export const PROSE = 'pre,code,.prose,[class*="markdown" i],message-content'
const ANSWER_DEPTH = 10

/** Written text: never walked through, so that a long answer costs no more than a short one. */
const WRITTEN = new Set([
  'p',
  'ul',
  'ol',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'hr',
  'pre',
  'code',
])

const ERROR_WORD =
  /(?:^|[-_\s])(?:(?:errors?|danger|warning|caution|alert|failed|failure|destructive|critical)(?:$|[-_\s\d])|(?:red|rose)-\d)/i
/** Where sites and their design systems write such a word. */
const DRESS = ['class', 'data-testid', 'data-type', 'data-tone', 'data-variant', 'data-severity']
const DRESSED = ['role', ...DRESS].map((name) => `[${name}]`).join(',')
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

/** Shown to the user. Asks for styles, so ask once for each element and text. */
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

/**
 * The elements that follow `start` (the last prompt) up to the composer: climbs from `start` and
 * takes what comes after it on each level. Needs no class names, so it still works after a
 * redesign, and leaves all that is older alone, however long the chat. The last one may hold the
 * composer.
 */
export function followers(start: Element, stop: Element | null): Element[] {
  const roots: Element[] = []
  let level: Element | null = start
  while (level && level.localName !== 'body' && level.localName !== 'html') {
    for (let next = level.nextElementSibling; next; next = next.nextElementSibling) {
      roots.push(next)
      if (stop !== null && next.contains(stop)) return roots
    }
    level = level.parentElement
  }
  return roots
}

/**
 * What stands above the composer where there is no message yet: a banner, or an error in place of
 * a conversation that did not load.
 */
export function predecessors(composer: Element): Element[] {
  const roots: Element[] = []
  for (let level = composer; level.localName !== 'body'; ) {
    for (
      let before = level.previousElementSibling;
      before;
      before = before.previousElementSibling
    ) {
      roots.push(before)
    }
    if (!level.parentElement || level.localName === 'main') break
    level = level.parentElement
  }
  return roots.slice(0, 12)
}

/** The pieces of one subtree, up to the composer where that is inside. */
export function blocksIn(root: Element, bounds: Bounds): Block[] {
  const blocks: Block[] = []
  const push = (element: Element): void => {
    if (element.localName === 'button') return
    const text = ownText(element)
    if (text === '') return
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
    if (bounds.answers.includes(element)) {
      walkAnswer(element, (part) => {
        if (part.matches(PROSE)) return true
        if (bounds.inside === '' || !part.matches(bounds.inside)) return false
        push(part)
        return true
      })
      return
    }
    const holds = bounds.answers.some((answer) => element.contains(answer))
    if (!holds && (element.textContent ?? '').length <= MAX && !holdsSkipped(element, bounds)) {
      push(element)
    } else if (depth < DEPTH) {
      for (const child of element.children) take(child, depth + 1)
    }
  }
  take(root, 0)
  return blocks
}

/**
 * Characters in `roots` outside of known answers. When a redesign hides the answers from us, this
 * still grows while one is written.
 */
export function textIn(roots: readonly Element[], bounds: Bounds): number {
  const { answers, stop } = bounds
  let sum = 0
  const add = (element: Element): void => {
    if (element === stop || answers.includes(element) || isSkipped(element, bounds)) return
    if (stop && element.contains(stop)) {
      for (const child of element.children) {
        if (child.contains(stop)) return
        add(child)
      }
    } else if (answers.some((answer) => element.contains(answer))) {
      for (const child of element.children) add(child)
    } else sum += (element.textContent ?? '').trim().length
  }
  for (const root of roots) add(root)
  return sum
}

/** Calls `visit` for the parts of an answer that are not plain prose; `true` goes no deeper there. */
export function walkAnswer(answer: Element, visit: (part: Element) => boolean): void {
  const walk = (element: Element, depth: number): void => {
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
      const isWritten = WRITTEN.has(child.localName) && child.getAttribute('role') !== 'alert'
      if (!isWritten && !visit(child) && depth < ANSWER_DEPTH) walk(child, depth + 1)
    }
  }
  walk(answer, 0)
}

function isSkipped(element: Element, bounds: Bounds): boolean {
  return bounds.skip !== '' && element.matches(bounds.skip)
}

function holdsSkipped(element: Element, bounds: Bounds): boolean {
  return bounds.skip !== '' && element.querySelector(bounds.skip) !== null
}

function isBox(element: Element): boolean {
  if (looksLikeError(element)) return true
  for (const inner of element.querySelectorAll(DRESSED)) {
    if (looksLikeError(inner)) return true
  }
  return false
}

function looksLikeError(element: Element): boolean {
  const role = element.getAttribute('role')
  if (role === 'alert' || role === 'alertdialog') return true
  return DRESS.some((name) => ERROR_WORD.test(element.getAttribute(name) ?? ''))
}
