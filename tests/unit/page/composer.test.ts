// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findComposer, watchComposer } from '../../../lib/page/composer'
import { heartbeat } from '../../../lib/page/heartbeat'
import { chatgpt } from '../../../lib/providers/chatgpt'
import { claude } from '../../../lib/providers/claude'
import { gemini } from '../../../lib/providers/gemini'

const box = '<div class="ProseMirror tiptap" contenteditable="true" data-testid="chat-input"></div>'
const page = (html: string) => {
  document.body.innerHTML = html
}

describe('findComposer', () => {
  test('names the editor by the element, whatever the mark says', () => {
    page(
      '<form data-chatgpt-composer><div contenteditable="true" data-lexical-editor="true"></div></form>',
    )
    expect(findComposer(document, chatgpt)?.editor).toBe('lexical')
    page('<div class="ql-editor" contenteditable="true"></div>')
    expect(findComposer(document, gemini)?.editor).toBe('quill')
    page('<form><textarea name="prompt"></textarea></form>')
    expect(findComposer(document, chatgpt)?.editor).toBe('textarea')
    page(box)
    expect(findComposer(document, claude)?.editor).toBe('tiptap')
  })

  test('takes the visible one of several', () => {
    page(
      `<fieldset aria-hidden="true">${box}</fieldset><div hidden>${box}</div><main>${box}</main>`,
    )
    expect(findComposer(document, claude)?.element.parentElement?.localName).toBe('main')
    const shown = vi.spyOn(HTMLElement.prototype, 'checkVisibility').mockReturnValue(false)
    expect(findComposer(document, claude)).toBeNull()
    shown.mockRestore()
  })

  test('never a password, an input, or the editor of an old message', () => {
    page('<form><input type="password" name="prompt"><input name="prompt"></form>')
    expect(findComposer(document, chatgpt)).toBeNull()
    page(`<div data-testid="user-message">${box}</div>`)
    expect(findComposer(document, claude)).toBeNull()
    page('<div data-testid="user-message"><textarea>old prompt</textarea></div>')
    expect(findComposer(document, claude)).toBeNull()
  })
})

describe('watchComposer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const life = () => {
    const stop = new AbortController()
    const onComposer = vi.fn()
    const onEdit = vi.fn()
    watchComposer(
      document,
      claude,
      onComposer,
      onEdit,
      heartbeat(() => false, stop.signal),
      stop.signal,
    )
    return { stop, onComposer, onEdit }
  }
  const element = () => document.querySelector('[data-testid]') as HTMLElement

  test('notices one that comes, is replaced, and goes', () => {
    page('')
    const { stop, onComposer } = life()
    expect(onComposer).not.toHaveBeenCalled()
    page(box)
    vi.advanceTimersByTime(3000)
    expect(onComposer).toHaveBeenLastCalledWith({ element: element(), editor: 'tiptap' })
    const first = element()
    page(box)
    element().dispatchEvent(new Event('focusin', { bubbles: true }))
    expect(onComposer.mock.lastCall?.[0].element).not.toBe(first)
    page('')
    vi.advanceTimersByTime(3000)
    expect(onComposer).toHaveBeenLastCalledWith(null)
    stop.abort()
  })

  test('every change of its content counts, no event needed', async () => {
    page(box)
    const { stop, onEdit } = life()
    onEdit.mockClear()
    element().append('dictated')
    await vi.advanceTimersByTimeAsync(1)
    expect(onEdit).toHaveBeenCalledOnce()
    ;(element().firstChild as Text).data = 'changed by the site'
    await vi.advanceTimersByTimeAsync(1)
    expect(onEdit).toHaveBeenCalledTimes(2)
    stop.abort()
    element().append('later')
    await vi.advanceTimersByTimeAsync(5000)
    expect(onEdit).toHaveBeenCalledTimes(2)
  })

  test('what happens elsewhere in the page costs nothing', async () => {
    page(`${box}<div id="answer"></div>`)
    const { stop, onEdit } = life()
    onEdit.mockClear()
    const look = vi.spyOn(document, 'querySelectorAll')
    for (let i = 0; i < 100; i++) document.getElementById('answer')?.append(`token ${i} `)
    await vi.advanceTimersByTimeAsync(3000)
    expect(onEdit).not.toHaveBeenCalled()
    expect(look).not.toHaveBeenCalled()
    stop.abort()
  })
})
