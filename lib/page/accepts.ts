/** Whether an input with this `accept` is meant for such a file: names by ending, types, `image/*`. */
export function accepts(accept: string, file: { readonly name: string; readonly type: string }) {
  const kinds = accept
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())
    .filter(Boolean)
  const name = file.name.toLowerCase()
  const type = file.type.toLowerCase()
  return (
    kinds.length === 0 ||
    kinds.some((kind) => {
      if (kind.startsWith('.')) return name.endsWith(kind)
      if (kind === '*/*' || kind === '*') return true
      return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind
    })
  )
}
