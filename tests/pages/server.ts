import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { answer } from './answer.ts'
import { buildPages } from './build.ts'
import { documentFor } from './document.ts'
import { createSite, type Site, type SiteId } from './site.ts'
import { createStatusPages, type StatusPages } from './status.ts'

/** Every stand-in host and its loopback address: one each, so that each can refuse on its own. */
export const hosts = {
  'claude.ai': '127.0.1.1',
  'chatgpt.com': '127.0.1.2',
  'chat.openai.com': '127.0.1.3',
  'gemini.google.com': '127.0.1.4',
  'accounts.google.com': '127.0.1.5',
  'status.claude.com': '127.0.1.6',
  'status.openai.com': '127.0.1.7',
  'www.google.com': '127.0.1.8',
  // Where a connectivity probe may knock.
  'www.gstatic.com': '127.0.1.9',
  'www.cloudflare.com': '127.0.1.10',
  'cp.cloudflare.com': '127.0.1.11',
  'detectportal.firefox.com': '127.0.1.12',
  'connectivitycheck.gstatic.com': '127.0.1.13',
  'anthropic.statuspage.io': '127.0.1.14',
  'www.githubstatus.com': '127.0.1.15',
  'status.moonshot.cn': '127.0.1.16',
  'www.cloudflarestatus.com': '127.0.1.17',
} as const

export type Host = keyof typeof hosts

const siteOf: Partial<Record<Host, SiteId>> = {
  'claude.ai': 'claude',
  'chatgpt.com': 'chatgpt',
  'chat.openai.com': 'chatgpt',
  'gemini.google.com': 'gemini',
  'accounts.google.com': 'gemini',
}

export interface Seen {
  readonly host: string
  readonly method: string
  readonly path: string
  /** Asks only for what is newer than what the browser has. */
  readonly conditional: boolean
  /** Epoch ms. */
  readonly at: number
}

/** The stand-in web on this machine. Give it to a browser's launch as its `network`. */
export interface StandIns {
  readonly port: number
  readonly hosts: Readonly<Record<string, string>>
  readonly status: StatusPages
  /** Every request, oldest first. */
  readonly log: Seen[]
  site(id: SiteId): Site
  /** Refuses connections to a host, or takes them again. */
  setRefused(host: Host, refused: boolean): Promise<void>
  /** All sites and status pages well, logs empty, hanging connections closed. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Starts the servers on one free port; the certificate is made for this run and never stored. */
export async function startStandIns(): Promise<StandIns> {
  const assets = await buildPages()
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'stand-in' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: Object.keys(hosts).map((value) => ({ type: 2 as const, value })),
      },
    ],
  })
  const sockets = new Map<Host, Set<Socket>>()
  const raw = new Map<number, Socket>()
  const log: Seen[] = []
  const reset = (response: ServerResponse) => {
    raw.get(response.socket?.remotePort ?? -1)?.resetAndDestroy()
    response.destroy()
  }
  const sites = {
    claude: createSite('claude', reset),
    chatgpt: createSite('chatgpt', reset),
    gemini: createSite('gemini', reset),
  }
  const status = createStatusPages()

  const handle = async (host: Host, request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const conditional = request.headers['if-none-match'] !== undefined
    log.push({ host, method: request.method ?? 'GET', path, conditional, at: Date.now() })
    const id = siteOf[host]
    if (await status.serve(host, request, response)) return
    if (id) return serveSite(sites[id], assets, request, response)
    response.writeHead(path.includes('generate_204') ? 204 : 200, { 'content-type': 'text/plain' })
    response.end(path.includes('generate_204') ? undefined : 'success\n')
  }

  const servers = new Map<Host, Server>()
  const listen = (host: Host, port: number) =>
    new Promise<number>((done, fail) => {
      const server = createServer({ key, cert }, (request, response) => {
        // A host that is not the one of this address never gets an answer.
        if (request.headers.host?.split(':')[0] !== host) return request.socket.destroy()
        handle(host, request, response).catch((error: unknown) => {
          console.error(`${host}${request.url}:`, error)
          response.destroy()
        })
      })
      server.on('connection', (socket: Socket) => {
        const open = sockets.get(host) ?? new Set()
        sockets.set(host, open.add(socket))
        raw.set(socket.remotePort ?? -1, socket)
        socket.on('error', () => {})
        socket.once('close', () => {
          open.delete(socket)
          raw.delete(socket.remotePort ?? -1)
        })
      })
      server.on('tlsClientError', () => {})
      server.once('error', fail)
      server.listen(port, hosts[host], () => {
        servers.set(host, server)
        const address = server.address()
        done(typeof address === 'object' ? (address?.port ?? 0) : 0)
      })
    })
  const stop = (host: Host) =>
    new Promise<void>((done) => {
      const server = servers.get(host)
      if (!server) return done()
      servers.delete(host)
      server.close(() => done())
      for (const socket of sockets.get(host) ?? []) socket.destroy()
    })

  const [first, ...others] = Object.keys(hosts) as [Host, ...Host[]]
  const port = await listen(first, 0)
  for (const host of others) await listen(host, port)

  const setRefused = async (host: Host, refused: boolean) => {
    if (refused) await stop(host)
    else if (!servers.has(host)) await listen(host, port)
  }

  return {
    port,
    hosts,
    status,
    log,
    site: (id) => sites[id],
    setRefused,
    async reset() {
      for (const site of Object.values(sites)) site.restore()
      status.restore()
      for (const open of sockets.values()) for (const socket of open) socket.destroy()
      for (const host of Object.keys(hosts) as Host[]) await setRefused(host, false)
      log.length = 0
    },
    async close() {
      await Promise.all((Object.keys(hosts) as Host[]).map(stop))
    },
  }
}

async function serveSite(
  site: Site,
  assets: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '/'
  const method = request.method ?? 'GET'
  const { fault } = site
  const json = (value: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }

  if (site.wire.asks(method, path)) {
    const asked = site.wire.read(path, await bodyOf(request))
    site.prompts.push(asked.prompt)
    return answer(site, response, asked)
  }
  if (path === '/favicon.ico') return void response.writeHead(204).end()
  if (path.startsWith('/assets/')) {
    if (fault?.kind === 'assets') return json({}, 503)
    const script = await readFile(join(assets, path.slice('/assets/'.length))).catch(() => null)
    response.writeHead(script ? 200 : 404, { 'content-type': 'text/javascript' })
    return void response.end(script)
  }
  if (/^\/(?:api|backend-api|backend-anon|ces|cdn-cgi|_)\//.test(path)) {
    if (fault?.kind === 'bootstrap') return json({ error: 'upstream' }, 503)
    const id = /(?:chat_conversations|conversation)[/=]([0-9a-f-]{16,36})(?:\?|$)/.exec(path)?.[1]
    return json(id ? { turns: site.conversations.get(id) ?? [] } : {})
  }
  const page = documentFor(site, path)
  if (!page) return site.reset(response)
  response.writeHead(page.status, page.headers)
  response.end(page.body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
