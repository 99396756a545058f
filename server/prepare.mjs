/* Why: sees to what a fresh clone lacks before anything of ours can run: packages and the build, each only
   when needed. Plain JavaScript for the oldest Node we take, nothing imported but Node itself. It must never
   leave half a build behind: a build is made aside and moved into place when it is whole. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)

/** What went wrong, in a sentence for the person who started it; `detail` is what the tool printed. */
export class CannotPrepare extends Error {
  constructor(sentence, detail = '') {
    super(sentence)
    this.detail = detail
  }
}

/** @throws CannotPrepare where this Node is older than 20.19. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new CannotPrepare(
    `Alongside needs Node 20.19 or newer; this is Node ${version}. Please install a newer one from nodejs.org.`,
  )
}

/** Installs the packages of the lockfile unless they are there for this very Node. */
export async function install(say, { dev }) {
  if (isInstalled({ dev })) return
  say('Installing packages. The first time takes a few minutes.')
  const wants = dev ? ['--include=dev'] : ['--omit=dev']
  const done = await run(...npm('ci', ...wants, '--no-audit', '--no-fund', '--loglevel=error'))
  if (done.code !== 0) {
    throw new CannotPrepare(
      'The packages could not be installed. Is this machine connected to the npm registry?',
      done.output,
    )
  }
  if (dev) keep(at('node_modules/.alongside'), packagesStamp())
}

/** Builds client and server into dist unless what is there was made from the very same sources, or `anyway`. */
export async function build(say, { anyway = false } = {}) {
  const stamp = sourcesStamp()
  if (stamp === undefined || (!anyway && isBuilt(stamp))) return
  await install(say, { dev: true })
  say('Building.')
  const aside = at('.cache', `build-${process.pid}`)
  try {
    mkdirSync(aside, { recursive: true })
    const parts = await Promise.all(['client', 'server'].map((part) => buildPart(part, join(aside, part))))
    const failed = parts.find((part) => part.code !== 0)
    if (failed) throw new CannotPrepare('The build failed.', failed.output)
    writeFileSync(join(aside, '.built'), stamp)
    moveIntoPlace(aside)
  } catch (error) {
    if (error?.code === 'EACCES' || error?.code === 'EROFS') {
      throw new CannotPrepare(
        `The programme must be built anew, but ${relative(root, error.path ?? aside)} can't be written. ` +
          'Run "npm run build" as a user who may write here.',
      )
    }
    throw error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** True when dist was built whole from `stamp`, the sources as they are now. */
export function isBuilt(stamp = sourcesStamp()) {
  return stamp === undefined ? existsSync(at('dist/server/main.js')) : readOr(at('dist/.built')) === stamp
}

function isInstalled({ dev }) {
  if (readOr(at('node_modules/.alongside')) === packagesStamp()) return true
  if (!matchesLockfile({ dev }) || !nativeLoads()) return false
  if (dev) keep(at('node_modules/.alongside'), packagesStamp())
  return true
}

/** What better-sqlite3 13 needs; without it the one built for this very Node is loaded (db/sqlite/driver.ts). */
const hasNodeApi10 = Number(process.versions.napi) >= 10

/** Packages depend on the lockfile, and native ones on the Node and the kind of machine they were built for. */
function packagesStamp() {
  const builtFor = hasNodeApi10 ? 'any' : process.versions.modules
  const of = [readOr(at('package-lock.json')), builtFor, process.platform, process.arch]
  return digest(of.join('\n'))
}

/** npm writes what it installed last of all: so a half-made install or another lockfile's never passes. */
function matchesLockfile({ dev }) {
  const hidden = readOr(at('node_modules/.package-lock.json'))
  if (hidden === undefined) return false
  const there = JSON.parse(hidden).packages
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, wants]) =>
      path === '' ||
      wants.optional ||
      wants.devOptional ||
      (wants.dev && !dev) ||
      there[path]?.version === wants.version,
  )
}

function nativeLoads() {
  try {
    const Database = createRequire(at('package.json'))(hasNodeApi10 ? 'better-sqlite3-13' : 'better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    return false // built for another Node, or not at all: installing anew is the answer to both
  }
}

/** A digest of everything the build reads, or undefined where only the built programme was shipped. */
function sourcesStamp() {
  if (!existsSync(at('server/main.ts'))) return undefined
  const hash = createHash('sha256')
  const files = ['shared', 'db', 'server', 'client'].flatMap((folder) => filesUnder(at(folder)))
  for (const file of [...files, at('package-lock.json'), at('tsconfig.json')].sort()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return entry.isFile() && !entry.name.endsWith('.md') ? [path] : []
  })
}

/** Builds one part into `outDir`; gives `{ code, output }`. */
export function buildPart(part, outDir) {
  const vite = at('node_modules/vite/bin/vite.js')
  const wants = ['build', '-c', at(part, 'vite.config.ts'), '--outDir', outDir, '--emptyOutDir']
  // What belongs to which page: read by the size budgets.
  if (part === 'client') wants.push('--manifest')
  return run(process.execPath, [vite, ...wants, '--logLevel', 'warn'], {
    NODE_ENV: 'production',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  })
}

/** Two renames: whoever is interrupted between them finds no dist, and builds again. */
function moveIntoPlace(built) {
  const old = at('.cache', `old-${process.pid}`)
  if (existsSync(at('dist'))) renameSync(at('dist'), old)
  renameSync(built, at('dist'))
  rmSync(old, { recursive: true, force: true })
}

/** How to call the npm that this was started with, or else the one on the path. */
function npm(...words) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return [process.execPath, [cli, ...words]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', words]
}

/** Some tools colour what nobody will see in colour. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/** Runs to the end and gives `{ code, output }`; a stop sent to us stops the child too. */
export function run(command, words, environment = {}, cwd = root) {
  return new Promise((done) => {
    const child = spawn(command, words, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    })
    const stop = () => child.kill('SIGTERM')
    const signals = ['SIGINT', 'SIGTERM']
    for (const signal of signals) process.once(signal, stop)
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, stop)
      done({ code: code ?? 1, output: output.replace(colours, '') })
    })
  })
}

function keep(path, text) {
  try {
    writeFileSync(path, text)
  } catch {
    // A folder that can't be written only costs the same look again at the next start.
  }
}

function readOr(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}

/** Sees to packages and build before the program itself starts; ends the process with a sentence when it can't. */
export async function prepareToRun(say) {
  try {
    checkNode()
    await install(say, { dev: !isBuilt() })
    await build(say)
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error
    if (error.detail) console.error(error.detail.trimEnd())
    console.error(error.message)
    process.exit(1)
  }
}
