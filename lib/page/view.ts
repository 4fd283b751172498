import type { PageView, Surface, TurnView } from '../detect/view'
import type { Provider } from '../providers/provider'
import { type Block, blocksAfter, blocksBefore, joined, ownText, seen, textAfter } from './blocks'
import { modeOf } from './mode'

const NO_TURN: TurnView = {
  promptKey: 0,
  answerKey: 0,
  answerChars: 0,
  answerText: null,
  looseChars: 0,
  media: false,
  thoughtChars: 0,
  steps: 0,
  thinking: false,
  failureMarker: false,
}

/** Roles and live regions in which sites speak; class names are the provider's own matter. */
const NOTICES =
  '[role="alert"],[role="alertdialog"],[role="dialog"],[role="status"],dialog[open],[aria-live="assertive"],[data-sonner-toast]'
const THINKING =
  '[class*="think" i],[class*="thought" i],[class*="reasoning" i],[data-testid*="thinking" i],[data-testid*="thought" i],details'
const STEPS =
  '[class*="tool-" i]:not([class*="tooltip" i]),[class*="search-step" i],[class*="agent-step" i],[data-testid*="tool-" i],[data-testid*="step" i]'
const MEDIA = 'img:not([alt=""]),video,audio,canvas,picture,iframe,object'
/** Inside an answer, but not of it. */
const ASIDE = 'button,[role="status"],[role="alert"],.sr-only,[aria-hidden="true"],script,style'
const ATTACHMENTS =
  '[data-testid*="attachment" i],[data-testid*="file-thumbnail" i],[data-testid*="uploaded" i],[class*="file-card" i],[class*="attachment" i]'
const CHALLENGE =
  '#challenge-form,#challenge-running,#cf-challenge-running,.cf-turnstile,script[src*="/challenge-platform/"]'
const NUMBERS = /\d+/g
const SHORT = 300
const BARE = 200

/**
 * Makes a reader of one document. Call what it returns at every sample: it looks, and answers with
 * a `PageView`. It adds no observer and no listener, writes nothing into the page, and never reads
 * messages of the user, the composer, the sidebar or frames. The reader keeps the identities of
 * elements (weakly), so make one per document.
 */
