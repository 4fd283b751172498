import * as v from 'valibot'
import { beforeEach, expect, it } from 'vitest'
import { browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { sessionValue } from '../../../lib/session'

const count = () => sessionValue('count', v.number(), 0)

beforeEach(() => fakeBrowser.reset())

it('loses no update of many at once, through any handle', async () => {
  await Promise.all(
    Array.from({ length: 50 }, () =>
      count().update(async (n) => {
        await new Promise((done) => setTimeout(done, Math.random() * 2))
        return n + 1
      }),
    ),
  )
  expect(await count().read()).toBe(50)
})

it('goes on after an update that failed', async () => {
  const failing = count().update(() => {
    throw new Error('no')
  })
  const next = count().update((n) => n + 1)
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe(1)
})

it('takes what does not fit for absent', async () => {
  await browser.storage.session.set({ count: 'many' })
  expect(await count().read()).toBe(0)
  expect(await count().update((n) => n + 1)).toBe(1)
})
