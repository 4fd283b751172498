/** Yields the lines of a response body as they come. Throws where the connection breaks. */
export async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}

/** Yields the `data:` of server-sent events, parsed; `[DONE]` ends it. */
export async function* events(response: Response): AsyncGenerator<Record<string, unknown>> {
  for await (const line of lines(response)) {
    if (!line.startsWith('data: ')) continue
    const data = line.slice(6)
    if (data === '[DONE]') return
    const parsed: unknown = JSON.parse(data)
    if (typeof parsed === 'object' && parsed !== null) yield parsed as Record<string, unknown>
  }
}
