import { defineContentScript } from 'wxt/utils/define-content-script'
import { startChat } from '../lib/chat/chat'
import { patternsOf, providerAmong } from '../lib/providers/address'
import { installed } from '../lib/providers/installed'

export default defineContentScript({
  matches: installed.flatMap(patternsOf),
  runAt: 'document_end',
  // WXT would announce the script to the page, and let the page end it by the same event.
  noScriptStartedPostMessage: true,
  main() {
    const provider = providerAmong(installed, document.location.href)
    if (provider) startChat(provider, document)
  },
})
