import type { Provider } from './provider'

export const grok = {
  id: 'grok',
  name: 'Grok',
  access: 'optional',
  hosts: ['grok.com', 'www.grok.com'],
  newChat: 'https://grok.com/',
  conversation: [/^\/c\/([A-Za-z0-9-]+)/],
  composers: [
    {
      selector: 'div.tiptap.ProseMirror[contenteditable="true"]',
      editor: 'tiptap',
      seen: '2026-08',
    },
    { selector: 'div.ProseMirror[contenteditable="true"]', editor: 'prosemirror', seen: '2026-08' },
    { selector: 'textarea[aria-label="Ask Grok anything"]', editor: 'textarea', seen: '2025-12' },
  ],
  page: {
    ready: ['div.tiptap.ProseMirror', 'div.ProseMirror[contenteditable="true"]'],
    login: ['a[href*="accounts.x.ai/sign-in"]:only-child'],
    loginPaths: ['/sign-in', '/sign-up'],
    send: ['button[data-testid="chat-submit"]', 'button[type="submit"]'],
    stop: [
      'button[data-testid="chat-stop"]',
      'button:has(path[d^="M4 9.2v5.6"])',
      'button[aria-label*="Stop"]',
    ],
    streaming: [],
    userMessage: ['.message-bubble.rounded-br-lg', '[id^="response-"].items-end'],
    assistantMessage: ['.message-bubble:not(.rounded-br-lg)'],
    thinking: ['.thinking-container'],
    failure: [],
    surfaces: ['[data-sonner-toast]'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: ['button[id="model-select-trigger"]'],
  },
  network: {
    completion: [
      /^https:\/\/(?:www\.)?grok\.com\/rest\/app-chat\/conversations\/(?:new|[^/]+\/(?:responses|regenerate))(?:\?|$)/,
    ],
    api: [/^https:\/\/(?:www\.)?grok\.com\/rest\//],
    ignore: [],
  },
  // Error code 8 under HTTP 200, in place of an answer.
  cannedFailures: [/^grok is (?:currently )?under heavy usage\b[^"“]{0,140}$/i],
  status: {
    vendor: 'feed',
    urls: ['https://status.x.ai/feed.xml'],
    pageId: 'status.x.ai',
    components: [
      { role: 'chat', name: 'grok.com' },
      { role: 'api', name: 'Global (api.x.ai)' },
      { role: 'code', name: 'Grok (Build)' },
    ],
    // A feed of troubles: there is no all-clear to read.
    scope: 'page',
    page: 'https://status.x.ai/',
    permission: 'https://status.x.ai/*',
  },
} as const satisfies Provider
