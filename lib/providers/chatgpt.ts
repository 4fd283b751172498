import type { Provider } from './provider'

export const chatgpt = {
  id: 'chatgpt',
  name: 'ChatGPT',
  access: 'install',
  hosts: ['chatgpt.com', 'chat.openai.com'],
  newChat: 'https://chatgpt.com/',
  conversation: [/^\/(?:u\/\d+\/)?(?:g\/[^/]+\/)?(?:c|uc)\/([0-9A-Za-z:-]+)/],
  // Four generations are alive at once, by account and time.
  composers: [
    {
      selector:
        'form[data-chatgpt-composer] [contenteditable="true"], [data-composer-markdown][contenteditable="true"][role="textbox"]',
      editor: 'prosemirror',
      seen: '2026-11',
    },
    {
      selector: 'textarea#mobile-composer-prompt, form textarea[name="prompt"]',
      editor: 'textarea',
      seen: '2026-10',
    },
    {
      selector:
        '[data-composer-editor-host] [contenteditable="true"], [data-octane-lexical-host] [contenteditable="true"]',
      editor: 'lexical',
      seen: '2026-10',
    },
    {
      selector: 'form [contenteditable="true"][data-lexical-editor="true"]',
      editor: 'lexical',
      seen: '2026-09',
    },
    {
      selector: '#prompt-textarea[contenteditable="true"]',
      editor: 'prosemirror',
      seen: '2026-08',
    },
    {
      selector: 'textarea#prompt-textarea, form textarea[name="prompt-textarea"]',
      editor: 'textarea',
      seen: '2026-08',
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
  files: {
    input: ['input#upload-files'],
    chip: ['[class*="group/file-tile"]'],
  },
  network: {
    completion: [/\/backend-(?:api|anon)\/(?:f\/)?conversation(?:\?|$)/],
    api: [/^https:\/\/(?:chatgpt\.com|chat\.openai\.com)\/backend-(?:api|anon)\//],
    ignore: [],
  },
  cannedFailures: [],
  rows: { attribute: 'data-turn-id-container', all: true },
  status: {
    vendor: 'incidentio',
    // `summary` lists only some components, `components` tells of no incidents.
    urls: [
      'https://status.openai.com/api/v2/components.json',
      'https://status.openai.com/api/v2/summary.json',
    ],
    fallback: ['https://status.openai.com/proxy/status.openai.com'],
    pageId: '01JMDK9XYNY6RXSED6SDWW50WY',
    components: [
      { role: 'chat', id: '01JMXBNJXGV1T5GT2M9XA83XNG', name: 'Conversations' },
      // The API has a "Login" of its own.
      { role: 'login', id: '01JMXBNJXG1S2D9V65P1ZZTD94', name: 'Login' },
      { role: 'api', id: '01JMXBRMFE6N2NNT7DG6XZQ6PW', name: 'Chat Completions' },
      { role: 'api', id: '01JP8CD9JR3HR6Y7G4Q75N4DVW', name: 'Responses' },
      { role: 'code', id: '01JVCV8YSWZFRSM1G5CVP253SK', name: 'Codex Web' },
      { role: 'code', id: '01KMKFAMWKNQ84Z1766MV08ZDE', name: 'CLI' },
      { role: 'code', id: '01KMP3KP5M8X0EBTVW6KN327EE', name: 'VS Code extension' },
    ],
    page: 'https://status.openai.com/',
  },
} as const satisfies Provider
