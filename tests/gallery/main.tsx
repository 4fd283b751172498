import { render } from 'preact'
import { Framed, notices } from './notices'
import { histories, options, welcomes } from './pages'
import { popups } from './popups'

/** Every scene by group. A page's styles are its own, so each of its scenes gets its own frame. */
const pages = { popup: popups, history: histories, options, welcome: welcomes }
const groups = { notices, ...pages }
const styles: Record<string, () => Promise<unknown>> = {
  popup: () => import('../../components/popup.css'),
  history: () => import('../../components/history.css'),
  options: () => import('../../components/options.css'),
  welcome: () => import('../../components/welcome.css'),
}
const widths: Record<string, number> = {
  notices: 420,
  popup: 420,
  history: 820,
  options: 820,
  welcome: 820,
}

const asked = new URLSearchParams(location.search)
const group = (asked.get('group') ?? 'notices') as keyof typeof groups
const scene = asked.get('scene')

function Sheet() {
  return (
    <div style="display:flex;flex-wrap:wrap;gap:24px;padding:24px;align-items:flex-start;width:1360px">
      {Object.keys(groups[group]).map((name) => (
        <figure key={name} style={`margin:0;width:${widths[group]}px`}>
          <figcaption style="font:12px monospace;color:gray;margin-bottom:6px">{name}</figcaption>
          {group === 'notices' && notices[name] ? (
            <Framed view={notices[name]} theme="" />
          ) : (
            <iframe
              title={name}
              src={`?group=${group}&scene=${encodeURIComponent(name)}`}
              style="border:0;width:100%;display:block"
              onLoad={({ currentTarget: frame }) => {
                const page = frame.contentDocument?.documentElement
                if (!page) return
                const fit = () => {
                  frame.style.height = `${page.scrollHeight}px`
                }
                new ResizeObserver(fit).observe(page)
              }}
            />
          )}
        </figure>
      ))}
    </div>
  )
}

if (scene) {
  await styles[group]?.()
  // The frame takes the height of its content.
  document.documentElement.style.overflow = 'hidden'
  render(group === 'notices' ? null : pages[group][scene]?.(), document.body)
} else {
  render(<Sheet />, document.body)
  // Frames load and take their heights.
  setTimeout(() => {
    document.body.dataset.done = 'true'
  }, 1_500)
}
