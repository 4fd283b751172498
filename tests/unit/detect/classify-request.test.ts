import { describe, expect, it } from 'vitest'
import { classifyRequest, endpointOf, errorKind } from '../../../lib/detect/classify-request'
import { providerById, providers } from '../../../lib/providers'
import type { Provider } from '../../../lib/providers/provider'
import { requestSeen as seen } from './request-seen'

const claude = providerById('claude') as Provider
const COMPLETION =
  'https://claude.ai/api/organizations/0a/chat_conversations/7c1f0a52-3f0e-4d8e-9a57-0c2b6f1d9e11/completion'

describe('errorKind', () => {
  it.each([
    ['net::ERR_CONNECTION_RESET', 'net_error'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'net_error'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_INTERNET_DISCONNECTED', 'local'],
    ['net::ERR_NETWORK_CHANGED', 'local'],
    ['net::ERR_NETWORK_IO_SUSPENDED', 'local'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'local'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'local'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'local'],
    ['net::ERR_ABORTED', 'aborted'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'blocked'],
    ['net::ERR_BLOCKED_BY_RESPONSE', 'blocked'],
    ['NS_BINDING_ABORTED', 'aborted'],
    ['NS_ERROR_ABORT', 'aborted'],
    ['NS_ERROR_NET_RESET', 'net_error'],
    ['NS_ERROR_NET_TIMEOUT', 'net_error'],
    ['NS_ERROR_CONNECTION_REFUSED', 'net_error'],
    ['NS_ERROR_UNKNOWN_HOST', 'dns'],
    ['NS_ERROR_OFFLINE', 'local'],
    ['NS_ERROR_PROXY_CONNECTION_REFUSED', 'local'],
    ['SEC_ERROR_UNKNOWN_ISSUER', 'local'],
    ['MOZILLA_PKIX_ERROR_MITM_DETECTED', 'local'],
    // Firefox's bare nsresults, in decimal, as webNavigation and webRequest give them.
    ['Error code 2152398861', 'net_error'],
    ['2152398878', 'dns'],
    ['2152398864', 'local'],
    ['2152398850', 'aborted'],
    ['2153390067', 'local'],
    ['0x804b0014', 'net_error'],
    ['something nobody has seen', 'net_error'],
  ])('%s is %s', (word, kind) => {
    expect(errorKind(word)).toBe(kind)
  })
})

describe('classifyRequest', () => {
  it('knows the completion of each provider that has one', () => {
    const urls: Readonly<Record<string, string>> = {
      claude: COMPLETION,
      chatgpt: 'https://chatgpt.com/backend-api/f/conversation',
      gemini:
        'https://gemini.google.com/u/1/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate?rt=c',
      deepseek: 'https://chat.deepseek.com/api/v0/chat/completion',
      grok: 'https://grok.com/rest/app-chat/conversations/new',
      copilot: 'wss://copilot.microsoft.com/c/api/chat?api-version=2',
      perplexity: 'https://www.perplexity.ai/rest/sse/perplexity_ask',
      mistral: 'https://chat.mistral.ai/api/chat',
      kimi: 'https://www.kimi.com/apiv2/kimi.gateway.chat.v1.ChatService/Chat',
      qwen: 'https://chat.qwen.ai/api/v2/chat/completions?chat_id=9',
    }
    for (const provider of providers) {
      const url = urls[provider.id]
      if (url) expect(classifyRequest(provider, seen(url)).role, provider.id).toBe('completion')
    }
  })

  it('does not take the preparation while typing for a prompt', () => {
    const chatgpt = providerById('chatgpt') as Provider
    const url = 'https://chatgpt.com/backend-api/f/conversation/prepare'
    expect(classifyRequest(chatgpt, seen(url)).role).not.toBe('completion')
  })

  it.each([
    [500, 'server_error'],
    [502, 'server_error'],
    [520, 'server_error'],
    [529, 'server_error'],
    [511, 'local'],
    [429, 'limited'],
    [401, 'auth'],
    [403, 'auth'],
    [404, 'refused'],
    [413, 'refused'],
    [408, 'net_error'],
    [200, 'ok'],
  ])('reads status %i as %s', (status, outcome) => {
    expect(classifyRequest(claude, seen(COMPLETION, { status })).outcome).toBe(outcome)
  })

  it('reads a challenge as such, whatever its status', () => {
    const sign = classifyRequest(claude, seen(COMPLETION, { status: 503, challenge: true }))
    expect(sign.outcome).toBe('challenged')
  })

  it.each([
    'https://statsig.anthropic.com/v1/rgstr',
    'https://claude.ai/api/event_logging/batch',
    'https://browser-intake-us5-datadoghq.com/api/v2/rum',
    'https://claude.ai/favicon.ico',
    'https://claude.ai/fonts/a.woff2',
    'https://example.com/api/thing',
  ])('ignores %s', (url) => {
    expect(classifyRequest(claude, seen(url, { status: 503 })).role).toBe('ignored')
  })

  it('knows the call that reads a chat where its address does not tell', () => {
    const gemini = providerById('gemini') as Provider
    const role = (rpc: string) => {
      const url = `https://gemini.google.com/_/BardChatUi/data/batchexecute?rpcids=${rpc}&rt=c`
      return classifyRequest(gemini, { ...seen(url), method: 'POST' }).role
    }
    expect(role('hNvQHb')).toBe('conversation')
    expect(role('otAQ7b')).toBe('api')
  })

  it('tells what the chat cannot start without from what it can do without', () => {
    const role = (path: string) => classifyRequest(claude, seen(`https://claude.ai${path}`)).role
    expect(role('/api/bootstrap/0a/app_start')).toBe('essential')
    expect(role('/api/organizations/0a/projects')).toBe('api')
  })

  it('gives requests of the same endpoint the same key', () => {
    const key = (id: string) =>
      endpointOf(seen(`https://claude.ai/api/organizations/${id}/projects`))
    expect(key('11111111-aaaa')).toBe(key('22222222-bbbb'))
  })
})
