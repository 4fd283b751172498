import type { ServerResponse } from 'node:http'
import type { Fault, Generation } from './fault.ts'
import { chatgptWire, claudeWire, geminiWire, type Wire } from './wire.ts'

export type SiteId = 'claude' | 'chatgpt' | 'gemini'

/** One stand-in chat site: what it answers, what is wrong with it, what it was asked. */
export interface Site {
  readonly id: SiteId
  readonly wire: Wire
  /** `null`: well. May be set at any time; what already hangs goes on hanging. */
  fault: Fault | null
  answer: string
  /** Time between two pieces of 16 characters. */
  pieceMs: number
  hydrationMs: number
  generation: Generation
  speed: number
  /** In the model picker. The default answers fast; `thinkers` has one that may think for minutes. */
  model: string
  /** Prompts that reached the server, in order, retries included. */
  readonly prompts: string[]
  readonly conversations: Map<string, { role: 'user' | 'assistant'; text: string }[]>
  remember(conversationId: string, prompt: string): void
  /** Breaks a response's connection (RST). Set by the server. */
  reset(response: ServerResponse): void
}

const wires: Record<SiteId, Wire> = {
  claude: claudeWire,
  chatgpt: chatgptWire,
  gemini: geminiWire,
}

export const fastModels: Record<SiteId, string> = {
  claude: 'Sonnet 5',
  chatgpt: 'GPT-5.6 Instant',
  gemini: '3 Flash',
}

/** Models that may be silent for minutes and be well. */
export const thinkers: Record<SiteId, string> = {
  claude: 'Opus 5 Extended',
  chatgpt: 'GPT-5.6 Thinking',
  gemini: '3 Thinking',
}

const defaults = (id: SiteId) => ({
  model: fastModels[id],
  fault: null,
  answer: 'Certainly. Here is a short answer in two sentences. It streams in pieces.',
  pieceMs: 10,
  hydrationMs: 150,
  generation: 1 as Generation,
  speed: 20,
})

export function createSite(id: SiteId, reset: Site['reset']): Site & { restore(): void } {
  const site = {
    id,
    wire: wires[id],
    ...defaults(id),
    fault: null as Fault | null,
    prompts: [] as string[],
    conversations: new Map<string, { role: 'user' | 'assistant'; text: string }[]>(),
    remember(conversationId: string, prompt: string) {
      const turns = site.conversations.get(conversationId) ?? []
      turns.push({ role: 'user', text: prompt }, { role: 'assistant', text: site.answer })
      site.conversations.set(conversationId, turns)
    },
    reset,
    restore() {
      Object.assign(site, defaults(id))
      site.prompts.length = 0
      site.conversations.clear()
    },
  }
  return site
}
