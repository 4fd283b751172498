import type { ActWords } from './act'
import type { NoticeActions, NoticeView } from './notice-view'

/** One button of the notice. */
export interface Choice {
  readonly label: string
  readonly look: 'primary' | 'plain' | 'quiet'
  readonly act: () => unknown
  readonly words: ActWords
}

/** What can be done in each state of the notice beside continuing elsewhere, the likeliest first. */
export function noticeChoices(view: NoticeView, actions: NoticeActions): readonly Choice[] {
  const copy = (look: Choice['look']): Choice => ({
    label: 'Copy',
    look,
    act: actions.onCopy,
    words: { done: 'Copied.', failed: 'Could not copy. Open Understudy from the toolbar.' },
  })
  const choice = (
    label: string,
    look: Choice['look'],
    act: () => unknown,
    failed = 'That did not work. Nothing is lost.',
  ): Choice => ({ label, look, act, words: { failed } })
  const place = (how: 'replace' | 'below' | 'keep', label: string, look: Choice['look']) =>
    choice(label, look, () => actions.onPlace(how))

  switch (view.kind) {
    case 'trouble': {
      const wait = choice('Keep waiting', 'quiet', actions.onKeepWaiting)
      return view.hasDraft
        ? [copy(canContinue(view.alternatives) ? 'plain' : 'primary'), wait]
        : [wait]
    }
    case 'recovered':
      return view.canReturn
        ? [choice(`Go back to ${view.providerName}`, 'primary', actions.onReturn)]
        : []
    case 'overwrite':
      return [
        place('below', 'Add below', 'primary'),
        place('replace', 'Replace', 'plain'),
        place('keep', 'Keep only what’s here', 'quiet'),
      ]
    case 'handoff_failed':
      return [copy('primary')]
    case 'filled':
      return view.files
        .filter((file) => file.kept)
        .map((file) => choice(`Download ${file.name}`, 'plain', () => actions.onDownload(file.id)))
    case 'storage':
      return view.canReload
        ? [copy('primary'), choice('Reload the page', 'plain', actions.onReload)]
        : [copy('primary')]
    case 'put_back':
      return [choice('Put it back', 'primary', actions.onPutBack)]
  }
}

/** Whether any other assistant is worth pointing at: the list has the best first. */
export const canContinue = (alternatives: readonly { readonly state: string }[]): boolean =>
  alternatives.length > 0 && alternatives[0]?.state !== 'failing'
