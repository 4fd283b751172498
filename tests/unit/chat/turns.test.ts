// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTurns, type Turn } from '../../../lib/chat/turns'

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** A page with one composer, as the turns see it. */
function start(earlier: readonly Turn[] = [], isLate = false) {
  const saves: Turn[] = []
  const submitted: { id: string; text: string; at: number }[] = []
  const world = { place: null as string | null, bubble: null as Element | null, text: '' }
  const turns = createTurns({
    place: () => world.place,
    isLate,
    save: (turn) => saves.push(turn),
    onSubmit: ({ id, text }, at) => submitted.push({ id, text, at }),
    earlier: async () => earlier,
    again: () => turns.take(world.text),
    bubble: () => world.bubble,
  })
  const page = {
    world,
    turns,
    saves,
    submitted,
    /** As typed: the user's hand, then the editor's change. */
    type(text: string) {
      turns.touched(false)
      page.show(text)
    },
    erase() {
      turns.touched(true)
      page.show('')
    },
    /** As the site does it. */
    show(text: string) {
      world.text = text
      turns.take(text)
    },
    later: (ms: number) => vi.advanceTimersByTime(ms),
    speak(text: string) {
      world.bubble = document.createElement('div')
      world.bubble.textContent = text
    },
    texts: () => saves.map(({ text, sent }) => (sent ? `${text} (sent)` : text)),
    ids: () => new Set(saves.map(({ id }) => id)).size,
  }
  return page
}

describe('one prompt', () => {
  test('has one id from its first letter, and its versions never go back in time', () => {
    const page = start()
    page.type('H')
    page.type('Hello')
    vi.setSystemTime(Date.now() - 60_000)
    page.type('Hello there')
    expect(page.texts()).toEqual(['H', 'Hello', 'Hello there'])
    expect(page.ids()).toBe(1)
    const times = page.saves.map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(new Set(times).size).toBe(3)
  })

  test('is sent with the text that stood there, once the site takes it', () => {
    const page = start()
    page.type('Hello')
    page.world.text = 'Hello!'
    const at = Date.now()
    page.turns.sending()
    expect(page.submitted).toEqual([])
    page.later(30)
    page.show('')
    expect(page.submitted).toEqual([{ id: page.saves[0]?.id, text: 'Hello!', at }])
    expect(page.texts()).toEqual(['Hello', 'Hello!', 'Hello! (sent)'])
    expect(page.ids()).toBe(1)
  })

  test('is sent when the request goes out, though the site still shows it', () => {
    const page = start()
    page.type('Hello')
    page.turns.sending()
    page.turns.requested()
    expect(page.submitted).toHaveLength(1)
    page.show('')
    expect(page.submitted).toHaveLength(1)
  })

  test('is sent when it shows as a message', () => {
    const page = start()
    page.speak('an older message')
    page.type('Hello\n\nyou')
    page.turns.sending()
    page.turns.check()
    expect(page.submitted).toEqual([])
    page.speak('Hello you')
    page.turns.check()
    expect(page.submitted).toHaveLength(1)
  })

  test('is not sent by an Enter that makes a line or picks from a menu', () => {
    const page = start()
    page.type('Hello')
    page.turns.sending()
    page.show('Hello\n')
    page.turns.requested()
    expect(page.submitted).toEqual([])
    page.type('Hello\nyou')
    expect(page.ids()).toBe(1)
  })

  test('is not sent by a request that has nothing to do with it', () => {
    const page = start()
    page.type('the next prompt')
    page.turns.requested()
    expect(page.submitted).toEqual([])
  })

  test('sent by a way that nobody knows is sent all the same', () => {
    const page = start()
    page.type('dictated and sent by voice')
    page.later(5000)
    page.show('')
    page.later(200)
    page.turns.requested()
    expect(page.submitted).toMatchObject([{ text: 'dictated and sent by voice' }])

    page.type('another')
    page.turns.requested()
    page.show('')
    expect(page.submitted).toHaveLength(2)
  })
})

describe('the next prompt', () => {
  test('has its own id, also when typed before the emptied composer was read', () => {
    const page = start()
    page.type('a prompt of some length')
    page.turns.sending()
    page.type('ne')
    expect(page.submitted).toMatchObject([{ text: 'a prompt of some length' }])
    page.type('next')
    expect(page.ids()).toBe(2)
    expect(page.texts().slice(-3)).toEqual(['a prompt of some length (sent)', 'ne', 'next'])
  })

  test('after a refusal the restored text is the same draft, and sending it again tells so', () => {
    const page = start()
    page.type('please')
    page.turns.sending()
    page.show('')
    page.later(4000)
    page.show('please')
    expect(page.ids()).toBe(1)
    page.turns.sending()
    page.show('')
    expect(page.submitted.map(({ id }) => id)).toEqual([page.saves[0]?.id, page.saves[0]?.id])
  })

  test('edited after a refusal it leaves the sent one as it was', () => {
    const page = start()
    page.type('please')
    page.turns.sending()
    page.show('')
    page.later(4000)
    page.show('please')
    page.type('please do')
    expect(page.ids()).toBe(2)
    expect(page.texts().slice(-2)).toEqual(['please (sent)', 'please do'])
  })

  test('the same words after an answer are a new prompt', () => {
    const page = start()
    page.type('again')
    page.turns.sending()
    page.show('')
    page.turns.answered(page.saves[0]?.id ?? '')
    page.type('again')
    expect(page.ids()).toBe(2)
  })
})

