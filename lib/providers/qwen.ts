import type { Provider } from './provider'

export const qwen = {
  id: 'qwen',
  name: 'Qwen',
  access: 'optional',
  hosts: ['chat.qwen.ai'],
  newChat: 'https://chat.qwen.ai/',
  conversation: [/^\/c\/(?!guest)([a-f0-9-]+)/],
  composers: [
    { selector: 'textarea.message-input-textarea', editor: 'textarea', seen: '2026-08' },
    { selector: 'textarea#chat-input', editor: 'textarea', seen: '2026-02' },
  ],
  page: {
    ready: ['textarea.message-input-textarea', 'textarea#chat-input'],
    login: [],
    loginPaths: ['/auth'],
    send: ['button.send-button'],
    stop: ['button.stop-button'],
    streaming: [],
    userMessage: ['.qwen-chat-message-user'],
    assistantMessage: ['.qwen-chat-message-assistant'],
    thinking: ['.qwen-chat-thinking'],
    failure: [],
    surfaces: ['.ant-message', '.ant-notification'],
    waiting: [],
    ignore: ['nav', 'aside'],
    modelPicker: ['.ant-dropdown-trigger'],
  },
  network: {
    completion: [/^https:\/\/chat\.qwen\.ai\/api\/v2\/chat\/completions(?:\?|$)/],
    api: [/^https:\/\/chat\.qwen\.ai\/api\//],
    ignore: [],
  },
  cannedFailures: [/^oops! there was an issue connecting to [^.]{1,40}\.?$/i],
  status: null,
} as const satisfies Provider
