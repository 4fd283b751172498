/** One WebDriver BiDi session over a WebSocket: commands as promises, events to listeners. */
export interface Bidi {
  send<R = unknown>(method: string, params?: object): Promise<R>
  on(event: string, listener: (params: never) => void): void
  close(): void
}

interface Reply {
  id?: number
  type: 'success' | 'error' | 'event'
  method?: string
  params?: unknown
  result?: unknown
  error?: string
  message?: string
}

/** Connects to the address that Firefox prints at start (`ws://127.0.0.1:…`). */
export async function connect(address: string): Promise<Bidi> {
  const socket = new WebSocket(`${address}/session`)
  await new Promise<void>((done, fail) => {
    socket.onopen = () => done()
    socket.onerror = () => fail(new Error(`no BiDi at ${address}`))
  })
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (e: Error) => void }>()
  const listeners = new Map<string, ((params: never) => void)[]>()
  let lastId = 0
  socket.onmessage = (event) => {
    const reply = JSON.parse(String(event.data)) as Reply
    if (reply.type === 'event') {
      for (const listener of listeners.get(reply.method ?? '') ?? [])
        listener(reply.params as never)
      return
    }
    const asked = waiting.get(reply.id ?? -1)
    waiting.delete(reply.id ?? -1)
    if (reply.type === 'error') asked?.fail(new Error(`${reply.error}: ${reply.message}`))
    else asked?.done(reply.result)
  }
  socket.onclose = () => {
    for (const { fail } of waiting.values()) fail(new Error('the browser is gone'))
    waiting.clear()
  }
  return {
    send<R>(method: string, params: object = {}) {
      return new Promise<R>((done, fail) => {
        if (socket.readyState !== WebSocket.OPEN) return fail(new Error('the browser is gone'))
        const id = ++lastId
        waiting.set(id, { done: done as (result: unknown) => void, fail })
        socket.send(JSON.stringify({ id, method, params }))
      })
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener])
    },
    close: () => socket.close(),
  }
}
