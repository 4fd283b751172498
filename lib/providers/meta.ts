import type { Provider } from './provider'

export const meta = {
  id: 'meta',
  name: 'Meta AI',
  access: 'optional',
  hosts: ['www.meta.ai', 'meta.ai'],
  newChat: 'https://www.meta.ai/',
  conversation: [/^\/(?:c|prompt|chat|conversation)\/([A-Za-z0-9-]+)/],
  composers: [
    {
      selector: 'div[contenteditable="true"][data-testid="composer-input"]',
      editor: 'lexical',
      seen: '2026-08',
    },
    { selector: 'div[contenteditable="true"][role="textbox"]', editor: 'lexical', seen: '2026-04' },
  ],
  page: {
    ready: ['[data-testid="composer-input"]'],
    login: [],
    loginPaths: ['/login'],
    send: ['button[data-testid="composer-send-button"]'],
    stop: ['button[data-testid="composer-stop-button"]'],
    streaming: [],
    userMessage: ['div[data-testid="user-message"]'],
    assistantMessage: ['div[data-testid="assistant-message"]'],
    thinking: [],
    failure: [],
    surfaces: [],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: [],
  },
  network: {
    completion: [],
    api: [/^https:\/\/(?:www\.|graph\.)?meta\.ai\/(?:api\/)?graphql/],
    ignore: [],
  },
  cannedFailures: [],
  status: null,
} as const satisfies Provider
