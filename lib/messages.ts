import type { BaseIssue, BaseSchema } from 'valibot'
import { safeParse } from 'valibot'
import { type Browser, browser } from 'wxt/browser'
import type { Learned, PatienceSample } from './detect/patience'
import type { RequestSeen, WitnessReport } from './detect/report'
import type { Said, TextSign } from './detect/said'
import type { Verdict } from './detect/verdict'
import type { Draft, DraftState, DraftSummary, FilePart, FileToKeep } from './drafts/draft'
import type { KeptDraft } from './drafts/store'
import type { LockState } from './drafts/vault'
import type { HandoffOutcome, HandoffPayload } from './handoff/handoff'
import type { Settings } from './settings'
import type { History } from './status/history'
import type { StatusRecord } from './status/report'

/** Another assistant to go on with, best first. */
export interface Alternative {
  readonly providerId: string
  readonly name: string
  /** `up`: its page says operational or it answered here lately; `unknown`: nobody says. */
  readonly state: 'up' | 'unknown' | 'trouble' | 'failing'
  /** Why, in words: "answered you 5 min ago", "status page: partial outage". */
  readonly note: string
}

/** The conversation of a tab as it would go along. */
export interface ConversationPreview {
  /** Markdown. */
  readonly text: string
  readonly turns: number
  /** Earlier turns that the page has not shown, or that are too many. */
  readonly missing: number
  /** Targets whose composer is not made for so much: there it goes as a file. */
  readonly asFile: readonly string[]
}

/** What the notice and the popup need to know of one chat tab. */
export interface TabView {
  readonly tabId: number
  readonly providerId: string
  readonly providerName: string
  readonly verdict: Verdict
  readonly status: StatusRecord | null
  /** What was seen, in a few words: "server overloaded, 2 attempts"; empty when nothing was. */
  readonly cause: string
  /** "You: failing since 14:02 · Status page: operational (3 min old)", and any common cause. */
  readonly headline: string
  readonly alternatives: readonly Alternative[]
  /** The draft that a handoff would carry. */
  readonly draft: DraftSummary | null
  /** A private window: kept in memory only. */
  readonly isPrivate: boolean
  /** The user said "this is wrong" for this tab's present verdict. */
  readonly silenced: boolean
  /** Where this tab's prompt was carried from, if one was. */
  readonly origin: {
    readonly providerName: string
    readonly draftId: string
    /** That provider had failed and answers again. */
    readonly recovered: boolean
  } | null
}

export interface PopupView {
  /** `null`: the active tab is no chat. */
  readonly tab: TabView | null
  /** Every provider in use, and every page that is watched. */
  readonly providers: readonly {
    providerId: string
    name: string
    /** `null`: nothing of it was open here, its page is only watched. */
    verdict: Verdict | null
    status: StatusRecord | null
  }[]
  readonly recent: readonly DraftSummary[]
  /** Every provider in use that could take a draft, best first. */
  readonly assistants: readonly Alternative[]
  readonly settings: Settings
  /** The last thirty days of the tab's provider; `null`: nothing is known yet. */
  readonly history: History | null
  /** Several unrelated providers fail at once: what may lie behind it, in words. */
  readonly common: {
    readonly words: string
    /** Match patterns of pages that could tell more, if the browser let us read them. */
    readonly barred: readonly string[]
  } | null
  /** The user is told outside the page when a provider is back. */
  readonly notifies: boolean
  /** Set when drafts cannot be stored, with the reason in words. */
  readonly storageProblem: string | null
}

/**
 * Every message, by name. `page.*`, `draft.*` and `handoff.claim|done` come from chat pages, whose
 * origin is taken from the sender; the rest only from the extension's own pages, where not noted.
 */
