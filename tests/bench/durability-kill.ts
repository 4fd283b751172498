import { type Browser, type Page, until } from '../browsers/browser.ts'
import type { StandIns } from '../pages/server.ts'
import type { SiteId } from '../pages/site.ts'
import type { Dice } from '../soak/random.ts'
import { alive, answered, home, send } from '../soak/tabs.ts'
import { type Books, seeAnswered } from './durability-books.ts'

/** One character that the page has taken, and when (epoch ms). */
export interface Typed {
  readonly key: string
  readonly at: number
}

/** What was typed, and what ended it. */
export interface Kill {
  readonly kind: (typeof kinds)[number] | 'browser killed'
  /** With the generation of its editor. */
  readonly site: string
  /** With which the text begins; of this kill alone. */
  readonly mark: string
  readonly typed: readonly Typed[]
  /** When it struck, epoch ms. */
  readonly at: number
}

interface Scene {
  readonly driven: Browser
  readonly web: StandIns
  readonly chance: Dice
  readonly mark: string
  readonly books: Books
}

const kinds = [
  'tab crashed',
  'tab closed',
  'background stopped',
  'extension reloaded',
  'composer reset',
] as const
const sites = [
  ['claude', 1],
  ['chatgpt', 1],
  ['chatgpt', 2],
  ['chatgpt', 3],
  ['chatgpt', 4],
  ['gemini', 1],
] as const
/** Ten keys a second. */
const KEY_MS = 100
/** A browser killed takes seconds to start again. */
const browserKills = 0.25
const words =
  'a lighthouse keeper writes to the harbour about fog oil rope and nine ships in the long night'.split(
    ' ',
  )
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Opens a chat, types into it, and strikes at a random moment. */
export async function killOnce({ driven, web, chance, mark, books }: Scene): Promise<Kill> {
  const [id, generation] = chance.pick(sites)
  const kind = chance.roll() < browserKills ? 'browser killed' : chance.pick(kinds)
  web.site(id).generation = generation
  // Else the site itself gives back what stood there before.
  await driven.clearSiteData(Object.values(home).map((url) => new URL(url).origin))
  const page = await driven.open(home[id])
  await alive({ site: id, page })
  if (chance.roll() < 0.2) await converse({ driven, books, page, id, mark })

  const typed: Typed[] = []
  const letters = textOf(mark, chance)
  let isOver = false
  let failed: { readonly error: unknown; readonly at: number } | null = null
  const typeOn = async () => {
    let due = Date.now()
    while (!isOver) {
      await wait(Math.max(0, due - Date.now()))
      // What a slow machine delays is not made up for: nobody types faster for it.
      due = Math.max(due, Date.now()) + KEY_MS
      const key = letters.next().value ?? 'x'
      if (isOver) return
      await page.type(key)
      typed.push({ key, at: Date.now() })
    }
  }
  const typing = typeOn().catch((error: unknown) => {
    failed = { error, at: Date.now() }
  })
  await wait(chance.between(1500, 6000))
  // On a slow machine the text may not be told from others yet.
  await until('a text of its own', () => failed || typed.length > mark.length + 3, 30_000)
  const at = await strike(kind, page, driven, chance, async () => {
    isOver = true
    await typing
  })
  isOver = true
  // A key on its way into a page that dies may never be answered, or fail.
  await Promise.race([typing, wait(2000)])
  const early = failed as { error: unknown; at: number } | null
  if (early && early.at < at) throw early.error
  const taken = typed.filter((one) => one.at <= at)
  return { kind, site: `${id} ${generation}`, mark, typed: taken, at }
}

/** Answers with when text could first be lost: what the page had taken by then should be kept. */
async function strike(
  kind: Kill['kind'],
  page: Page,
  driven: Browser,
  chance: Dice,
  endTyping: () => Promise<void>,
): Promise<number> {
  const close = async () => {
    const at = Date.now()
    await page.close()
    return at
  }
  const at = Date.now()
  switch (kind) {
    case 'tab crashed':
      await page.crash()
      return at
    case 'browser killed':
      await driven.kill()
      return at
    case 'tab closed':
      return close()
    case 'background stopped':
      await driven.stopBackground()
      // Also at once, when nothing has woken it yet.
      await wait(chance.pick([0, 0, 50, 300, 1000]))
      return close()
    case 'extension reloaded':
      await driven.reloadExtension()
      // Time for the new script to come into the page; the user types on all the while.
      await wait(chance.between(1500, 2500))
      return close()
    case 'composer reset': {
      await endTyping()
      const reset = Date.now()
      await page.evaluate(() => window.__site.setText(''))
      await wait(chance.between(0, 1500))
      await page.close()
      return reset
    }
  }
}

/** A prompt that is answered before: it must not come back as one that waits. */
async function converse(about: {
  driven: Browser
  books: Books
  page: Page
  id: SiteId
  mark: string
}): Promise<void> {
  const tab = { site: about.id, page: about.page }
  const text = `${about.mark}. What is asked first and answered.`
  if (!(await send(tab, text))) throw new Error('the page sent nothing')
  await answered(tab)
  await seeAnswered(about.driven, about.books, text)
}

function* textOf(mark: string, chance: Dice): Generator<string, void> {
  yield* mark
  yield ':'
  for (;;) {
    yield ' '
    yield* chance.pick(words)
  }
}
