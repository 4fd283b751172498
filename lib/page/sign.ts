/** What a button that changes its meaning in place changes. */
const MEANING = ['aria-label', 'class', 'data-testid', 'data-is-streaming', 'disabled']

/**
 * Calls `onChange` when an element may have gone, or have become something else, without looking at
 * the page in between. Watches the one element last given to what it returns, until `signal` aborts;
 * a hidden tab's browser tells of no element that goes.
 */
export function watchSign(
  onChange: () => void,
  signal: AbortSignal,
): (sign: Element | null) => void {
  let watched: Element | null = null
  const change = new MutationObserver(onChange)
  // Tells also where an ancestor goes, which an observer of one level would not.
  const presence = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => !isIntersecting)) onChange()
  })
  const end = () => {
    change.disconnect()
    presence.disconnect()
  }
  signal.addEventListener('abort', end)
  return (sign) => {
    if (sign === watched) return
    end()
    watched = sign
    if (!sign || signal.aborted) return
    change.observe(sign, { attributeFilter: MEANING })
    presence.observe(sign)
  }
}
