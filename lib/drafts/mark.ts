/**
 * What a text may hold, in about 1 kB for 20 kB of text: one bit for each run of three characters
 * in it (a Bloom filter of trigrams). A search asks these first and opens only likely texts. An
 * empty mark says nothing and fits every search.
 */
export type Mark = Uint8Array<ArrayBuffer>

/** Characters; marking a longer text would cost more than opening it now and then. */
const longest = 200_000

/** The mark of a text. */
export function markOf(text: string): Mark {
  if (text.length > longest) return new Uint8Array(0)
  const runs = new Set(runsOf(text.toLowerCase()))
  const bits = Math.max(64, 2 ** Math.ceil(Math.log2(2 * runs.size)))
  const mark = new Uint8Array(bits / 8)
  for (const run of runs) {
    const bit = hash(run) & (bits - 1)
    mark[bit >> 3] = (mark[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  return mark
}

/** Answers whether a text with this mark may hold all words; made for asking many marks. */
export function mayHold(words: readonly string[]): (mark: Mark) => boolean {
  const runs = new Set(words.flatMap((word) => [...runsOf(word.toLowerCase())]))
  const hashes = [...runs].map(hash)
  return (mark) => {
    const bits = mark.length * 8 - 1
    return (
      mark.length === 0 ||
      hashes.every((value) => ((mark[(value & bits) >> 3] ?? 0) >> (value & bits & 7)) & 1)
    )
  }
}

/** Each run of three characters, and of two outside ASCII, where words are short, as a number. */
function* runsOf(text: string): Generator<number> {
  let first = 0
  let second = 0
  for (let i = 0; i < text.length; i++) {
    const third = text.charCodeAt(i)
    if (i >= 2) yield first * 2 ** 32 + second * 2 ** 16 + third
    if (i >= 1 && (second > 127 || third > 127)) yield second * 2 ** 16 + third
    first = second
    second = third
  }
}

function hash(run: number): number {
  let value = Math.imul(run >>> 0, 0x9e3779b1) ^ Math.imul((run / 2 ** 32) | 0, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0xc2b2ae35)
  return (value ^ (value >>> 13)) >>> 0
}
