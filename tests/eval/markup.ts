/** How a site's page is built, for placing what a scenario puts into it. */
export interface Markup {
  /** Element that holds one prompt, with `{}` for its content. */
  readonly user: string
  readonly answer: string
  readonly thinking: string
  readonly stop: string
  readonly composer: string
  readonly send: string
  /** Model picker by mode. */
  readonly picker: (label: string) => string
  readonly labels: Readonly<Record<string, string>>
  /** Wraps toasts at the end of the body. */
  readonly toast: string
  readonly waiting: string
  readonly error: string
  readonly login: string
}

const common = {
  toast: '<div data-sonner-toast>{}</div>',
  waiting: '<div class="text-secondary">{}</div>',
  error: '<div class="error">{}</div>',
  thinking: '<div class="thinking">{}</div>',
  login: '<main><form><input type="email"><button>Continue</button></form></main>',
  labels: { fast: 'Fast', reasoning: 'Thinking', agent: 'Research', image: 'Create image' },
  picker: (label: string) => `<button aria-haspopup="menu">${label}</button>`,
}

/** Real structure by provider, from `lib/providers` and the facts behind it. */
export const MARKUP: Readonly<Record<string, Markup>> = {
  claude: {
    ...common,
    user: '<div data-test-render-count="1"><div data-testid="user-message">{}</div></div>',
    answer:
      '<div data-test-render-count="1"><div data-is-streaming="true"><div class="font-claude-response">{}</div></div></div>',
    stop: '<button aria-label="Stop response"></button>',
    composer:
      '<div data-cds="ChatComposer"><div data-testid="chat-input" class="tiptap ProseMirror" contenteditable="true" role="textbox"></div></div>',
    send: '<button data-testid="chat-input-send" aria-label="Send message"></button>',
    picker: (label) => `<button data-testid="model-selector-dropdown">${label}</button>`,
    labels: {
      fast: 'Sonnet 5',
      reasoning: 'Opus 5 Extended',
      agent: 'Sonnet 5 Research',
      image: 'Sonnet 5 image',
    },
    waiting: '<div class="font-base text-secondary tabular-nums">{}</div>',
    error: '<div class="rounded-lg border border-danger-100 p-3"><p>{}</p></div>',
    login: '<main><button data-testid="login-with-google">Continue with Google</button></main>',
  },
  chatgpt: {
    ...common,
    user: '<article data-testid="conversation-turn-1" data-turn="user"><div data-message-author-role="user">{}</div></article>',
    answer:
      '<article data-testid="conversation-turn-2" data-turn="assistant"><div data-message-author-role="assistant"><div class="markdown prose">{}</div></div></article>',
    stop: '<button data-testid="stop-button" aria-label="Stop streaming"></button>',
    composer:
      '<form data-type="unified-composer"><div id="prompt-textarea" class="ProseMirror" contenteditable="true"></div></form>',
    send: '<button data-testid="send-button"></button>',
    picker: (label) => `<button data-testid="model-switcher-dropdown-button">${label}</button>`,
    labels: {
      fast: 'ChatGPT Instant',
      reasoning: 'ChatGPT Thinking',
      agent: 'Deep research',
      image: 'Create image',
    },
    toast: '<div class="toast-root"><div role="alert">{}</div></div>',
    error: '<div class="text-token-text-error bg-token-surface-error">{}</div>',
    login: '<main><button data-testid="login-button">Log in</button></main>',
  },
  gemini: {
    ...common,
    user: '<user-query><div class="query-text">{}</div></user-query>',
    answer:
      '<model-response><message-content class="model-response-text">{}</message-content></model-response>',
    stop: '<button class="send-button stop" aria-label="Stop response"><mat-icon fonticon="stop"></mat-icon></button>',
    composer:
      '<input-area-v2><rich-textarea><div class="ql-editor" contenteditable="true" role="textbox"></div></rich-textarea></input-area-v2>',
    send: '<button class="send-button" aria-label="Send message"></button>',
    picker: (label) => `<button data-test-id="bard-mode-menu-button">${label}</button>`,
    toast: '<mat-snack-bar-container>{}</mat-snack-bar-container>',
    login: '<main><a href="https://accounts.google.com/ServiceLogin">Sign in</a></main>',
  },
  deepseek: {
    ...common,
    user: '<div class="ds-message">{}</div>',
    answer: '<div class="ds-message"><div class="ds-markdown">{}</div></div>',
    thinking: '<div class="ds-think-content">{}</div>',
    stop: '<div role="button" class="ds-icon-button"><svg><path d="M2 4.88C2"></path></svg></div>',
    composer:
      '<div><textarea class="ds-scroll-area" placeholder="Message DeepSeek"></textarea></div>',
    send: '<div role="button" class="ds-icon-button"><svg><path d="M8.3125 0"></path></svg></div>',
    picker: (label) => `<div role="radiogroup"><div aria-checked="true">${label}</div></div>`,
    labels: { ...common.labels, fast: 'Instant', reasoning: 'DeepThink' },
    toast: '<div class="ds-toast">{}</div>',
  },
  grok: {
    ...common,
    user: '<div id="response-1" class="items-end"><div class="message-bubble rounded-br-lg">{}</div></div>',
    answer:
      '<div id="response-2" class="items-start"><div class="message-bubble"><div class="response-content-markdown">{}</div></div></div>',
    thinking: '<div class="thinking-container">{}</div>',
    stop: '<button data-testid="chat-stop"></button>',
    composer: '<form><div class="tiptap ProseMirror" contenteditable="true"></div></form>',
    send: '<button data-testid="chat-submit" type="submit"></button>',
    picker: (label) => `<button id="model-select-trigger">${label}</button>`,
  },
  copilot: {
    ...common,
    user: '<div data-content="user-message">{}</div>',
    answer: '<div data-testid="ai-message">{}</div>',
    stop: '<button data-testid="stop-button"></button>',
    composer: '<div data-testid="composer"><textarea id="userInput"></textarea></div>',
    send: '<button data-testid="submit-button"></button>',
    picker: (label) => `<button data-testid="composer-chat-mode-button">${label}</button>`,
    labels: { ...common.labels, fast: 'Quick response', reasoning: 'Think deeper' },
  },
  perplexity: {
    ...common,
    user: '<h1 data-testid="thread-title">{}</h1>',
    answer: '<div data-testid="answer"><div class="prose">{}</div></div>',
    stop: '<button data-testid="stop-button"></button>',
    composer: '<div><div id="ask-input" contenteditable="true" role="textbox"></div></div>',
    send: '<button data-testid="submit-button"></button>',
    picker: (label) => `<div role="radio" aria-checked="true">${label}</div>`,
    labels: { ...common.labels, fast: 'Search' },
  },
  mistral: {
    ...common,
    user: '<div data-message-author-role="user" data-message-id="1">{}</div>',
    answer: '<div data-message-author-role="assistant" data-message-id="2">{}</div>',
    stop: '<form><button><svg><rect rx="2"></rect></svg></button></form>',
    composer: '<form><div class="ProseMirror" contenteditable="true"></div></form>',
    send: '<button type="submit"></button>',
    picker: (label) => `<button data-testid="mode-selector">${label}</button>`,
  },
  kimi: {
    ...common,
    user: '<div class="segment segment-user">{}</div>',
    answer: '<div class="segment segment-assistant">{}</div>',
    thinking: '<div class="think-stage">{}</div>',
    stop: '<div class="send-button-container stop"></div>',
    composer:
      '<div><div class="chat-input-editor" contenteditable="true" data-lexical-editor="true"></div></div>',
    send: '<div class="send-button-container"></div>',
    picker: (label) => `<div class="current-model">${label}</div>`,
    labels: { ...common.labels, fast: 'K2.6 Instant', reasoning: 'K2.6 Thinking' },
  },
  qwen: {
    ...common,
    user: '<div class="qwen-chat-message-user">{}</div>',
    answer:
      '<div class="qwen-chat-message-assistant"><div class="response-message-content">{}</div></div>',
    thinking: '<div class="qwen-chat-thinking">{}</div>',
    stop: '<button class="stop-button"></button>',
    composer: '<div><textarea class="message-input-textarea"></textarea></div>',
    send: '<button class="send-button"></button>',
    picker: (label) => `<div class="ant-dropdown-trigger">${label}</div>`,
    labels: { ...common.labels, fast: 'Qwen3.5-Plus' },
    toast: '<div class="ant-message">{}</div>',
  },
  meta: {
    ...common,
    user: '<div data-testid="user-message">{}</div>',
    answer: '<div data-testid="assistant-message">{}</div>',
    stop: '<button data-testid="composer-stop-button"></button>',
    composer:
      '<div><div contenteditable="true" role="textbox" data-testid="composer-input"></div></div>',
    send: '<button data-testid="composer-send-button"></button>',
  },
}
