import { ownText } from './blocks'

/**
 * Stand for white space that a Markdown writer would fold. Of the private use area: Chrome loads no
 * script with noncharacters in it.
 */
export const LINE = '\ue0f0'
const SPACE = '\ue0f1'
const TAB = '\ue0f2'

/** Attributes of the copy that tell the writer what an element of its own names cannot. */
export const TEX = 'data-tex'
export const COUNT = 'data-count'

/** How much of one turn is looked at: a page that draws more than this wants to harm. */
const most = { nodes: 20_000, chars: 100_000, depth: 120 }

/** What belongs to the site and not to what was said. */
const CHROME =
  'script,style,noscript,template,svg,canvas,iframe,object,embed,audio,video,select,textarea,button,dialog,[role="button"],[role="toolbar"],[role="menu"],[role="tooltip"],[role="status"],[contenteditable="true"],[hidden],[inert],[aria-hidden="true"],.sr-only,.visually-hidden,.cdk-visually-hidden,message-actions'
/** Elements that mean something in Markdown. */
const KEPT = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr table thead tbody tr th td strong b em i del s'.split(
    ' ',
  ),
)
/** KaTeX, MathJax, Gemini and plain MathML; `annotation` and `data-math` hold what was written. */
const MATHS = '.katex-display,.katex,mjx-container,math,[data-math]'
const DISPLAY =
  '.katex-display,.math-block,mjx-container[display="true"],math[display="block"],.katex-display *'
