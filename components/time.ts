const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** `40 s ago`, `3 min ago`, `2 h ago`, `5 days ago`. Takes epoch ms; a time to come counts as now. */
export function ago(at: number, now: number): string {
  const past = Math.max(0, now - at)
  if (past < 5_000) return 'just now'
  if (past < minute) return `${Math.floor(past / 1000)} s ago`
  if (past < hour) return `${Math.floor(past / minute)} min ago`
  if (past < day) return `${Math.floor(past / hour)} h ago`
  const days = Math.floor(past / day)
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** `15:00` today, `Mon 15:00` within six days, else with the date. In the user's own format. */
export function clock(at: number, now: number): string {
  const date = new Date(at)
  const time = date.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })
  if (date.toDateString() === new Date(now).toDateString()) return time
  const near = Math.abs(at - now) < 6 * day
  const name = date.toLocaleDateString(
    undefined,
    near ? { weekday: 'short' } : { day: 'numeric', month: 'short' },
  )
  return `${name} ${time}`
}

/** `1,240 characters`. */
export const characters = (count: number): string =>
  count === 1 ? '1 character' : `${count.toLocaleString()} characters`

/** `820 B`, `12 kB`, `3.4 MB`. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`
  if (size < 1_000_000) return `${Math.round(size / 1000)} kB`
  return `${(size / 1_000_000).toFixed(1)} MB`
}
