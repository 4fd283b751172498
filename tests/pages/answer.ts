import type { ServerResponse } from 'node:http'
import type { Site } from './site.ts'

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Answers a request for an answer as the site's fault of the moment says. */
export async function answer(
  site: Site,
  response: ServerResponse,
  asked: { prompt: string; conversationId: string },
): Promise<void> {
  const { wire, fault } = site
  const { conversationId } = asked
  const stream = () => {
    response.writeHead(200, { 'content-type': wire.contentType, 'cache-control': 'no-cache' })
    // Headers leave at once, as a streaming server's do.
    response.flushHeaders()
    response.write(wire.open(conversationId))
  }
  const reply = (
    status: number,
    type: string,
    body: string,
    extra: Record<string, string> = {},
  ) => {
    response.writeHead(status, { 'content-type': type, ...extra })
    response.end(body)
  }
  const say = (afterChars = site.answer.length, everyMs = site.pieceMs) =>
    sayPart(site, response, conversationId, afterChars, everyMs)
  const finish = () => {
    site.remember(conversationId, asked.prompt)
    response.end(wire.close(conversationId))
  }

  switch (fault?.kind) {
    case 'http': {
      if (fault.times !== undefined && fault.times <= 0) break
      if (fault.times !== undefined) site.fault = { ...fault, times: fault.times - 1 }
      const own: Record<string, string> = fault.retries ? { 'x-own-attempts': '9' } : {}
      if (fault.html) return reply(fault.status, 'text/html', gatewayPage(fault.status), own)
      return reply(
        fault.status,
        'application/json',
        JSON.stringify(wire.problem(fault.status)),
        own,
      )
    }
    case 'hang':
      return
    case 'reset':
      return site.reset(response)
    case 'usage-limit': {
      const limit = wire.usageLimit(fault.resetsAt)
      return reply(limit.status, limit.type, limit.body)
    }
    case 'rate-limit':
      return reply(wire.rateLimit.status, wire.rateLimit.type, wire.rateLimit.body)
    case 'challenged':
      return reply(403, 'text/html', challengePage, { 'cf-mitigated': 'challenge' })
    case 'policy':
      stream()
      response.end(wire.refusal)
      return
    case 'stream-error':
      stream()
      await say(fault.afterChars ?? 0)
      response.end(wire.failure(fault.code))
      return
    case 'empty':
      stream()
      response.end(wire.close(conversationId))
      return
    case 'stall':
      stream()
      await say(fault.afterChars ?? 40)
      return
    case 'cut':
      stream()
      await say(fault.afterChars ?? 40)
      return site.reset(response)
    case 'think': {
      stream()
      const start = Date.now()
      let pinged = start
      // Mending the site ends the thinking early: the answer comes.
      while (Date.now() - start < fault.ms && site.fault === fault && !response.destroyed) {
        await pause(25)
        if (Date.now() - pinged < 15_000) continue
        pinged = Date.now()
        response.write(wire.ping)
      }
      await say()
      return finish()
    }
    case 'slow':
      stream()
      await pause(fault.firstMs)
      await say(site.answer.length, fault.everyMs)
      return finish()
  }
  stream()
  await say()
  finish()
}

async function sayPart(
  site: Site,
  response: ServerResponse,
  conversationId: string,
  until: number,
  everyMs: number,
): Promise<void> {
  const text = site.answer.slice(0, until)
  for (let at = 0; at < text.length && !response.destroyed; at += 16) {
    await pause(everyMs)
    response.write(site.wire.delta(text.slice(at, at + 16), text.slice(0, at + 16), conversationId))
  }
}

/** What a proxy in front of a dead site says. */
export const gatewayPage = (status: number) =>
  `<!doctype html><html lang="en"><head><title>${status}: error</title></head><body><center><h1>Error ${status}</h1><p>The web server reported a gateway error.</p><hr>cloudflare</center></body></html>`

export const challengePage =
  '<!doctype html><html lang="en"><head><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></head><body><h1>Verify you are human</h1><p>Needs to review the security of your connection before proceeding.</p></body></html>'
