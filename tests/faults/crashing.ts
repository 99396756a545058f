/**
 * The built server as a centre runs it, on one port and one database, killed without a word and started again as
 * often as a test likes: what a power cut leaves of a process.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BuiltServer, startBuilt } from '../api/builtServer.ts'
import { freePort } from '../freePort.ts'

export interface Crashing {
  readonly url: string
  readonly databaseUrl: string
  /** SIGKILL, and a new process on what the old one left; resolves when it is ready. */
  crash(): Promise<void>
  /** Everything all its processes printed. */
  printed(): string
  /** Ends it and gives its database to look at until `remove`. */
  end(): Promise<void>
  remove(): void
}

export async function startCrashing(): Promise<Crashing> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'alongside-faults-'))
  const databaseUrl = `file:${join(dataFolder, 'centre.db')}`
  const environment = { PORT: String(await freePort()), ALONGSIDE_LOG: 'error' }
  const start = () => startBuilt({ dataFolder, environment })
  let server: BuiltServer = await start()
  let earlier = ''
  return {
    url: server.url,
    databaseUrl,
    async crash() {
      const ended = once(server.process, 'close')
      server.process.kill('SIGKILL')
      await ended
      earlier += server.printed()
      server = await start()
    },
    printed: () => earlier + server.printed(),
    async end() {
      const code = await server.stop()
      if (code !== 0) throw new Error(`it ended with ${code ?? 'a signal'}`)
    },
    remove: () => rmSync(dataFolder, { recursive: true, force: true }),
  }
}
