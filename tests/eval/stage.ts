import { Window } from 'happy-dom'
import type { Provider } from '../../lib/providers/provider'
import { MARKUP, type Markup } from './markup'

/** A chat page that a scenario plays on: the provider's own structure in a happy-dom document. */
export interface Stage {
  readonly document: Document
  /** Counts changes, so that an unchanged page need not be read again. */
  readonly changes: () => number
  navigate(url: string): void
  title(text: string): void
  hydrate(composer: boolean, mode: string): void
  mode(mode: string): void
  type(text: string): void
  attach(): void
  add(
    where: string,
    ref: string | undefined,
    html: string | undefined,
    text: string | undefined,
  ): void
  update(ref: string, html: string | undefined, text: string | undefined): void
  progress(ref: string | undefined, kind: string, chars: number): void
  remove(ref: string): void
  store(key: string, value: unknown, now: number): void
  close(): void
}

const PROSE =
  'The river runs past the old mill and then under a stone bridge where children watch small boats go by in the long evening light of summer. '

export function openStage(provider: Provider, url: string): Stage {
  const window = new Window({
    url,
    settings: {
      disableJavaScriptEvaluation: true,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
    },
  })
  const document = window.document as unknown as Document
  const markup = MARKUP[provider.id] as Markup
  document.body.innerHTML = '<div id="root"></div>'
  const root = document.getElementById('root') as Element
  let thread: Element | null = null
  let composer: Element | null = null
  const nodes = new Map<string, Element>()
  /** Text that an answer's own markup brought, which the next progress reports once more. */
  const credit = new Map<Element, number>()
  let stops = 0
  let count = 0

  const build = (html: string): Element => {
    const holder = document.createElement('div')
    holder.innerHTML = html.replace(/<\/?body[^>]*>/gi, '')
    if (holder.children.length === 1 && holder.firstElementChild) return holder.firstElementChild
    return holder
  }
  const wrap = (template: string, content: Element): Element => {
    const shell = build(template.replace('{}', '<i data-slot></i>'))
    shell.querySelector('[data-slot]')?.replaceWith(content)
    return shell
  }
  const fits = (element: Element, selectors: readonly string[]) =>
    selectors.some(
      (selector) => element.matches(selector) || element.querySelector(selector) !== null,
    )
  const conversation = () => thread ?? root
  /** Where answers put their text: the innermost first child. */
  const inner = (element: Element): Element => {
    const slot = element.querySelector(
      '.markdown,.ds-markdown,.font-claude-response,message-content,.prose,.response-content-markdown,.response-message-content',
    )
    return slot ?? element.querySelector(provider.page.assistantMessage.join(',')) ?? element
  }
  const lastAnswer = () =>
    [...document.querySelectorAll(provider.page.assistantMessage.join(','))].at(-1) ?? null

  function place(where: string, content: Element): Element {
    switch (where) {
      case 'user_message': {
        const message = fits(content, provider.page.userMessage)
          ? content
          : wrap(markup.user, content)
        conversation().append(message)
        return message
      }
      case 'assistant_message': {
        const message = fits(content, provider.page.assistantMessage)
          ? content
          : wrap(markup.answer, content)
        conversation().append(message)
        return message
      }
      case 'stop_button': {
        const stop = fits(content, provider.page.stop) ? content : build(markup.stop)
        document.querySelector('.composer-actions')?.append(stop)
        if (!stop.isConnected) document.body.append(stop)
        stops += 1
        return stop
      }
      case 'spinner': {
        const answer = lastAnswer()
        if (!thread) root.append(content)
        else if (answer && /\S/.test(content.textContent ?? '')) inner(answer).prepend(content)
        else conversation().append(content)
        return content
      }
      case 'inline_error':
      case 'status_line':
        conversation().append(content)
        return content
      case 'banner':
        if (composer) composer.before(content)
        else root.append(content)
        return content
      case 'alert':
        if (content.getAttribute('role') === 'dialog') document.body.append(content)
        else if (composer) composer.before(content)
        else root.append(content)
        return content
      case 'toast': {
        const toast = wrap('<div class="toaster">{}</div>', content)
        document.body.append(toast)
        return toast
      }
      case 'fullpage':
        root.replaceChildren(content)
        thread = null
        composer = null
        return content
      case 'composer': {
        const actions = document.querySelector('.composer-actions')
        actions?.replaceChildren(content)
        return content
      }
      case 'sidebar':
        document.querySelector('nav')?.append(content)
        return content
      case 'artifact': {
        const panel = document.createElement('aside')
        panel.append(content)
        root.append(panel)
        return panel
      }
      default:
        conversation().append(content)
        return content
    }
  }

  return {
    document,
    changes: () => count,
    navigate(next) {
      window.happyDOM.setURL(next)
      count += 1
    },
    title(text) {
      document.title = text
      count += 1
    },
    hydrate(hasComposer, mode) {
      const path = document.location.pathname
      const login = provider.page.loginPaths.some((p) => path === p || path.startsWith(`${p}/`))
      // What a scenario had put into the bare root before (an error, a spinner) is drawn over.
      const early = [...root.children].filter(
        (child) => !child.querySelector('*') && child.textContent === '',
      )
      for (const child of early) child.remove()
      if (login && !hasComposer) {
        root.append(build(markup.login))
      } else {
        const app = build(
          `<div class="app"><nav><a href="#">Trip to Rome</a><a href="#">Why does my build fail with error 500?</a></nav><main><div class="scroller"><div class="thread"></div></div></main></div>`,
        )
        thread = app.querySelector('.thread')
        const main = app.querySelector('main') as Element
        if (hasComposer) {
          composer = build(
            `<div class="composer-area"><div class="composer-shell">${markup.composer}<div class="picker">${markup.picker(markup.labels[mode] ?? 'Fast')}</div><div class="composer-actions">${markup.send}</div></div><p class="note">AI can make mistakes. Please double-check answers.</p></div>`,
          )
          main.append(composer)
        } else {
          main.append(build(`<section><h2>Overview</h2><p>${PROSE.repeat(3)}</p></section>`))
        }
        root.append(app)
      }
      count += 1
    },
    mode(mode) {
      const picker = document.querySelector('.picker')
      if (picker) picker.innerHTML = markup.picker(markup.labels[mode] ?? 'Fast')
      count += 1
    },
    type(text) {
      const box = composer?.querySelector('textarea,[contenteditable="true"]')
      if (box && 'value' in box) (box as HTMLTextAreaElement).value = text
      else if (box) box.textContent = text
      count += 1
    },
    attach() {
      composer
        ?.querySelector('.composer-shell')
        ?.prepend(build('<div data-testid="file-thumbnail"><img alt=""></div>'))
      count += 1
    },
    add(where, ref, html, text) {
      count += 1
      if (where === 'assistant_message' && ref && nodes.get(ref)?.isConnected) return
      const source = html ?? `<div>${escapeHtml(text ?? '')}</div>`
      const content = build(source)
      if (text && !(content.textContent ?? '').includes(text.slice(0, 12))) {
        const slot = inner(content)
        if (where === 'assistant_message' || (content.textContent ?? '').trim().length <= 1)
          slot.textContent = text
      }
      const node = place(where, content)
      if (where === 'assistant_message')
        credit.set(node, (inner(node).textContent ?? '').trim().length)
      if (ref) nodes.set(ref, node)
    },
    update(ref, html, text) {
      const node = nodes.get(ref)
      if (!node) return
      count += 1
      if (html !== undefined) {
        const next = build(html)
        const { assistantMessage, userMessage } = provider.page
        // Markup without the shell of a message is the message's new content.
        if (fits(node, assistantMessage) && !fits(next, assistantMessage)) {
          inner(node).replaceChildren(next)
        } else if (fits(node, userMessage) && !fits(next, userMessage)) {
          const shell = node.querySelector(userMessage.join(',')) ?? node
          shell.replaceChildren(next)
        } else {
          node.replaceWith(next)
          nodes.set(ref, next)
        }
      } else if (text !== undefined) node.textContent = text
    },
    progress(ref, kind, chars) {
      count += 1
      let node = (ref ? nodes.get(ref) : null) ?? null
      if (!node?.isConnected) {
        node = place('assistant_message', document.createElement('div'))
        if (ref) nodes.set(ref, node)
      }
      const slot = inner(node)
      if (kind === 'text') {
        const owed = credit.get(node) ?? 0
        credit.set(node, Math.max(0, owed - chars))
        const fresh = Math.max(0, chars - owed)
        if (fresh === 0) return
        const words = PROSE.repeat(Math.ceil(fresh / PROSE.length)).slice(0, fresh)
        const last = slot.lastElementChild
        if (last?.localName === 'p' && last.classList.contains('said')) last.textContent += words
        else slot.append(build(`<p class="said">${words}</p>`))
      } else if (kind === 'thinking') {
        let thoughts = slot.querySelector('.our-thoughts')
        if (!thoughts) {
          thoughts = document.createElement('p')
          thoughts.className = 'our-thoughts'
          const shell = wrap(markup.thinking, thoughts)
          slot.prepend(shell)
        }
        thoughts.textContent += PROSE.repeat(Math.ceil(chars / PROSE.length)).slice(0, chars)
      } else {
        slot.append(build('<div class="tool-step">Looked at a page</div>'))
      }
    },
    remove(ref) {
      const node = nodes.get(ref)
      count += 1
      if (!node) return
      node.remove()
      if (fits(node, provider.page.stop)) {
        stops -= 1
        // Claude's block says by itself when it is done.
        if (stops <= 0) {
          for (const block of document.querySelectorAll('[data-is-streaming="true"]')) {
            block.setAttribute('data-is-streaming', 'false')
          }
        }
      }
    },
    store(key, value, now) {
      const row = value as { age_ms?: number } | null
      if (row === null || typeof row !== 'object') window.localStorage.removeItem(key)
      else {
        const { age_ms, ...rest } = row
        window.localStorage.setItem(
          key,
          JSON.stringify({ ...rest, lastFailureAt: now - (age_ms ?? 0) }),
        )
      }
    },
    close() {
      // Frees the window; nothing of it is still loading.
      void window.happyDOM.close()
    },
  }
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
