// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backoffOf } from '../../../lib/page/backoff'
import { modeOf } from '../../../lib/page/mode'
import { pageReader } from '../../../lib/page/view'
import { providerById, providers } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'
import { MARKUP } from '../../eval/markup'

const provider = (id: string) => providerById(id) as Provider
const claude = provider('claude')

const shell = (thread: string, above = '') =>
  `<div id="root"><nav><a>Something went wrong (1076)</a></nav><main><div><div class="thread">${thread}</div></div>${above}<div class="composer">${MARKUP.claude?.composer}<button data-testid="model-selector-dropdown">Sonnet 5</button></div></main></div>`
const user = (text: string) => `<div><div data-testid="user-message"><p>${text}</p></div></div>`
const answer = (html: string, streaming = false) =>
  `<div><div data-is-streaming="${streaming}"><div class="font-claude-response">${html}</div></div></div>`

const read = (html: string) => {
  document.body.innerHTML = html
  return pageReader(document, claude)()
}
const texts = (html: string) => read(html).surfaces.map((surface) => surface.text)

beforeEach(() => {
  document.body.innerHTML = ''
  document.title = ''
})

describe('pageReader', () => {
  it('sees the answer of the last prompt only, without its thoughts', () => {
    const html = shell(
      user('one') +
        answer('<p>An old answer.</p>') +
        user('two') +
        answer('<div class="thinking">Let me see</div><p>Forty-two.</p>'),
    )
    expect(read(html).turn).toMatchObject({
      answerChars: 10,
      answerText: 'Forty-two.',
      thinking: true,
    })
  })

  it('follows a growing answer at a glance, and looks at all again when it ends or is replaced', () => {
    document.body.innerHTML = shell(user('q') + answer(`<p>${'word '.repeat(100)}</p>`, true))
    const look = pageReader(document, claude)
    const begun = look()
    const paragraph = document.querySelector('.font-claude-response p') as Element
    paragraph.textContent += 'more '.repeat(20)
    const spy = vi.spyOn(document, 'querySelectorAll')
    const grown = look()
    expect(spy).not.toHaveBeenCalled()
    expect(grown).toEqual({
      ...begun,
      turn: { ...begun.turn, answerChars: begun.turn.answerChars + 100 },
    })
    document.querySelector('[data-is-streaming]')?.setAttribute('data-is-streaming', 'false')
    expect(look()).toMatchObject({
      generating: false,
      turn: { answerChars: grown.turn.answerChars },
    })

    document.body.innerHTML = shell(user('q') + answer(`<p>${'word '.repeat(100)}</p>`, true))
    look()
    document.body.innerHTML = shell(`${user('q')}<section><p>It broke.</p></section>`)
    expect(look().surfaces.map(({ text }) => text)).toEqual(['It broke.'])
  })

  it('looks at all again once the stop button is gone', () => {
    const stop = '<button aria-label="Stop response"></button>'
    document.body.innerHTML = shell(user('q') + answer(`<p>${'word '.repeat(100)}</p>`), stop)
    const look = pageReader(document, claude)
    expect(look().generating).toBe(true)
    const paragraph = document.querySelector('.font-claude-response p') as Element
    paragraph.textContent += 'last words'
    document.querySelector('[aria-label^="Stop"]')?.remove()
    expect(look().generating).toBe(false)
  })

  it('looks at all again once the stop button has become the send button', () => {
    const stop = '<button aria-label="Stop response"></button>'
    document.body.innerHTML = shell(user('q') + answer(`<p>${'word '.repeat(100)}</p>`), stop)
    const look = pageReader(document, claude)
    expect(look().generating).toBe(true)
    const paragraph = document.querySelector('.font-claude-response p') as Element
    paragraph.textContent += 'last words'
    document.querySelector('[aria-label^="Stop"]')?.setAttribute('aria-label', 'Send message')
    expect(look().generating).toBe(false)
  })

  it('sees an error beside an answer that still grows, a few looks later', () => {
    document.body.innerHTML = shell(user('q') + answer(`<p>${'word '.repeat(100)}</p>`, true))
    const look = pageReader(document, claude)
    look()
    document.querySelector('.thread')?.insertAdjacentHTML('beforeend', '<p>It broke.</p>')
    const seenAt = [1, 2, 3, 4, 5, 6, 7].find(() => {
      const paragraph = document.querySelector('.font-claude-response p') as Element
      paragraph.textContent += 'more '
      return look().surfaces.some(({ text }) => text === 'It broke.')
    })
    expect(seenAt).toBe(6)
  })

  it.each([
    [20, false],
    [480, true],
  ])('takes a nameless picture %i px wide for an answer: %s', (width, media) => {
    document.body.innerHTML = shell(user('q') + answer('<img alt="">'))
    Object.defineProperty(document.querySelector('.thread img'), 'clientWidth', { value: width })
    expect(pageReader(document, claude)().turn.media).toBe(media)
  })

  it('counts thoughts without the clock that runs in them', () => {
    const thoughts = (clock: string) =>
      read(shell(user('q') + answer(`<div class="thinking">Weighing options ${clock}</div>`))).turn
        .thoughtChars
    expect(thoughts('7s')).toBe(thoughts('41s'))
  })

  it('finds an error below the prompt without knowing its markup', () => {
    expect(
      texts(
        shell(`${user('q')}<section class="x9"><p>It broke.</p><button>Again</button></section>`),
      ),
    ).toEqual(['It broke.'])
  })

  it.each([
    'role="alert"',
    'class="border-danger-100"',
    'data-tone="danger"',
  ])('knows an error box by %s', (dress) => {
    const [surface] = read(shell(`${user('q')}<div ${dress}>It broke.</div>`)).surfaces
    expect(surface).toMatchObject({ place: 'turn', box: true })
  })

  it('sees an alert that stands as a paragraph in an answer', () => {
    const { surfaces, turn } = read(
      shell(user('q') + answer('<p>Well.</p><p role="alert">It broke.</p>')),
    )
    expect(surfaces).toMatchObject([{ text: 'It broke.', box: true }])
    expect(turn.answerChars).toBe(5)
  })

  it('never reads messages, the composer, the sidebar, code or panels', () => {
    const html = shell(
      user('<span role="alert">Internal server error</span>') +
        answer(
          '<div role="alert" class="prose">Bad gateway</div><pre><code role="alert">503</code></pre>',
        ),
    ).replace('</main>', '</main><aside><div role="alert">Service unavailable</div></aside>')
    expect(texts(html)).toEqual([])
    document.querySelector('[contenteditable]')?.append('Something went wrong')
    expect(pageReader(document, claude)().composerFilled).toBe(true)
    expect(JSON.stringify(pageReader(document, claude)())).not.toContain('went wrong')
  })

  it('gives a toast one key for as long as it says the same', () => {
    document.body.innerHTML = `${shell('')}<div role="alert" id="t">It broke.</div>`
    const look = pageReader(document, claude)
    const key = () => look().surfaces.find((surface) => surface.place === 'notice')?.key
    const first = key()
    expect(key()).toBe(first)
    const toast = document.getElementById('t') as HTMLElement
    toast.textContent = 'It broke again.'
    const second = key()
    expect(second).not.toBe(first)
    document.documentElement.classList.add('translated-ltr')
    toast.textContent = 'Se rompió otra vez.'
    expect(key()).toBe(second)
    document.documentElement.classList.remove('translated-ltr')
  })

  it('passes over what is hidden', () => {
    expect(texts(`${shell('')}<div role="alert" hidden>It broke.</div>`)).toEqual([])
    expect(texts(`${shell('')}<div role="alert" style="display: none">It broke.</div>`)).toEqual([])
  })

  it('sees that an answer is being made, and that it is over', () => {
    expect(read(shell(user('q') + answer('', true))).generating).toBe(true)
    expect(read(shell(user('q') + answer('Done.'))).generating).toBe(false)
  })

  it('reads a page that shows nothing but a notice', () => {
    document.title = 'Claude'
    const view = read('<main><h1>Back soon.</h1></main>')
    expect(view).toMatchObject({ drawn: false, bare: true, composer: false })
    expect(view.surfaces).toMatchObject([{ place: 'page', text: 'Claude Back soon.' }])
  })

  it('takes a long page for a page, not for an error', () => {
    expect(read(`<main><p>${'All about our plans. '.repeat(80)}</p></main>`)).toMatchObject({
      bare: false,
      surfaces: [],
    })
  })

  it('tells a browser check from an empty page', () => {
    document.title = 'Just a moment...'
    expect(read('<div id="challenge-running"></div>').challenge).toBe(true)
  })

  it('measures text that grows below the prompt even where answers are not recognised', () => {
    const loose = (text: string) =>
      read(shell(`${user('q')}<section>${text}</section>`)).turn.looseChars
    expect(loose('a'.repeat(300)) - loose('a'.repeat(100))).toBe(200)
  })

  it('keeps quiet about an empty document', () => {
    expect(() => pageReader(document, claude)()).not.toThrow()
    document.body.remove()
    expect(() => pageReader(document, claude)()).not.toThrow()
    document.documentElement.append(document.createElement('body'))
  })
})

