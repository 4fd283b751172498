import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode, type Fetched, fetchText, retryAfter } from '../../../lib/status/fetch'
import { readStatus } from '../../../lib/status/read'
import { claudeSummary, NOW } from './payloads'
import { shipped } from './sources'

/** A status server on its bad days, by path. */
const moods: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ok': (r) => r.setHeader('content-type', 'application/json').end(claudeSummary()),
  '/hang': () => {},
  '/hang-in-body': (r) => r.write('{"page":'),
  '/drip': (r) => {
    const timer = setInterval(() => r.write(' '), 20)
    r.on('close', () => clearInterval(timer))
  },
  '/405': (r) =>
    r.writeHead(405, { 'content-type': 'text/html' }).end('<html>Are you human?</html>'),
  '/429': (r) => r.writeHead(429, { 'retry-after': '120' }).end(),
  '/503': (r) => r.writeHead(503).end('down'),
  '/304': (r) => r.writeHead(304).end(),
  '/redirect-to-html': (r) => r.writeHead(302, { location: '/html' }).end(),
  '/redirect-away': (r) => {
    const { port } = server.address() as AddressInfo
    r.writeHead(302, { location: `http://localhost:${port}/ok` }).end()
  },
  '/redirect-loop': (r) => r.writeHead(302, { location: '/redirect-loop' }).end(),
  '/html': (r) => r.setHeader('content-type', 'text/html').end('<html>Sign in</html>'),
  '/wrong-type': (r) => r.setHeader('content-type', 'image/png').end(claudeSummary()),
  '/gzip-bomb': (r) =>
    r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000, 32))),
  '/not-gzip': (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
  '/huge': (r) => {
    const chunk = Buffer.alloc(64_000, 32)
    const more = () => {
      while (!r.destroyed && r.write(chunk));
    }
    r.on('drain', more)
    more()
  },
  '/cut-off': (r) => {
    r.writeHead(200, { 'content-length': '1000' }).write('{"page"')
    setTimeout(() => r.destroy(), 20)
  },
  '/utf-16be': (r) => {
    const text = Buffer.from(`\ufeff${claudeSummary()}`, 'utf16le')
    r.end(text.swap16())
  },
  '/utf-16le': (r) => r.end(Buffer.from(`\ufeff${claudeSummary()}`, 'utf16le')),
  '/odd-charset': (r) =>
    r.setHeader('content-type', 'application/json; charset=klingon').end(claudeSummary()),
  '/empty': (r) => r.writeHead(200).end(),
  '/headers': (r) => r.end(JSON.stringify(r.req.headers)),
}

let server: Server
let root = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const mood = moods[request.url ?? '']
    if (mood) mood(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = (path: string, maxBytes = 1_000_000): Promise<Fetched> =>
  fetchText(root + path, maxBytes, { fetch, timeout: 400 })

const levelOf = (answer: Fetched) =>
  answer.ok === true ? readStatus(shipped('claude'), [answer.body], NOW).level : 'no body'

describe('fetching a status document', () => {
  it('reads a good one', async () => {
    const answer = await get('/ok')
    expect(levelOf(answer)).toBe('operational')
    expect(answer).toMatchObject({ ok: true, bytes: claudeSummary().length })
  })

  it.each([['/hang'], ['/hang-in-body'], ['/drip']])('gives %s up in time', async (path) => {
    const start = performance.now()
    expect(await get(path)).toMatchObject({ ok: false, error: 'did not answer in time' })
    expect(performance.now() - start).toBeLessThan(1500)
  })

  it.each([
    ['/405', 405, 'refused us (405)'],
    ['/503', 503, 'answered with an error (503)'],
    ['/nowhere', 404, 'answered with an error (404)'],
  ])('reports %s by its code', async (path, status, error) => {
    expect(await get(path)).toEqual({ ok: false, status, error, retryAfter: null })
  })

  it('passes on how long a server asks to wait', async () => {
    expect(await get('/429')).toMatchObject({ status: 429, retryAfter: 120_000 })
  })

  it('takes 304 as "unchanged"', async () => {
    expect(await get('/304')).toEqual({ ok: 'unchanged' })
  })

  it('does not take a page that it was led to for data', async () => {
    expect(levelOf(await get('/redirect-to-html'))).toBe('unknown')
    expect(await get('/redirect-away')).toMatchObject({ ok: false, error: 'led to another site' })
    expect(await get('/redirect-loop')).toMatchObject({ ok: false, error: 'could not be reached' })
  })

  it('goes by the body, not by its declared type', async () => {
    expect(levelOf(await get('/wrong-type'))).toBe('operational')
    expect(levelOf(await get('/html'))).toBe('unknown')
    expect(levelOf(await get('/empty'))).toBe('unknown')
  })

  it.each([['/gzip-bomb'], ['/huge']])('stops reading %s', async (path) => {
    expect(await get(path)).toMatchObject({ ok: false, error: 'sent far too much' })
  })

  it.each([['/not-gzip'], ['/cut-off']])('survives %s', async (path) => {
    expect(await get(path)).toMatchObject({ ok: false, error: 'could not be reached' })
  })

  it.each([['/utf-16be'], ['/utf-16le'], ['/odd-charset']])('decodes %s', async (path) => {
    expect(levelOf(await get(path))).toBe('operational')
  })

  it('adds no header that would cost a preflight, and no referrer', async () => {
    const answer = await get('/headers')
    const headers = JSON.parse(answer.ok === true ? answer.body : '{}')
    expect(headers).not.toHaveProperty('if-none-match')
    expect(headers).not.toHaveProperty('referer')
    expect(headers).not.toHaveProperty('cookie')
  })

  it('does not throw where nobody listens', async () => {
    const answer = await fetchText('http://127.0.0.1:1/', 1000, { fetch })
    expect(answer).toMatchObject({ ok: false, status: null })
  })
})

describe('reading Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['Fri, 20 Nov 2026 14:01:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 13:00:00 GMT', 0],
    ['99999999', 24 * 3600_000],
    ['soon', null],
    ['-5', null],
    ['', null],
    [null, null],
  ])('%o is %o ms', (header, ms) => {
    expect(retryAfter(header, NOW)).toBe(ms)
  })
})

it('decodes UTF-8 with a byte order mark', () => {
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))).toBe('{}')
})
