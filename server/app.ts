/**
 * Everything wired together. The process, the tests and the demonstration call this one function; nothing
 * here reads the environment or keeps state outside what it returns.
 */
import { createServer, type Server } from 'node:http'
import type { Database } from '../db/store.ts'
import type { CommandName } from '../shared/contract/index.ts'
import { type Auth, createAuth } from './auth.ts'
import type { Clock } from './clock.ts'
import { createDoor, type Door, type Outcome } from './commands/run.ts'
import { createFeeder, type Feeder } from './feed/feeder.ts'
import { createWake } from './feed/wake.ts'
import { handlers, queryHandlers } from './features.ts'
import { createPastReader } from './pastReader.ts'
import { createReckoner } from './features/review/reckoner.ts'
import { centreById } from './features/session/accountRows.ts'
import { createActors } from './features/session/actors.ts'
import { deviceOf } from './rows/sharedDevice.ts'
import { hashPassword } from './features/session/password.ts'
import { hasPassword, isTooEasy, whoHasPin } from './features/session/pin.ts'
import { createSealing } from './features/session/sealingKeys.ts'
import { createAgencySignIn } from './features/session/agencySignIn.ts'
import { createBefores } from './features/session/befores.ts'
import { createPasskeys } from './features/session/passkeyLibrary.ts'
import { createProofs } from './features/session/proofs.ts'
import { proofWithout } from './features/session/proving.ts'
import { identify } from './features/session/signIn.ts'
import { createTokens } from './features/session/tokens.ts'
import { createHttp } from './http/app.ts'
import { createCrowd } from './crowd.ts'
import { createWatch } from './http/turnedAway.ts'
import { createUnderWay } from './http/underWay.ts'
import { createDeskRoutes } from './http/desk.ts'
import { createCookies, createDeviceCookies } from './http/caller.ts'
import {
  createAddressLimit,
  createCommandLimit,
  createGuessLimit,
  createLineLimit,
  createPinLimit,
  createProofLimit,
} from './http/limits.ts'
import { createSessionRoutes } from './http/session.ts'
import { createSignIn } from './http/signIn.ts'
import { createKeys } from './keys.ts'
import { leavingEvery, letLeaversGo } from './leaving.ts'
import { createMetrics } from './metrics.ts'
import { createReads, type Reads } from './queries/run.ts'
import { createLiveBoard } from './socket/board.ts'
import { createTurnedAway } from './turnedAway.ts'

export interface AppParts {
  db: Database
  /** Where `db` is, for the thread that reads it on a connection of its own. */
  databaseUrl: string
  clock: Clock
  newId: () => string
  /** The real clock, UTC ms: a played one must never lengthen a sign-in or loosen a limit. */
  now?: () => number
  /** The first signs, all verify. */
  secrets: readonly string[]
  origin: string | undefined
  doorCentreId: string
  clientFolder?: string | undefined
  /** How many connections are served at once; whoever comes when it is full is told to come back. */
  mostConnections?: number
  /** See HealthParts. */
  lastBackup?: () => number | null | undefined
  log: { fault(id: string, error: unknown): void; info(message: string, facts?: object): void }
}

export interface App {
  readonly door: Door
  readonly reads: Reads
  readonly feeder: Feeder
  readonly auth: Auth
  readonly server: Server
  /** New commands are told to come back; what is under way is finished, sockets are told, within 5 s. */
  close(): Promise<void>
}

/** After these a session may stand no more. A renewal without an id has ended its own. */
function endsSessions(name: CommandName, outcome: Outcome): boolean {
  if (name === 'session.renew') return outcome.is === 'done' && outcome.id === ''
  return (
    name === 'invitation.take' ||
    name === 'device.switchOff' ||
    name === 'screen.switchOff' ||
    name === 'pass.withdraw' ||
    name.startsWith('account.') ||
    (name.startsWith('session.') && name !== 'session.signIn')
  )
}

/** How often a server looks at the log by itself (ms), should an announcement or a push be lost. */
const slowPoll = 2_000
/** How long (ms) what was begun before a stop may take to be answered. */
const finishesWithin = 4_000