export function pageReader(doc: Document, provider: Provider): () => PageView {
  const marks = provider.page
  const sel = {
    ready: joined(marks.ready),
    composer: joined(provider.composers.map((mark) => mark.selector)),
    login: joined(marks.login),
    send: joined(marks.send),
    stop: joined(marks.stop),
    streaming: joined(marks.streaming),
    user: joined(marks.userMessage),
    assistant: joined(marks.assistantMessage),
    thinking: joined([...marks.thinking, THINKING]),
    failure: joined(marks.failure),
    notices: joined([...marks.surfaces, NOTICES]),
    waiting: joined(marks.waiting),
    ignore: joined(marks.ignore),
    picker: joined(marks.modelPicker),
  }
  const keys = new WeakMap<Node, { key: number; text: string }>()
  let lastKey = 0
  let translated = false
  const keyOf = (node: Node, text = '') => {
    const known = keys.get(node)
    // A page translator changes every text; then the element alone says what is new.
    if (known && (known.text === text || translated)) return known.key
    lastKey += 1
    keys.set(node, { key: lastKey, text })
    return lastKey
  }

  const find = (selector: string, root: ParentNode = doc) =>
    selector === '' ? null : root.querySelector(selector)
  const all = (selector: string, root: ParentNode = doc) =>
    selector === '' ? [] : [...root.querySelectorAll(selector)]

  function readTurn(prompt: Element | null, answers: Element[], tail: Block[]): TurnView {
    if (!prompt && answers.length === 0) {
      return { ...NO_TURN, failureMarker: find(sel.failure) !== null }
    }
    let answerChars = 0
    let thoughtChars = 0
    let steps = 0
    let thinking = false
    let media = false
    for (const answer of answers) {
      let chars = lengthOf(answer)
      for (const part of outermost(all(`${sel.thinking},${STEPS},${ASIDE}`, answer))) {
        chars -= lengthOf(part)
        if (part.matches(sel.thinking)) {
          thinking ||= seen(part)
          thoughtChars += (part.textContent ?? '').replace(NUMBERS, '').trim().length
        } else if (part.matches(STEPS)) {
          steps += 1
        }
      }
      answerChars += Math.max(0, chars)
      media ||= answer.querySelector(MEDIA) !== null
    }
    const last = answers.at(-1)
    const failureMarker =
      sel.failure !== '' &&
      (tail.some(
        (block) => block.element.matches(sel.failure) || find(sel.failure, block.element),
      ) ||
        answers.some((answer) => find(sel.failure, answer.parentElement ?? answer)))
    return {
      promptKey: prompt ? keyOf(prompt) : 0,
      answerKey: last ? keyOf(last) : 0,
      answerChars,
      looseChars: 0,
      answerText:
        answerChars > 0 && answerChars <= SHORT
          ? answers
              .map((answer) => ownText(answer, `${sel.thinking},${STEPS},${ASIDE}`))
              .join(' ')
              .trim()
          : null,
      media,
      thoughtChars,
      steps,
      thinking,
      failureMarker,
    }
  }

  return () => {
    const title = doc.title
    translated = isTranslated(doc)
    const composer = all(sel.composer).find(seen) ?? null
    const prompts = all(sel.user)
    const prompt = prompts.at(-1) ?? null
    const answers = outermost(
      all(sel.assistant).filter((answer) => prompt === null || follows(answer, prompt)),
    )
    const bounds = {
      stop: composer,
      skip: joined([sel.user, sel.ignore, 'nav,aside,header,footer,form[role="search"]']),
      through: sel.assistant,
      inside: joined([NOTICES, sel.waiting, ...marks.surfaces]),
    }
    const start = prompt ?? answers.at(-1) ?? null
    const tail = start ? blocksAfter(start, bounds) : composer ? blocksBefore(composer, bounds) : []
    const known = readTurn(prompt, answers, tail)
    const turn = prompt ? { ...known, looseChars: textAfter(prompt, bounds, answers) } : known

    const messages = joined([sel.user, sel.assistant])
    const surfaces: Surface[] = tail.map((block) => ({
      key: keyOf(block.element, block.text),
      place: 'turn',
      box: block.box,
      control: block.control,
      waiting: sel.waiting !== '' && closestOrIn(block.element, sel.waiting),
      text: block.text,
    }))
    const inTail = new Set(tail.map((block) => block.element))
    for (const notice of outermost(all(sel.notices))) {
      if (
        inTail.has(notice) ||
        tail.some((block) => block.element.contains(notice) || notice.contains(block.element))
      )
        continue
      if (messages !== '' && notice.closest(messages)) continue
      if (sel.ignore !== '' && notice.closest(sel.ignore)) continue
      if (composer && notice.contains(composer)) continue
      if (notice.closest('[contenteditable="true"]') || !seen(notice)) continue
      const text = ownText(notice)
      if (text === '') continue
      surfaces.push({
        key: keyOf(notice, text),
        place: 'notice',
        box: notice.getAttribute('role') !== 'status',
        control: notice.querySelector('button') !== null,
        waiting: sel.waiting !== '' && notice.matches(sel.waiting),
        text,
      })
    }
    const loginPath = marks.loginPaths.some((path) => startsPath(doc.location.pathname, path))
    const drawn = composer !== null || find(sel.ready) !== null || prompts.length > 0
    if (!composer && prompts.length === 0 && doc.body) {
      const text = pageText(doc.body)
      if (text !== '' && !surfaces.some((surface) => surface.text === text)) {
        surfaces.push({
          key: keyOf(doc.body, text),
          place: 'page',
          box: false,
          control: false,
          waiting: false,
          text: `${title} ${text}`.trim().slice(0, 500),
        })
      }
    }
    const stop = all(sel.stop).some(seen)
    const send = find(sel.send)
    return {
      path: doc.location.pathname,
      drawn,
      bare: (doc.body?.textContent ?? '').length < BARE || pageChars(doc.body) < BARE,
      composer: composer !== null,
      composerFilled: composer !== null && textIn(composer) !== '',
      sendBlocked:
        send !== null && isDisabled(send) && composer !== null && textIn(composer) !== '',
      login: loginPath || find(sel.login) !== null,
      challenge: !drawn && (/^just a moment/i.test(title) || find(CHALLENGE) !== null),
      generating:
        stop || all(sel.streaming).some((element) => answers.includes(element) || seen(element)),
      mode: modeOf(
        all(sel.picker)
          .filter(seen)
          .map(
            (element) => `${element.textContent ?? ''} ${element.getAttribute('aria-label') ?? ''}`,
          ),
      ),
      attachments: composer ? attachmentsNear(composer) : 0,
      translated,
      turn,
      surfaces,
    }
  }
}

function follows(node: Node, before: Node): boolean {
  return (before.compareDocumentPosition(node) & 4) !== 0
}

/** Drops elements that stand inside another of the list. Document order in, document order out. */
function outermost(elements: readonly Element[]): Element[] {
  const kept: Element[] = []
  for (const element of elements) {
    const last = kept.at(-1)
    if (last?.contains(element)) continue
    kept.push(element)
  }
  return kept
}

const lengthOf = (element: Element) => (element.textContent ?? '').trim().length

const closestOrIn = (element: Element, selector: string) =>
  element.closest(selector) !== null || element.querySelector(selector) !== null

const startsPath = (path: string, start: string) => path === start || path.startsWith(`${start}/`)

const isDisabled = (element: Element) =>
  element.hasAttribute('disabled') || element.getAttribute('aria-disabled') === 'true'

const textIn = (composer: Element) =>
  ('value' in composer ? String(composer.value) : (composer.textContent ?? '')).trim()

/** All that a bare page says, `''` when it says too much to be an error page. */
function pageText(body: Element): string {
  const length = (body.textContent ?? '').length
  if (length === 0 || length > 6000) return ''
  const text = ownText(body, 'script,style,noscript,template,nav', 900)
  return text.length > 700 ? '' : text
}

/** Characters that a reader could see, as far as it takes to tell a bare page from a full one. */
function pageChars(body: Element): number {
  return ownText(body, 'script,style,noscript,template', BARE + 1).length
}

function attachmentsNear(composer: Element): number {
  let area: Element = composer
  for (let level = 0; level < 5; level += 1) {
    const parent = area.parentElement
    if (!parent || parent.matches('main,body,[role="main"]')) break
    area = parent
  }
  return area.querySelectorAll(ATTACHMENTS).length
}

/** Chrome's translator sets classes on the root, Google's widget and Firefox an attribute. */
function isTranslated(doc: Document): boolean {
  const root = doc.documentElement
  return (
    root.classList.contains('translated-ltr') ||
    root.classList.contains('translated-rtl') ||
    root.hasAttribute('_msttexthash') ||
    doc.querySelector('font > font') !== null
  )
}
