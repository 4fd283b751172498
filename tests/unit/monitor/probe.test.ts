import { afterEach, describe, expect, it, vi } from 'vitest'
import { probe } from '../../../lib/monitor/probe'
import { providerById } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'

const gemini = providerById('gemini') as Provider
const no = () => Promise.reject(new TypeError('Failed to fetch'))

/** How the network answers: `controls` for the status pages of others, and so on. */
function network(answers: {
  controls: (init: RequestInit) => Promise<Response>
  provider?: () => Promise<Response>
  check?: () => Promise<Response>
}) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const { host } = new URL(input)
    asked.push(host)
    if (host === 'challenges.cloudflare.com') return (answers.check ?? no)()
    if (host === gemini.hosts[0]) return (answers.provider ?? no)()
    return answers.controls(init)
  })
  return asked
}

const itself = async () => Response.json({ page: { id: 'x' } })
/** A page without leave to be read from elsewhere: only that something came can be seen. */
const another = ({ mode }: RequestInit) =>
  mode === 'no-cors' ? Promise.resolve(new Response('Please log in')) : no()

afterEach(() => vi.unstubAllGlobals())

describe('a connectivity probe', () => {
  it('tells the line from the provider', async () => {
    network({ controls: itself })
    expect(await probe(gemini, { check: false })).toEqual({
      control: true,
      intercepted: false,
      provider: false,
      check: null,
    })
  })

  it('tells a dead line from somebody else who answers on it', async () => {
    network({ controls: no })
    expect(await probe(gemini, { check: false })).toMatchObject({
      control: false,
      intercepted: false,
    })
    network({ controls: another })
    expect(await probe(gemini, { check: false })).toMatchObject({
      control: false,
      intercepted: true,
    })
    network({ controls: async () => new Response('<h1>Welcome to our hotel</h1>') })
    expect(await probe(gemini, { check: false })).toMatchObject({
      control: false,
      intercepted: true,
    })
  })

  it('takes a refusal of the provider for an answer, a 5xx for none', async () => {
    const answering = (status: number) =>
      network({ controls: itself, provider: async () => new Response(null, { status }) })
    answering(403)
    expect(await probe(gemini, { check: false })).toMatchObject({ provider: true })
    answering(502)
    expect(await probe(gemini, { check: false })).toMatchObject({ provider: false })
  })

  it('asks for the browser check only where told to', async () => {
    const check = async () => new Response('')
    const quiet = network({ controls: itself, check })
    expect(await probe(gemini, { check: false })).toMatchObject({ check: null })
    expect(quiet).not.toContain('challenges.cloudflare.com')
    network({ controls: itself, check })
    expect(await probe(gemini, { check: true })).toMatchObject({ check: true })
    network({ controls: itself, check: async () => new Response('', { status: 500 }) })
    expect(await probe(gemini, { check: true })).toMatchObject({ check: false })
    network({ controls: itself, check: no })
    expect(await probe(gemini, { check: true })).toMatchObject({ check: false })
  })
})
