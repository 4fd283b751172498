import * as v from 'valibot'
import type { Protocol, send } from '../messages'
import { providerById } from '../providers'
import { keptShape } from './save'
import type { KeptDraft } from './store'

/**
 * The export file: `{ format, version, exportedAt, drafts }`. Files are named in it, not contained.
 * A later version of the format adds its own number and keeps reading the ones before.
 */
const format = 'understudy-drafts'
const version = 1
/** Bytes; larger files are not even read. */
export const maxImport = 256 * 2 ** 20
const maxDrafts = 20_000
/** Characters and drafts of one message. */
const batchText = 4_000_000
const batchDrafts = 200

const fileShape = v.object({
  format: v.literal(format),
  version: v.literal(version),
  drafts: v.pipe(v.array(keptShape), v.maxLength(maxDrafts)),
})

export type ExportFormat = 'json' | 'markdown'

/** All drafts as a file to download: JSON for importing again, Markdown for reading. */
export async function exportDrafts(ask: typeof send, as: ExportFormat, now: number): Promise<Blob> {
  const pieces: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const { drafts, next }: Protocol['draft.export']['response'] = await ask('draft.export', {
      after,
    })
    for (const draft of drafts)
      pieces.push(as === 'json' ? JSON.stringify(draft) : toMarkdown(draft))
    after = next
  }
  if (as === 'markdown') return new Blob([pieces.join('\n')], { type: 'text/markdown' })
  const head = JSON.stringify({ format, version, exportedAt: new Date(now).toISOString() })
  const json = `${head.slice(0, -1)},"drafts":[\n${pieces.join(',\n')}\n]}\n`
  return new Blob([json], { type: 'application/json' })
}

/** One draft as Markdown, its text in a fence that nothing in it can close. */
export function toMarkdown(draft: Omit<KeptDraft, 'at'>): string {
  const { providerId, url, state, reason, text, updatedAt } = draft
  const name = providerById(providerId)?.name ?? providerId
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const when = new Date(updatedAt).toISOString().slice(0, 16).replace('T', ' ')
  const why = reason ? `: ${reason.replace(/\s+/g, ' ')}` : ''
  return `## ${name}, ${when} UTC, ${state.replace('_', ' ')}${why}\n\n<${url}>\n\n${fence}text\n${text}\n${fence}\n`
}

export type ImportResult =
  | { readonly ok: true; readonly imported: number; readonly skipped: number }
  /** In words for the user; nothing was changed. */
  | { readonly ok: false; readonly error: string }

/** Brings in an exported file: all of it or, at any error, nothing. */
export async function importDrafts(ask: typeof send, file: Blob): Promise<ImportResult> {
  if (file.size > maxImport) {
    const size = Math.round(file.size / 2 ** 20)
    return fail(`This file is too large (${size} MB; at most ${maxImport / 2 ** 20} MB).`)
  }
  const read = readExport(await file.text())
  if (!read.ok) return read
  const batch = crypto.randomUUID()
  try {
    const batches = batchesOf(read.drafts)
    let result = { imported: 0, skipped: 0 }
    for (const [i, drafts] of batches.entries()) {
      const isLast = i === batches.length - 1
      result = await ask('draft.import', { batch, drafts, isLast })
    }
    return { ok: true, ...result }
  } catch (error) {
    return fail(`Nothing was imported: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Reads an export file's text. Hostile, cut short, or of another kind: an error in words. */
export function readExport(
  text: string,
): { ok: true; drafts: KeptDraft[] } | { ok: false; error: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('This is no JSON file, or it was cut short.')
  }
  const head = v.safeParse(v.object({ format: v.literal(format), version: v.number() }), json)
  if (!head.success) return fail('This is no file of exported drafts.')
  if (head.output.version > version) {
    return fail('This file was written by a newer version of Understudy. Update, then import it.')
  }
  const parsed = v.safeParse(fileShape, json)
  if (parsed.success) return { ok: true, drafts: parsed.output.drafts }
  const path = v.getDotPath(parsed.issues[0])
  return fail(`This file is damaged${path ? ` (at ${path})` : ''}.`)
}

/** At least one batch, so that an empty file has its answer too. */
function batchesOf(drafts: readonly KeptDraft[]): KeptDraft[][] {
  const batches: KeptDraft[][] = [[]]
  let size = 0
  for (const draft of drafts) {
    const last = batches.at(-1) ?? []
    const isFull = last.length >= batchDrafts || size + draft.text.length > batchText
    if (isFull && last.length > 0) {
      batches.push([draft])
      size = draft.text.length
    } else {
      last.push(draft)
      size += draft.text.length
    }
  }
  return batches
}

const fail = (error: string) => ({ ok: false, error }) as const
