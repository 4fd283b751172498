import type { BaseIssue, BaseSchema } from 'valibot'
import { safeParse } from 'valibot'
import { browser } from 'wxt/browser'

/**
 * State that must outlive the worker but not the browser, in `storage.session`.
 * Updates of one key run one after another: get-then-set is not atomic there.
 */
export interface SessionValue<T> {
  /** The stored value, or the initial one where nothing valid is stored. */
  read(): Promise<T>
  /** Replaces the value by what `change` makes of it and returns that. */
  update(change: (value: T) => T | Promise<T>): Promise<T>
}

const queues = new Map<string, Promise<unknown>>()

/** A value under `key`; what does not fit `schema` counts as absent. */
export function sessionValue<T>(
  key: string,
  schema: BaseSchema<unknown, T, BaseIssue<unknown>>,
  initial: T,
): SessionValue<T> {
  const read = async (): Promise<T> => {
    const stored = (await browser.storage.session.get(key))[key]
    const parsed = safeParse(schema, stored)
    return parsed.success ? parsed.output : initial
  }
  const update = (change: (value: T) => T | Promise<T>): Promise<T> => {
    const next = (queues.get(key) ?? Promise.resolve()).then(async () => {
      const value = await change(await read())
      await browser.storage.session.set({ [key]: value })
      return value
    })
    queues.set(
      key,
      next.catch(() => {}),
    )
    return next
  }
  return { read, update }
}
