// Paints a badge on request and notes what it sees of the network: enough to prove the driver.
const startedAt = Date.now()
const urls = ['https://claude.ai/*', 'https://chatgpt.com/*', 'https://gemini.google.com/*']
const note = (details) => {
  const { type, url, statusCode = null, error = null } = details
  browser.storage.local.set({ [`seen ${url}`]: { type, statusCode, error } })
}

browser.runtime.onMessage.addListener((message, sender, respond) => {
  if (message === 'badge') {
    browser.action.setBadgeText({ tabId: sender.tab.id, text: '!' })
    respond({ tabId: sender.tab.id })
  }
  if (message === 'age') respond({ startedAt })
})
browser.webRequest.onCompleted.addListener(note, { urls })
browser.webRequest.onErrorOccurred.addListener(note, { urls })
