import { describe, expect, it } from 'vitest'
import { readStatus } from '../../../lib/status/read'
import { claudeSummary, NOW } from './payloads'
import { shipped } from './sources'

const claude = shipped('claude')
const read = (...args: Parameters<typeof claudeSummary>) =>
  readStatus(claude, [claudeSummary(...args)], NOW)

describe('a Statuspage summary', () => {
  it('speaks by the chat component, with the roles beside it', () => {
    const report = read()
    expect(report.level).toBe('operational')
    expect(report.components.map((c) => c.role)).toEqual(['chat', 'api', 'code'])
    expect(report.components.map((c) => c.level)).toEqual(Array(3).fill('operational'))
  })

  it.each([
    ['degraded_performance', 'degraded_performance'],
    ['partial_outage', 'partial_outage'],
    ['major_outage', 'major_outage'],
    ['under_maintenance', 'under_maintenance'],
    ['sharded_outage', 'unknown'],
    ['', 'unknown'],
    ['__proto__', 'unknown'],
  ])('reads the word %o as %s', (word, level) => {
    expect(read({ words: { rwppv331jlwc: word } }).level).toBe(level)
  })

  it('never takes the page-level indicator', () => {
    expect(read({ indicator: 'critical' }).level).toBe('operational')
    expect(read({ indicator: 'none', words: { rwppv331jlwc: 'major_outage' } }).level).toBe(
      'major_outage',
    )
  })

  it('tells trouble elsewhere as that', () => {
    const report = read({
      words: { '0qbwn08sd68x': 'partial_outage' },
      incidents: [{ name: 'Console is slow', components: ['0qbwn08sd68x'] }],
    })
    expect(report.level).toBe('operational')
    expect(report.incidents[0]?.touchesChat).toBe(false)
    expect(report.why).toContain('Console is slow')
    expect(report.components).toContainEqual({
      role: 'other',
      name: 'Claude Console',
      level: 'partial_outage',
    })
  })

  it('is raised by an open incident that lists the chat', () => {
    const report = read({ incidents: [{ components: ['rwppv331jlwc'], impact: 'minor' }] })
    expect(report.level).toBe('degraded_performance')
    expect(report.incidents[0]?.touchesChat).toBe(true)
  })

  it('is raised by a grave incident that lists nothing, not by a minor one', () => {
    expect(read({ incidents: [{ components: null, impact: 'critical' }] }).level).toBe(
      'degraded_performance',
    )
    const minor = read({ incidents: [{ components: null, impact: 'minor', name: 'Odd things' }] })
    expect(minor.level).toBe('operational')
    expect(minor.incidents[0]?.touchesChat).toBeNull()
    expect(minor.why).toContain('Odd things')
  })

  it('leaves closed incidents out', () => {
    for (const status of ['resolved', 'postmortem']) {
      const report = read({ incidents: [{ components: ['rwppv331jlwc'], status }] })
      expect(report.level).toBe('operational')
      expect(report.incidents).toEqual([])
    }
  })

  it('does not take an absent component or an absent list for a well one', () => {
    expect(read({ without: ['rwppv331jlwc'] }).level).toBe('unknown')
    const statusOnly = JSON.stringify({
      page: { id: 'tymt9n04zgry' },
      status: { indicator: 'none' },
    })
    expect(readStatus(claude, [statusOnly], NOW).level).toBe('unknown')
  })

  it('does not go by the name when the id is known', () => {
    const body = claudeSummary().replaceAll('rwppv331jlwc', 'somebodyelse')
    expect(readStatus(claude, [body], NOW).level).toBe('unknown')
  })

  it('refuses the data of another page, of none and of two', () => {
    expect(read({ pageId: 'kctbh9vrtdwd' }).level).toBe('unknown')
    expect(read({ pageId: '' }).level).toBe('unknown')
    const both = [claudeSummary(), claudeSummary({ pageId: 'kctbh9vrtdwd' })]
    expect(readStatus(claude, both, NOW).level).toBe('unknown')
  })

  it('knows the mirror that has stood still', () => {
    const source = { vendor: 'custom', urls: [], components: [], scope: 'page', page: '' } as const
    const report = readStatus(source, [claudeSummary({ pageId: '0db0rq26tg1l' })], NOW)
    expect(report.level).toBe('unknown')
    expect(report.why).toContain('stood still')
  })

  it('keeps announced maintenance apart from that which runs', () => {
    const announced = read({ maintenance: [{ status: 'scheduled', components: ['rwppv331jlwc'] }] })
    expect(announced.level).toBe('operational')
    expect(announced.maintenance).toHaveLength(1)
    for (const status of ['in_progress', 'verifying']) {
      const running = read({ maintenance: [{ status, components: ['rwppv331jlwc'] }] })
      expect(running.level).toBe('under_maintenance')
    }
    const elsewhere = read({
      maintenance: [{ status: 'in_progress', components: ['bpp5gb3hpjcl'] }],
    })
    expect(elsewhere.level).toBe('operational')
    expect(read({ maintenance: [{ status: 'completed', components: [] }] }).maintenance).toEqual([])
  })

  it('calls an outage wide when most components are ill', () => {
    const ill = 'degraded_performance'
    const words = { rwppv331jlwc: ill, k8w3r06qmzrp: ill, yyzkbfz2thpt: ill, bpp5gb3hpjcl: ill }
    expect(read({ words }).level).toBe('partial_outage')
    // The chat itself is well: the others do not make it ill.
    expect(read({ words: { ...words, rwppv331jlwc: 'operational' } }).level).toBe('operational')
  })

  it('takes an incident without news for a day as a known issue', () => {
    const old = { components: ['rwppv331jlwc'] as const, posted: 3 * 24 * 60, updated: 30 * 60 }
    const report = read({ words: { rwppv331jlwc: 'major_outage' }, incidents: [old] })
    expect(report.level).toBe('degraded_performance')
    expect(report.why).toContain('known issue')
  })

  it('gives times, link and the latest update as plain text', () => {
    const [incident] = read({
      incidents: [
        {
          components: ['rwppv331jlwc'],
          started: 50,
          posted: 20,
          updated: 5,
          body: '<b>Fixed</b><script>alert(1)</script> &amp; done.<br>1 < 2 \u202e',
        },
      ],
    }).incidents
    expect(incident).toMatchObject({
      since: NOW - 50 * 60_000,
      postedAt: NOW - 20 * 60_000,
      updatedAt: NOW - 5 * 60_000,
      url: 'https://stspg.io/inc0',
      update: 'Fixed alert(1) & done.\n1 < 2',
    })
  })

  it('makes no link of anything but https', () => {
    const body = claudeSummary({ incidents: [{}] }).replace('https://stspg.io', 'javascript:alert')
    expect(readStatus(claude, [body], NOW).incidents[0]?.url).toBeNull()
  })

  it.each([
    ['an empty body', ''],
    ['a web page', '<!doctype html><title>Are you human?</title>'],
    ['half a body', claudeSummary().slice(0, 300)],
    ['an error object', '{"error":{"code":500}}'],
    ['a missing route', '{"code":"RouteNotFound","message":"not found"}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['deep nesting', '['.repeat(100_000)],
    ['components that are no list', '{"page":{"id":"tymt9n04zgry"},"components":{}}'],
  ])('reads %s as unknown, and says why', (_, body) => {
    const report = readStatus(claude, [body], NOW)
    expect(report.level).toBe('unknown')
    expect(report.why).toMatch(/^The status page .+\.$/)
    expect(report.components.every((c) => c.level === 'unknown')).toBe(true)
  })
})
