import { defineContentScript } from 'wxt/utils/define-content-script'
import { startChat } from '../lib/chat/chat'
import { providerAmong } from '../lib/providers/address'
import { optional } from '../lib/providers/optional'

/** The same for the sites that the user switches on: registered when access to one is given. */
export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main() {
    const provider = providerAmong(optional, document.location.href)
    if (provider) startChat(provider, document)
  },
})
