import { mountNotice } from '../../lib/chat/notice'
import { claude } from '../../lib/providers/claude'
import { noActions, notices } from './notices'

/** Shows the notice that the address names, and tells the page what was asked of it. */
function show() {
  const view = notices[decodeURIComponent(location.hash.slice(1))]
  const composer = () => document.querySelector(claude.composers.map((c) => c.selector).join(','))
  if (!view) return
  if (!composer()) return void setTimeout(show, 50)
  const told = document.documentElement.dataset
  const tell = (name: string) => (value?: unknown) => {
    told.did = `${told.did ?? ''} ${[name, value].filter(Boolean).join(':')}`.trim()
  }
  const actions = Object.fromEntries(Object.keys(noActions).map((name) => [name, tell(name)]))
  const ended = new AbortController()
  const notice = mountNotice({
    view,
    actions: actions as unknown as typeof noActions,
    anchor: composer,
    signal: ended.signal,
    onLost: tell('onLost'),
  })
  document.addEventListener('gallery-end', () => ended.abort())
  document.addEventListener('gallery-update', () => {
    if (notices.recovered) notice.update(notices.recovered)
  })
}

show()
