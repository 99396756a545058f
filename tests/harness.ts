/**
 * A real centre for a test: the real app on a real database of its own, a clock that the test moves, and
 * workers who are signed in. Nothing is mocked and nothing is wired by hand.
 */
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import type { Database } from '../db/store.ts'
import { type App, createApp } from '../server/app.ts'
import type { Actor } from '../server/commands/handler.ts'
import { handlers } from '../server/features.ts'
import { createDoor } from '../server/commands/run.ts'
import type { CommandName, QueryName, Sent } from '../shared/contract/index.ts'
import type { ClientEvents, ServerEvents } from '../shared/contract/live.ts'
import type { Role } from '../shared/contract/role.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { type FakeClock, fakeClock } from './fakeClock.ts'

/** Every role has a worker of its name; these have a second one, for races and handovers. */
export const workers = [
  'desk',
  'peer',
  'peer2',
  'seniorPeer',
  'carerSupporter',
  'clinician',
  'clinician2',
  'socialCare',
  'housing',
  'benefits',
  'employment',
  'volunteer',
  'manager',
  'administrator',
] as const
export type WorkerName = (typeof workers)[number]
export const roleOf = (worker: WorkerName) => worker.replace(/2$/, '') as Role

export interface Reply {
  status: number
  // Tests look into answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
  headers: Headers
}

