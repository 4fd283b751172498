import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFileKeeper } from '../../../lib/chat/keep-files'
import type { FileToKeep } from '../../../lib/drafts/draft'
import { partSize, partsOf } from '../../../lib/drafts/parts'
import type { send } from '../../../lib/messages'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const file = (name: string, size = 3) => new File([new Uint8Array(size)], name)
const turn = (id: string, text = 'a text', sent = false, place: string | null = null) => ({
  id,
  text,
  sent,
  place,
})

function start(takes: (part: FileToKeep) => boolean = () => true) {
  const sent: string[] = []
  const ask = async (name: string, request: FileToKeep) => {
    if (name === 'draft.detach') sent.push(`detach ${request.draftId}`)
    else sent.push(`${request.draftId} ${request.name} ${request.part + 1}/${request.parts}`)
    return { kept: takes(request) }
  }
  const life = new AbortController()
  const keeper = createFileKeeper({
    send: ask as unknown as typeof send,
    loadPartsOf: async () => partsOf,
    signal: life.signal,
  })
  return { keeper, sent, life }
}
/** Files are read by real I/O. */
const settle = async () => {
  for (let i = 0; i < 40; i++) {
    await vi.advanceTimersByTimeAsync(200)
    for (let j = 0; j < 5; j++) await new Promise((done) => setImmediate(done))
  }
}

test('files wait for the text beside them, then go part by part', async () => {
  const { keeper, sent } = start()
  keeper.add([file('big', partSize + 1), file('small')])
  await settle()
  expect(sent).toEqual([])
  keeper.saved(turn('d1'))
  keeper.saved(turn('d1', 'a text that grows'))
  await settle()
  expect(sent).toEqual(['d1 big 1/2', 'd1 big 2/2', 'd1 small 1/1'])
})

test('what is sent takes its files along; the next prompt starts without', async () => {
  const { keeper, sent } = start()
  keeper.saved(turn('d1'))
  keeper.add([file('one')])
  keeper.saved(turn('d1', 'a text', true))
  expect(keeper.names()).toEqual([])
  keeper.add([file('two')])
  // The new chat has its address now.
  keeper.saved(turn('d1', 'a text', true, 'c1'))
  keeper.saved(turn('d2', 'next'))
  await settle()
  expect(sent).toEqual(['d1 one 1/1', 'd2 two 1/1'])
})

test('a prompt erased and written anew keeps the files that stayed', async () => {
  const { keeper, sent } = start()
  keeper.saved(turn('d1'))
  keeper.add([file('one')])
  await settle()
  keeper.saved(turn('d1', ''))
  keeper.saved(turn('d1', 'again'))
  await settle()
  expect(sent).toEqual(['d1 one 1/1', 'd1 one 1/1'])
})

test('a file taken out is taken out of the draft', async () => {
  const { keeper, sent } = start()
  keeper.saved(turn('d1'))
  keeper.add([file('one'), file('two')])
  await settle()
  keeper.remove('one')
  keeper.remove('never there')
  await settle()
  expect(sent).toEqual(['d1 one 1/1', 'd1 two 1/1', 'detach d1'])
  expect(keeper.names()).toEqual(['two'])
})

test('a file that comes before its draft is offered again; a refused one is let be', async () => {
  let asked = 0
  const { keeper, sent } = start(({ name }) => name === 'early' && ++asked > 2)
  keeper.saved(turn('d1'))
  keeper.add([file('early'), file('refused', partSize * 2)])
  await settle()
  expect(sent.filter((one) => one.includes('early'))).toHaveLength(3)
  expect(new Set(sent.filter((one) => one.includes('refused')))).toEqual(
    new Set(['d1 refused 1/2']),
  )
})
