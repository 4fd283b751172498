/** Elements that begin on a line of their own. */
export const blockNames: ReadonlySet<string> = new Set(
  'P DIV LI UL OL PRE BLOCKQUOTE HR H1 H2 H3 H4 H5 H6 TABLE THEAD TBODY TR TD TH SECTION'.split(
    ' ',
  ),
)

/** Marks that editors make while one types, with the signs that were typed. */
export const signs: Readonly<Record<string, string>> = {
  STRONG: '**',
  B: '**',
  EM: '*',
  I: '*',
  CODE: '`',
  S: '~~',
  DEL: '~~',
}

export const isList = (element: Element | null) => /^[UO]L$/.test(element?.nodeName ?? '')

/** A quote that goes on with Enter and ends by an empty line; Lexical's and Quill's do not. */
export const isQuoteOfParagraphs = (element: Element) =>
  element.nodeName === 'BLOCKQUOTE' && element.firstElementChild?.nodeName === 'P'

/** A block that is more than a line of text. */
export const isFormatted = (element: Element) =>
  /^(?:UL|OL|PRE|BLOCKQUOTE|HR|H\d)$/.test(element.nodeName)

/** Reads the blocks within an element, as code or not. */
type Read = (element: Element, code: boolean) => string[]

/** A block as the lines that one would type for it. */
export function asBlock(element: Element, read: Read): string[] {
  const name = element.nodeName
  if (name === 'HR') return ['---']
  if (isList(element)) return asList(element, read)
  if (name === 'PRE' || name === 'CODE' || element.matches('.ql-code-block-container')) {
    return asCode(element, read)
  }
  const paragraphs = read(element, false)
  if (name === 'BLOCKQUOTE') return paragraphs.map((one) => (one ? `> ${one}` : '>'))
  const level = /^H(\d)$/.exec(name)?.[1]
  return level ? paragraphs.map((one) => `${'#'.repeat(Number(level))} ${one}`) : paragraphs
}

function asCode(element: Element, read: Read): string[] {
  const body = read(element, true).join('\n').split('\n')
  const inner = element.querySelector('code,[data-language]') ?? element
  const language =
    inner.getAttribute('data-language') ?? /language-(\S+)/.exec(inner.className)?.[1] ?? ''
  // Whoever typed the closing fence has it in the block already.
  const closed = body.some((line) => line.trim() === '```')
  return [`\`\`\`${language === 'plain' ? '' : language}`, ...body, ...(closed ? [] : ['```'])]
}

const ownMarker = /^(?:[-*+]|\d+[.)]) /

function asList(list: Element, read: Read): string[] {
  const counts: number[] = []
  return [...list.children].flatMap((item) => {
    // Lexical wraps a nested list in an item of its own.
    if (isList(item.firstElementChild)) return read(item, false).map((one) => `  ${one}`)
    const depth = Number(/ql-indent-(\d)/.exec(item.className)?.[1] ?? 0)
    counts.length = depth + 1
    counts[depth] = (counts[depth] ?? Number(list.getAttribute('start') ?? 1) - 1) + 1
    const marker = markerOf(list, item, counts[depth])
    const inset = ' '.repeat(marker.length)
    return read(item, false).map((one, index) => {
      // Typed into an item that the editor had already begun: "- - b" was meant as "- b".
      const lead = index ? one && inset : ownMarker.test(one) ? '' : marker
      return '  '.repeat(depth) + lead + one
    })
  })
}

function markerOf(list: Element, item: Element, count: number): string {
  const kind = item.getAttribute('data-list')
  const checked = item.getAttribute('data-checked') ?? item.getAttribute('aria-checked')
  if (kind === 'checked' || checked === 'true') return '- [x] '
  if (kind === 'unchecked' || checked === 'false') return '- [ ] '
  return list.nodeName === 'UL' || kind === 'bullet' ? '- ' : `${count}. `
}
