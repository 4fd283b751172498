import type { Provider } from './provider'

export const mistral = {
  id: 'mistral',
  name: 'Mistral',
  access: 'optional',
  hosts: ['chat.mistral.ai'],
  newChat: 'https://chat.mistral.ai/chat',
  conversation: [/^\/(?:chat|work)\/([0-9a-f-]{36})$/],
  composers: [
    { selector: 'div.ProseMirror[contenteditable="true"]', editor: 'prosemirror', seen: '2026-08' },
    { selector: 'textarea[name="message.text"]', editor: 'textarea', seen: '2026-03' },
  ],
  page: {
    ready: ['div.ProseMirror[contenteditable="true"]', 'textarea[name="message.text"]'],
    login: [],
    loginPaths: ['/login', '/auth'],
    send: ['form button[type="submit"]'],
    stop: ['form button:has(rect[rx="2"])', 'button[aria-label*="Stop"]'],
    streaming: [],
    userMessage: ['[data-message-author-role="user"]'],
    assistantMessage: ['[data-message-author-role="assistant"]'],
    thinking: [],
    failure: [],
    surfaces: ['[data-sonner-toast]'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: ['button[data-testid="mode-selector"]'],
  },
  network: {
    completion: [
      /^https:\/\/chat\.mistral\.ai\/api\/chat(?:\?|$)/,
      /^https:\/\/chat\.mistral\.ai\/api\/trpc\/message\.(?:newChat|append|retry)\b/,
    ],
    api: [/^https:\/\/chat\.mistral\.ai\/api\//],
    ignore: [],
  },
  cannedFailures: [],
  status: {
    vendor: 'rootly',
    // Behind a bot challenge when last seen (2026-10): mostly `unknown`.
    urls: ['https://status.mistral.ai/api/v1/status.json'],
    pageId: 'status.mistral.ai',
    components: [{ role: 'chat', id: '5cbd24d3-ebb0-446f-8e4f-a198b30cc66c', name: 'Vibe' }],
    // The documented body has no components.
    scope: 'page',
    page: 'https://status.mistral.ai/',
    permission: 'https://status.mistral.ai/*',
  },
} as const satisfies Provider