export function createApp(parts: AppParts): App {
  const { db, clock, newId, origin, doorCentreId, clientFolder, log } = parts
  const realNow = parts.now ?? (() => Date.now())
  const [secret = '', ...secretsBefore] = parts.secrets
  const fault = (error: unknown) => log.fault(newId(), error)
  let stopping = false

  const wake = createWake()
  const actors = createActors(db.read, realNow, () => clock.now())
  const auth = createAuth({ tokens: createTokens(parts.secrets), actors, now: realNow })
  const live = createLiveBoard()
  const metrics = createMetrics({ sockets: live.sockets })

  const forget = (subjects: readonly string[] | 'all') => {
    if (subjects === 'all') actors.forget('all')
    else {
      for (const subject of subjects) {
        actors.forget({ staffId: subject })
        actors.forget({ sessionId: subject })
      }
    }
    live.recheck().catch(fault)
  }
  const feeder = createFeeder({
    read: db.read,
    clock,
    wake,
    outlet: live.outlet,
    onSessions: forget,
    onFault: fault,
  })
  const keys = createKeys(parts.secrets)
  const centreName = async () =>
    (await centreById(db.read, { centreId: doorCentreId }))[0]?.name ?? 'Alongside'
  const passkeys = createPasskeys({ keys, origin, now: realNow, centreName })
  const signInParts = { read: db.read, keys, passkeys, guesses: createProofLimit(realNow), now: realNow }
  const proofs = createProofs(signInParts)
  const inner = createDoor({
    db,
    clock,
    newId,
    secret,
    secretsBefore,
    handlers,
    befores: createBefores(signInParts),
    wake: (centreId, head) => {
      wake.ring(centreId)
      db.announce(centreId, head).catch(fault)
    },
  })
  const door: Door = {
    async run(name, ask) {
      const outcome = await metrics.timed(name, () => inner.run(name, ask))
      // The answer to "sign me out" or "switch them off" is given when it is so, not a moment before.
      if (endsSessions(name, outcome) || name === 'secondFactor.confirm' || name === 'passkey.add')
        actors.forget('all')
      return outcome
    },
  }
  const reckoner = createReckoner(parts.databaseUrl)
  const past = createPastReader(parts.databaseUrl)
  const lastBackup = parts.lastBackup ?? (() => undefined)
  const reads = createReads({
    ...{ db, clock, newId, feeder, reckoner, past, lastBackup, passkeys },
    sealing: createSealing(parts.secrets),
    handlers: queryHandlers,
    onFault: fault,
  })
  const isSecure = origin?.startsWith('https:') ?? false
  const cookies = createCookies(isSecure)
  const deviceCookies = createDeviceCookies(isSecure)
  const guesses = createGuessLimit(realNow)
  const desk = createDeskRoutes({
    // Each of the two needs the other: this one to begin a session, that one to know the device.
    begin: (...call) => sessions.begin(...call),
    door,
    deviceCookies,
    guesses,
    pins: createPinLimit(realNow),
    secret,
    deviceOf: (secretHash) => deviceOf(db.read, secretHash),
    whoHasPin: (asked) => whoHasPin(db.read, { ...asked, now: clock.now() }),
    hasPassword: (asked) => hasPassword(db.read, { ...asked, now: clock.now() }),
    proofWithout: (actor) => proofWithout(db.read, actor, clock.now()),
    whoHasPasskey: (answer) => proofs.passkey(answer),
    hashPin: hashPassword,
    isTooEasy,
  })
  const sessions = createSessionRoutes({
    auth,
    door,
    cookies,
    guesses,
    deviceAt: desk.deviceAt,
    identify: (username, password) => identify(db.read, username, password),
    half: (found) => proofs.half(found),
    secret,
    now: realNow,
  })
  const turnedAway = createTurnedAway({ log, limit: createLineLimit(realNow) })
  const watching = createWatch({ turnedAway, doorCentreId })
  const server = createServer()
  const crowd = createCrowd(server, parts.mostConnections ?? Infinity)
  const underWay = createUnderWay()
  const signIn = createSignIn({
    door,
    proofs,
    agency: createAgencySignIn({ read: db.read, keys, now: realNow }),
    doorCentreId,
    origin,
    ...{ turnedAway, watching },
    limit: createAddressLimit(realNow),
    now: () => clock.now(),
    begin: sessions.begin,
  })
  const http = createHttp({
    auth,
    door,
    reads,
    feeder,
    cookies,
    sessions,
    desk,
    deviceCookies,
    signIn,
    limit: createCommandLimit(realNow),
    origin,
    doorCentreId,
    watching,
    log,
    newId,
    db,
    metrics: metrics.registry,
    isStopping: () => stopping,
    crowd,
    underWay,
    lastBackup,
    clientFolder,
    isSecure,
  })
  server.on('request', http)
  live.attach(server, {
    ...{ crowd, auth, cookies, feeder, reads, turnedAway, doorCentreId, origin },
    now: realNow,
    onFault: fault,
  })
  const stopAnnounced = db.onAnnounce((centreId) => wake.ring(centreId))
  const polling = setInterval(() => feeder.poll(), slowPoll)
  polling.unref()
  const leaving = setInterval(() => {
    letLeaversGo({ read: db.read, door, clock }).catch(fault)
  }, leavingEvery)
  leaving.unref()

  return {
    door,
    reads,
    feeder,
    auth,
    server,
    async close() {
      stopping = true
      clearInterval(polling)
      clearInterval(leaving)
      stopAnnounced()
      live.tell()
      // Whoever calls meanwhile is told to come back, and finds nobody only when all that was begun is answered.
      const patience = setTimeout(() => server.closeAllConnections(), finishesWithin)
      await underWay.none()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await live.close()
      server.closeIdleConnections()
      await closed
      clearTimeout(patience)
      feeder.stop()
      await reckoner.close()
      await past.close()
      await db.close()
    },
  }
}
