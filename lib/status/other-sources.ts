import type { StatusSource } from './report'

/** A status page worth reading that belongs to no chat of our list. */
export interface OtherSource {
  readonly id: string
  readonly name: string
  readonly status: StatusSource
}

/** Pages that a user may watch beside the chats. Facts of 2026-09/10. */
export const otherSources = [
  {
    id: 'github-copilot',
    name: 'GitHub Copilot',
    status: {
      vendor: 'statuspage',
      urls: ['https://www.githubstatus.com/api/v2/summary.json'],
      pageId: 'kctbh9vrtdwd',
      components: [
        { role: 'chat', id: 'pjmpxvq2cmr2', name: 'Copilot' },
        { role: 'api', id: 'cnnb39dkkk82', name: 'Copilot AI Model Providers' },
      ],
      page: 'https://www.githubstatus.com/',
    },
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    status: {
      vendor: 'datadog',
      urls: ['https://status.openrouter.ai/config.json'],
      pageId: '3bdfe680-d6e4-4a0b-9c04-c25058c342e0',
      components: [
        {
          role: 'chat',
          id: '2347916e-1f82-448c-b07d-8cfbbad57322',
          name: 'Web & Application Services',
        },
        {
          role: 'api',
          id: '9fb5ccff-e128-455a-be20-59572f8d363a',
          name: 'Chat (/api/v1/chat/completions)',
        },
      ],
      page: 'https://status.openrouter.ai/',
    },
  },
  {
    id: 'poe',
    name: 'Poe',
    status: {
      vendor: 'statuspage',
      // Its components are not known: only the page as a whole can be read.
      urls: ['https://status.poe.com/api/v2/summary.json'],
      components: [],
      scope: 'page',
      page: 'https://status.poe.com/',
    },
  },
  {
    id: 'huggingface',
    name: 'Hugging Face',
    status: {
      vendor: 'betterstack',
      urls: ['https://status.huggingface.co/index.json'],
      pageId: '124692',
      // The hub carries HuggingChat; the chat has no monitor of its own.
      components: [{ role: 'chat', id: '84641', name: 'Huggingface Hub' }],
      page: 'https://status.huggingface.co/',
      // 145 KB.
      heavy: true,
    },
  },
  {
    id: 'groq',
    name: 'Groq',
    status: {
      vendor: 'incidentio',
      urls: ['https://groqstatus.com/api/v2/components.json'],
      pageId: '01K053E2FA7DSQPVGWM7A75WHX',
      components: [
        { role: 'chat', id: '01K053E2FAFPVT8SKR4T23WHQK', name: 'Website' },
        { role: 'api', id: '01K053E2FAKWKEYHXEV7WAHJBM', name: 'API' },
      ],
      page: 'https://groqstatus.com/',
    },
  },
  {
    id: 'cohere',
    name: 'Cohere',
    status: {
      vendor: 'incidentio',
      urls: ['https://status.cohere.com/api/v2/summary.json'],
      // No public chat, and no component that is known by its id.
      components: [],
      scope: 'page',
      page: 'https://status.cohere.com/',
    },
  },
] as const satisfies readonly OtherSource[]

/** Those that can be watched: a heavy page is never read without its chat. */
export const watchableOthers: readonly OtherSource[] = (
  otherSources as readonly OtherSource[]
).filter(({ status }) => !status.heavy)
