import type { Provider } from './provider'

export const kimi = {
  id: 'kimi',
  name: 'Kimi',
  access: 'optional',
  hosts: ['www.kimi.com', 'kimi.com'],
  newChat: 'https://www.kimi.com/',
  conversation: [/^\/chat\/(?!history(?:\/|$))([a-z0-9-]+)(?:\/|$)/],
  composers: [
    { selector: '.chat-input-editor[contenteditable="true"]', editor: 'lexical', seen: '2026-08' },
    {
      selector: '.chat-input-editor[data-lexical-editor="true"]',
      editor: 'lexical',
      seen: '2026-08',
    },
  ],
  page: {
    ready: ['.chat-input-editor'],
    login: [],
    loginPaths: ['/login'],
    send: ['.send-button-container:not(.stop)'],
    stop: ['.send-button-container.stop', '.send-button-container svg[name="stop"]'],
    streaming: [],
    userMessage: ['.segment.segment-user'],
    assistantMessage: ['.segment.segment-assistant'],
    thinking: ['.think-stage', '.thinking-container'],
    failure: [],
    surfaces: ['.upgrade-membership', '.n-message', '.toast'],
    waiting: [],
    ignore: ['nav', 'aside', '.sidebar'],
    modelPicker: ['.current-model'],
  },
  network: {
    completion: [
      /^https:\/\/(?:www\.)?kimi\.com\/apiv2\/kimi\.gateway\.chat\.v1\.ChatService\/Chat(?:\?|$)/,
      /^https:\/\/(?:www\.)?kimi\.com\/api\/chat\/[^/]+\/completion\/stream(?:\?|$)/,
    ],
    api: [/^https:\/\/(?:www\.)?kimi\.com\/api(?:v2)?\//],
    ignore: [],
  },
  cannedFailures: [
    /^(?:system is currently busy|server exception)[.,] please try again later\.?$/i,
    /^(?:当前)?(?:系统|服务器?)(?:繁忙|异常)[，,]请稍[后候](?:再试|重试)[。.]?$/,
  ],
  status: {
    vendor: 'statuspage',
    urls: ['https://status.moonshot.cn/api/v2/summary.json'],
    pageId: '10y9y5wx5xh3',
    components: [
      { role: 'chat', name: 'Kimi' },
      { role: 'login', name: 'Sign In / Sign Up' },
      { role: 'api', id: '8psr5dfdld0s', name: 'Open API' },
    ],
    page: 'https://status.moonshot.cn/',
  },
} as const satisfies Provider
