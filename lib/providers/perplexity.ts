import type { Provider } from './provider'

export const perplexity = {
  id: 'perplexity',
  name: 'Perplexity',
  access: 'optional',
  hosts: ['www.perplexity.ai', 'perplexity.ai'],
  newChat: 'https://www.perplexity.ai/',
  conversation: [/^\/search\/(?!new(?:[/?#]|$))([^/?#]+)$/],
  composers: [
    { selector: '#ask-input[contenteditable="true"]', editor: 'lexical', seen: '2026-08' },
    {
      selector: 'div[role="textbox"][data-lexical-editor="true"]',
      editor: 'lexical',
      seen: '2026-08',
    },
    { selector: 'textarea#ask-input', editor: 'textarea', seen: '2025-10' },
  ],
  page: {
    ready: ['#ask-input'],
    login: [],
    loginPaths: ['/login', '/auth'],
    send: ['button[aria-label="Submit"]', 'button[data-testid="submit-button"]'],
    stop: [
      'button[data-testid="stop-button"]',
      'button[data-testid="stop-generating-response-button"]',
      'button[aria-label*="Stop"]',
    ],
    streaming: [],
    userMessage: ['[data-testid="thread-title"]', 'h1[class*="query"]', '[class~="group/query"]'],
    assistantMessage: ['div[data-testid="answer"]', 'div[id^="markdown-content"]', '.prose'],
    thinking: [],
    failure: [],
    surfaces: ['[data-sonner-toast]', '[data-testid*="toast"]'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: [
      'button[data-testid="search-mode-selector"] [aria-checked="true"]',
      '[role="radio"][aria-checked="true"]',
    ],
  },
  network: {
    completion: [/^https:\/\/(?:www\.)?perplexity\.ai\/rest\/sse\/perplexity_ask(?:\?|$)/],
    api: [/^https:\/\/(?:www\.)?perplexity\.ai\/(?:rest|api)\//],
    ignore: [],
  },
  cannedFailures: [],
  status: {
    vendor: 'incidentio',
    urls: ['https://status.perplexity.com/api/v2/summary.json'],
    // The ids are not known, the names are those of the page before this one: a guess that fails
    // to `unknown`.
    components: [
      { role: 'chat', name: 'Website' },
      { role: 'api', name: 'API' },
    ],
    page: 'https://status.perplexity.com/',
  },
} as const satisfies Provider
