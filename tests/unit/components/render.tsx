import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'
import { onTestFinished } from 'vitest'

/** Draws into a new element of the page, and takes it away when the test ends. */
export async function draw(child: ComponentChild): Promise<HTMLElement> {
  const place = document.createElement('div')
  document.body.append(place)
  await act(async () => render(child, place))
  onTestFinished(() => {
    render(null, place)
    place.remove()
  })
  return place
}

/** The control whose name holds `name`; throws where there is none. */
export function control(place: ParentNode, name: string): HTMLElement {
  const all = [...place.querySelectorAll<HTMLElement>('button, a, input, select, summary')]
  const found = all.find((one) => nameOf(one).includes(name))
  if (!found) throw new Error(`no control "${name}" among ${all.map(nameOf).join(' | ')}`)
  return found
}

export const nameOf = (one: Element): string =>
  one.getAttribute('aria-label') ??
  (one.closest('label')?.textContent || one.textContent || one.getAttribute('title') || '')

/** A click as by mouse; `detail: 0` is one by key. */
export const click = (one: HTMLElement, detail = 1): Promise<void> =>
  act(async () => {
    one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }))
  })

export const press = (one: Element, key: string): Promise<void> =>
  act(async () => {
    one.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })

/** What a reader sees, with single spaces. */
export const said = (place: Element): string =>
  (place.textContent ?? '').replace(/\s+/g, ' ').trim()
