// A closed shadow root with a button that only a trusted click moves.
const host = document.createElement('div')
host.style.cssText = 'position:fixed;right:10px;bottom:10px'
document.documentElement.append(host)
const button = document.createElement('button')
button.textContent = 'Continue in Probe'
button.addEventListener('click', (event) => {
  document.documentElement.dataset.probeClick = String(event.isTrusted)
})
host.attachShadow({ mode: 'closed' }).append(button)
browser.runtime.sendMessage('badge').then(({ tabId }) => {
  document.documentElement.dataset.probeTab = String(tabId)
})
