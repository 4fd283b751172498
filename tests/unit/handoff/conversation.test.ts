import { describe, expect, it } from 'vitest'
import { inFront, parcelOf } from '../../../lib/handoff/conversation'

const turn = (role: 'user' | 'assistant', text: string) => ({ role, text })
const asked = turn('user', 'What is a lighthouse?')
const answered = turn('assistant', 'A tower with a lamp.')
const conversation = { origin: 'https://claude.ai', conversationId: 'c', missing: 0 }
const draft = {
  origin: 'https://claude.ai',
  conversationId: 'c',
  state: 'failed',
  text: 'And a **buoy**?',
} as const
const turnsOf = (...turns: (typeof asked | typeof answered)[]) =>
  parcelOf({ ...conversation, turns }, draft, 'Claude')

describe('the conversation that goes along', () => {
  it('names who said what, and stands before the prompt', () => {
    const parcel = turnsOf(asked, answered)
    expect(inFront(parcel?.text ?? '', draft.text)).toBe(
      'Conversation so far (from Claude):\n\n**You:**\n\nWhat is a lighthouse?\n\n**Claude:**\n\nA tower with a lamp.\n\n---\n\nAnd a **buoy**?',
    )
  })

  it.each([
    ['sent', [turn('user', 'And a buoy?')]],
    ['answered in part', [turn('user', 'And a buoy?'), turn('assistant', 'A buoy fl')]],
    ['failed', [turn('user', 'And a buoy?'), turn('assistant', 'Something went wrong.')]],
    [
      'failed twice',
      [
        turn('user', 'And a buoy?'),
        turn('assistant', 'Something went wrong.'),
        turn('user', 'And a buoy?'),
      ],
    ],
  ])('leaves out the prompt itself, %s', (_, tail) => {
    expect(turnsOf(asked, answered, ...tail)).toEqual(turnsOf(asked, answered))
  })

  it('keeps a turn that only says the same as what is being typed', () => {
    const turns = [turn('user', draft.text), answered]
    expect(
      parcelOf({ ...conversation, turns }, { ...draft, state: 'composing' }, 'Claude')?.turns,
    ).toBe(2)
  })

  it('joins what one side said in several parts, and tells what is missing', () => {
    const turns = [asked, answered, turn('assistant', 'And a keeper.')]
    const parcel = parcelOf({ ...conversation, turns, missing: 3 }, draft, 'Claude')
    expect(parcel).toMatchObject({ turns: 3, missing: 3 })
    expect(parcel?.text).toContain('(3 turns left out.)')
    expect(parcel?.text.match(/\*\*Claude:/g)).toHaveLength(1)
  })

  it('is nothing without turns, or of another site or conversation', () => {
    expect(turnsOf()).toBeNull()
    expect(turnsOf(turn('user', draft.text))).toBeNull()
    const turns = [asked, answered]
    const other = { ...conversation, turns, conversationId: 'd' }
    expect(parcelOf(other, draft, 'Claude')).toBeNull()
    expect(
      parcelOf({ ...conversation, turns }, { ...draft, origin: 'https://chatgpt.com' }, 'ChatGPT'),
    ).toBeNull()
    expect(parcelOf(other, { ...draft, conversationId: null }, 'Claude')?.turns).toBe(2)
  })
})
