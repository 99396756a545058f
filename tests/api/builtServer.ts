/* Why: the built programme as a process of its own, as a centre runs it, on the Node that ALONGSIDE_NODE names
   (this one where it's unset), from the folder that ALONGSIDE_BUILT names. It gets a free port and a data
   folder that goes with it; it must never see the settings of whoever runs the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface BuiltServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string
  readonly process: ChildProcess
  /** Everything it has printed so far. */
  printed(): string
  /** Asks it to stop, waits until it has, and removes its data. Gives its exit code. */
  stop(): Promise<number | null>
}

export interface Starting {
  /** Settings besides the test's own: `DATABASE_URL`, `ALONGSIDE_CLOCK`, … */
  environment?: Record<string, string>
  /** A folder that outlives the server, for starting a second one on the same data. */
  dataFolder?: string
  /** What the shell is told before it becomes the server: `ulimit -n 200`. */
  limits?: string
}

const folder = process.env.ALONGSIDE_BUILT ?? resolve(import.meta.dirname, '../..')
const node = process.env.ALONGSIDE_NODE ?? process.execPath
/** How long a start may take before it is called one that hangs (ms). */
const patience = 120_000

/** Starts it and waits until `/readyz` says yes. @throws Error with what it printed when it ended before. */
export async function startBuilt({
  environment = {},
  dataFolder,
  limits = ':',
}: Starting = {}): Promise<BuiltServer> {
  const data = dataFolder ?? mkdtempSync(join(tmpdir(), 'alongside-built-'))
  const line = [node, join(folder, 'dist/server/main.js')]
  const child = spawn('/bin/sh', ['-c', `${limits}; exec "$0" "$@"`, ...line], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: `file:${join(data, 'centre.db')}`,
      ALONGSIDE_DATA: data,
      ALONGSIDE_LOG: 'warn',
      ...environment,
    },
  })
  let text = ''
  const hear = (piece: Buffer) => (text += piece.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const removeData = () => {
    if (dataFolder === undefined) rmSync(data, { recursive: true, force: true })
  }

  const giveUpAt = performance.now() + patience
  for (;;) {
    const url = /Alongside is at (http:\/\/\S+)/.exec(text)?.[1]
    if (url !== undefined && (await isReady(url))) {
      return {
        url,
        process: child,
        printed: () => text,
        async stop() {
          child.kill('SIGTERM')
          const code = await ended
          removeData()
          return code
        },
      }
    }
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > giveUpAt) {
      child.kill('SIGKILL')
      await ended
      removeData()
      throw new Error(`The built server did not start. It printed:\n${text}`)
    }
    await pause(20)
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false // not listening yet: asked again until it is, or has ended
  }
}
