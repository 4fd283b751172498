import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Alternative } from '../lib/messages'
import { Glyph } from './Glyph'
import { alternativeGlyphs, alternativeWords } from './words'

interface Props {
  /** Best first; at least one. */
  readonly alternatives: readonly Alternative[]
  /** `Continue` with a prompt to carry, `Open` without. */
  readonly verb: 'Continue in' | 'Open'
  readonly disabled?: boolean
  /** The look of the main part. */
  readonly look?: 'primary' | 'plain'
  onContinue(providerId: string): void
}

/** The best alternative in one click, and a menu with the others, each with its own state. */
export function ContinueButton({
  alternatives,
  verb,
  disabled = false,
  look = 'primary',
  onContinue,
}: Props) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const byKeyboard = useRef(false)
  const [best, ...others] = alternatives

  // Before the menu is painted, so that the next key meets it.
  useLayoutEffect(() => {
    // A click leaves the focus where it is: in the page's composer.
    if (open && byKeyboard.current) items(menu.current)[0]?.focus()
  }, [open])

  if (!best) return null

  const close = () => {
    setOpen(false)
    if (menu.current?.contains(focused(menu.current))) opener.current?.focus()
  }
  const choose = (providerId: string) => {
    close()
    onContinue(providerId)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation()
      close()
    } else if (open && menu.current && moveFocus(menu.current, event.key)) {
      event.preventDefault()
    } else if (!open && event.key === 'ArrowDown' && event.target === opener.current) {
      event.preventDefault()
      byKeyboard.current = true
      setOpen(true)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble here from the buttons inside
    <div class="continue" onKeyDown={onKeyDown}>
      <div class="split">
        <button
          type="button"
          class={look}
          disabled={disabled}
          onClick={() => choose(best.providerId)}
        >
          {verb} {best.name}
        </button>
        {others.length > 0 && (
          <button
            ref={opener}
            type="button"
            class={`${look} more`}
            disabled={disabled}
            aria-haspopup="menu"
            aria-expanded={open}
            aria-label="Other assistants"
            onClick={(event) => {
              byKeyboard.current = event.detail === 0
              setOpen(!open)
            }}
          >
            <svg class="chevron" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <path d="M2.5 4.5L6 8l3.5-3.5" />
            </svg>
          </button>
        )}
      </div>
      {open && (
        <div ref={menu} class="menu" role="menu" aria-label={`${verb} another assistant`}>
          {others.map((other) => (
            <button
              key={other.providerId}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => choose(other.providerId)}
            >
              <Glyph name={alternativeGlyphs[other.state]} />
              <span class="name">{other.name}</span>
              <span class="note">{other.note || alternativeWords[other.state]}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const items = (menu: HTMLElement | null): HTMLElement[] =>
  menu ? [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')] : []

/** In a closed shadow root `document.activeElement` is the host: ask the root itself. */
const focused = (inside: HTMLElement) =>
  (inside.getRootNode() as Document | ShadowRoot).activeElement

function moveFocus(menu: HTMLElement, key: string): boolean {
  const all = items(menu)
  const now = all.indexOf(focused(menu) as HTMLElement)
  const next = {
    ArrowDown: (now + 1) % all.length,
    ArrowUp: now <= 0 ? all.length - 1 : now - 1,
    Home: 0,
    End: all.length - 1,
  }[key]
  if (next === undefined) return false
  all[next]?.focus()
  return true
}
