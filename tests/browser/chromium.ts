/* Why: finds the Chromium that the browser tests drive: the one that CHROMIUM names, the machine's own, or
   the one that Playwright has fetched. Where there is none it is asked for in one clear line. */
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns the path of a Chromium. @throws Error with the one line that says what to install. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.CHROMIUM
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named
    throw new Error(`CHROMIUM names ${named}, which is not a program that can be run.`)
  }
  const folders = (environment.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  const found = [...onPath, ...elsewhere, chromium.executablePath()].find(isProgram)
  if (found !== undefined) return found
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium fonts-noto-core; ' +
      'elsewhere: npx playwright install chromium) or name it in CHROMIUM.',
  )
}

/** What Chromium needs to be quiet and, for root in a container, to start at all. */
export function chromiumWords(isRoot = process.getuid?.() === 0): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return isRoot ? ['--no-sandbox', ...quiet] : quiet
}

function isProgram(path: string): boolean {
  if (!existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
