import type { Provider } from './provider'

export const claude = {
  id: 'claude',
  name: 'Claude',
  access: 'install',
  hosts: ['claude.ai'],
  newChat: 'https://claude.ai/new',
  conversation: [/^\/chat\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/],
  composers: [
    {
      selector: '[data-cds="ChatComposer"] [contenteditable="true"]',
      editor: 'tiptap',
      seen: '2026-08',
    },
    {
      selector: '[data-testid="chat-input"][contenteditable="true"]',
      editor: 'tiptap',
      seen: '2026-07',
    },
    {
      selector: 'div.ProseMirror[contenteditable="true"][role="textbox"]',
      editor: 'tiptap',
      seen: '2026-07',
    },
    { selector: 'fieldset div[contenteditable="true"]', editor: 'tiptap', seen: '2026-07' },
  ],
  page: {
    ready: [
      '[data-testid="chat-input"]',
      '[data-cds="ChatComposer"]',
      'div.ProseMirror[contenteditable="true"]',
    ],
    login: ['[data-testid="login-with-google"]', 'input[data-testid="code"]'],
    loginPaths: ['/login'],
    send: [
      'button[data-testid="chat-input-send"]',
      'button[aria-label="Send message" i]',
      '[data-cds="ChatComposerPrimaryAction"]',
    ],
    stop: [
      'button[data-testid="chat-input-stop"]',
      'button[aria-label="Stop response"]',
      'button:has(path[d^="M128,20A108,108"])',
    ],
    streaming: ['[data-is-streaming="true"]'],
    userMessage: [
      '[data-testid="user-message"]',
      '[data-user-message-bubble="true"]',
      '[data-cds="UserMessage"]',
    ],
    assistantMessage: ['[data-is-streaming]', '.font-claude-response'],
    thinking: [],
    failure: [],
    surfaces: [
      '[role="alert"]',
      '[data-sonner-toast]',
      // The capacity sentence stands in the answer, beside its offer to upgrade (2026-08).
      '[data-is-streaming] div.flex.items-center:has(a[href="/upgrade/pro"])',
    ],
    waiting: ['div.tabular-nums'],
    ignore: ['nav', 'aside'],
    modelPicker: ['[data-testid="model-selector-dropdown"]', '[data-cds="ModelSelector"]'],
  },
  files: {
    input: ['input[data-testid="file-upload"]'],
    chip: ['[data-testid="file-thumbnail"]'],
  },
  network: {
    completion: [/\/chat_conversations\/[^/]+\/(?:b\/)?(?:retry_)?completion2?(?:\?|$)/],
    api: [/^https:\/\/claude\.ai\/api\//],
    ignore: [],
  },
  // Stands where the answer should be (users’ reports, 2026-08).
  cannedFailures: [/^This response didn[’']t load\b/],
  backoffKey: 'ant_completion_backoff_v1',
  rows: { attribute: 'data-rs-index', all: false },
  status: {
    vendor: 'statuspage',
    urls: ['https://status.claude.com/api/v2/summary.json'],
    // The main host met every client with challenges for some days in September 2026.
    fallback: ['https://anthropic.statuspage.io/api/v2/summary.json'],
    pageId: 'tymt9n04zgry',
    components: [
      { role: 'chat', id: 'rwppv331jlwc', name: 'claude.ai' },
      { role: 'api', id: 'k8w3r06qmzrp', name: 'Claude API' },
      { role: 'code', id: 'yyzkbfz2thpt', name: 'Claude Code' },
    ],
    page: 'https://status.claude.com/',
  },
} as const satisfies Provider
