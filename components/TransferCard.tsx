import { useState } from 'preact/hooks'
import type { ExportFormat, ImportResult } from '../lib/drafts/transfer'
import { useAct } from './act'
import { DeleteButton } from './DeleteButton'

export interface TransferActions {
  onExport(as: ExportFormat): unknown
  onImport(file: File): Promise<ImportResult>
  onDeleteAll(): unknown
}

/** Taking drafts out of the browser, in again, and away. */
export function TransferCard({ actions }: { actions: TransferActions }) {
  const [act, run] = useAct()
  const [result, setResult] = useState<string | null>(null)
  const exportAs = (as: ExportFormat) => {
    setResult(null)
    run(() => actions.onExport(as), { busy: 'Exporting…', failed: 'The drafts could not be read.' })
  }
  const take = (file: File | undefined) => {
    if (!file) return
    setResult(null)
    run(async () => setResult(sayImport(await actions.onImport(file))), {
      busy: 'Importing…',
      failed: 'Nothing was imported.',
    })
  }

  return (
    <section class="card" aria-labelledby="data">
      <h2 id="data">Your data</h2>
      <p class="muted">
        All of it is in this browser. An exported file is not encrypted; it names attached files
        without their contents.
      </p>
      <div class="actions">
        <button type="button" class="plain" onClick={() => exportAs('json')}>
          Export
        </button>
        <button type="button" class="plain" onClick={() => exportAs('markdown')}>
          Export for reading
        </button>
        <label class="file">
          Import
          <input
            type="file"
            accept="application/json,.json"
            onChange={({ currentTarget }) => {
              take(currentTarget.files?.[0])
              // The same file may be chosen again.
              currentTarget.value = ''
            }}
          />
        </label>
        <DeleteButton
          label="Delete all drafts"
          question="Delete every kept draft for good?"
          onDelete={() =>
            run(actions.onDeleteAll, { done: 'All deleted.', failed: 'They were not deleted.' })
          }
        />
      </div>
      <p class={`act ${act.state}`} role="status">
        {act.words || result}
      </p>
    </section>
  )
}

function sayImport(result: ImportResult): string {
  if (!result.ok) return result.error
  const { imported, skipped } = result
  const came = imported === 1 ? '1 draft was' : `${imported.toLocaleString()} drafts were`
  return skipped === 0
    ? `${came} imported.`
    : `${came} imported; ${skipped.toLocaleString()} were here already.`
}
