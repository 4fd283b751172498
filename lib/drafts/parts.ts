import { bytesOf } from '../page/realm'
import { fromBase64, toBase64 } from './base64'
import type { FilePart, FileToKeep } from './draft'

/** Bytes of one part: as Base64 far below the 64 MB that a message may have. */
export const partSize = 2 * 2 ** 20

/** A file in the parts that `draft.attach` takes, read one at a time. */
export async function* partsOf(
  draftId: string,
  id: string,
  file: File,
): AsyncGenerator<FileToKeep> {
  const { name, type, size } = file
  const parts = Math.max(1, Math.ceil(size / partSize))
  for (let part = 0; part < parts; part++) {
    const slice = file.slice(part * partSize, (part + 1) * partSize)
    const data = toBase64(new Uint8Array(await bytesOf(slice)))
    yield { draftId, id, name, type, size, part, parts, data }
  }
}

/** The whole file again, from parts that `read` asks for; `null` when one is missing. */
export async function fileOf(
  info: { readonly name: string; readonly type: string; readonly size: number },
  read: (part: number) => Promise<FilePart | null>,
): Promise<File | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let part = 0, parts = 1; part < parts; part++) {
    const found = await read(part)
    if (!found) return null
    parts = found.parts
    pieces.push(fromBase64(found.data))
  }
  const file = new File(pieces, info.name, { type: info.type })
  return file.size === info.size ? file : null
}
