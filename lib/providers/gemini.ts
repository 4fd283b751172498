import type { Provider } from './provider'

export const gemini = {
  id: 'gemini',
  name: 'Gemini',
  access: 'install',
  hosts: ['gemini.google.com'],
  newChat: 'https://gemini.google.com/app',
  conversation: [/^(?:\/u\/\d+)?\/(?:app|gem\/[^/]+)\/([0-9A-Za-z_-]+)/],
  composers: [
    {
      selector: 'rich-textarea .ql-editor[contenteditable="true"]',
      editor: 'quill',
      seen: '2026-08',
    },
    {
      selector:
        'input-area-v2 [contenteditable="true"], [data-node-type="input-area"] [contenteditable="true"]',
      editor: 'quill',
      seen: '2026-08',
    },
    { selector: 'div.ql-editor[contenteditable="true"]', editor: 'quill', seen: '2026-07' },
  ],
  page: {
    ready: ['rich-textarea', 'button[data-test-id="bard-mode-menu-button"]'],
    login: [],
    loginPaths: [],
    send: ['button.send-button', 'button:has(mat-icon[fonticon="send"])'],
    stop: [
      'button:has(mat-icon[fonticon="stop"])',
      'button.send-button.stop',
      'button[aria-label="Stop response"]',
    ],
    streaming: [],
    userMessage: ['user-query'],
    assistantMessage: ['model-response'],
    thinking: ['model-thoughts'],
    failure: [],
    surfaces: ['mat-snack-bar-container', '[role="alert"]'],
    waiting: [],
    ignore: ['side-navigation-content', 'bard-sidenav'],
    modelPicker: ['button[data-test-id="bard-mode-menu-button"]'],
  },
  files: {
    input: [
      'images-files-uploader input[type="file"]',
      '.cdk-overlay-container input[type="file"]',
    ],
    chip: ['uploader-file-preview'],
  },
  network: {
    completion: [/\/assistant\.lamda\.BardFrontendService\/StreamGenerate/],
    api: [/^https:\/\/gemini\.google\.com\/(?:u\/\d+\/)?_\/BardChatUi\/data\//],
    // The call that reads a chat (HanaokaYuzu/Gemini-API: READ_CHAT).
    conversation: [/\/batchexecute\?(?:[^#]*&)?rpcids=hNvQHb(?:&|$)/],
    ignore: [],
  },
  // Said with HTTP 200 in place of an answer, also over text that was already there (2026-05 … 10).
  cannedFailures: [
    /^i (?:seem to be encountering|(?:have )?encountered) an error\b[^"“]{0,90}$/i,
    /^(?:sorry, )?something went wrong\b[^"“]{0,60}$/i,
    /^i['’]m having trouble with that right now\b[^"“]{0,60}$/i,
  ],
  status: {
    vendor: 'google-workspace',
    urls: ['https://www.google.com/appsstatus/dashboard/incidents.json'],
    components: [{ role: 'chat', id: 'npdyhgECDJ6tB66MxXyo', name: 'Gemini' }],
    // Lists incidents only: there is no all-clear to read.
    scope: 'page',
    page: 'https://www.google.com/appsstatus/dashboard/',
    permission: 'https://www.google.com/*',
    // About 400 KB.
    heavy: true,
  },
} as const satisfies Provider
