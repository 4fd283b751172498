import { type BaseIssue, type BaseSchema, type InferOutput, safeParse } from 'valibot'
import { type Unreadable, unreadable } from './page'

/** Parses JSON and checks its shape. What does not fit is `Unreadable`, in words for people. */
export function readJson<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  schema: S,
  body: string,
): { readonly value: InferOutput<S> } | Unreadable {
  const text = body.trimStart()
  if (!text) return unreadable('sent an empty answer')
  if (text.startsWith('<')) return unreadable('sent a web page instead of data')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable('sent broken data')
  }
  const parsed = safeParse(schema, value)
  return parsed.success
    ? { value: parsed.output }
    : unreadable('sent data of a shape that we do not know')
}
