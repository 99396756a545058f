/** A server of the simulation's own: the real process, with a folder and a clock of its own, ended and swept away afterwards. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isBuilt, root } from '../../server/prepare.mjs'

export interface OwnServer {
  readonly url: string
  /** Lines of its log at the level of an error, as they were written. */
  readonly faults: readonly string[]
  stop(): Promise<void>
}

/**
 * Starts it twice: once to make the demonstration with the clock nearly standing, so that its evening is as
 * fresh as it can be, and once to play.
 */
export async function startOwnServer(
  from: number,
  speed: number,
  say: (line: string) => void,
): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-simulate-'))
  const sweep = () => rmSync(folder, { recursive: true, force: true })
  try {
    const began = performance.now()
    const making = await start(folder, `${new Date(from).toISOString()},1`)
    say(`The demonstration centre was made in ${((performance.now() - began) / 1_000).toFixed(1)} s.`)
    await making.stop()
    const server = await start(folder, `${new Date(from).toISOString()},${speed}`)
    return {
      ...server,
      async stop() {
        await server.stop()
        sweep()
      },
    }
  } catch (error) {
    sweep()
    throw error
  }
}

async function start(folder: string, clock: string): Promise<OwnServer> {
  const built = isBuilt() ? ['dist/server/main.js'] : ['--import', 'tsx', 'server/main.ts']
  const child = spawn(process.execPath, built, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `file:${join(folder, 'centre.db')}`,
      ALONGSIDE_DATA: folder,
      ALONGSIDE_CLOCK: clock,
      ALONGSIDE_LOG: 'info',
    },
  })
  // However this process ends, it leaves no server behind.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  const faults: string[] = []
  const said: string[] = []
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (line: string) => {
      said.push(line)
      if (levelOf(line) >= 50) faults.push(line)
      const address = /Alongside is at (http:\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    }
    createInterface(child.stdout).on('line', hear)
    createInterface(child.stderr).on('line', (line) => {
      said.push(line)
      faults.push(line)
    })
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code}: ${said.slice(-5).join('\n')}`)),
    )
  })
  return {
    url,
    faults,
    async stop() {
      process.off('exit', end)
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Of a line of the structured log; anything else is said to people. */
function levelOf(line: string): number {
  if (!line.startsWith('{')) return 0
  const level: unknown = (JSON.parse(line) as { level?: unknown }).level
  return typeof level === 'number' ? level : 0
}