describe('text that vanishes', () => {
  test('by the user is removed; undo brings the same draft back', () => {
    const page = start()
    page.type('not this')
    page.erase()
    expect(page.texts()).toEqual(['not this', ''])
    page.type('not this')
    expect(page.ids()).toBe(1)
  })

  test('by the user, when it had been sent before, is kept', () => {
    const page = start()
    page.type('sent once')
    page.turns.sending()
    page.show('')
    page.show('sent once')
    page.erase()
    expect(page.texts()).toEqual(['sent once', 'sent once (sent)'])
  })

  test('after an Enter that the site dropped: kept, and not called sent', () => {
    const page = start()
    page.type('too early')
    page.turns.sending()
    page.later(500)
    page.erase()
    expect(page.submitted).toEqual([])
    expect(page.texts()).toEqual(['too early'])
  })

  test('by the site stays as its own draft', () => {
    const page = start()
    page.type('half a thought of mine')
    page.later(3000)
    page.show('')
    expect(page.texts()).toEqual(['half a thought of mine'])
    page.later(20_000)
    page.type('other words')
    page.turns.requested()
    expect(page.submitted).toEqual([])
    expect(page.ids()).toBe(2)
  })

  test('replaced by far less at once is kept', () => {
    const page = start()
    page.type('a long prompt that took minutes')
    page.later(3000)
    page.type('x')
    expect(page.ids()).toBe(2)
    expect(page.texts()).not.toContain('')
  })
})

describe('places', () => {
  test('another conversation is another draft; coming back finds the first', () => {
    const page = start()
    page.world.place = 'a'
    page.type('for conversation a')
    page.later(3000)
    page.world.place = 'b'
    page.type('for b')
    expect(page.saves.map(({ place }) => place)).toEqual(['a', 'b'])
    page.later(3000)
    page.world.place = 'a'
    page.show('for conversation a')
    page.type('for conversation a, more')
    expect(page.saves.at(-1)).toMatchObject({ id: page.saves[0]?.id, place: 'a' })
  })

  test('a new chat gets its address after the sending', () => {
    const page = start()
    page.type('first')
    page.turns.sending()
    page.show('')
    page.world.place = 'made'
    page.turns.check()
    expect(page.saves.at(-1)).toMatchObject({ text: 'first', sent: true, place: 'made' })
    page.turns.check()
    expect(page.saves).toHaveLength(3)
  })
})

describe("the site's own restored draft", () => {
  const kept: Turn = { id: 'kept', place: null, text: 'from before', sent: false, at: 1 }

  test('is recognised and not doubled', async () => {
    const page = start([kept])
    page.show('from before')
    await vi.advanceTimersByTimeAsync(1)
    expect(page.saves).toEqual([])
    page.type('from before and now')
    expect(page.saves).toMatchObject([{ id: 'kept', text: 'from before and now' }])
  })

  test('is kept when nobody knows it', async () => {
    const page = start([kept])
    page.show('from the phone')
    await vi.advanceTimersByTimeAsync(1)
    expect(page.texts()).toEqual(['from the phone'])
    expect(page.saves[0]?.id).not.toBe('kept')
  })

  test('is kept at once when it is sent at once', () => {
    const page = start([kept])
    page.show('from the phone')
    page.turns.sending()
    page.show('')
    expect(page.submitted).toMatchObject([{ text: 'from the phone' }])
  })
})

describe('a script that comes into a page in use', () => {
  const half: Turn = { id: 'half', place: null, text: 'half a th', sent: false, at: 1 }
  const settled = () => vi.advanceTimersByTimeAsync(0)

  test('goes on with the draft that was begun, though the user types on', async () => {
    const page = start([{ ...half, id: 'short', text: 'half' }, half], true)
    page.type('half a thou')
    page.type('half a thoug')
    await settled()
    page.type('half a though')
    expect(page.texts()).toEqual(['half a thoug', 'half a though'])
    expect([...new Set(page.saves.map(({ id }) => id))]).toEqual(['half'])
  })

  test('takes no draft that was sent, and none that other text begins', async () => {
    const page = start(
      [
        { ...half, sent: true },
        { ...half, id: 'other', text: 'quite' },
      ],
      true,
    )
    page.type('half a thou')
    await settled()
    expect(page.texts()).toEqual(['half a thou'])
    expect(page.saves[0]?.id).not.toBe('half')
  })

  test('keeps at once what is sent at once', () => {
    const page = start([half], true)
    page.type('half a thought')
    page.turns.sending()
    expect(page.texts()).toEqual(['half a thought'])
  })

  test('begins anew in a composer that was empty', () => {
    const page = start([half], true)
    page.show('')
    page.type('half a thought')
    expect(page.texts()).toEqual(['half a thought'])
    expect(page.saves[0]?.id).not.toBe('half')
  })
})
