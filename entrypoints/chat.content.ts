import { defineContentScript } from 'wxt/utils/define-content-script'
import { startChat } from '../lib/chat/chat'
import { hostPatterns, installed, providerAmong } from '../lib/providers'

export default defineContentScript({
  matches: [...hostPatterns],
  runAt: 'document_end',
  // WXT would announce the script to the page, and let the page end it by the same event.
  noScriptStartedPostMessage: true,
  main() {
    const provider = providerAmong(installed, document.location.href)
    if (provider) startChat(provider, document)
  },
})
