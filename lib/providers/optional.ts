import { copilot } from './copilot'
import { deepseek } from './deepseek'
import { grok } from './grok'
import { kimi } from './kimi'
import { meta } from './meta'
import { mistral } from './mistral'
import { perplexity } from './perplexity'
import type { Provider } from './provider'
import { qwen } from './qwen'

/** Those that the user switches on: a site added by an update would switch the extension off. */
export const optional: readonly Provider[] = [
  deepseek,
  grok,
  copilot,
  perplexity,
  mistral,
  kimi,
  qwen,
  meta,
]
