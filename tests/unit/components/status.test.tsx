// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { CommonTrouble } from '../../../components/CommonTrouble'
import { Elsewhere } from '../../../components/Elsewhere'
import { TellBack } from '../../../components/TellBack'
import { WatchList } from '../../../components/WatchList'
import { healthyVerdict } from '../../../lib/detect/verdict'
import { watchableOthers } from '../../../lib/status/other-sources'
import { readStatus } from '../../../lib/status/read'
import { nextRecord } from '../../../lib/status/record'
import { claudeSummary, NOW } from '../status/payloads'
import { shipped } from '../status/sources'
import { click, control, draw, said } from './render'

test('the offer to tell asks the browser first in the click, and says when it is refused', async () => {
  const onNotify = vi.fn(async () => {
    throw new Error('refused')
  })
  const place = await draw(<TellBack name="Claude" notifies={false} onNotify={onNotify} />)
  const one = control(place, 'Tell me when Claude is back')
  one.addEventListener('click', () => expect(onNotify).toHaveBeenCalled())
  await click(one)
  expect(said(place)).toContain('The browser does not let us.')
})

test('once granted it is a promise, not a question', async () => {
  const place = await draw(<TellBack name="Claude" notifies onNotify={vi.fn()} />)
  expect(said(place)).toBe('You’ll be told when Claude is back.')
  expect(place.querySelector('button')).toBeNull()
})

test('a common trouble offers the pages that could tell more, if there are any', async () => {
  const onReadCauses = vi.fn()
  const barred = ['https://health.aws.amazon.com/*', 'https://azure.status.microsoft/*']
  const words = 'Claude and Grok fail at the same time.'
  const place = await draw(<CommonTrouble common={{ words, barred }} onReadCauses={onReadCauses} />)
  expect(said(place)).toContain('Reads health.aws.amazon.com, azure.status.microsoft')
  await click(control(place, 'Look at their clouds'))
  expect(onReadCauses).toHaveBeenCalledWith(barred)
  const bare = await draw(<CommonTrouble common={{ words, barred: [] }} onReadCauses={vi.fn()} />)
  expect(said(bare)).toBe(words)
})

test('elsewhere: what was seen here, and a page that is only watched', async () => {
  const source = shipped('claude')
  const report = readStatus(
    source,
    [claudeSummary({ words: { yyzkbfz2thpt: 'major_outage' } })],
    NOW,
  )
  const status = nextRecord('claude', source, null, { type: 'report', report }, NOW)
  const place = await draw(
    <Elsewhere
      now={NOW}
      providers={[
        { providerId: 'claude', name: 'Claude', verdict: healthyVerdict('claude'), status },
        { providerId: 'github-copilot', name: 'GitHub Copilot', verdict: null, status: null },
        {
          providerId: 'copilot',
          name: 'Copilot',
          verdict: healthyVerdict('copilot'),
          status: null,
        },
      ]}
    />,
  )
  expect(said(place)).toContain(
    'No trouble seen with ClaudeYou: no problem seen · Status page: operational (just now)',
  )
  expect(said(place)).toContain('Coding toolClaude Codemajor outage')
  expect(said(place)).toContain('GitHub CopilotStatus page: not asked yet')
  expect(said(place)).toContain('You: no problem seen · No public status')
})

test('what is watched is kept in the order of ticking; heavy pages are not offered', async () => {
  const onChange = vi.fn()
  const place = await draw(
    <WatchList pages={watchableOthers} watched={['claude', 'groq']} onChange={onChange} />,
  )
  expect(said(place)).not.toContain('Hugging Face')
  const tick = async (name: string, checked: boolean) => {
    const box = control(place, name) as HTMLInputElement
    box.checked = checked
    box.dispatchEvent(new Event('change', { bubbles: true }))
  }
  await tick('GitHub Copilot', true)
  expect(onChange).toHaveBeenLastCalledWith({ watched: ['claude', 'groq', 'github-copilot'] })
  await tick('Groq', false)
  expect(onChange).toHaveBeenLastCalledWith({ watched: ['claude'] })
})
