import { browser } from 'wxt/browser'

const noticeKey = 'draftsNotice'
const troubleKey = 'draftsTrouble'
/** How long (ms) the user is told. */
const life = 3 * 86_400_000

/** Notes that the database had to be made anew, so that the user is told what happened. */
export async function noteRebuilt(restored: number, now: number): Promise<void> {
  const drafts = restored === 1 ? '1 draft was' : `${restored} drafts were`
  const text = `The draft database was damaged and has been made anew; ${drafts} brought back from the journal. Older history is lost.`
  await browser.storage.local.set({ [noticeKey]: { text, at: now } })
}

/** What to tell the user of a rebuilding in the last days; `null`: nothing. */
export async function rebuiltNotice(now: number): Promise<string | null> {
  const notice = (await browser.storage.local.get(noticeKey))[noticeKey] as
    | { text: string; at: number }
    | undefined
  return notice && now - notice.at < life ? notice.text : null
}

/**
 * Notes that drafts may be in the journal only, so that the next opening looks there. Answers with
 * the number of openings that failed in a row, this one included.
 */
export async function noteTrouble(what: 'opening' | 'writing'): Promise<number> {
  const before = Number((await browser.storage.local.get(troubleKey))[troubleKey] ?? 0)
  const count = what === 'opening' ? before + 1 : before
  await browser.storage.local.set({ [troubleKey]: count })
  return count
}

/** The trouble is over. Answers whether there was any. */
export async function endTrouble(): Promise<boolean> {
  const had = troubleKey in (await browser.storage.local.get(troubleKey))
  if (had) await browser.storage.local.remove(troubleKey)
  return had
}
