import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Props {
  readonly label: string
  readonly question: string
  readonly look?: 'plain' | 'quiet'
  onDelete(): void
}

/** Asks once more, in place, before something is gone for good. */
export function DeleteButton({ label, question, look = 'quiet', onDelete }: Props) {
  const [asking, setAsking] = useState(false)
  const keep = useRef<HTMLButtonElement>(null)
  // Before the question is painted: keys pressed at once must not meet the wrong button.
  useLayoutEffect(() => {
    if (asking) keep.current?.focus()
  }, [asking])

  if (!asking) {
    return (
      <button type="button" class={look} onClick={() => setAsking(true)}>
        {label}
      </button>
    )
  }
  return (
    <fieldset
      class="asking"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          event.preventDefault()
          setAsking(false)
        }
      }}
    >
      <legend>{question}</legend>
      <button ref={keep} type="button" class="plain" onClick={() => setAsking(false)}>
        Keep
      </button>
      <button
        type="button"
        class="danger"
        onClick={() => {
          setAsking(false)
          onDelete()
        }}
      >
        Delete
      </button>
    </fieldset>
  )
}
