// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectConversation, most } from '../../../lib/page/conversation'
import { turnMarkdown } from '../../../lib/page/turn-markdown'
import { providerById } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'

const provider = (id: string) => providerById(id) as Provider

/** One turn of a page as Markdown. */
const said = (html: string, skip = '') => {
  document.body.innerHTML = `<div id="turn">${html}</div>`
  return turnMarkdown(document.querySelector('#turn') as Element, skip)
}
const wrap = 'style="white-space: pre-wrap"'

describe('a turn as Markdown', () => {
  it.each([
    [
      'headings and marks',
      '<h2>Plan</h2><p>A <strong>b</strong> <em>c</em> <del>d</del></p>',
      '## Plan\n\nA **b** *c* ~~d~~',
    ],
    [
      'nested lists',
      '<ul>\n<li><p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ul>',
      '- a\n\n  - b\n  - c\n- d',
    ],
    ['numbers that go on', '<ol start="9"><li>a</li><li>b<br>c</li></ol>', '9. a\n10. b\n    c'],
    [
      'tasks',
      '<ul><li><input type="checkbox" checked disabled> done</li><li><input type="checkbox"> open</li></ul>',
      '- [x] done\n- [ ] open',
    ],
    ['quotes', '<blockquote><p>a</p><p>b<br>c</p></blockquote>', '> a\n>\n> b\n> c'],
    ['rules', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
    [
      'links',
      '<p><a href="https://example.com/x?y=1">here</a> <a href="javascript:alert(1)">there</a></p>',
      '[here](https://example.com/x?y=1) there',
    ],
    [
      'images',
      '<p><img alt="a chart" src="https://x.example/1.png"><img src="https://x.example/p/plot%202.png?sig=1"><img src="data:image/png;base64,AAAA"><img alt="" src="i.png"></p>',
      '[Image: a chart][Image: plot%202.png][Image: no name]',
    ],
    [
      'a picture behind a button',
      '<button><img alt="Generated: a hat"><span>Open</span></button>',
      '[Image: Generated: a hat]',
    ],
    [
      'code in a line',
      '<p>Use <code>a_b | c</code>, snake_case and 2 * 3 * 4</p>',
      'Use `a_b | c`, snake_case and 2 * 3 * 4',
    ],
    [
      'a table',
      '<table><thead><tr><th>Name</th><th align="right">Sum</th></tr></thead><tbody><tr><td>a | b</td><td>1<br>2</td></tr><tr><td></td><td><code>x</code></td></tr></tbody></table>',
      '| Name | Sum |\n| --- | --: |\n| a \\| b | 1 2 |\n|  | `x` |',
    ],
    [
      'a table without a head',
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
      '| a | b |\n| --- | --- |\n| c | d |',
    ],
    ['right-to-left and emoji', '<p dir="rtl">سؤال 🙂</p>', 'سؤال 🙂'],
  ])('%s', (_, html, markdown) => {
    expect(said(html)).toBe(markdown)
  })

  it('keeps a prompt as it was typed', () => {
    expect(said(`<div ${wrap}>a\n\n\tb\n  c  d\n* e_f</div>`)).toBe('a\n\n\tb\n  c  d\n* e_f')
    expect(
      said(
        `<p class="query-text-line">a</p><p class="query-text-line"><br></p><p class="query-text-line">b</p>`,
      ),
    ).toBe('a\n\n\nb')
  })

  it.each([
    [
      'ChatGPT',
      '<pre><div><div class="flex items-center">python</div><div><button>Copy code</button></div><div><code class="hljs language-python"><span>def</span> f():\n    return `x`\n</code></div></div></pre>',
      'python',
    ],
    [
      'Claude',
      '<div role="group" aria-label="python code"><div class="text-text-500 font-small">python</div><div><button>Copy</button></div><div class="overflow-x-auto"><pre class="code-block__code"><code class="language-python"><span><span>def</span> f():\n</span>    return `x`</code></pre></div></div>',
      'python',
    ],
    [
      'Gemini',
      '<code-block><div class="code-block"><div class="code-block-decoration header-formatted"><span>Python</span><div class="buttons"><button>Copy</button></div></div><div><pre><code role="text" class="code-container">def f():\n    return `x`\n</code></pre></div></div></code-block>',
      'python',
    ],
    [
      'lines of their own',
      '<pre><div class="cm-content"><div class="cm-line">def f():</div><div class="cm-line">    return `x`</div></div></pre>',
      '',
    ],
  ])('code of %s, with its language and without its bar', (_, html, language) => {
    expect(said(`<p>So:</p>${html}<p>Done.</p>`)).toBe(
      `So:\n\n\`\`\`${language}\ndef f():\n    return \`x\`\n\`\`\`\n\nDone.`,
    )
  })

  it('fences code that holds a fence', () => {
    expect(said('<pre><code>```\na\n```</code></pre>')).toBe('````\n```\na\n```\n````')
  })

  it('leaves a paragraph before a code block alone', () => {
    expect(said('<p>python</p><pre><code class="language-python">x</code></pre>')).toBe(
      'python\n\n```python\nx\n```',
    )
  })

  const katex = (tex: string) =>
    `<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>E</span></span></span>`
  it.each([
    ['KaTeX', `<p>So ${katex('a_1 \\le b')}.</p>`, 'So $a_1 \\le b$.'],
    [
      'KaTeX, displayed',
      `<p>So</p><span class="katex-display">${katex('\\frac{1}{2}')}</span>`,
      'So\n\n$$\n\\frac{1}{2}\n$$',
    ],
    [
      'Gemini',
      '<p>So <span class="math-inline" data-math="x^2"><span class="katex">x2</span></span></p><div class="math-block" data-math="y">y</div>',
      'So $x^2$\n\n$$\ny\n$$',
    ],
    ['MathML', '<p><math alttext="z"><mi>z</mi></math></p>', '$z$'],
  ])('maths of %s', (_, html, markdown) => {
    expect(said(html)).toBe(markdown)
  })

  it('leaves out what is not said', () => {
    expect(
      said(
        '<h4 class="sr-only">ChatGPT said:</h4><p>Yes.</p><button>Copy</button><div role="toolbar">Good answer</div><p hidden>a</p><p style="display:none">b</p><span aria-hidden="true">c</span><style>d{}</style><script>e</script><textarea>f</textarea><div class="thoughts">g</div><message-actions>h</message-actions>',
        '.thoughts',
      ),
    ).toBe('Yes.')
  })

  it('survives what wants to harm', () => {
    expect(said('<p>&lt;img src=x onerror=alert(1)&gt;</p>')).toBe('<img src=x onerror=alert(1)>')
    expect(said(`${'<div>'.repeat(500)}deep`).length).toBeLessThan(10)
    expect(said(`<p>${'x'.repeat(500_000)}</p><p>more</p>`)).not.toContain('more')
    expect(said('<p>a\ue0f0b\ue0f1\0c</p>')).toBe('abc')
    expect(said(`<ol start="1e99"><li>a</li></ol>`)).toBe('1. a')
  })
})

const ask = (text: string) => `<div data-testid="user-message"><p>${text}</p></div>`
const answer = (text: string) =>
  `<div data-is-streaming="false"><div class="font-claude-response"><p>${text}</p></div></div>`
const row = (index: number, inner: string) => `<div data-rs-index="${index}">${inner}</div>`

const goTo = (url: string) =>
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url)

