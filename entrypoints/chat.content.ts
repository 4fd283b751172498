import { defineContentScript } from 'wxt/utils/define-content-script'
import { startChat } from '../lib/chat/chat'
import { hostPatterns, providerOf } from '../lib/providers'

export default defineContentScript({
  matches: [...hostPatterns],
  runAt: 'document_end',
  // WXT would announce the script to the page, and let the page end it by the same event.
  noScriptStartedPostMessage: true,
  main() {
    const provider = providerOf(document.location.href)
    if (provider) void startChat(provider, document, new AbortController().signal)
  },
})
