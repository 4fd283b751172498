import type { Verdict } from '../lib/detect/verdict'
import type { AttachmentInfo } from '../lib/drafts/draft'
import type { Alternative } from '../lib/messages'
import type { GlyphName } from './Glyph'
import { bytes, characters } from './time'
import { sayVerdict } from './words'

/** What the notice in the page can be about. Holds no text of the user. */
export type NoticeView =
  | {
      readonly kind: 'trouble'
      readonly providerName: string
      readonly verdict: Verdict
      /** What was seen, in a few words: "server overloaded, 2 attempts". */
      readonly cause: string | null
      /** The status page beside it: "Status page: operational (3 min old)". */
      readonly statusLine: string | null
      readonly alternatives: readonly Alternative[]
      /** There is a prompt to carry. */
      readonly hasDraft: boolean
    }
  | { readonly kind: 'recovered'; readonly providerName: string; readonly canReturn: boolean }
  /** The box that a prompt was brought to holds other text. */
  | { readonly kind: 'overwrite'; readonly sourceName: string }
  | { readonly kind: 'handoff_failed'; readonly sourceName: string; readonly reason: string | null }
  | {
      readonly kind: 'filled'
      readonly sourceName: string
      /** Could not be attached here. */
      readonly files: readonly AttachmentInfo[]
    }
  | { readonly kind: 'storage'; readonly problem: string; readonly canReload: boolean }
  | { readonly kind: 'put_back'; readonly length: number }

/** What the notice asks for. A promise that rejects is told to the user. */
export interface NoticeActions {
  onContinue(providerId: string): unknown
  onCopy(): unknown
  onKeepWaiting(): void
  /** Go back to the original conversation. */
  onReturn(): unknown
  onDismiss(): void
  /** The answer to `overwrite`. */
  onPlace(how: 'replace' | 'below' | 'keep'): unknown
  onPutBack(): unknown
  onReload(): void
  onDownload(fileId: string): unknown
}

export interface NoticeWords {
  readonly glyph: GlyphName
  readonly title: string
  /** In the title's line, in brackets: what was seen. */
  readonly cause: string | null
  readonly text: string
  /** Smaller, below. */
  readonly aside: string | null
}

/** What the notice says. `now` in epoch ms. */
export function noticeWords(view: NoticeView, now: number): NoticeWords {
  switch (view.kind) {
    case 'trouble':
      return sayTrouble(view, now)
    case 'recovered':
      return {
        glyph: 'ok',
        title: `${view.providerName} is answering again`,
        cause: null,
        text: view.canReturn ? 'Your conversation is where you left it.' : '',
        aside: null,
      }
    case 'overwrite':
      return {
        glyph: 'info',
        title: 'This box already has text',
        cause: null,
        text: `Your prompt from ${view.sourceName} is ready. Where should it go?`,
        aside: null,
      }
    case 'handoff_failed':
      return {
        glyph: 'warn',
        title: 'Your prompt could not be put in here',
        cause: null,
        text: `It is safe: copy it and paste it into the box.`,
        aside: view.reason,
      }
    case 'filled':
      return {
        glyph: view.files.length > 0 ? 'warn' : 'ok',
        title: `Your prompt from ${view.sourceName} is here`,
        cause: null,
        text:
          view.files.length > 0
            ? 'Nothing has been sent. Add these files yourself:'
            : 'Nothing has been sent.',
        aside: view.files.map((file) => `${file.name} (${bytes(file.size)})`).join(', ') || null,
      }
    case 'storage':
      return {
        glyph: 'warn',
        title: 'What you type here is not being kept',
        cause: null,
        text: view.canReload
          ? 'Copy your text, then reload the page.'
          : 'Copy it before you leave.',
        aside: view.problem,
      }
    case 'put_back':
      return {
        glyph: 'info',
        title: 'Your unsent prompt was kept',
        cause: null,
        text: characters(view.length),
        aside: null,
      }
  }
}

function sayTrouble(view: NoticeView & { kind: 'trouble' }, now: number): NoticeWords {
  const { verdict, providerName } = view
  const { glyph, words } = sayVerdict(verdict, providerName, now)
  const safe = view.hasDraft ? 'Your prompt is safe.' : ''
  const failing = verdict.health === 'failing'
  const text = failing
    ? verdict.reach === 'unreachable'
      ? `${safe} It may be your connection, or ${providerName}.`
      : safe
    : [safe, conditionHint(verdict, view)].join(' ')
  const cause = failing ? view.cause : null
  return { glyph, title: words, cause, text: text.trim(), aside: view.statusLine }
}

function conditionHint(verdict: Verdict, view: NoticeView & { kind: 'trouble' }): string {
  switch (verdict.condition) {
    case 'usage_limit':
    case 'rate_limit':
      return view.alternatives.length > 0 ? 'Continue elsewhere?' : ''
    case 'auth':
      return 'Sign in and go on.'
    case 'offline':
      return 'Send again when you are connected.'
    case 'slow':
      return 'It may still answer.'
    default:
      return ''
  }
}
