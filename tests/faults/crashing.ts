/**
 * The built server as a centre runs it, on one port and one database, killed without a word and started again as
 * often as a test likes: what a power cut leaves of a process.
 */
import { once } from 'node:events'
import { type BuiltServer, startBuilt } from '../api/builtServer.ts'
import { freePort } from '../freePort.ts'
import { type Place, secret } from './place.ts'

export interface Crashing {
  readonly url: string
  /** The process that runs now. */
  readonly process: BuiltServer['process']
  /** SIGKILL, and a new process on what the old one left; resolves when it is ready. */
  crash(meanwhile?: () => Promise<void>): Promise<void>
  /** Everything all its processes printed. */
  printed(): string
  /** @throws Error when it doesn't end as it should. */
  end(): Promise<void>
}

/** `limits`: see builtServer.ts; only its first process has them. */
export async function startCrashing(place: Place, limits?: string): Promise<Crashing> {
  const settings = {
    PORT: String(await freePort()),
    ALONGSIDE_SECRET: secret,
    ALONGSIDE_LOG: 'error',
  }
  const start = (limited = ':') => {
    // Asked each time: a place may have moved between two starts.
    const environment = { ...settings, DATABASE_URL: place.databaseUrl }
    return startBuilt({ dataFolder: place.folder, environment, limits: limited })
  }
  let server: BuiltServer = await start(limits)
  let earlier = ''
  return {
    url: server.url,
    get process() {
      return server.process
    },
    async crash(meanwhile = () => Promise.resolve()) {
      const ended = once(server.process, 'close')
      server.process.kill('SIGKILL')
      await ended
      earlier += server.printed()
      await meanwhile()
      server = await start()
    },
    printed: () => earlier + server.printed(),
    async end() {
      const code = await server.stop()
      if (code !== 0) throw new Error(`it ended with ${code ?? 'a signal'}`)
    },
  }
}
