import type { PageView, Surface, TurnView } from '../detect/view'
import type { Provider } from '../providers/provider'
import { answerText, holdsMedia, lengthOf, measure } from './answer'
import { type Bounds, blocksIn, ownText, PROSE, predecessors, seen, textIn } from './blocks'
import { joined, type Mark, markOf } from './marks'
import { modeOf } from './mode'
import { outermost, type Places, placeFinder, surroundings } from './places'

/** Roles and live regions in which sites speak; class names are the provider's own matter. */
const NOTICES =
  '[role="alert"],[role="alertdialog"],[role="dialog"],[role="status"],dialog[open],[aria-live="assertive"],[data-sonner-toast]'
const CHROME = 'nav,aside,header,footer,form[role="search"]'
const ATTACHMENTS =
  '[data-testid*="attachment" i],[data-testid*="file-thumbnail" i],[data-testid*="uploaded" i],[class*="file-card" i],[class*="attachment" i]'
const CHALLENGE =
  '#challenge-form,#challenge-running,#cf-challenge-running,.cf-turnstile,script[src*="/challenge-platform/"]'
const SHORT = 300
/** So many times in a row only the growth of a flowing answer is looked at, not the page. */
const GLANCES = 5
const BARE = 200

export interface PageReader {
  /** Looks, and answers with what it saw. */
  (): PageView
  /** What showed at the last look that an answer is being made; `null` once it does no more. */
  sign(): Element | null
}

/**
 * Makes a reader of one document. Call what it returns at every sample: it looks, and answers with
 * a `PageView`. While an answer grows, most looks see only that. It adds no observer and no listener,
 * writes nothing into the page, and never reads messages of the user, the composer, the sidebar or
 * frames. The reader keeps the identities of elements (weakly), so make one per document.
 */