export interface Protocol {
  /** A chat page has loaded. Answers with what it should show at once. */
  'page.hello': {
    request: null
    response: { tab: TabView; settings: Settings; learned: Learned }
  }
  'page.witness': { request: WitnessReport; response: null }
  /** Reads what the site says in this page, in their order. Nothing of it is kept. */
  'page.said': { request: readonly Said[]; response: readonly TextSign[] }
  /** Puts the notice's script into this page. */
  'page.notice': { request: null; response: null }
  /** How long a good turn took, for learning the user's own normal. */
  'page.sample': { request: PatienceSample; response: null }
  /**
   * Saves a prompt as typed: a new id for each prompt, and an `at` that never goes back within one.
   * An empty text removes a draft that was never sent: send it only for the user's own emptying.
   * `saved` with a `problem`: kept, but not on disk.
   */
  'draft.save': {
    request: {
      id: string
      conversationId: string | null
      url: string
      text: string
      sent: boolean
      at: number
    }
    response: { saved: boolean; problem: string | null }
  }
  'draft.settle': {
    request: { id: string; outcome: 'answered' | 'failed'; reason: string | null }
    response: null
  }
  /**
   * Keeps a file of a saved draft, part by part in order. `false`: too large, known by name only;
   * no further part is wanted. Not in private windows.
   */
  'draft.attach': { request: FileToKeep; response: { kept: boolean } }
  /** The user took a file out of the composer. */
  'draft.detach': { request: { draftId: string; id: string }; response: null }
  /** One part of a kept file: of the page's own drafts, or any for our own pages. */
  'draft.file': {
    request: { draftId: string; id: string; part: number }
    response: FilePart | null
  }
  /** The same for the page that a handoff waits for. */
  'handoff.file': {
    request: { handoffId: string; id: string; part: number }
    response: FilePart | null
  }
  /** Drafts of this page's own origin that could be put back here. */
  'draft.here': { request: { conversationId: string | null }; response: readonly Draft[] }
  'handoff.claim': { request: null; response: HandoffPayload | null }
  'handoff.done': { request: { id: string; outcome: HandoffOutcome }; response: null }
  /**
   * From the notice (own drafts only) and the popup. Opens the target, empty without a draft, and
   * answers with its tab.
   */
  'handoff.start': {
    request: {
      draftId: string | null
      targetId: string
      sourceTabId: number | null
      /** Take the source tab's conversation along; from our own pages only. */
      conversation?: boolean
    }
    response: { tabId: number }
  }
  /**
   * What of a tab's conversation would go along with a draft; the tab remembers it from then on.
   * `null`: nothing is seen there, or it is not the draft's conversation.
   */
  'handoff.conversation': {
    request: { tabId: number; draftId: string }
    response: ConversationPreview | null
  }
  /** From the notice and the popup: go back to the tab or address that a draft came from. */
  'handoff.return': { request: { draftId: string }; response: null }
  'popup.view': { request: { tabId: number | null }; response: PopupView }
  'draft.list': {
    request: {
      search: string
      providerId: string | null
      state: DraftState | null
      offset: number
      limit: number
    }
    response: { drafts: readonly DraftSummary[]; total: number }
  }
  'draft.read': { request: { id: string }; response: Draft | null }
  'draft.delete': { request: { ids: readonly string[] | 'all' }; response: { deleted: number } }
  /** Whole drafts, a few MB at a time: `after` starts as '' and is the last answer's `next`. */
  'draft.export': {
    request: { after: string }
    response: { drafts: readonly KeptDraft[]; next: string | null }
  }
  /** Drafts of a file, batch by batch; nothing changes before the last. */
  'draft.import': {
    request: { batch: string; drafts: readonly KeptDraft[]; isLast: boolean }
    response: { imported: number; skipped: number }
  }
  /** The passphrase over the drafts; `null`: they are not on disk. */
  'draft.lockState': { request: null; response: { state: LockState | null } }
  /** `ok: false`: that is not the passphrase. */
  'draft.unlock': { request: { passphrase: string }; response: { ok: boolean } }
  'draft.lock': { request: null; response: { state: LockState | null } }
  /** Sets, changes or (`null`) takes away the passphrase; refused while locked. May take minutes. */
  'draft.passphrase': {
    request: { passphrase: string | null }
    response: { state: LockState | null }
  }
  /** For a forgotten passphrase: deletes all drafts and the lock. */
  'draft.forget': { request: null; response: { state: LockState | null } }
  'status.refresh': { request: { providerId: string }; response: StatusRecord | null }
  'verdict.silence': { request: { tabId: number }; response: null }
  /** What was learned of the user's own waiting: turns by provider. */
  'patience.view': {
    request: null
    response: readonly { providerId: string; name: string; turns: number }[]
  }
  'patience.reset': { request: null; response: null }
  'settings.set': { request: Partial<Settings>; response: Settings }
}

