import { beforeEach, expect, it, vi } from 'vitest'
import { browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { followClicks, openNotified } from '../../../lib/monitor/notify'
import { saveOf } from '../drafts/fixtures'
import { drafts } from './stage'

beforeEach(async () => {
  fakeBrowser.reset()
  vi.spyOn(browser.notifications, 'clear').mockResolvedValue(true as never)
  const id = 'bd9a9d30-13c7-4bf2-85d2-55daee2ab9ac'
  const save = saveOf({ url: `https://claude.ai/chat/${id}`, conversationId: id, sent: true })
  await drafts.of(false).save(save, save.at)
})

const opened = async () => (await browser.tabs.query({})).map(({ url }) => url).filter(Boolean)

it('a click leads back to the conversation of the draft', async () => {
  await openNotified('back claude draft-1', drafts)
  expect(await opened()).toEqual(['https://claude.ai/chat/bd9a9d30-13c7-4bf2-85d2-55daee2ab9ac'])
  expect(browser.notifications.clear).toHaveBeenCalledWith('back claude draft-1')
})

it.each([
  'back claude',
  'back claude gone',
])('without a draft it opens the site: %s', async (id) => {
  await openNotified(id, drafts)
  expect(await opened()).toEqual(['https://claude.ai/new'])
})

it.each([
  '',
  'else claude draft-1',
  'back nobody',
])('leads nowhere by another id: %o', async (id) => {
  await openNotified(id, drafts)
  expect(await opened()).toEqual([])
})

it('clicks are followed once, however often that is asked, and not before leave is given', () => {
  const clicked = vi.fn()
  const api = vi.spyOn(browser, 'notifications', 'get').mockReturnValue(undefined as never)
  followClicks(clicked)
  api.mockRestore()
  followClicks(clicked)
  followClicks(clicked)
  fakeBrowser.notifications.onClicked.trigger('back claude')
  expect(clicked).toHaveBeenCalledTimes(1)
})