export function pageReader(doc: Document, provider: Provider): PageReader {
  const marks = provider.page
  const thinking = joined(marks.thinking)
  const failure = markOf(marks.failure)
  const waiting = joined(marks.waiting)
  const streaming = markOf(marks.streaming)
  const stops = markOf(marks.stop)
  const ignore = joined(marks.ignore)
  const send = markOf(marks.send)
  const ready = markOf(marks.ready)
  const login = markOf(marks.login)
  const notices = joined([...marks.surfaces, NOTICES])
  const messages = joined([...marks.userMessage, ...marks.assistantMessage])
  const skip = joined([...marks.userMessage, ignore, CHROME])
  const inside = joined([NOTICES, waiting, ...marks.surfaces])
  const attachments = joined([ATTACHMENTS, ...(provider.files?.chip ?? [])])
  const find = placeFinder(doc, provider)

  const keys = new WeakMap<Element, { key: number; text: string; shown: boolean }>()
  let lastKey = 0
  let translated = false
  const known = (element: Element, text = '') => {
    const old = keys.get(element)
    // A page translator changes every text; then the element alone says what is new.
    if (old && (old.text === text || translated)) return old
    lastKey += 1
    const now = { key: lastKey, text, shown: text === '' || seen(element) }
    keys.set(element, now)
    return now
  }
  const keyOf = (element: Element | null | undefined) => (element ? known(element).key : 0)

  function readTurn(places: Places, bounds: Bounds, generating: boolean): TurnView {
    const { prompt, answers, roots } = places
    const { chars, media, ...rest } = measure(answers, thinking)
    // An answer of a picture alone is not marked as an answer by every site.
    const alone =
      answers.length === 0 && roots.some((root) => !root.contains(bounds.stop) && holdsMedia(root))
    return {
      promptKey: keyOf(prompt),
      answerKey: keyOf(answers.at(-1)),
      answerChars: chars,
      answerText: chars > 0 && chars <= SHORT ? answerText(answers, thinking) : null,
      looseChars: textIn(roots, bounds),
      ...rest,
      media: media || alone,
      // Shown in place of an answer, so not looked for while one is made.
      failureMarker: !generating && (prompt ? roots : [doc.documentElement]).some(has(failure)),
    }
  }

  function readSurfaces(places: Places, bounds: Bounds): Surface[] {
    const { composer, prompt, roots } = places
    const surfaces: Surface[] = []
    const taken: Element[] = []
    const inTurn = prompt ? roots : composer ? predecessors(composer) : []
    for (const block of inTurn.flatMap((root) => blocksIn(root, bounds))) {
      const { key, shown } = known(block.element, block.text)
      if (!shown) continue
      taken.push(block.element)
      surfaces.push({
        key,
        place: 'turn',
        box: block.box,
        control: block.control,
        waiting: waiting !== '' && isOrHolds(block.element, waiting),
        text: block.text,
      })
    }
    const anchor = prompt ?? composer
    const parts = anchor ? surroundings(anchor, joined([ignore, CHROME])) : [doc]
    for (const notice of outermost(parts.flatMap((part) => noticesIn(part)))) {
      if (taken.some((one) => one.contains(notice) || notice.contains(one))) continue
      if (composer && notice.contains(composer)) continue
      if (prompt && isOfOlderTurn(notice, prompt)) continue
      if (notice.closest(joined([messages, ignore, '[contenteditable="true"]']))) continue
      const text = ownText(notice)
      if (text === '') continue
      const { key, shown } = known(notice, text)
      if (!shown) continue
      surfaces.push({
        key,
        place: 'notice',
        box: notice.getAttribute('role') !== 'status',
        control: notice.querySelector('button') !== null,
        waiting: waiting !== '' && notice.matches(waiting),
        text,
      })
    }
    if (!composer && !prompt && doc.body) {
      const text = pageText(doc.body)
      if (text !== '' && !surfaces.some((surface) => surface.text === text)) {
        surfaces.push({
          key: known(doc.body, text).key,
          place: 'page',
          box: false,
          control: false,
          waiting: false,
          text: `${doc.title} ${text}`.trim().slice(0, 500),
        })
      }
    }
    return surfaces
  }

  /** Between the conversation's first message and the newest prompt: said of a turn that is over. */
  function isOfOlderTurn(notice: Element, prompt: Element): boolean {
    const first = doc.querySelector(messages)
    return first !== null && follows(first, notice) && follows(notice, prompt)
  }

  function noticesIn(part: Element | Document): Element[] {
    if (part !== doc && (part as Element).matches(notices)) return [part as Element]
    return [...part.querySelectorAll(notices)].filter((notice) => !notice.closest(PROSE))
  }

  /** What showed at the last look that an answer is being made. */
  let sign: Element | null = null
  const showsWork = () => sign?.isConnected && (stops.matches(sign) || streaming.matches(sign))

  let flow: Flow | null = null
  let glances = 0

  /** The last view with the answer as long as it is now; `null` where that would not do. */
  function glance(): PageView | null {
    if (!flow || glances >= GLANCES || doc.location.pathname !== flow.view.path) return null
    const length = lengthOf(flow.answer)
    const grown = length - flow.length
    if (grown <= 0 || !flow.answer.isConnected || !flow.prompt.isConnected) return null
    // The work may have ended with these last words, and the same button now send the next ones.
    if (!showsWork()) return null
    const { view } = flow
    const answerChars = view.turn.answerChars + grown
    // All the words of a short answer count.
    if (answerChars <= SHORT) return null
    const turn = { ...view.turn, answerChars, answerText: null }
    // What stood around the answer at the last look may be gone by now.
    flow = { ...flow, length, view: { ...view, turn, surfaces: [] } }
    glances += 1
    return flow.view
  }

  function look(): PageView {
    translated = isTranslated(doc)
    const places = find()
    const { composer, area, prompt, answers } = places
    const bounds: Bounds = {
      stop: composer,
      skip,
      answers,
      inside,
    }
    const drawn = composer !== null || prompt !== null || ready.first(doc) !== null
    const filled = composer !== null && textOf(composer) !== ''
    const button = filled && area ? send.first(area) : null
    sign = places.stop ?? firstOf(streaming, [...answers, ...places.roots])
    const generating = sign !== null
    const path = doc.location.pathname
    const view = {
      path,
      drawn,
      bare: !drawn && isBare(doc.body),
      headed: !drawn && isHeaded(doc.body),
      loadedParts: drawn ? 0 : loadedParts(doc),
      composer: composer !== null,
      composerFilled: filled,
      sendBlocked: button !== null && isDisabled(button),
      login:
        marks.loginPaths.some((start) => path === start || path.startsWith(`${start}/`)) ||
        (composer === null && login.first(doc) !== null),
      challenge: !drawn && (/^just a moment/i.test(doc.title) || !!doc.querySelector(CHALLENGE)),
      generating,
      mode: modeOf(places.pickers.map(labelOf)),
      attachments: area ? area.querySelectorAll(attachments).length : 0,
      translated,
      turn: readTurn(places, bounds, generating),
      surfaces: readSurfaces(places, bounds),
    }
    const answer = answers.at(-1)
    const flows = view.turn.answerChars > 0 && !view.turn.thinking
    flow =
      sign && flows && answer && prompt ? { view, prompt, answer, length: lengthOf(answer) } : null
    glances = 0
    return view
  }

  return Object.assign(() => glance() ?? look(), {
    sign: () => (showsWork() ? sign : null),
  })
}

