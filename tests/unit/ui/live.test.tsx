// @vitest-environment happy-dom
import { render } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import { useLive } from '../../../lib/ui/live'

const place = document.createElement('div')
afterEach(() => render(null, place))

function Probe(props: { load: () => Promise<number>; every: number; name?: string }) {
  const [{ value, problem }, again] = useLive(props.load, props.every, props.name)
  return (
    <button type="button" onClick={again}>
      {`${value} ${problem}`}
    </button>
  )
}
const shows = (text: string) => vi.waitFor(() => expect(place.textContent).toBe(text))

test('asks again and again while shown, and stops with the page', async () => {
  let count = 0
  const load = vi.fn(() => Promise.resolve(++count))
  render(<Probe load={load} every={10} />, place)
  await vi.waitFor(() => expect(Number.parseInt(place.textContent ?? '', 10)).toBeGreaterThan(2))
  render(null, place)
  await new Promise((later) => setTimeout(later, 40))
  const calls = load.mock.calls.length
  await new Promise((later) => setTimeout(later, 40))
  expect(load.mock.calls.length).toBe(calls)
})

test('keeps the last good answer beside a problem, and recovers', async () => {
  const load = vi
    .fn<() => Promise<number>>()
    .mockResolvedValueOnce(1)
    .mockRejectedValueOnce(new Error('no answer in time'))
    .mockResolvedValue(2)
  render(<Probe load={load} every={0} />, place)
  await shows('1 null')
  place.querySelector('button')?.click()
  await shows('1 no answer in time')
  place.querySelector('button')?.click()
  await shows('2 null')
})

test('an answer to an older question never replaces a newer one', async () => {
  const answers: ((value: number) => void)[] = []
  const load = () => new Promise<number>((resolve) => answers.push(resolve))
  render(<Probe load={load} every={0} name="a" />, place)
  await vi.waitFor(() => expect(answers.length).toBe(1))
  render(<Probe load={load} every={0} name="b" />, place)
  await vi.waitFor(() => expect(answers.length).toBe(2))
  answers[1]?.(2)
  await shows('2 null')
  answers[0]?.(1)
  await new Promise((later) => setTimeout(later, 20))
  expect(place.textContent).toBe('2 null')
})
