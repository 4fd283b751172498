/** Ms in which a click on a notice that has just appeared is taken for a mis-click. */
const settling = 250
/** Below this a page's own fading counts as hiding the notice. */
const leastOpacity = 0.6

/**
 * Whether a click is the user's own, on a notice that the user can see: pages have made injected
 * controls transparent, or laid a picture over them, and led clicks onto them ("DOM-based extension
 * clickjacking", 2025). Our actions are harmless, but none should happen unseen.
 */
export function isGenuine(event: MouseEvent, host: HTMLElement, age: number): boolean {
  if (!event.isTrusted || !isSeen(host)) return false
  // Made by a key or by assistive technology: there is no point to look at.
  if (event.detail === 0) return true
  return age >= settling && document.elementFromPoint(event.clientX, event.clientY) === host
}

function isSeen(host: HTMLElement): boolean {
  return [host, document.body, document.documentElement].every((element) => {
    const style = getComputedStyle(element)
    return (
      Number(style.opacity || 1) >= leastOpacity &&
      style.visibility !== 'hidden' &&
      style.display !== 'none' &&
      !/opacity|brightness|blur/.test(style.filter)
    )
  })
}
