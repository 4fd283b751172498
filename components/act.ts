import { useState } from 'preact/hooks'

/** What became of the last thing the user asked for. `words` is shown and announced. */
export interface Act {
  readonly state: 'idle' | 'busy' | 'done' | 'failed'
  readonly words: string
}

export interface ActWords {
  readonly busy?: string
  readonly done?: string
  readonly failed: string
}

export type Run = (action: () => unknown, words: ActWords) => Promise<void>

const idle: Act = { state: 'idle', words: '' }

/** Runs what a click asks for, and holds what to tell: a rejected promise becomes `words.failed`. */
export function useAct(): readonly [Act, Run] {
  const [act, setAct] = useState<Act>(idle)
  const run: Run = async (action, words) => {
    try {
      // Called before any await: browsers tie clipboard and permission prompts to the click.
      const result = action()
      if (words.busy) setAct({ state: 'busy', words: words.busy })
      await result
      setAct(words.done ? { state: 'done', words: words.done } : idle)
    } catch {
      setAct({ state: 'failed', words: words.failed })
    }
  }
  return [act, run]
}