describe('the collector', () => {
  let controller: AbortController
  beforeEach(() => {
    controller = new AbortController()
    goTo('https://claude.ai/chat/00000000-0000-4000-8000-000000000001')
  })
  afterEach(() => controller.abort())
  const collect = (html: string, id = 'claude') => {
    document.body.innerHTML = html
    return collectConversation(document, provider(id), controller.signal)
  }
  const texts = (collector: ReturnType<typeof collect>) =>
    collector.read().turns.map(({ role, text }) => `${role[0]} ${text}`)

  it.each([
    ['claude', ask('Hi') + answer('Hello')],
    [
      'chatgpt',
      '<section data-turn="user"><div data-message-author-role="user"><div>Hi</div></div></section><section><h4 class="sr-only">ChatGPT said:</h4><div data-message-author-role="assistant"><div class="markdown"><p>Hello</p></div></div><button>Copy</button></section>',
    ],
    [
      'gemini',
      '<div class="conversation-container"><user-query><div class="query-text"><p class="query-text-line">Hi</p></div></user-query><model-response><model-thoughts>Hm</model-thoughts><message-content><p>Hello</p></message-content><message-actions><button>Copy</button></message-actions></model-response></div>',
    ],
  ])('reads the turns of %s', (id, html) => {
    expect(texts(collect(html, id))).toEqual(['u Hi', 'a Hello'])
  })

  it('keeps what a virtualised page takes away, in order, and tells what it never saw', () => {
    const collector = collect(row(4, ask('c')) + row(5, answer('C')))
    expect(collector.read()).toMatchObject({ missing: 4 })
    document.body.innerHTML = row(1, answer('A')) + row(2, ask('b')) + row(3, answer('B'))
    expect(texts(collector)).toEqual(['a A', 'u b', 'a B', 'u c', 'a C'])
    expect(collector.read().missing).toBe(1)
    document.body.innerHTML = '<main>Claude will return soon</main>'
    expect(texts(collector)).toHaveLength(5)
  })

  it('follows placeholders: what has none any more is gone', () => {
    const turn = (id: string, role: string, text: string) =>
      `<div data-turn-id-container="${id}">${text && `<div data-message-author-role="${role}">${text}</div>`}</div>`
    const collector = collect(
      turn('a', 'user', 'one') + turn('b', 'assistant', 'two') + turn('c', 'user', ''),
      'chatgpt',
    )
    expect(collector.read()).toMatchObject({ missing: 1 })
    document.body.innerHTML = turn('a', 'user', '') + turn('d', 'assistant', 'three')
    expect(texts(collector)).toEqual(['u one', 'a three'])
  })

  it('drops what followed a prompt that was written anew', () => {
    const collector = collect(
      [ask('a'), answer('A'), ask('b'), answer('B')].map((one, i) => row(i, one)).join(''),
    )
    expect(texts(collector)).toHaveLength(4)
    document.body.innerHTML = row(0, ask('a2')) + row(1, answer('A2'))
    expect(texts(collector)).toEqual(['u a2', 'a A2'])
  })

  it('begins anew in another conversation, not when a new chat gets its address', () => {
    goTo('https://claude.ai/new')
    const collector = collect(ask('a'))
    expect(texts(collector)).toEqual(['u a'])
    goTo('https://claude.ai/chat/00000000-0000-4000-8000-000000000002')
    document.body.innerHTML = ''
    expect(texts(collector)).toEqual(['u a'])
    goTo('https://claude.ai/chat/00000000-0000-4000-8000-000000000003')
    expect(texts(collector)).toEqual([])
  })

  it('follows an answer that grows', () => {
    const collector = collect(ask('a') + answer('Be'))
    expect(texts(collector)).toEqual(['u a', 'a Be'])
    document.querySelector('.font-claude-response p')?.append('gun')
    expect(texts(collector)).toEqual(['u a', 'a Begun'])
  })

  it('is bounded, the oldest going first', () => {
    const many = Array.from({ length: most.turns + 50 }, (_, i) => ask(`${i}`)).join('')
    expect(collect(many).read()).toMatchObject({ missing: 50 })
    const long = Array.from({ length: 9 }, (_, i) => answer(`${i}${'x'.repeat(30_000)}`)).join('')
    const { turns, missing } = collect(long).read()
    expect(missing).toBe(9 - turns.length)
    expect(turns.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(most.chars)
    expect(turns.at(-1)?.text[0]).toBe('8')
  })
})