/** What the background tells a chat page. */
export type PageMessage =
  | { readonly type: 'network'; readonly seen: RequestSeen }
  | { readonly type: 'view'; readonly tab: TabView }
  /** A handoff waits for this tab: ask for it. */
  | { readonly type: 'handoff' }

export type MessageName = keyof Protocol
type Request<K extends MessageName> = Protocol[K]['request']
type Response<K extends MessageName> = Protocol[K]['response']

type Envelope = { readonly name: string; readonly request: unknown }
type Reply =
  | { readonly ok: true; readonly response: unknown }
  | { readonly ok: false; readonly error: string }

export interface Sender {
  /** `chat`: a content script of ours on `origin`; `extension`: one of our own pages. */
  readonly from: 'chat' | 'extension'
  readonly origin: string
  /** Of the page itself. */
  readonly url: string
  readonly tabId: number | null
  readonly isPrivate: boolean
}

export interface Handler<K extends MessageName> {
  readonly from: readonly Sender['from'][]
  /** The shape that a request must have; what does not fit is refused. */
  readonly request: BaseSchema<unknown, Request<K>, BaseIssue<unknown>>
  handle(request: Request<K>, sender: Sender): Promise<Response<K>>
}

/** One handler for every message: a forgotten one does not compile. */
export type Handlers = { readonly [K in MessageName]: Handler<K> }

/** Sends a request to the background. Throws an `Error` with its reason when it refuses or is gone. */
export async function send<K extends MessageName>(
  name: K,
  request: Request<K>,
): Promise<Response<K>> {
  const reply = (await browser.runtime.sendMessage({ name, request } satisfies Envelope)) as
    | Reply
    | undefined
  if (!reply) throw new Error(`no answer to ${name}`)
  if (!reply.ok) throw new Error(reply.error)
  return reply.response as Response<K>
}

/** Answers messages in the background. Register it synchronously at start-up. */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message, rawSender, respond) => {
    const { name, request } = (message ?? {}) as Partial<Envelope>
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name)) return false
    answer(handlers[name as MessageName] as Handler<MessageName>, request, rawSender).then(respond)
    // Keeps the channel open for the answer, in every version of both browsers.
    return true
  })
}

async function answer(
  handler: Handler<MessageName>,
  request: unknown,
  rawSender: Browser.runtime.MessageSender,
): Promise<Reply> {
  try {
    const sender = whoAsks(rawSender)
    if (!sender || !handler.from.includes(sender.from)) return { ok: false, error: 'not allowed' }
    const parsed = safeParse(handler.request, request)
    if (!parsed.success) return { ok: false, error: 'malformed request' }
    return { ok: true, response: await handler.handle(parsed.output as never, sender) }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Who asks is decided by the browser, never by the message. */
export function whoAsks(sender: Browser.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null
  const tabId = sender.tab?.id ?? null
  const isPrivate = sender.tab?.incognito ?? false
  if (sender.url?.startsWith(browser.runtime.getURL('/'))) {
    const origin = browser.runtime.getURL('/')
    return { from: 'extension', origin, url: sender.url, tabId, isPrivate }
  }
  if (!sender.tab || sender.frameId !== 0 || !sender.url) return null
  const { url } = sender
  return { from: 'chat', origin: new URL(url).origin, url, tabId, isPrivate }
}
