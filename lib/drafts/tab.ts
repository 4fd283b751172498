import { browser } from 'wxt/browser'

/**
 * A tab's id with this browser session's own mark: tab ids start anew when the browser does, and a
 * draft of yesterday must not seem to be in the tab that has its number today.
 */
export async function tabKey(tabId: number): Promise<string> {
  return `${await session()}:${tabId}`
}

/** The tab of a key, `null` when it is of an earlier session. */
export async function tabIdOf(key: string | null): Promise<number | null> {
  const [mark, id] = key?.split(':') ?? []
  return id !== undefined && mark === (await session()) ? Number(id) : null
}

async function session(): Promise<string> {
  const known = (await browser.storage.session.get('session')).session
  if (typeof known === 'string') return known
  await browser.storage.session.set({ session: crypto.randomUUID() })
  // Read back: of two first callers at once, the later write is the session's mark for both.
  return String((await browser.storage.session.get('session')).session)
}
