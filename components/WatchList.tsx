import type { Settings } from '../lib/settings'

interface Props {
  readonly pages: readonly { readonly id: string; readonly name: string }[]
  readonly watched: Settings['watched']
  onChange(change: Pick<Settings, 'watched'>): unknown
}

/** Status pages of what developers lean on, to be ticked for watching. */
export function WatchList({ pages, watched, onChange }: Props) {
  return (
    <section class="watch" aria-labelledby="watch">
      <p id="watch" class="muted">
        Other status pages to watch:
      </p>
      {pages.map(({ id, name }) => (
        <label key={id} class="check">
          <input
            type="checkbox"
            checked={watched.includes(id)}
            onChange={({ currentTarget }) => {
              const others = watched.filter((one) => one !== id)
              onChange({ watched: currentTarget.checked ? [...others, id] : others })
            }}
          />
          <span>{name}</span>
        </label>
      ))}
    </section>
  )
}
