/** How far up the composer's surroundings reach where no form encloses it. */
const reach = 6

/**
 * What a site draws around its composer: the buttons, the files that will go along. The form, else
 * some levels up, but never with messages in it.
 */
export function regionOf(composer: Element, messages: string): Element {
  const form = composer.closest('form,fieldset')
  if (form) return form
  let region = composer
  for (let level = 0; level < reach; level++) {
    const { parentElement } = region
    if (!parentElement || parentElement.localName === 'body') break
    if (messages && parentElement.querySelector(messages)) break
    region = parentElement
  }
  return region
}

/** Where a file's name can stand beside text: an image's chip often has it nowhere else. */
const attributes = ['alt', 'title', 'aria-label', 'data-testid']

/** All words of a region, those of labels too, but not the composer's own: they may name a file. */
export function wordsOf(region: Element, composer: Element): string {
  let words = ''
  const walk = (element: Element) => {
    if (element === composer) return
    for (const name of attributes) {
      const value = element.getAttribute(name)
      if (value) words += `\n${value}\n`
    }
    for (const child of element.childNodes) {
      if (child.nodeType === 3) words += (child as Text).data
      else if (child.nodeType === 1) walk(child as Element)
    }
    words += '\n'
  }
  walk(region)
  return words
}

/** How often a file is named; many sites leave the ending away. */
export function timesNamed(words: string, fileName: string): number {
  const stem = fileName.replace(/\.[^.]*$/, '')
  return words.split(stem.length >= 3 ? stem : fileName).length - 1
}
