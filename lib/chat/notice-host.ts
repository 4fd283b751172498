/** How often a page may remove or restyle the notice before we give up. */
const patience = 8
const gap = 10

const fixed = {
  all: 'initial',
  position: 'fixed',
  display: 'block',
  'z-index': '2147483647',
  margin: '0',
  padding: '0',
  border: '0',
  background: 'transparent',
  overflow: 'visible',
  'max-width': 'calc(100vw - 20px)',
}

/**
 * Puts the host above the composer, in the browser's top layer where there is one, and keeps it
 * there against a page that moves, restyles or removes it; calls `onLost` when the page insists.
 */
export function keepInPlace(
  host: HTMLElement,
  anchor: () => Element | null,
  onLost: () => void,
  signal: AbortSignal,
): void {
  let fights = 0
  let ours = ''
  host.setAttribute('popover', 'manual')

  const place = () => {
    const style = { ...fixed, ...besides(frameOf(anchor())) }
    const text = Object.entries(style)
      .map(([name, value]) => `${name}:${value}!important`)
      .join(';')
    if (text === ours) return
    host.style.cssText = text
    ours = text
    changes.takeRecords()
  }
  const show = () => {
    if (!host.isConnected) document.documentElement.append(host)
    // An older browser without popovers still has the z-index.
    if (host.isConnected && 'showPopover' in host && !host.matches(':popover-open')) {
      host.showPopover()
    }
    ours = ''
    place()
  }
  const restore = () => {
    if (signal.aborted) return
    fights += 1
    if (fights > patience) return onLost()
    for (const { name } of [...host.attributes]) {
      if (name !== 'style' && name !== 'popover') host.removeAttribute(name)
    }
    if (host.getAttribute('popover') !== 'manual') host.setAttribute('popover', 'manual')
    show()
    changes.takeRecords()
  }

  const changes = new MutationObserver((records) => {
    const touched = records.some((record) => record.target === host)
    if (touched || !host.isConnected) restore()
  })
  changes.observe(document.documentElement, { childList: true })
  changes.observe(host, { attributes: true })
  host.addEventListener(
    'toggle',
    (event) => {
      if ((event as ToggleEvent).newState === 'closed' && host.isConnected) restore()
    },
    { signal },
  )
  const stopFollowing = follow(anchor, place, signal)
  signal.addEventListener('abort', () => {
    changes.disconnect()
    stopFollowing()
  })
  show()
}

/** Calls `place` when the window or the composer changes size or moves with a scroll. */
function follow(anchor: () => Element | null, place: () => void, signal: AbortSignal): () => void {
  let frame = 0
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      place()
    })
  }
  const sizes = new ResizeObserver(soon)
  const composer = anchor()
  if (composer) sizes.observe(composer)
  window.addEventListener('resize', soon, { signal })
  window.addEventListener('scroll', soon, { signal, capture: true, passive: true })
  // Sites also move or replace the composer without any event. Runs only while the notice is shown.
  const timer = setInterval(soon, 500)
  return () => {
    clearInterval(timer)
    sizes.disconnect()
    cancelAnimationFrame(frame)
  }
}

/** What looks like the composer: the editor with the toolbar and border that sites put around it. */
function frameOf(composer: Element | null): DOMRect | null {
  if (!composer) return null
  const inner = composer.getBoundingClientRect()
  let frame = inner
  let around = composer.parentElement
  for (let step = 0; around && step < 8; step++, around = around.parentElement) {
    const box = around.getBoundingClientRect()
    if (box.width > inner.width + 120 || box.height > inner.height + 160) break
    frame = box
  }
  return frame
}

/** Above the composer with the right edges in line, else the bottom corner. */
function besides(box: DOMRect | null): Record<string, string> {
  const width = document.documentElement.clientWidth
  const height = window.innerHeight
  const corner = {
    inset: `auto ${gap * 2}px ${gap * 2}px auto`,
    'max-height': `${height - gap * 4}px`,
  }
  if (!box || box.width === 0 || box.top < 200 || box.top > height) return corner
  const right = Math.min(Math.max(gap, width - box.right), Math.max(gap, width - 400))
  const bottom = height - box.top + gap
  return {
    inset: `auto ${Math.round(right)}px ${Math.round(bottom)}px auto`,
    'max-height': `${Math.round(box.top - gap * 2)}px`,
  }
}
