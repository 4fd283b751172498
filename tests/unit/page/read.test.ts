// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { readText } from '../../../lib/page/read'

function composer(html: string, attributes = 'class="tiptap ProseMirror"'): HTMLElement {
  document.body.innerHTML = `<div ${attributes} contenteditable="true">${html}</div>`
  return document.body.firstElementChild as HTMLElement
}
const trailing = '<br class="ProseMirror-trailingBreak">'

describe('paragraphs', () => {
  test.each([
    ['nothing', '', ''],
    ['an empty paragraph', `<p>${trailing}</p>`, ''],
    ['lines', '<p>a</p><p>b</p>', 'a\nb'],
    ['empty lines', `<p>a</p><p>${trailing}</p><p>${trailing}</p><p>b</p>`, 'a\n\n\nb'],
    ['a last empty line', `<p>a</p><p>${trailing}</p>`, 'a\n'],
    ['a hard break', '<p>a<br>b</p>', 'a\nb'],
    ['a hard break at the end', `<p>a<br>${trailing}</p>`, 'a\n'],
    ['spaces, tabs and hard spaces', '<p>  a \tb\u00a0</p>', '  a \tb\u00a0'],
    ['text that looks like HTML', '<p>&lt;b&gt; &amp;amp;</p>', '<b> &amp;'],
  ])('%s', (_, html, text) => {
    expect(readText(composer(html))).toBe(text)
  })

  test('Lexical: spans and managed line breaks', () => {
    const html =
      '<p><span data-lexical-text="true">a</span><br><br><span>b</span></p><p><span>c</span><br><br></p>'
    expect(readText(composer(html, 'data-lexical-editor="true"'))).toBe('a\n\nb\nc\n')
  })

  test('a textarea gives its value', () => {
    document.body.innerHTML = '<textarea></textarea>'
    const area = document.querySelector('textarea') as HTMLTextAreaElement
    area.value = 'a\n\n b\n'
    expect(readText(area)).toBe('a\n\n b\n')
  })

  test('a bare editable: lines in <div>, the first without', () => {
    expect(readText(composer('a<div>b</div><div><br></div><div>c</div>', ''))).toBe('a\nb\n\nc')
  })
})

describe('what an editor formatted is given back as it is typed', () => {
  test.each([
    ['heading', '<h2>x</h2><p>y</p>', '## x\ny'],
    ['bullets', '<ul><li><p>a</p></li><li><p>b</p></li></ul>', '- a\n- b'],
    ['numbers', '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>', '3. a\n4. b'],
    [
      'a nested list',
      '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>',
      '- a\n  - b\n- c',
    ],
    ['a sign typed again in an item', '<ul><li><p>a</p></li><li><p>- b</p></li></ul>', '- a\n- b'],
    ['text behind a list', '<ul><li><p>a</p></li></ul><p>b</p>', '- a\n\nb'],
    ['a line within an item', '<ul><li><p>a<br>b</p></li></ul>', '- a\nb'],
    [
      'tasks',
      '<ul data-type="taskList"><li data-checked="true"><div><p>a</p></div></li><li data-checked="false"><div><p>b</p></div></li></ul>',
      '- [x] a\n- [ ] b',
    ],
    ['a quote', '<blockquote><p>a</p><p>b</p></blockquote><p>c</p>', '> a\n> b\n\nc'],
    ['a rule', '<p>a</p><hr contenteditable="false"><p>b</p>', 'a\n---\nb'],
    [
      'code',
      '<pre><code class="language-js">let a\n\n  b</code></pre><p>c</p>',
      '```js\nlet a\n\n  b\n```\nc',
    ],
    ['code closed by hand', '<pre><code>a\n```\nb</code></pre>', '```\na\n```\nb'],
    [
      'marks',
      '<p><strong>a</strong> <em>b</em> <code>c</code> <s>d</s></p>',
      '**a** *b* `c` ~~d~~',
    ],
    ['an address', '<p><a href="https://a.org/x">https://a.org/x</a></p>', 'https://a.org/x'],
    ['a named link', '<p><a href="https://a.org/x">here</a></p>', '[here](https://a.org/x)'],
    ['no mark around nothing', '<p><strong></strong>a</p>', 'a'],
  ])('%s', (_, html, text) => {
    expect(readText(composer(html))).toBe(text)
  })

  test("Tiptap's own last paragraph is nobody's line", () => {
    expect(readText(composer(`<h1>x</h1><p>${trailing}</p>`))).toBe('# x')
    expect(readText(composer(`<h1>x</h1><p>y</p><p>${trailing}</p>`))).toBe('# x\ny')
  })

  test('Quill: one kind of list for all, indented by class', () => {
    const ui = '<span class="ql-ui" contenteditable="false"></span>'
    const html = `<ol><li data-list="bullet">${ui}a</li><li data-list="ordered" class="ql-indent-1">${ui}b</li><li data-list="unchecked">${ui}c</li></ol><p>d</p>`
    expect(readText(composer(html, 'class="ql-editor"'))).toBe('- a\n  1. b\n- [ ] c\n\nd')
  })

  test('Quill: code lines', () => {
    const html =
      '<div class="ql-code-block-container"><div class="ql-code-block" data-language="plain">a</div><div class="ql-code-block" data-language="plain">  b</div></div>'
    expect(readText(composer(html, 'class="ql-editor"'))).toBe('```\na\n  b\n```')
  })

  test('Lexical: quote, code, nested list', () => {
    const html =
      '<blockquote><span>a</span></blockquote><code data-language="ts"><span>b</span><br><span>c</span></code><ul><li>d</li><li><ul><li>e</li></ul></li></ul>'
    expect(readText(composer(html, 'data-lexical-editor="true"'))).toBe(
      '> a\n```ts\nb\nc\n```\n- d\n  - e',
    )
  })
})

describe('what the site put in', () => {
  test('is not read: widgets, menus, cursor holders', () => {
    const html =
      '<p>a<span class="ProseMirror-widget" contenteditable="false">ghost</span><img class="ProseMirror-separator" alt=""></p>'
    expect(readText(composer(html))).toBe('a')
    expect(
      readText(composer('<p>a<span class="ql-cursor">\ufeff</span></p>', 'class="ql-editor"')),
    ).toBe('a')
  })

  test('but a mention is, by its label', () => {
    const html = `<p>ask <span data-type="mention" contenteditable="false">@ada</span>${trailing}</p>`
    expect(readText(composer(html))).toBe('ask @ada')
  })
})
