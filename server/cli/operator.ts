/**
 * Whoever keeps the machine, at the terminal: they go through the same two doors as everybody, and the log names
 * them as the operator. They may do what an administrator may, and have no part in visits.
 */
import { uuidv7 } from 'uuidv7'
import { openDatabase } from '../../db/open.ts'
import { type App, createApp } from '../app.ts'
import { realClock } from '../clock.ts'
import type { Actor } from '../commands/handler.ts'
import type { Config } from '../config.ts'
import { secretsFor } from '../secret.ts'
import { findCentres } from '../centres.ts'
import { operatorOf } from '../operatorActor.ts'

export interface AtTheTerminal {
  readonly app: App
  readonly actor: Actor
}

/** More than one centre, or none, or none of that name: said in a sentence. */
export class WhichCentre extends Error {}

/**
 * Opens the database and both doors for the time of `use`; nothing is served. `named`: the centre's name or id,
 * needed only where there are several. @throws WhichCentre
 */
export async function atTheTerminal<T>(
  config: Pick<Config, 'databaseUrl' | 'secret' | 'secretsBefore' | 'dataFolder'>,
  named: string | undefined,
  use: (at: AtTheTerminal) => Promise<T>,
): Promise<T> {
  const secrets = await secretsFor(config.secret, config.secretsBefore, config.dataFolder)
  const db = await openDatabase({ url: config.databaseUrl })
  try {
    const centres = await findCentres(db.read)
    const fitting = centres.filter((one) => named === undefined || one.id === named || one.name === named)
    const [centre] = fitting
    if (!centre) throw new WhichCentre('There is no such centre in this database.')
    if (fitting.length > 1)
      throw new WhichCentre(`There are several centres here: say which, such as --centre "${centre.name}".`)
    const app = createApp({
      db,
      databaseUrl: config.databaseUrl,
      clock: realClock,
      newId: uuidv7,
      secrets,
      origin: undefined,
      doorCentreId: centre.id,
      log: {
        fault: (_id, error) => process.stderr.write(`${String(error)}\n`),
        info: () => undefined,
      },
    })
    try {
      return await use({ app, actor: operatorOf(centre.id) })
    } finally {
      await app.close()
    }
  } finally {
    await db.close().catch(() => undefined)
  }
}
