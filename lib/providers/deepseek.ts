import type { Provider } from './provider'

export const deepseek = {
  id: 'deepseek',
  name: 'DeepSeek',
  access: 'optional',
  hosts: ['chat.deepseek.com'],
  newChat: 'https://chat.deepseek.com/',
  conversation: [/^\/a\/chat\/s\/([a-z0-9-]+)/],
  composers: [
    { selector: 'textarea[placeholder*="DeepSeek"]', editor: 'textarea', seen: '2026-08' },
    { selector: 'textarea.ds-scroll-area', editor: 'textarea', seen: '2026-08' },
    { selector: 'textarea#chat-input', editor: 'textarea', seen: '2025-12' },
    {
      selector: 'textarea:not([name="user query"]):not(.ds-textarea)',
      editor: 'textarea',
      seen: '2026-08',
    },
  ],
  page: {
    ready: ['textarea.ds-scroll-area', 'textarea#chat-input', 'textarea[placeholder*="DeepSeek"]'],
    login: ['.ds-sign-in-form', 'input[type="password"]'],
    loginPaths: ['/sign_in', '/sign_up'],
    send: ['div[role="button"].ds-icon-button:has(path[d^="M8.3125"])'],
    stop: ['div[role="button"].ds-icon-button:has(path[d^="M2 4.88"])'],
    streaming: [],
    // An error stands in a message of its own, with the icon for trying again.
    userMessage: ['.ds-message:not(:has(.ds-markdown)):not(:has(path[d^="M12 .5C18.351"]))'],
    assistantMessage: ['.ds-message:has(.ds-markdown)'],
    thinking: ['.ds-think-content'],
    failure: [],
    surfaces: ['.ds-toast', '.ds-notification', '.ds-modal'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: ['div[role="radiogroup"] [aria-checked="true"]', '.ds-toggle-button--selected'],
  },
  network: {
    completion: [
      /^https:\/\/chat\.deepseek\.com\/api\/v0\/chat\/(?:completion|edit_message|regenerate|continue|resume_stream)(?:\?|$)/,
    ],
    api: [/^https:\/\/chat\.deepseek\.com\/api\//],
    ignore: [],
  },
  cannedFailures: [
    /^(?:the )?server (?:is )?busy,? ?(?:\. )?please try again later\.?$/i,
    /^服务器繁忙[，,]请稍后再试。?$/,
  ],
  status: {
    vendor: 'flashduty',
    // Its old Statuspage mirror has said "all operational" since May 2026, whatever happens.
    urls: ['https://status.deepseek.com/api/status-page/6410630422455/summary/active'],
    pageId: '6410630422455',
    components: [
      { role: 'chat', id: '01KY4ND2PNYT9FY5W4ZH80VGJ4', name: 'Instant Mode' },
      { role: 'chat', id: '01KY4ND2PN1CCNW2MFT5VW713H', name: 'Expert Mode' },
      { role: 'api', id: '01KY4MVS8BM3F9JSYWACGQVG7A', name: 'V4 Pro API' },
      { role: 'api', id: '01KY4MVS8BSBSVW6053QJ37RJE', name: 'V4 Flash API' },
    ],
    page: 'https://status.deepseek.com/',
    permission: 'https://status.deepseek.com/*',
  },
} as const satisfies Provider
