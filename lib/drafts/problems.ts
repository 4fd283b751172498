/** Why a database did not open, in words for the user. */
export interface Unopened {
  readonly why: string
  /** It will not mend by waiting. */
  readonly isDamaged: boolean
}

/** Reads the error of a failed opening. */
export function whyUnopened(error: unknown): Unopened {
  const name = nameOf(error)
  switch (name) {
    // Firefox, permanent private browsing.
    case 'InvalidStateError':
    case 'MissingAPIError':
    case 'SecurityError':
      return { why: 'this browser does not let extensions store data', isDamaged: false }
    case 'VersionError':
      return { why: 'a newer version of this extension has written them', isDamaged: false }
    case 'QuotaExceededError':
      return { why: 'the disk is full', isDamaged: false }
    case 'TimeoutError':
      return { why: 'the database is blocked', isDamaged: false }
    default:
      return { why: `the database does not open (${name})`, isDamaged: true }
  }
}

/** What to tell the user of a failed write. */
export function unwritten(error: unknown): string {
  const why = isQuota(error) ? 'the disk is full' : nameOf(error)
  return `The last change could not be stored on disk (${why}). It is kept in memory.`
}

export const isQuota = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError'

/** The browser's own name for an error, which Dexie wraps into one of its own. */
function nameOf(error: unknown): string {
  const { name, inner } = error as { name?: string; inner?: { name?: string } | null }
  return inner?.name ?? name ?? String(error)
}
