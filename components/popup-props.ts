import type { ConversationPreview, PopupView } from '../lib/messages'
import type { SiteAccess } from '../lib/ui/access'

/** What the popup asks for. A promise that rejects is told to the user. */
export interface PopupActions {
  onContinue(draftId: string, targetId: string, withConversation?: boolean): unknown
  /** What of the tab's conversation would go along; `null`: nothing is seen there. */
  onPreview(tabId: number, draftId: string): Promise<ConversationPreview | null>
  /** Saves text as a file of the user's. */
  onSaveText(name: string, text: string): unknown
  /** Opens an assistant with nothing to carry. */
  onOpen(targetId: string): unknown
  onCopy(draftId: string): unknown
  onReturn(draftId: string): unknown
  onDelete(draftId: string): unknown
  /** "This is wrong": no more of the present verdict in this tab. */
  onSilence(tabId: number): unknown
  /** Resolves to `false` for a wrong passphrase. */
  onUnlock(passphrase: string): Promise<boolean>
  onCopyReport(text: string): unknown
  onCheckStatus(providerId: string): unknown
  onGrant(providerId: string): unknown
  /** Access to the status page, where that is a matter of its own. */
  onGrantStatus(providerId: string): unknown
  /** Lets us notify outside the page. */
  onNotify(): unknown
  /** Access to pages of what several assistants stand on, as match patterns. */
  onReadCauses(patterns: readonly string[]): unknown
}

export interface PopupProps {
  readonly view: PopupView
  /** Behind a passphrase: drafts cannot be read now. */
  readonly isLocked: boolean
  readonly sites: readonly SiteAccess[]
  readonly actions: PopupActions
  /** Epoch ms. */
  readonly now: number
  /** The view is old: the background has not answered since. */
  readonly problem: string | null
}
