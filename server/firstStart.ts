/**
 * With ALONGSIDE_FIRST_START and no centre yet: serves the first start until a centre is made, and gives it, with the
 * port, so that the same process goes on as its server. The code stands in the terminal and nowhere else.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { uuidv7 } from 'uuidv7'
import type { Database } from '../db/store.ts'
import type { Config } from './config.ts'
import { findCentre, type FoundCentre } from './demonstration.ts'
import { passCodeFrom } from './features/session/authenticatorCodes.ts'
import { foundCentre } from './founding.ts'
import type { FaultLog } from './http/answers.ts'
import { createFirstStart } from './http/firstStart.ts'
import { isLoopback } from './loopback.ts'

export interface FirstStartAt {
  config: Pick<Config, 'host' | 'port' | 'origin'>
  db: Database
  secret: string
  clientFolder: string | undefined
  log: FaultLog
  say: (sentence: string) => void
}

/** A sentence where it can't be served safely; null where it can. */
export function whyNotHere({ host, origin }: FirstStartAt['config']): string | null {
  if (origin?.startsWith('https:')) return null
  if (origin === undefined && isLoopback(host)) return null
  return 'ALONGSIDE_FIRST_START: passwords are chosen there, so it is served to this machine alone, or behind TLS with ALONGSIDE_ORIGIN.'
}

export async function serveFirstStart(at: FirstStartAt): Promise<{ centre: FoundCentre; port: number }> {
  const { db, secret, config, say } = at
  const code = passCodeFrom(randomBytes(32))
  let done: () => void = () => undefined
  const isMade = new Promise<void>((resolve) => (done = resolve))
  const http = createFirstStart({
    ...{ code, origin: config.origin, clientFolder: at.clientFolder, log: at.log },
    now: () => Date.now(),
    newId: uuidv7,
    made: () => done(),
    async found(said) {
      // Somebody may have made one at the terminal meanwhile.
      if ((await findCentre(db.read)) !== null) return { is: 'refused', state: 'centreExists', facts: {} }
      const { administrator: name, username, password, name: called, timeZone, word, agencies, spaces } = said
      const founders = [{ role: 'administrator' as const, name, username, password }]
      return await foundCentre({ db, secret }, { name: called, timeZone, word, agencies, spaces, founders })
    },
  })
  const server = createServer(http)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  say(
    `There is no centre yet. To make it, open ${config.origin ?? `http://${config.host}:${port}`}/first-start`,
  )
  say(`and type this code, which works for an hour: ${code}`)
  await isMade
  await new Promise<void>((closed) => {
    server.close(() => closed())
    server.closeAllConnections()
  })
  const centre = await findCentre(db.read)
  if (!centre) throw new Error('The centre that was made isn’t there.')
  return { centre, port }
}
