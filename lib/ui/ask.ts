import { type MessageName, type Protocol, send } from '../messages'

/** How long one of our own pages waits for the background, in ms: waking it takes well under one. */
const patience = 4_000

/** Sends a request to the background. Throws when it refuses, is gone, or does not answer in time. */
export async function ask<K extends MessageName>(
  name: K,
  request: Protocol[K]['request'],
): Promise<Protocol[K]['response']> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patience)
  })
  try {
    return await Promise.race([send(name, request), late])
  } finally {
    clearTimeout(timer)
  }
}
