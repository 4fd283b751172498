import { browser } from 'wxt/browser'
import type { PopupActions } from '../../components/popup-props'
import { providerById } from '../../lib/providers'
import { grantAccess, grantNotifications, grantPages, grantStatus } from '../../lib/ui/access'
import { ask } from '../../lib/ui/ask'
import { copyText } from '../../lib/ui/copy'
import { saveAs } from '../../lib/ui/download'
import { lockActions } from '../../lib/ui/lock'

/** What the popup's clicks do. `changed` is called when the view should be asked for anew. */
export function popupActions(tabId: number | null, changed: () => void): PopupActions {
  return {
    async onContinue(draftId, targetId, conversation = false) {
      await ask('handoff.start', { draftId, targetId, sourceTabId: tabId, conversation })
      window.close()
    },
    onPreview: (id, draftId) => ask('handoff.conversation', { tabId: id, draftId }),
    onSaveText: (name, text) => saveAs(name, new Blob([text], { type: 'text/markdown' })),
    async onOpen(targetId) {
      const url = providerById(targetId)?.newChat
      if (!url) throw new Error('no such assistant')
      await browser.tabs.create({ url })
      window.close()
    },
    async onCopy(id) {
      const draft = await ask('draft.read', { id })
      if (!draft) throw new Error('this draft is gone')
      await copyText(draft.text)
    },
    async onReturn(draftId) {
      await ask('handoff.return', { draftId })
      window.close()
    },
    async onDelete(id) {
      await ask('draft.delete', { ids: [id] })
      changed()
    },
    async onSilence(id) {
      await ask('verdict.silence', { tabId: id })
      changed()
    },
    onUnlock: lockActions(changed).onUnlock,
    onCopyReport: copyText,
    async onCheckStatus(providerId) {
      await ask('status.refresh', { providerId })
      changed()
    },
    async onGrantStatus(providerId) {
      await grantStatus(providerId)
      await ask('status.refresh', { providerId })
      changed()
    },
    async onNotify() {
      await grantNotifications()
      changed()
    },
    async onReadCauses(patterns) {
      await grantPages(patterns)
      changed()
    },
    async onGrant(providerId) {
      await grantAccess(providerId)
      changed()
    },
  }
}
