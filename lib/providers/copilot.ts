import type { Provider } from './provider'

export const copilot = {
  id: 'copilot',
  name: 'Copilot',
  access: 'optional',
  hosts: ['copilot.microsoft.com', 'www.copilot.com', 'copilot.com'],
  newChat: 'https://copilot.microsoft.com/',
  conversation: [
    /^\/(?:projects\/[^/]+\/)?(?:chats|chat|conversations)\/(?!join\/)([A-Za-z0-9_-]+)$/,
  ],
  composers: [
    { selector: 'textarea#userInput', editor: 'textarea', seen: '2026-08' },
    { selector: 'textarea[data-testid="composer-input"]', editor: 'textarea', seen: '2026-08' },
    { selector: '[data-testid="composer"] textarea', editor: 'textarea', seen: '2026-03' },
  ],
  page: {
    ready: ['textarea#userInput', '[data-testid="composer"]'],
    login: [],
    loginPaths: ['/login'],
    send: ['button[data-testid="submit-button"]'],
    stop: ['button[data-testid="stop-button"]', 'button[aria-label="Stop responding"]'],
    streaming: [],
    userMessage: [
      '[data-content="user-message"]',
      '[id$="-user-message"]',
      '[class~="group/user-message"]',
    ],
    assistantMessage: ['[data-testid="ai-message"]', '[class~="group/ai-message"]'],
    thinking: [],
    failure: [],
    surfaces: ['[data-testid*="toast"]'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: ['button[data-testid="composer-chat-mode-button"]'],
  },
  network: {
    completion: [
      /^(?:https|wss):\/\/(?:copilot\.microsoft\.com|(?:www\.)?copilot\.com)\/c\/api\/chat(?:\?|$)/,
    ],
    api: [/^https:\/\/(?:copilot\.microsoft\.com|(?:www\.)?copilot\.com)\/c\/api\//],
    ignore: [],
  },
  cannedFailures: [
    /^(?:i'?m )?sorry, (?:but )?(?:i )?(?:wasn['’]?t|was not|am not) able to respond to that\.?(?: is there something else i can help with\??)?$/i,
  ],
  status: null,
} as const satisfies Provider
