// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isGenuine } from '../../../lib/chat/notice-guard'

let host: HTMLElement
let atPoint: Element | null

beforeEach(() => {
  host = document.createElement('div')
  document.documentElement.append(host)
  atPoint = host
  document.elementFromPoint = () => atPoint
})
afterEach(() => {
  host.remove()
  document.body.removeAttribute('style')
})

const clicked = (trusted: boolean, detail = 1) => {
  const event = new MouseEvent('click', { detail, clientX: 5, clientY: 5 })
  Object.defineProperty(event, 'isTrusted', { value: trusted })
  return event
}

test('takes a real click on a notice in plain sight', () => {
  expect(isGenuine(clicked(true), host, 1000)).toBe(true)
})

test('takes none that a script made', () => {
  expect(isGenuine(clicked(false), host, 1000)).toBe(false)
})

test('takes none on a notice that has only just come under the mouse', () => {
  expect(isGenuine(clicked(true), host, 100)).toBe(false)
})

test('takes none where something else lies on top', () => {
  atPoint = document.body
  expect(isGenuine(clicked(true), host, 1000)).toBe(false)
})

test.each([
  'opacity: 0.3',
  'visibility: hidden',
  'filter: opacity(0)',
  'display: none',
])('takes none, not even by key, while the page hides itself: %s', (style) => {
  document.body.setAttribute('style', style)
  expect(isGenuine(clicked(true), host, 1000)).toBe(false)
  expect(isGenuine(clicked(true, 0), host, 1000)).toBe(false)
})

test('a key has no point to look at', () => {
  atPoint = null
  expect(isGenuine(clicked(true, 0), host, 0)).toBe(true)
  vi.restoreAllMocks()
})
