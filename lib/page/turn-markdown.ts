import TurndownService from 'turndown'
import { COUNT, cleanCopy, LINE, restore, TEX } from './clean-copy'

const service = new TurndownService({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
})
// For a model to read, not a renderer: `snake_case` stays `snake_case`.
service.escape = (text) => text

const lines = (content: string) => content.replaceAll(LINE, '\n').trim()

service.addRule('maths', {
  filter: (node) => node.hasAttribute(TEX),
  replacement: (_, node) => {
    const element = node as Element
    const tex = element.getAttribute(TEX) ?? ''
    return element.hasAttribute('data-display') ? `\n\n$$\n${tex}\n$$\n\n` : `$${tex}$`
  },
})
service.addRule('item', {
  filter: 'li',
  replacement(content, node) {
    const item = node as Element
    const isOrdered = item.parentElement?.localName === 'ol'
    const marker = isOrdered ? `${item.getAttribute(COUNT)}. ` : '- '
    const inset = ' '.repeat(marker.length)
    const body = lines(content).replace(/\n(?=[^\n])/g, `\n${inset}`)
    return `${marker}${body}${item.nextElementSibling ? '\n' : ''}`
  },
})
service.addRule('quote', {
  filter: 'blockquote',
  replacement: (content) => `\n\n${lines(content).replace(/^/gm, '> ').replace(/ +$/gm, '')}\n\n`,
})
service.addRule('struck', {
  filter: ['del', 's'],
  replacement: (content) => `~~${content}~~`,
})
service.addRule('cell', {
  filter: ['td', 'th'],
  // A cell is one line.
  replacement: (content) =>
    ` ${lines(content)
      .replace(/\s*\n\s*/g, ' ')
      .replaceAll('|', '\\|')} |`,
})
service.addRule('row', {
  filter: 'tr',
  replacement(content, node) {
    const row = node as Element
    const isFirst = row.closest('table')?.querySelector('tr') === row
    return `|${content}\n${isFirst ? `|${[...row.children].map(rule).join('')}\n` : ''}`
  },
})
service.addRule('rows', { filter: ['thead', 'tbody'], replacement: (content) => content })
service.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` })

const rule = (cell: Element) =>
  ({ center: ' :-: |', right: ' --: |' })[cell.getAttribute('align') ?? ''] ?? ' --- |'

/**
 * What was said in one turn as Markdown: headings, lists, tables, quotes, links, code with its
 * language, maths between `$`, images as names. `skip`: selectors of parts that are not the answer.
 */
export const turnMarkdown = (turn: Element, skip = ''): string =>
  restore(service.turndown(cleanCopy(turn, skip) as HTMLElement)).trim()
