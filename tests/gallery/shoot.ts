import { mkdir } from 'node:fs/promises'
import { type Browser, type ColorScheme, closedText, until } from '../browsers/browser.ts'
import { launch } from '../browsers/launch.ts'
import { startStandIns } from '../pages/server.ts'
import { artifacts, buildGallery } from './build.ts'

const sheets = ['notices', 'popup', 'history', 'options', 'welcome']
const inPage = ['failing', 'recovered', 'put back']

type Shoot = (driven: Browser, scheme: ColorScheme) => Promise<void>

/** Every state of every page, as one tall picture a page. */
const shootSheets: Shoot = async (driven, scheme) => {
  for (const sheet of sheets) {
    const page = await driven.openExtensionPage(`index.html?group=${sheet}`)
    await until('the sheet', () => page.evaluate(() => document.body.dataset.done === 'true'))
    await page.screenshot(`${artifacts}${sheet}-${driven.name}-${scheme}.png`)
    await page.close()
  }
}

/** The notice where it is seen. */
const shootInPage: Shoot = async (driven, scheme) => {
  for (const view of inPage) {
    const page = await driven.open(`https://claude.ai/new#${encodeURIComponent(view)}`)
    await until('the notice', async () => (await closedText(page)).length > 10)
    await new Promise((arrived) => setTimeout(arrived, 400))
    await page.screenshot(
      `${artifacts}page-${view.replaceAll(' ', '-')}-${driven.name}-${scheme}.png`,
    )
    await page.close()
  }
}

async function inBrowser(name: Browser['name'], height: number, shoot: Shoot): Promise<void> {
  const web = await startStandIns()
  const driven = await launch(name, {
    extensionDir: await buildGallery(name),
    network: web,
    windowSize: { width: 1420, height },
  })
  try {
    for (const scheme of ['light', 'dark'] as const) {
      await driven.setColorScheme(scheme)
      await shoot(driven, scheme)
    }
  } finally {
    await driven.close()
    await web.close()
  }
}

await mkdir(artifacts, { recursive: true })
for (const name of ['chromium', 'firefox'] as const) {
  await inBrowser(name, 4400, shootSheets)
  await inBrowser(name, 800, shootInPage)
}
console.log(`Pictures in ${artifacts}`)
