import { isTrouble, isWorse, type Page, type Part, type Trouble, worse, worst } from './page'
import type {
  ComponentMark,
  ComponentStatus,
  Incident,
  StatusLevel,
  StatusReport,
  StatusSource,
} from './report'
import { hostOf, latest } from './text'
import { levelWords, list, quoted } from './wording'

/** An incident without an update for so long is a known issue, not news. A guess at the threshold. */
const QUIET_MS = 24 * 3600_000
/** After a week it was forgotten. */
const FORGOTTEN_MS = 7 * QUIET_MS
/** Most components ill at once means an outage, whatever word each of them carries. */
const BREADTH = { share: 0.6, atLeast: 5 }

/**
 * Reads a page as a careful person would: the chat's own component counts, never the page-level
 * indicator; an absent component is not a well one; another page's data is none.
 */
export function judge(page: Page, source: StatusSource, now: number): StatusReport {
  if (!isExpected(page, source)) {
    return unknownReport(source, `The data is not that of ${hostOf(source.page) ?? 'this page'}.`)
  }
  const chat = partsOf(page, source, 'chat')
  const touches = (trouble: Trouble) => touchesChat(trouble, source, chat)
  const incidents = page.incidents.map((trouble) => toIncident(trouble, touches(trouble)))
  const running = page.running.map((trouble) => toIncident(trouble, touches(trouble)))
  const announced = page.announced.map((trouble) => toIncident(trouble, touches(trouble)))
  const base = baseLevel(page, source, chat)
  const { level, why } = raise(base, page, source, now, touches)
  return {
    level,
    why,
    components: componentsOf(page, source),
    incidents: incidents.slice(0, 20),
    maintenance: [...running, ...announced].slice(0, 20),
    updatedAt: latest([page.updatedAt, ...incidents.map((i) => i.updatedAt)]),
  }
}

/** A report that says nothing, and why. */
export function unknownReport(source: StatusSource, why: string): StatusReport {
  return {
    level: 'unknown',
    why,
    components: source.components
      .filter((mark) => mark.role !== 'other')
      .map(({ role, name }) => ({ role, name, level: 'unknown' as const })),
    incidents: [],
    maintenance: [],
    updatedAt: null,
  }
}

function isExpected(page: Page, source: StatusSource): boolean {
  const host = hostOf(source.page)
  if (source.pageId === undefined) return page.host === null || !host || page.host === host
  return page.id === null ? page.host === host : page.id === source.pageId
}

const matches = (mark: ComponentMark, part: { id: string; name: string }) =>
  mark.id ? mark.id === part.id : mark.name.toLowerCase() === part.name.toLowerCase()

const partsOf = (page: Page, source: StatusSource, role: ComponentMark['role']): Part[] =>
  source.components
    .filter((mark) => mark.role === role)
    .flatMap((mark) => page.parts?.filter((part) => matches(mark, part)) ?? [])

const chatMarks = (source: StatusSource) => source.components.filter((m) => m.role === 'chat')

/** Names and ids that mean the chat in an incident's list. */
function touchesChat(
  trouble: Trouble,
  source: StatusSource,
  chat: readonly Part[],
): boolean | null {
  const marks = chatMarks(source)
  // The page as a whole is what the user watches, or it has no part that is the chat's.
  if (!marks.length) return source.scope === 'page' ? true : null
  if (trouble.parts === null) return null
  const known = new Set(
    [...marks.flatMap((mark) => [mark.id ?? mark.name]), ...chat.map((part) => part.id)].map((s) =>
      s.toLowerCase(),
    ),
  )
  return trouble.parts.some((part) => known.has(part.toLowerCase()))
}

interface Judged {
  readonly level: StatusLevel
  readonly why: string
}

function baseLevel(page: Page, source: StatusSource, chat: readonly Part[]): Judged {
  const marks = chatMarks(source)
  if (!marks.length && source.scope !== 'page') {
    return { level: 'unknown', why: 'This page says nothing about the chat.' }
  }
  if (chat.length) {
    const level = worst(chat.map((part) => part.level))
    const ill = chat.filter((part) => part.level === level)
    const broad = isTrouble(level) && isBroad(page.parts ?? [])
    return {
      level: broad ? worse(level, 'partial_outage') : level,
      why: broad
        ? `${list(ill.map((part) => part.name))}: ${levelWords[level]}, with most of the page.`
        : `${list((ill.length ? ill : chat).map((part) => part.name))}: ${levelWords[level]}.`,
    }
  }
  if (source.scope !== 'page') {
    const name = list(marks.map((mark) => mark.name))
    return { level: 'unknown', why: `The page does not list ${name}.` }
  }
  if (page.parts === null && page.troublesOnly) {
    const subject = list(marks.map((mark) => mark.name)) || 'anything'
    return { level: 'operational', why: `The page reports no open incident of ${subject}.` }
  }
  return wholePage(page, marks.length > 0)
}

/**
 * The level of a page as a whole. Where the chat is one unlisted part among others, trouble
 * elsewhere says nothing about it; only the wide kind does.
 */
