import type { AttachmentInfo } from '../lib/drafts/draft'
import { bytes } from './time'

interface Props {
  readonly files: readonly AttachmentInfo[]
  onDownload(file: AttachmentInfo): void
}

/** The files of a draft: those that were kept can be had again, the rest are known by name. */
export function FileList({ files, onDownload }: Props) {
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          <span class="name">
            {file.name} <span class="muted small">{bytes(file.size)}</span>
          </span>
          {file.kept ? (
            <button
              type="button"
              class="plain"
              aria-label={`Download ${file.name}`}
              onClick={() => onDownload(file)}
            >
              Download
            </button>
          ) : (
            <span class="muted small">too large to keep</span>
          )}
        </li>
      ))}
    </ul>
  )
}
