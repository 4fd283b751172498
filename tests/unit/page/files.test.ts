// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { accepts } from '../../../lib/page/accepts'
import { arrived, shownAt } from '../../../lib/page/arrival'
import { watchFiles } from '../../../lib/page/files'
import { regionOf, timesNamed, wordsOf } from '../../../lib/page/region'
import { claude } from '../../../lib/providers/claude'
import { gemini } from '../../../lib/providers/gemini'

const draw = (html: string) => {
  document.body.innerHTML = html
}
const at = <T extends Element = HTMLElement>(selector: string) =>
  document.querySelector(selector) as T
const file = (name: string, type = '') => new File(['bytes'], name, { type })

test.each([
  ['', 'a.xyz', '', true],
  ['image/*', 'a.png', 'image/png', true],
  ['image/*', 'a.pdf', 'application/pdf', false],
  ['.pdf, .MD', 'Notes.md', '', true],
  ['.pdf,.txt', 'notes.md', 'text/markdown', false],
  ['application/pdf', 'a', 'application/pdf', true],
  ['*/*', 'a.xyz', '', true],
])('accept "%s" and %s (%s): %s', (accept, name, type, expected) => {
  expect(accepts(accept, { name, type })).toBe(expected)
})

describe('the words around a composer', () => {
  test('labels count, its own text does not', () => {
    draw(`<form><div id="c">see report.pdf</div><span>rep<b>ort</b>.pdf</span>
      <img alt="plot.png"></form><p>report.pdf</p>`)
    const words = wordsOf(regionOf(at('#c'), ''), at('#c'))
    expect(words).not.toContain('see')
    expect(timesNamed(words, 'plot.png')).toBe(1)
  })

  test('without a form, some levels up, never with messages', () => {
    draw('<main><p class="m">a</p><div id="r"><div><div id="c"></div></div></div></main>')
    expect(regionOf(at('#c'), '.m').id).toBe('r')
  })

  test('a short name is not looked for without its ending', () => {
    expect(timesNamed('a place to add files', 'a.md')).toBe(0)
    expect(timesNamed('notes', 'notes.md')).toBe(1)
  })
})

describe('what arrived', () => {
  const form = (inside: string) => draw(`<form><div id="c"></div>${inside}</form>`)
  const shown = () => shownAt(at('#c'), gemini)
  const files = [file('plot.png'), file('report.pdf')]

  test('as many chips as files', () => {
    form('')
    const before = shown()
    form('<uploader-file-preview></uploader-file-preview>')
    expect(arrived(files, before, shown())).toEqual([])
    form('<uploader-file-preview></uploader-file-preview>'.repeat(2))
    expect(arrived(files, before, shown())).toEqual(files)
  })

  test('by name, and a picture by its own bytes', () => {
    form('<p>report.pdf of yesterday</p>')
    const before = shown()
    expect(arrived(files, before, before)).toEqual([])
    form('<p>report.pdf of yesterday</p><i>report</i>')
    expect(arrived(files, before, shown())).toEqual([files[1]])
    form('<p>report.pdf of yesterday</p><i>report</i><img src="blob:x">')
    expect(arrived(files, before, shown())).toEqual(files)
  })
})

describe('watchFiles', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const composer = () => ({ element: at('#c'), editor: 'tiptap' as const })

  function start(names: readonly string[] = []) {
    const acts = { onFiles: vi.fn(), onRemoved: vi.fn(), names: () => names }
    const life = new AbortController()
    watchFiles(window as unknown as Window, claude, composer, acts, life.signal)
    return { ...acts, life }
  }
  /** As if by the user. */
  const fire = (target: Element, type: string, more: object = {}, isTrusted = true) => {
    const event = new Event(type, { bubbles: true, cancelable: true })
    for (const [key, value] of Object.entries({ isTrusted, ...more })) {
      Object.defineProperty(event, key, { value })
    }
    target.dispatchEvent(event)
    vi.advanceTimersByTime(1000)
    return event
  }
  const names = (calls: ReturnType<typeof vi.fn>) =>
    calls.mock.calls.flatMap(([files]) => (files as File[]).map(({ name }) => name))
  const clipboard = (files: File[], data: Record<string, string> = {}) => ({
    clipboardData: {
      files,
      types: [...Object.keys(data), 'Files'],
      getData: (type: string) => data[type] ?? '',
    },
  })

  test('a paste that the site takes; not its own text, nor what the page makes up', () => {
    draw('<form><div id="c"></div></form>')
    const { onFiles, life } = start()
    const untaken = fire(at('#c'), 'paste', clipboard([file('untaken.png')]))
    expect(untaken.defaultPrevented).toBe(false)
    at('#c').addEventListener('paste', (event) => event.preventDefault())
    fire(at('#c'), 'paste', clipboard([file('shot.png')]))
    fire(at('#c'), 'paste', clipboard([file('copied.png')], { 'text/html': '<img>' }))
    const office = { 'text/html': '<td>1</td>', 'text/plain': '1' }
    fire(at('#c'), 'paste', clipboard([file('cells.png')], office))
    fire(at('#c'), 'paste', clipboard([]))
    fire(at('#c'), 'paste', clipboard([file('forged.png')]), false)
    expect(names(onFiles)).toEqual(['shot.png', 'copied.png'])
    life.abort()
  })

  test('files chosen for the composer, not for a settings dialog', () => {
    draw(`<form><div id="c"></div><input type="file" id="a"></form>
      <div role="dialog"><input type="file" id="b"></div>`)
    for (const id of ['a', 'b']) {
      Object.defineProperty(at(`#${id}`), 'files', { value: [file(`${id}.pdf`)] })
    }
    const { onFiles, life } = start()
    fire(at('#a'), 'change')
    fire(at('#b'), 'change')
    fire(at('#a'), 'change', {}, false)
    expect(names(onFiles)).toEqual(['a.pdf'])
    life.abort()
  })

  test('a file whose chip goes at a click in it was taken out', () => {
    draw(`<form><div id="c">text</div><ul><li id="x">one.md <button>×</button></li>
      <li id="y">two.md <button>×</button></li></ul><button id="send"></button></form>`)
    const { onRemoved, life } = start(['one.md', 'two.md'])
    fire(at('#x button'), 'click')
    expect(onRemoved).not.toHaveBeenCalled()
    at('#x').addEventListener('click', () => at('#x').remove())
    fire(at('#x button'), 'click')
    expect(onRemoved.mock.calls).toEqual([['one.md']])
    // Sent: the text goes, too.
    at('#y').addEventListener('click', () => {
      at('#c').textContent = ''
      at('#y').remove()
    })
    fire(at('#y button'), 'click')
    expect(onRemoved).toHaveBeenCalledOnce()
    life.abort()
  })
})
