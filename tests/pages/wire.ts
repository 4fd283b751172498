/** How one site speaks on the wire: what its server stand-in says at each point of an answer. */
export interface Wire {
  readonly contentType: string
  /** Whether this request asks for an answer. */
  asks(method: string, path: string): boolean
  /** The prompt, and the conversation it belongs to, out of a request for an answer. */
  read(path: string, body: string): { prompt: string; conversationId: string }
  /** Frames before any text. */
  open(conversationId: string): string
  /** The next piece of text; `all` is the text with it. */
  delta(piece: string, all: string, conversationId: string): string
  /** A sign of life without content, where the site sends one. */
  ping: string
  close(conversationId: string): string
  /** A failure inside the stream. */
  failure(code: number | undefined): string
  /** The refusal of a prompt, inside the stream. */
  refusal: string
  /** A failed status's body. */
  problem(status: number): object
  usageLimit(resetsAt: number): Reply
  rateLimit: Reply
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

const json = (status: number, body: object): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})

const event = (data: { type: string } & Record<string, unknown>) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`

export const claudeWire: Wire = {
  contentType: 'text/event-stream',
  asks: (method, path) =>
    method === 'POST' &&
    /\/chat_conversations\/[^/]+\/(?:b\/)?(?:retry_)?completion2?(?:\?|$)/.test(path),
  read: (path, body) => ({
    prompt: (JSON.parse(body) as { prompt: string }).prompt,
    conversationId: /chat_conversations\/([^/]+)/.exec(path)?.[1] ?? '',
  }),
  open: () =>
    event({ type: 'message_start', message: { role: 'assistant', content: [] } }) +
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  delta: (text) =>
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  ping: event({ type: 'ping' }),
  close: () =>
    event({ type: 'content_block_stop', index: 0 }) +
    event({ type: 'message_delta', delta: { stop_reason: 'end_turn' } }) +
    event({ type: 'message_limit', message_limit: { type: 'within_limit' } }) +
    event({ type: 'message_stop' }),
  failure: () =>
    event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  refusal: event({ type: 'message_delta', delta: { stop_reason: 'refusal' } }),
  problem: (status) => ({
    type: 'error',
    error:
      status === 529
        ? { type: 'overloaded_error', message: 'Overloaded' }
        : { type: 'api_error', message: 'Internal server error' },
  }),
  usageLimit: (resetsAt) =>
    json(429, {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        // The site nests the limit as JSON inside the message.
        message: JSON.stringify({
          type: 'exceeded_limit',
          representativeClaim: 'five_hour',
          resetsAt: Math.round(resetsAt / 1000),
        }),
      },
    }),
  rateLimit: json(429, {
    type: 'error',
    error: { type: 'rate_limit_error', message: 'Number of requests has exceeded your rate limit' },
  }),
}

const data = (value: object | string) =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`

export const chatgptWire: Wire = {
  contentType: 'text/event-stream; charset=utf-8',
  asks: (method, path) =>
    method === 'POST' && /^\/backend-(?:api|anon)\/(?:f\/)?conversation(?:\?|$)/.test(path),
  read(_path, body) {
    const asked = JSON.parse(body) as { prompt: string; conversation_id: string }
    return { prompt: asked.prompt, conversationId: asked.conversation_id }
  },
  open: (conversation_id) =>
    `event: delta_encoding\n${data('"v1"')}` +
    data({ p: '', o: 'add', v: { message: { author: { role: 'assistant' } }, conversation_id } }),
  delta: (v) => data({ p: '/message/content/parts/0', o: 'append', v }),
  ping: '',
  close: (conversation_id) =>
    data({ type: 'message_stream_complete', conversation_id }) + data('[DONE]'),
  failure: () => data({ type: 'error', error: 'generation_failed' }),
  refusal: data({ type: 'moderation', blocked: true }),
  problem: () => ({
    detail: 'Hmm...something seems to have gone wrong. Maybe try me again in a little bit.',
  }),
  usageLimit: (resetsAt) =>
    json(429, {
      detail: {
        code: 'model_cap_exceeded',
        clears_in: Math.max(0, Math.round((resetsAt - Date.now()) / 1000)),
        message: 'You have sent too many messages to the model. Please try again later.',
      },
    }),
  rateLimit: json(429, { detail: 'Too many requests' }),
}

const chunk = (...part: unknown[]) => {
  const body = JSON.stringify([part])
  return `${body.length + 1}\n${body}\n`
}
const geminiError = (code: number) =>
  chunk('wrb.fr', null, null, null, null, [
    13,
    null,
    [['type.googleapis.com/assistant.boq.bard.application.BardErrorInfo', [code]]],
  ])

export const geminiWire: Wire = {
  contentType: 'application/json; charset=utf-8',
  asks: (method, path) =>
    method === 'POST' && /\/assistant\.lamda\.BardFrontendService\/StreamGenerate/.test(path),
  read(_path, body) {
    const [prompt, conversationId] = JSON.parse(new URLSearchParams(body).get('f.req') ?? '[]') as [
      string,
      string | null,
    ]
    return { prompt, conversationId: conversationId ?? hexId() }
  },
  open: (id) => `)]}'\n\n${chunk('wrb.fr', null, JSON.stringify([null, [`c_${id}`, 'r_1']]))}`,
  // Every piece carries the whole text so far.
  delta: (_piece, all, id) =>
    chunk(
      'wrb.fr',
      null,
      JSON.stringify([null, [`c_${id}`, 'r_1'], null, null, [['rc_1', [all]]]]),
    ),
  ping: '',
  close: () => '',
  failure: (code) => geminiError(code ?? 1076),
  refusal: geminiError(1400),
  problem: () => ({}),
  usageLimit: () => ({
    status: 200,
    type: 'application/json',
    body: `)]}'\n\n${geminiError(1037)}`,
  }),
  rateLimit: json(429, {}),
}

const hexId = () =>
  [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
