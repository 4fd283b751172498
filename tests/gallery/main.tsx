import { render } from 'preact'
import { Framed, notices } from './notices'

const group = new URLSearchParams(location.search).get('group')

function Sheet() {
  return (
    <main style="display:flex;flex-wrap:wrap;gap:24px;padding:24px;align-items:flex-start;width:1360px">
      {group === 'notices' &&
        Object.entries(notices).map(([name, view]) => (
          <figure key={name} data-scene={name} style="margin:0;width:420px">
            <figcaption style="font:12px monospace;color:gray;margin-bottom:6px">{name}</figcaption>
            <Framed view={view} theme="" />
          </figure>
        ))}
    </main>
  )
}

render(<Sheet />, document.body)
