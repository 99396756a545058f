/** The process: environment, database, centre, server, and a graceful stop. */
import { existsSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { Unavailable } from '../db/failure.ts'
import { openDatabase } from '../db/open.ts'
import { createApp } from './app.ts'
import { backUpBeforeUpgrade, startBackups } from './backups.ts'
import { startCheckpoints } from './checkpoints.ts'
import { playedClock, realClock } from './clock.ts'
import { checkSuits, readConfig, WrongConfig } from './config.ts'
import { findDemonstration } from './centres.ts'
import { mostConnections } from './crowd.ts'
import { findCentre, openDemonstration } from './demonstration.ts'
import { serveFirstStart, whyNotHere } from './firstStart.ts'
import { tellAgain } from './holding/again.ts'
import { startKeeper } from './holding/keeper.ts'
import { readLists } from './holding/list.ts'
import { createLog } from './log.ts'
import { notOpened } from './notOpened.ts'
import { secretsFor } from './secret.ts'

/** A stop takes no longer, ms. */
const stopsWithin = 4_800

/** Wrong settings are the operator's to put right: one sentence, no stack. */
function stop(sentence: string): never {
  process.stderr.write(`Alongside can’t start. ${sentence}\n`)
  process.exit(1)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const secrets = await secretsFor(config.secret, config.secretsBefore, config.dataFolder)
  const backupEnvironment = {
    DATABASE_URL: config.databaseUrl,
    ALONGSIDE_BACKUP_PASSPHRASE: config.backupPassphrase,
  }
  const db = await openDatabase({
    url: config.databaseUrl,
    log: log.journal,
    beforeUpgrade: () =>
      backUpBeforeUpgrade({
        databaseUrl: config.databaseUrl,
        folder: config.backups?.folder,
        environment: backupEnvironment,
        say,
      }),
  })

  const clock = config.playedClock
    ? playedClock(config.playedClock.start, config.playedClock.speed)
    : realClock
  const clientFolder = ['dist/client']
    .filter((folder) => existsSync(folder))
    .map((folder) => `${process.cwd()}/${folder}`)[0]
  let found = await findCentre(db.read)
  let { port: listenAt } = config
  if (config.isFirstStart && !found) {
    if (await findDemonstration(db.read)) stop(holdsDemonstration)
    const why = whyNotHere(config)
    if (why !== null) stop(why)
    const begun = await serveFirstStart({ config, db, secret: secrets[0], clientFolder, log, say })
    found = begun.centre
    listenAt = begun.port
  } else if (config.isFirstStart && found?.isDemonstration) stop(holdsDemonstration)
  const isDemonstration = found?.isDemonstration ?? true
  // Before the demonstration is made: nobody waits for it to be told that it was for nothing.
  checkSuits(config, isDemonstration)
  const centre = found ?? (await openDemonstration({ db, clock, secret: secrets[0], say }))

  const backups = config.backups
    ? await startBackups({
        ...config.backups,
        environment: backupEnvironment,
        log,
        now: () => Date.now(),
      })
    : undefined
  const checkpoints = config.checkpoints
    ? startCheckpoints({ read: db.read, places: config.checkpoints, log, now: () => Date.now() })
    : undefined
  const app = createApp({
    db,
    databaseUrl: config.databaseUrl,
    clock,
    newId: uuidv7,
    secrets,
    origin: config.origin,
    doorCentreId: centre.id,
    clientFolder,
    log,
    lastBackup: () => backups?.last(),
    mostConnections: mostConnections(),
  })
  const lists = [config.dataFolder, ...(config.backups ? [config.backups.folder] : [])]
  // Also where the database was put back by other means than ours: before anybody is served from it.
  const held = (await readLists(lists)) ?? []
  const { undone } = await tellAgain({ read: db.read, door: app.door, held, now: clock.now() })
  if (undone.length > 0)
    log.journal.warn({ undone }, 'what must hold after a restore could not be done again')
  const keeper = startKeeper({ read: db.read, folders: lists, log })

  let stopping = false
  const leave = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    backups?.stop()
    checkpoints?.stop()
    keeper.stop()
    // What waits for a database that says nothing was never answered: whoever sent it sends it again.
    setTimeout(() => process.exit(1), stopsWithin).unref()
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fault(uuidv7(), error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)

  app.server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') stop(`PORT ${config.port} is in use by another program.`)
    // One that couldn't be let in is no reason to end those who are.
    if (app.server.listening) return void log.journal.warn({ code: error.code }, 'nobody could be let in')
    throw error
  })
  app.server.listen(listenAt, config.host, () => {
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    log.info('listening', { port })
    welcome(`http://${config.host}:${port}`, isDemonstration)
  })
}

const holdsDemonstration =
  'ALONGSIDE_FIRST_START: this database holds the demonstration. Name another one in DATABASE_URL.'

function welcome(address: string, isDemonstration: boolean): void {
  say(`Alongside is at ${address}`)
  if (!isDemonstration) return
  say('This is the demonstration centre: everything and everybody in it is invented.')
  say('Sign in as desk, peer, peer2, clinician, housing, benefits, manager or admin; password alongside-demo')
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

main().catch((error: unknown) => {
  if (error instanceof WrongConfig) stop(error.message)
  if (error instanceof Unavailable) stop(notOpened(error))
  stop(error instanceof Error ? error.message : 'Something went wrong that has no name.')
})