const PROSE = /^(?:p|h\d|ul|ol|table|pre|blockquote)$/
const LANGUAGE = /^[\w+#.-]{1,24}$/

/**
 * A copy of what was said in `root`, in a document of its own where nothing loads or runs: only the
 * elements and attributes that mean something in Markdown, text as it shows, no buttons, no hidden
 * text, maths as TeX, images as their names. `skip`: selectors of further parts to leave out.
 */
export function cleanCopy(root: Element, skip: string): Element {
  const inert = root.ownerDocument.implementation.createHTMLDocument('')
  const never = skip === '' ? CHROME : `${CHROME},${skip}`
  const labels = new Map<Element, string>()
  const languages = new Map<Element, string>()
  for (const pre of root.querySelectorAll('pre')) {
    const { language, label } = languageOf(pre, root)
    languages.set(pre, language)
    if (label) labels.set(label, language)
  }
  let { nodes, chars } = most

  const add = (to: Element, name: string): Element => to.appendChild(inert.createElement(name))
  const write = (to: Element, text: string) => {
    chars -= text.length
    to.append(text)
  }
  const walk = (from: Element, to: Element, keeps: boolean, depth: number) => {
    for (const node of from.childNodes) {
      if (--nodes < 0 || chars < 0 || depth > most.depth) return
      if (node.nodeType === 3) {
        const text = clean((node as Text).data)
        write(to, keeps ? keep(text) : text)
      } else if (node.nodeType === 1) take(node as Element, to, keeps, depth + 1)
    }
  }
  const take = (element: Element, to: Element, keeps: boolean, depth: number) => {
    const name = element.localName
    const maths = element.matches(MATHS) ? texOf(element) : null
    if (maths) {
      const span = add(to, 'span')
      span.setAttribute(TEX, maths)
      if (element.matches(DISPLAY)) span.setAttribute('data-display', '')
      return write(span, 'x')
    }
    if (name === 'img') return write(to, nameOf(element))
    if (name === 'input') return write(to, checkOf(element))
    if (labels.has(element)) return
    if (element.matches(never)) {
      // A generated picture is often a button that opens it.
      if (element.matches('button,[role="button"]')) {
        for (const image of element.querySelectorAll('img[alt]')) write(to, nameOf(image))
      }
      return
    }
    if (name === 'br') return write(to, LINE)
    if (name === 'pre') {
      const code = add(add(to, 'pre'), 'code')
      const language = languages.get(element)
      if (language) code.className = `language-${language}`
      return write(code, codeOf(element.querySelector('code') ?? element))
    }
    if (name === 'code') return write(add(to, 'code'), clean(element.textContent ?? ''))
    const style = element.ownerDocument.defaultView?.getComputedStyle(element)
    if (style?.display === 'none') return
    const keepsHere = style?.whiteSpace ? /pre|break-spaces/.test(style.whiteSpace) : keeps
    if (isLine(element)) {
      walk(element, to, keepsHere, depth)
      return write(to, LINE)
    }
    const inline = name === 'a' || /^(?:inline|contents)/.test(style?.display ?? 'inline')
    const href = name === 'a' ? addressOf(element) : null
    const copy = href ? add(to, 'a') : KEPT.has(name) ? add(to, name) : inline ? to : add(to, 'div')
    if (href) copy.setAttribute('href', href)
    if (name === 'ol') copy.setAttribute('start', element.getAttribute('start') ?? '1')
    if (name === 'li') copy.setAttribute(COUNT, String(countOf(copy)))
    if (name === 'th' || name === 'td') copy.setAttribute('align', alignOf(element, style))
    walk(element, copy, keepsHere, depth)
  }
  const copy = inert.createElement('div')
  const style = root.ownerDocument.defaultView?.getComputedStyle(root)
  walk(root, copy, /pre|break-spaces/.test(style?.whiteSpace ?? ''), 0)
  return copy
}

/** The white space that stood for itself comes back. */
export const restore = (text: string): string =>
  text
    .replace(/ *\ue0f0 */g, '\n')
    .replaceAll(SPACE, ' ')
    .replaceAll(TAB, '\t')

const clean = (text: string) => text.replace(/[\ue0f0-\ue0f2\0]/g, '')

const keep = (text: string) =>
  text
    .replace(/\r\n?|\n/g, LINE)
    .replaceAll('\t', TAB)
    .replace(/ {2,}|^ |(?<=\ue0f0) /g, (run) => SPACE.repeat(run.length))

/** One line of a prompt that is drawn as a paragraph each (Gemini, 2026-08). */
const isLine = (element: Element) => element.matches('p[class*="text-line"]')

function texOf(element: Element): string | null {
  const noted = element.querySelector('annotation[encoding="application/x-tex"]')?.textContent
  const inner = element.matches('math') ? element : element.querySelector('math[alttext]')
  const tex =
    noted ??
    element.getAttribute('data-math') ??
    element.getAttribute('data-latex') ??
    inner?.getAttribute('alttext') ??
    (element.localName === 'math' ? element.textContent : null)
  return tex === null || tex.length > 10_000 ? null : clean(tex).trim() || null
}

/** `[Image: chart.png]`, by what the page calls it, else by its address; never its data. */
function nameOf(image: Element): string {
  const alt = image.getAttribute('alt')?.trim()
  // Empty on purpose: an ornament.
  if (alt === '') return ''
  const url = URL.parse(image.getAttribute('src') ?? '', image.ownerDocument.baseURI)
  const file = url && /^https?:$/.test(url.protocol) ? url.pathname.split('/').pop() : ''
  const name = clean(alt ?? file ?? '').replace(/[[\]\s]+/g, ' ')
  return `[Image: ${name.trim().slice(0, 120) || 'no name'}]`
}

function checkOf(input: Element): string {
  if (input.getAttribute('type') !== 'checkbox' || !input.closest('li')) return ''
  return (input as HTMLInputElement).checked || input.hasAttribute('checked') ? '[x] ' : '[ ] '
}

function addressOf(link: Element): string | null {
  const url = URL.parse(link.getAttribute('href') ?? '', link.ownerDocument.baseURI)
  return url && /^(?:https?|mailto):$/.test(url.protocol) && url.href.length < 2_000
    ? url.href
    : null
}

function countOf(item: Element): number {
  const before = item.previousElementSibling?.getAttribute(COUNT)
  if (before) return Number(before) + 1
  const start = Number(item.parentElement?.getAttribute('start') ?? 1)
  return Number.isSafeInteger(start) ? start : 1
}

const alignOf = (cell: Element, style: CSSStyleDeclaration | undefined) =>
  cell.getAttribute('align') ?? (cell as HTMLElement).style?.textAlign ?? style?.textAlign ?? ''

/** The text of a code block, whether its lines end in LF, `<br>` or an element each. */
function codeOf(code: Element): string {
  let text = ''
  let left = most.nodes
  const walk = (node: Node, depth: number) => {
    if (--left < 0 || text.length > most.chars || depth > most.depth) return
    if (node.nodeType === 3) text += (node as Text).data
    if (node.nodeType !== 1) return
    const element = node as Element
    if (element.localName === 'br') text += '\n'
    if (element !== code && element.matches('button,style,script,[aria-hidden="true"]')) return
    for (const child of element.childNodes) walk(child, depth + 1)
    const isRow = element !== code && /^(?:div|p|li|tr)$/.test(element.localName)
    if (isRow && !text.endsWith('\n')) text += '\n'
  }
  walk(code, 0)
  return clean(text)
}

/** The language of a code block, and the element over the block that only names it. */
function languageOf(pre: Element, root: Element): { language: string; label: Element | null } {
  const code = pre.querySelector('code') ?? pre
  const marked =
    /(?:^|\s)lang(?:uage)?-(\S+)/.exec(`${code.className} ${pre.className}`)?.[1] ??
    code.getAttribute('data-language') ??
    ''
  let label: Element | null = null
  let named = ''
  // Inside the block (ChatGPT) or beside it, some levels up (Claude, Gemini).
  const inside = code === pre ? null : pre.firstElementChild
  const first = inside && !inside.contains(code) ? inside : inside?.firstElementChild
  if (first && first !== code && !first.contains(code)) named = wordOf(first)
  for (let level = pre, up = 0; level !== root && up < 4; up++) {
    let before = level.previousElementSibling
    // Past a bar that has only buttons.
    while (before && ownText(before, '', 40) === '') before = before.previousElementSibling
    const around = level.parentElement
    if (before) {
      const word = PROSE.test(before.localName) ? '' : wordOf(before)
      const fits = word === marked.toLowerCase() || /code/i.test(`${before.className}`)
      if (word && fits) {
        label = before
        named ||= word
      }
      break
    }
    if (!around || around.querySelectorAll('pre').length > 1) break
    level = around
  }
  const language = (marked || named).toLowerCase()
  const isKnown = LANGUAGE.test(language) && !/^(?:plain(?:text)?|text|code)$/.test(language)
  return { language: isKnown ? language : '', label }
}

const wordOf = (element: Element): string => {
  const word = ownText(element, '', 40).toLowerCase()
  return LANGUAGE.test(word) ? word : ''
}