export interface Worker {
  readonly staffId: string
  readonly name: string
  readonly agencyId: string
  readonly actor: Actor
  readonly token: string
  /** POSTs a command. Without a key each call has one of its own. */
  call<K extends CommandName>(name: K, input: Sent<K>, options?: { key?: string }): Promise<Reply>
  /** The same, for inputs that are wrong on purpose. */
  send(name: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  ask(name: QueryName, input?: Record<string, string | number>): Promise<Reply>
  /** A live socket, connected; closed with the centre. */
  live(): Promise<Socket<ServerEvents, ClientEvents>>
}

export interface TestCentre {
  readonly id: string
  readonly app: App
  readonly db: TestDatabase
  readonly clock: FakeClock
  readonly url: string
  readonly spaces: { lounge: string; quiet: string; guestRoom: string }
  readonly faults: unknown[]
  /** What its process's log was told besides. */
  readonly told: object[]
  as(worker: WorkerName): Worker
  /** Somebody walks in; gives the visit's id. */
  arrive(input?: Sent<'visit.arrive'>, by?: WorkerName): Promise<string>
  /** Stops serving and leaves the database open, for a second centre or server on the same one. */
  stop(): Promise<void>
  close(): Promise<void>
}

export const secret = 'a secret for tests, at least thirty-two bytes long'

/** A centre with its workers and spaces, made through the door; nobody is signed in and nothing is served. */
export async function foundCentre(db: Database, clock: FakeClock) {
  const centreId = uuidv7()
  const agencies = { trust: uuidv7(), charity: uuidv7() }
  const spaces = { lounge: uuidv7(), quiet: uuidv7(), guestRoom: uuidv7() }
  const actors = new Map<WorkerName, Actor>(
    workers.map((worker) => {
      const ofTrust = ['clinician', 'clinician2', 'manager', 'administrator'].includes(worker)
      const actor = {
        centreId,
        sessionId: '',
        accountId: uuidv7(),
        staffId: uuidv7(),
        name: `${worker} worker`,
        role: roleOf(worker),
        agencyId: ofTrust ? agencies.trust : agencies.charity,
        agency: ofTrust ? 'The Trust' : 'The Charity',
      }
      return [worker, actor]
    }),
  )
  const actorOf = (worker: WorkerName) => {
    const actor = actors.get(worker)
    if (!actor) throw new Error(`no such worker: ${worker}`)
    return actor
  }
  const door = createDoor({ db, clock, newId: uuidv7, secret, handlers, wake: () => undefined })
  await door.run('centre.open', {
    actor: { ...actorOf('administrator'), sessionId: 'system', staffId: '' },
    input: {
      name: 'Lantern House',
      timeZone: 'Europe/London',
      word: 'guest',
      isDemonstration: true,
      agencies: [
        { id: agencies.trust, name: 'The Trust' },
        { id: agencies.charity, name: 'The Charity' },
      ],
      spaces: [
        { id: spaces.lounge, name: 'Lounge', kind: 'lounge' },
        { id: spaces.quiet, name: 'Quiet corner', kind: 'quietCorner' },
        { id: spaces.guestRoom, name: 'Room 1', kind: 'guestRoom' },
      ],
      staff: workers.map((worker) => {
        const { staffId, accountId, name, role, agencyId } = actorOf(worker)
        // No test signs in by this hash: sessions are begun through the door, as signing in does.
        const passwordHash =
          '$argon2id$v=19$m=19456,t=2,p=1$Rwey1dWXV0xJ2tpPwJCN0A$kRjkX3Ri1pw2WYKtFlEqFof2TukRJkfzBxnnhMLgRAU'
        return { staffId, accountId, name, role, agencyId, username: `${worker}-${centreId}`, passwordHash }
      }),
    },
  })
  return { centreId, spaces, actors, actorOf }
}

export async function startCentre(
  given: {
    clock?: FakeClock
    db?: TestDatabase
    now?: () => number
    clientFolder?: string
    origin?: string
  } = {},
): Promise<TestCentre> {
  const clock = given.clock ?? fakeClock()
  const db = given.db ?? (await openTestDatabase())
  const { centreId, spaces, actors } = await foundCentre(db, clock)

  const faults: unknown[] = []
  const told: object[] = []
  const app = createApp({
    // A shared database outlives each server on it.
    db: { ...db, close: () => Promise.resolve() },
    databaseUrl: db.url,
    now: given.now ?? (() => Date.now()),
    clock,
    newId: uuidv7,
    secrets: [secret],
    origin: given.origin,
    doorCentreId: centreId,
    clientFolder: given.clientFolder,
    log: {
      fault: (_id, error) => void faults.push(error),
      info: (message, facts) => void told.push({ message, ...facts }),
    },
  })
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const sockets: Socket[] = []

  const team = new Map<WorkerName, Worker>()
  for (const [worker, actor] of actors) {
    const input = { username: 'kept', password: 'kept' }
    const begun = await app.door.run('session.signIn', { actor, input })
    if (begun.is !== 'done') throw new Error('could not sign in')
    const { token } = app.auth.issue({ sessionId: begun.id, centreId })
    const authorization = `Bearer ${token}`
    const send = async (name: string, body: unknown, headers: Record<string, string> = {}) =>
      reply(
        await fetch(`${url}/api/${name}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      )
    team.set(worker, {
      staffId: actor.staffId,
      name: actor.name,
      agencyId: actor.agencyId,
      actor: { ...actor, sessionId: begun.id },
      token,
      send,
      call: (name, callInput, options) =>
        send(name, callInput, { 'Idempotency-Key': options?.key ?? uuidv7() }),
      ask: async (name, asked = {}) => {
        const search = new URLSearchParams(Object.entries(asked).map(([k, v]) => [k, String(v)]))
        return reply(await fetch(`${url}/api/${name}?${search}`, { headers: { authorization } }))
      },
      live: () =>
        new Promise((resolve, reject) => {
          const socket: Socket<ServerEvents, ClientEvents> = io(url, {
            transports: ['websocket'],
            auth: { token },
            reconnection: false,
          })
          sockets.push(socket)
          socket.once('connect', () => resolve(socket))
          socket.once('connect_error', reject)
        }),
    })
  }
  const as = (worker: WorkerName) => {
    const found = team.get(worker)
    if (!found) throw new Error(`no such worker: ${worker}`)
    return found
  }

  return {
    id: centreId,
    app,
    db,
    clock,
    url,
    spaces,
    faults,
    told,
    as,
    async arrive(input = {}, by = 'desk') {
      const answer = await as(by).call('visit.arrive', input)
      if (answer.status !== 200) throw new Error(`arrive: ${answer.status} ${JSON.stringify(answer.body)}`)
      return String(answer.body.id)
    },
    stop,
    async close() {
      await stop()
      await db.close()
    },
  }

  async function stop(): Promise<void> {
    for (const socket of sockets) socket.disconnect()
    await app.close()
  }
}

async function reply(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    body: isJson && text ? JSON.parse(text) : text,
    headers: response.headers,
  }
}