describe('the marks of every provider', () => {
  it.each(
    providers.map((p) => [p.id, p] as const),
  )('%s: are selectors that a browser takes', (_id, p) => {
    const lists = [...Object.entries(p.page).filter(([name]) => name !== 'loginPaths')]
    for (const [name, selectors] of lists) {
      for (const selector of selectors as readonly string[]) {
        expect(() => document.querySelector(selector), `${name}: ${selector}`).not.toThrow()
      }
    }
  })

  it.each(Object.keys(MARKUP))('%s: find prompt, answer, stop button, composer and mode', (id) => {
    const markup = MARKUP[id]
    if (!markup) return
    document.body.innerHTML = `<main><div>${markup.user.replace('{}', 'Hello')}${markup.answer.replace('{}', 'Good day to you.')}</div><div>${markup.composer}${markup.picker('Research')}${markup.stop}</div></main>`
    const view = pageReader(document, provider(id))()
    expect(view).toMatchObject({ composer: true, generating: true })
    expect(view.turn.promptKey).toBeGreaterThan(0)
    expect(view.turn.answerText).toBe('Good day to you.')
    if (provider(id).page.modelPicker.length > 0) expect(view.mode).toBe('agent')
  })
})

describe('modeOf', () => {
  it.each([
    [['Sonnet 5'], 'fast'],
    [['Opus 5 Extended'], 'reasoning'],
    [['ChatGPT 6 Thinking'], 'reasoning'],
    [['2.5 Pro'], 'reasoning'],
    [['GPT-6 Pro'], 'agent'],
    [['Deep Research'], 'agent'],
    [['Recherche approfondie'], 'agent'],
    [['Create image'], 'image'],
    [['DeepThink (R1)'], 'reasoning'],
    [['', ' '], null],
    [[], null],
  ])('%s is %s', (labels, mode) => {
    expect(modeOf(labels)).toBe(mode)
  })
})

describe('backoffOf', () => {
  const store = (value: string) => localStorage.setItem('ant_completion_backoff_v1', value)

  it('reads the site’s own counter with its age', () => {
    store('{"v":1,"consecutiveFailures":3,"lastFailureAt":1000}')
    expect(backoffOf(claude, document, 5000)).toEqual({ failures: 3, ageMs: 4000 })
  })

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"consecutiveFailures":"3"}',
    '{"consecutiveFailures":1e9,"lastFailureAt":1}',
    'x'.repeat(9999),
  ])('makes nothing of %s', (value) => {
    store(value)
    expect(backoffOf(claude, document, 5000)).toBeNull()
  })

  it('asks only sites that keep one', () => {
    store('{"v":1,"consecutiveFailures":3,"lastFailureAt":1000}')
    expect(backoffOf(provider('gemini'), document, 5000)).toBeNull()
  })
})
