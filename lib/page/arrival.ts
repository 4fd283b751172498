import type { Provider } from '../providers/provider'
import { regionOf, timesNamed, wordsOf } from './region'

/** What a composer shows of its files at one moment. */
export interface Shown {
  readonly words: string
  /** By the site's own marks. */
  readonly chips: number
  /** Drawn from bytes that the page itself holds. */
  readonly pictures: number
  /** Elements in all. */
  readonly size: number
}

/** Reads what a composer shows of files now. */
export function shownAt(composer: Element, provider: Provider): Shown {
  const messages = [...provider.page.userMessage, ...provider.page.assistantMessage].join(',')
  const region = regionOf(composer, messages)
  const chip = provider.files?.chip.join(',')
  const count = (selector: string) => region.querySelectorAll(selector).length
  return {
    words: wordsOf(region, composer),
    chips: chip ? count(chip) : 0,
    pictures: count('img[src^="blob:"],img[src^="data:"]'),
    size: count('*') - composer.querySelectorAll('*').length,
  }
}

/**
 * Which of these files have shown up since: all if as many chips came, else those that are named
 * now, and the nameless if as many pictures came.
 */
export function arrived<T extends { readonly name: string }>(
  files: readonly T[],
  before: Shown,
  now: Shown,
): readonly T[] {
  if (now.chips - before.chips >= files.length) return files
  const names = (shown: Shown, name: string) => timesNamed(shown.words, name)
  const isNamed = ({ name }: T) => names(now, name) > names(before, name)
  const nameless = files.filter((file) => !isNamed(file)).length
  return nameless <= now.pictures - before.pictures ? files : files.filter(isNamed)
}
