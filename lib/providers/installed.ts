import { chatgpt } from './chatgpt'
import { claude } from './claude'
import { gemini } from './gemini'
import type { Provider } from './provider'

/** Those whose sites work from the install on. */
export const installed: readonly Provider[] = [claude, chatgpt, gemini]
