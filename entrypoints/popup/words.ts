import type { PopupWords } from '../../components/popup-props'

/** The evidence in words. */
export const words: PopupWords = {
  reasons: (verdict) => verdict.evidence.map(({ kind, at }) => ({ at, words: kind })),
  report: (verdict) =>
    [
      `${verdict.providerId} ${verdict.health} ${verdict.kind ?? ''}`,
      ...verdict.evidence.map(({ kind, at }) => `${new Date(at).toISOString()} ${kind}`),
    ].join('\n'),
}