/** An answer that was seen to be written. */
interface Flow {
  readonly view: PageView
  readonly prompt: Element
  readonly answer: Element
  /** Of all its text. */
  readonly length: number
}

/** The first of `mark` that one of these is or holds. */
function firstOf(mark: Mark, roots: readonly Element[]): Element | null {
  for (const root of roots) {
    const found = mark.matches(root) ? root : mark.first(root)
    if (found) return found
  }
  return null
}

const has = (mark: Mark) => (element: Element) =>
  mark.matches(element) || mark.first(element) !== null

const follows = (one: Element, other: Element) =>
  (one.compareDocumentPosition(other) & one.DOCUMENT_POSITION_FOLLOWING) !== 0

const isOrHolds = (element: Element, selector: string) =>
  element.closest(selector) !== null || element.querySelector(selector) !== null

const labelOf = (element: Element) =>
  `${element.textContent ?? ''} ${element.getAttribute('aria-label') ?? ''}`

const isDisabled = (element: Element) =>
  element.hasAttribute('disabled') || element.getAttribute('aria-disabled') === 'true'

const textOf = (composer: Element) =>
  ('value' in composer ? String(composer.value) : (composer.textContent ?? '')).trim()

/** All that a bare page says, `''` when it says too much to be an error page. */
function pageText(body: Element): string {
  const length = (body.textContent ?? '').length
  if (length === 0 || length > 6000) return ''
  const text = ownText(body, 'script,style,noscript,template,nav', 900)
  return text.length > 700 ? '' : text
}

/** Next to nothing stands there that a reader could see. */
const isBare = (body: Element | null): boolean =>
  body === null || ownText(body, 'script,style,noscript,template', BARE + 1).length < BARE

const isHeaded = (body: Element | null): boolean =>
  [...(body?.querySelectorAll('h1,h2,[role="heading"]') ?? [])].some((one) => ownText(one) !== '')

/** A slow line is no blank page: parts that keep coming are progress. */
function loadedParts(doc: Document): number {
  const entries = doc.defaultView?.performance?.getEntriesByType?.('resource') ?? []
  return entries.filter((entry) => {
    const { initiatorType, responseStatus } = entry as PerformanceResourceTiming
    return /^(?:script|link|css)$/.test(initiatorType) && !(responseStatus >= 400)
  }).length
}

/** Chrome's translator sets classes on the root, others an attribute. */
function isTranslated(doc: Document): boolean {
  const root = doc.documentElement
  return /translated-(?:ltr|rtl)/.test(root.className) || root.hasAttribute('_msttexthash')
}