function wholePage(page: Page, chatIsPart: boolean): Judged {
  const parts = page.parts ?? []
  const ill = parts.filter((part) => part.level !== 'operational')
  if (isBroad(parts)) {
    return {
      level: worse(worst(ill.map((part) => part.level)), 'partial_outage'),
      why: `${ill.length} of ${parts.length} components are not operational.`,
    }
  }
  if (parts.length) {
    if (chatIsPart || !ill.length) {
      const level = parts.some((part) => part.level === 'operational') ? 'operational' : 'unknown'
      return { level, why: 'Nothing on the page points to the chat.' }
    }
    const level = worst(ill.map((part) => part.level))
    return {
      level: isTrouble(level) && ill.length < parts.length ? 'degraded_performance' : level,
      why: `${list(ill.map((part) => part.name))}: ${levelWords[level]}.`,
    }
  }
  const level = page.indicator ?? 'unknown'
  return chatIsPart && level !== 'operational'
    ? { level: 'unknown', why: 'The page reports a problem without saying of what.' }
    : { level, why: `The page as a whole: ${levelWords[level]}.` }
}

function isBroad(parts: readonly Part[]): boolean {
  const ill = parts.filter((part) => isTrouble(part.level))
  return parts.length >= BREADTH.atLeast && ill.length > parts.length * BREADTH.share
}

/** Adds what open incidents and running maintenance say. Unknown stays unknown. */
function raise(
  base: Judged,
  page: Page,
  source: StatusSource,
  now: number,
  touches: (trouble: Trouble) => boolean | null,
): Judged {
  if (base.level === 'unknown') return base
  const quiet = (t: Trouble) => now - (t.updatedAt ?? t.since ?? now)
  const isQuiet = (t: Trouble) => quiet(t) > QUIET_MS
  const speaksForItself = page.parts !== null && chatMarks(source).length > 0
  const mine = page.incidents
    .filter((t) => touches(t) === true)
    .filter((t) => speaksForItself || quiet(t) <= FORGOTTEN_MS)
  const news = mine.filter((t) => !isQuiet(t))
  const grave = page.incidents.filter(
    (t) => touches(t) === null && isWorse(t.level, 'degraded_performance') && !isQuiet(t),
  )
  if (mine.length && !news.length && (isTrouble(base.level) || !speaksForItself)) {
    return {
      level: 'degraded_performance',
      why: `A known issue, without an update for a day: ${quoted(mine)}.`,
    }
  }
  let level: StatusLevel = base.level
  let why = base.why
  for (const trouble of news) {
    const at: StatusLevel = speaksForItself ? worse('degraded_performance', level) : trouble.level
    if (isWorse(at, level)) {
      level = at
      why = `${base.why} An open incident touches it: ${quoted([trouble])}.`
    }
  }
  if (grave.length && isWorse('degraded_performance', level)) {
    level = 'degraded_performance'
    why = `${base.why} The provider reports an incident without saying of what: ${quoted(grave)}.`
  }
  const maintained = page.running.filter((t) => touches(t) === true)
  if (maintained.length && isWorse('under_maintenance', level)) {
    return { level: 'under_maintenance', why: `Maintenance is running: ${quoted(maintained)}.` }
  }
  if (level === 'operational' && page.incidents.some((t) => touches(t) !== true)) {
    why = `${why} ${elsewhere(
      page.incidents.filter((t) => touches(t) !== true),
      touches,
    )}`
  }
  return { level, why }
}

/** Trouble that is not the chat's, told as that. */
function elsewhere(
  troubles: readonly Trouble[],
  touches: (trouble: Trouble) => boolean | null,
): string {
  return troubles.every((t) => touches(t) === false)
    ? `Open elsewhere: ${quoted(troubles)}.`
    : `Open, of what is not said: ${quoted(troubles)}.`
}

/** The components that mean something to the user, and any other that is not well. */
function componentsOf(page: Page, source: StatusSource): readonly ComponentStatus[] {
  const marked = source.components
    .filter((mark) => mark.role !== 'other')
    .map((mark): ComponentStatus => {
      const parts = page.parts?.filter((part) => matches(mark, part)) ?? []
      const silent = page.parts === null && page.troublesOnly
      const named = page.incidents.filter((t) =>
        t.parts?.some((p) => p.toLowerCase() === (mark.id ?? mark.name).toLowerCase()),
      )
      return {
        role: mark.role,
        name: parts[0]?.name ?? mark.name,
        level: silent
          ? worst(['operational' as const, ...named.map((t) => t.level)])
          : worst(parts.map((part) => part.level)),
      }
    })
  const others = (page.parts ?? [])
    .filter((part) => part.level !== 'operational')
    .filter((part) => !source.components.some((m) => m.role !== 'other' && matches(m, part)))
    .map(({ name, level }): ComponentStatus => ({ role: 'other', name, level }))
  return [...marked, ...others].slice(0, 40)
}

function toIncident(trouble: Trouble, touches: boolean | null): Incident {
  const { id, title, impact, since, postedAt, updatedAt, url, update } = trouble
  return { id, title, impact, since, postedAt, updatedAt, url, update, touchesChat: touches }
}
