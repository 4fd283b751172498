import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type BrowserName = 'chromium' | 'firefox'

const candidates: Record<BrowserName, { env: string; names: string[]; places: string[] }> = {
  chromium: {
    env: 'CHROME_BIN',
    // Chromium first: branded Chrome ignores --load-extension since 137.
    names: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'brave-browser'],
    places: [
      '/usr/lib/chromium/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
  },
  firefox: {
    env: 'FIREFOX_BIN',
    names: ['firefox-esr', 'firefox', 'firefox-devedition'],
    places: [
      '/usr/lib/firefox-esr/firefox-esr',
      '/usr/lib/firefox/firefox',
      '/opt/firefox/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
    ],
  },
}

const debianPackage: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' }

/**
 * The path of a browser that can load the extension: from `CHROME_BIN` / `FIREFOX_BIN`, the PATH or
 * the usual places; installed from Debian's packages where that is allowed. Prints one line and
 * ends the process where none can be had.
 */
export function findBrowser(name: BrowserName): string {
  const found = look(name) ?? (install(name) ? look(name) : null)
  if (found) return found
  console.error(whatToDo(name))
  process.exit(1)
}

function look(name: BrowserName): string | null {
  const { env, names, places } = candidates[name]
  const given = process.env[env]
  if (given) {
    if (runs(given)) return given
    console.error(`${env}=${given} is no program that can be run.`)
    process.exit(1)
  }
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((dir) => names.map((file) => join(dir, file)))
  const byName = (path: string) => names.findIndex((file) => path.endsWith(`/${file}`))
  inPath.sort((a, b) => byName(a) - byName(b))
  return [...inPath, ...places].find((path) => runs(path) && !isSnapStub(path)) ?? null
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Ubuntu's packages of these names are shell scripts that only call the snap; a snap cannot read
// a build in a hidden folder nor a profile in /tmp.
function isSnapStub(path: string): boolean {
  try {
    return /\/snap\/bin\/|snap install/.test(readFileSync(path, 'latin1').slice(0, 4096))
  } catch {
    return false
  }
}

function install(name: BrowserName): boolean {
  if (!existsSync('/usr/bin/apt-get')) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return false
  const apt = (...args: string[]) =>
    execFileSync(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  try {
    console.error(`No ${name} here: installing Debian's package ${debianPackage[name]} …`)
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', debianPackage[name])
    return true
  } catch {
    return false
  }
}

function whatToDo(name: BrowserName): string {
  const { env } = candidates[name]
  if (name === 'firefox') {
    return `No Firefox found: install firefox-esr (Debian) or Firefox 140+, or set ${env} to its path.`
  }
  const branded = ['google-chrome', 'google-chrome-stable', 'microsoft-edge'].some((file) =>
    (process.env.PATH ?? '').split(delimiter).some((dir) => runs(join(dir, file))),
  )
  return branded
    ? `No Chromium found (Google Chrome 137+ refuses --load-extension): install chromium, or set ${env} to a Chromium or Chrome for Testing.`
    : `No Chromium found: install chromium (Debian; Ubuntu's is a snap, which cannot be driven: use Chrome for Testing), or set ${env} to its path.`
}
