import type { Provider } from './provider'

export const chatgpt = {
  id: 'chatgpt',
  name: 'ChatGPT',
  access: 'install',
  hosts: ['chatgpt.com', 'chat.openai.com'],
  newChat: 'https://chatgpt.com/',
  conversation: [/^\/(?:u\/\d+\/)?(?:g\/[^/]+\/)?(?:c|uc)\/([0-9A-Za-z:-]+)/],
  composers: [
    {
      selector: 'form[data-chatgpt-composer] [data-composer-markdown][contenteditable="true"]',
      editor: 'prosemirror',
      seen: '2026-11',
    },
    {
      selector: '#prompt-textarea[contenteditable="true"]',
      editor: 'prosemirror',
      seen: '2026-10',
    },
    {
      selector:
        'textarea#mobile-composer-prompt, textarea[name="prompt"], textarea[name="prompt-textarea"]',
      editor: 'textarea',
      seen: '2026-10',
    },
    {
      selector:
        'form [contenteditable="true"][data-lexical-editor="true"], [data-octane-lexical-host] [contenteditable="true"]',
      editor: 'lexical',
      seen: '2026-09',
    },
  ],
  page: {
    ready: [
      '#prompt-textarea',
      '[data-chatgpt-composer]',
      '[data-lexical-editor="true"]',
      'textarea[name="prompt"]',
    ],
    login: ['[data-testid="login-button"]'],
    loginPaths: ['/auth'],
    send: [
      'button[data-testid="send-button"]',
      '#composer-submit-button',
      'button[data-composer-submit]',
      'form[data-chatgpt-composer] button[type="submit"]',
    ],
    stop: [
      'button[data-testid="stop-button"]',
      'button[data-testid="composer-stop-button"]',
      '[data-stop-generating]',
    ],
    streaming: [
      '.result-streaming',
      '[data-streaming-response-status]',
      'li[data-message-streaming]',
    ],
    userMessage: [
      '[data-message-author-role="user"]',
      '[data-user-message-bubble]',
      'li[data-message-role="user"]',
    ],
    assistantMessage: [
      '[data-message-author-role="assistant"]',
      '[data-markdown-text-style="assistant-message"]',
      'li[data-message-role="assistant"]',
    ],
    thinking: [],
    failure: ['button[data-testid="regenerate-thread-error-button"]'],
    surfaces: ['[role="alert"]', '.text-token-text-error', '[class*="bg-token-surface-error"]'],
    waiting: ['.text-chatgpt-recovery'],
    ignore: ['nav', '#history', '#stage-slideover-sidebar'],
    modelPicker: ['[data-testid="model-switcher-dropdown-button"]'],
  },
  network: {
    completion: [/\/backend-(?:api|anon)\/(?:f\/)?conversation(?:\?|$)/],
    api: [/^https:\/\/(?:chatgpt\.com|chat\.openai\.com)\/backend-(?:api|anon)\//],
    ignore: [],
  },
  cannedFailures: [],
  status: null,
} as const satisfies Provider
