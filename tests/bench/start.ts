/** How long the built server takes to be ready, and what it needs when nobody does anything. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Measured } from './servers.ts'
import { freePort } from '../freePort.ts'

const megabytes = (pid: number | undefined) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024

async function started(args: string[], environment: NodeJS.ProcessEnv, isReady: () => Promise<boolean>) {
  const began = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'ignore' })
  const ended = once(child, 'exit')
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`${args[0]} stopped instead of starting`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const seconds = (performance.now() - began) / 1_000
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const memory = megabytes(child.pid)
  child.kill('SIGTERM')
  await ended
  return { seconds, memory }
}

const answers = (url: string) => () =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  )

/** The built server on a database; the demonstration centre is made first where there is none. */
export async function startOurs(folder: string, file = join(folder, 'centre.db')): Promise<Measured> {
  const port = await freePort()
  return await started(
    ['dist/server/main.js'],
    {
      PORT: String(port),
      ALONGSIDE_DATA: folder,
      DATABASE_URL: `file:${file}`,
      ALONGSIDE_LOG: 'error',
    },
    answers(`http://127.0.0.1:${port}/readyz`),
  )
}

/** The bare server, with its hundred rows. */
export async function startBare(script: string, folder: string): Promise<Measured> {
  const port = await freePort()
  const own = mkdtempSync(join(folder, 'bare-'))
  return await started(
    [script, own],
    { BARE_PORT: String(port) },
    answers(`http://127.0.0.1:${port}/api/board`),
  )
}
