/**
 * Several boards, lost and late packets, reconnects, another class of viewer, a restored database: after
 * any of it every board equals the tables. A seed that ever failed stays below by its number.
 */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feed } from '../../db/schema/log.ts'
import type { Database } from '../../db/store.ts'
import { createDoor } from '../../server/commands/run.ts'
import { Invalid, NotAllowed, NotFound } from '../../server/commands/handler.ts'
import { handlers } from '../../server/features.ts'
import { cardsOpen } from '../../server/feed/cards.ts'
import { cardFor } from '../../server/feed/delta.ts'
import { readDirectory, readTeam } from '../../server/feed/directory.ts'
import { createFeeder, type Outlet } from '../../server/feed/feeder.ts'
import { isShownTo, lookerOf, type ViewerClass, viewerClassOf } from '../../server/feed/viewer.ts'
import { createWake } from '../../server/feed/wake.ts'
import type { Board } from '../../shared/contract/board.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { apply, type Held, reset } from '../../shared/domain/board.ts'
import { openTestDatabase } from '../database.ts'
import { fakeClock, minutes } from '../fakeClock.ts'
import { foundCentre, secret } from '../harness.ts'
import { type Seeded, seeded } from '../seeded.ts'

let db: Database
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

type Packet = { delta: BoardDelta } | { reset: Board }

/** A screen at the far end of a bad line. */
class Screen {
  held: Held | null = null
  inbox: Packet[] = []
  isJoined = true
  viewer: ViewerClass
  readonly chance: Seeded
  constructor(viewer: ViewerClass, chance: Seeded) {
    this.viewer = viewer
    this.chance = chance
  }

  sent(packet: Packet): void {
    if (this.isJoined && !this.chance.chance(0.2)) this.inbox.push(packet)
  }

  /** Takes in what has come, as a screen does; true when something is missing and it must ask. */
  read(): boolean {
    let asks = false
    for (const packet of this.inbox.splice(0)) {
      if ('reset' in packet) this.held = reset(this.held, packet.reset)
      else if (!this.held || apply(this.held, packet.delta) === 'gap') asks = true
    }
    return asks
  }
}

async function play(seed: number): Promise<void> {
  const chance = seeded(seed)
  const clock = fakeClock()
  const { centreId, actors, actorOf, spaces } = await foundCentre(db, clock)
  const wake = createWake()
  const viewerClasses = [...new Set<ViewerClass>([...[...actors.values()].map(viewerClassOf), 'wall'])]
  const screens = Array.from({ length: 4 }, () => new Screen(chance.of(viewerClasses), chance))
  const send = (viewer: ViewerClass, packet: Packet) => {
    for (const screen of screens) if (screen.viewer === viewer) screen.sent(structuredClone(packet))
  }
  const outlet: Outlet = {
    classes: () => viewerClasses,
    delta: (_centre, viewers, delta) => viewers.forEach((viewer) => send(viewer, { delta })),
    callLead: () => undefined,
    reset: (_centre, viewers, board) => viewers.forEach((viewer) => send(viewer, { reset: board })),
  }
  const faults: unknown[] = []
  const feeder = createFeeder({
    read: db.read,
    clock,
    wake,
    outlet,
    onSessions: () => undefined,
    onFault: (error) => faults.push(error),
  })
  const door = createDoor({ db, clock, newId: uuidv7, secret, handlers, wake: (id) => wake.ring(id) })

  const ask = async (screen: Screen) => {
    const { viewer } = screen
    const follow = screen.held ? { since: screen.held.to, epoch: screen.held.epoch } : {}
    const packet = await feeder.catchUp(centreId, viewer, follow)
    if (screen.viewer === viewer) screen.inbox.push(structuredClone(packet))
  }

  const visits: string[] = []
  const known: string[] = []
  const people = [...actors.keys()].filter((name) => name !== 'administrator')
  const command = async (): Promise<void> => {
    const actor = actorOf(chance.of(people))
    const run = (name: CommandName, input: unknown) =>
      door.run(name, { actor, input }).catch((error: unknown) => {
        // Somebody who isn't there, whom the actor's role may not ask for, or what doesn't go together.
        const isNo = error instanceof NotFound || error instanceof NotAllowed || error instanceof Invalid
        if (!isNo) throw error
      })
    if (visits.length === 0 || chance.chance(0.3)) {
      const visitId = uuidv7()
      visits.push(visitId)
      await run('visit.arrive', { visitId, wants: chance.chance(0.5) ? ['peer'] : undefined })
      return
    }
    const visitId = chance.of(visits)
    // People of the centre: known again, joined and parted, called something else.
    if (known.length < 3 || chance.chance(0.05)) {
      const personId = uuidv7()
      known.push(personId)
      await run('person.add', {
        personId,
        name: `Rosa ${known.length}`,
        ...(chance.chance(0.5) ? { visitId } : {}),
      })
      return
    }
    const personId = chance.of(known)
    if (chance.chance(0.08)) {
      await run('person.change', { personId, name: `Rosa ${chance.below(1_000)}` })
      return
    }
    if (chance.chance(0.05)) {
      const { staffId } = actorOf(chance.of(people))
      await door.run('account.rename', {
        actor: actorOf('administrator'),
        input: { staffId, name: `worker ${chance.below(1_000)}` },
      })
      return
    }
    const sharing = {
      agencyIds: [chance.of([actorOf('peer'), actorOf('clinician')]).agencyId],
      answers: { [chance.of(['name', 'wishes', 'notes'])]: chance.of(['yes', 'no', 'ratherNotSay', null]) },
    }
    if (chance.chance(0.05)) {
      await run('person.chooseSharing', { personId, ...sharing })
      return
    }
    const colleague = actorOf(chance.of(people)).staffId
    const callId = [...(await feeder.picture(centreId)).cards.values()].flatMap((card) => card.calls)[0]?.id
    const wants = chance.of([['justToBeHere'], ['peer', 'housing'], ['anyone']])
    const [name, input] = chance.of<[CommandName, object]>([
      ['visit.welcome', {}],
      ['visit.pickUp', {}],
      ['visit.pickUp', {}],
      ['visit.beginWith', {}],
      ['visit.join', {}],
      ['visit.stepAway', { wants }],
      ['visit.lookIn', { wants }],
      ['visit.change', { wants, spaceId: chance.of([spaces.lounge, spaces.guestRoom, null]) }],
      ['visit.change', { label: `Sam ${visits.length}`, reasonsAdded: ['sleep'], reasonsShown: true }],
      ['visit.callFor', { toRole: 'housing' }],
      ['visit.answerCall', callId === undefined ? {} : { callId }],
      ['visit.withdrawCall', callId === undefined ? {} : { callId }],
      ['visit.handOver', chance.chance(0.5) ? { toStaffId: colleague } : { toRole: 'peer' }],
      ['visit.takeOver', {}],
      ['visit.declineHandover', {}],
      ['visit.withdrawHandover', {}],
      ['visit.chooseSharing', sharing],
      ['visit.chooseSharing', sharing],
      ['visit.joinPerson', { personId }],
      ['visit.joinPerson', { personId }],
      ['visit.partPerson', {}],
      ['visit.settleWorry', { how: 'They rang' }],
      ['visit.change', { arrivedAt: clock.now() - minutes(chance.below(30)) }],
      ['visit.stepOut', {}],
      ['visit.comeBack', {}],
      ['visit.leave', { ending: chance.of(['home', 'left_worried']) }],
      ['visit.retract', {}],
      ['visit.reopen', {}],
    ])
    if (actor.role === 'volunteer' && name === 'visit.retract') return
    await run(name, { visitId, ...input })
  }

  const under: Promise<unknown>[] = []
  for (let step = 0; step < 60; step++) {
    under.push(command())
    if (chance.chance(0.15)) {
      const name = chance.of(['team.on', 'team.on', 'team.off'] as const)
      under.push(door.run(name, { actor: actorOf(chance.of(people)), input: {} }))
    }
    // Another role for somebody who is on: who is on is told anew, to everybody.
    if (chance.chance(0.05)) {
      const input = {
        staffId: actorOf('clinician2').staffId,
        role: chance.of(['peer', 'housing', 'clinician']),
      }
      under.push(door.run('account.changeRole', { actor: actorOf('administrator'), input }))
    }
    if (chance.chance(0.3)) await Promise.all(under.splice(0))
    if (chance.chance(0.2)) clock.pass(minutes(chance.below(4)))
    const screen = chance.of(screens)
    if (chance.chance(0.5) && screen.read()) under.push(ask(screen))
    // The line drops: what was on its way is lost. It comes back and asks from where it was.
    if (chance.chance(0.1)) {
      screen.isJoined = !screen.isJoined
      screen.inbox = []
      if (screen.isJoined) under.push(ask(screen))
    }
    // Other rights: another class of viewer, and the whole board anew.
    if (chance.chance(0.04)) {
      Object.assign(screen, { viewer: chance.of(viewerClasses), held: null, inbox: [] })
      under.push(ask(screen))
    }
    if (chance.chance(0.01)) {
      await Promise.all(under.splice(0))
      const epoch = uuidv7()
      await db.write(async (tx) => {
        await tx.update(feed).set({ epoch }).where(eq(feed.centreId, centreId))
      })
      wake.ring(centreId)
    }
  }
  await Promise.all(under)
  for (const screen of screens) {
    screen.isJoined = true
    screen.read()
    await ask(screen)
    screen.read()
  }

  const directory = await readDirectory(db.read, centreId)
  const truth = await cardsOpen(db.read, directory, centreId)
  const team = await readTeam(db.read, directory, centreId)
  const now = clock.now()
  for (const screen of screens) {
    const shown = truth.filter((facts) => isShownTo(facts, screen.viewer))
    const expected = shown.map((facts) => ({ ...cardFor(facts, lookerOf(screen.viewer), now), doing: null }))
    const held = [...(screen.held?.cards.values() ?? [])].map((card) => ({ ...card, doing: null }))
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect(held.sort(byId)).toEqual(expected.sort(byId))
    expect(screen.held?.team).toEqual(team)
  }
  expect(faults).toEqual([])
  feeder.stop()
}

const first = Number(process.env.FUZZ_FROM ?? 1)
const seeds = Number(process.env.FUZZ ?? 200)

describe('boards on a bad line', () => {
  test(
    `${seeds} seeds from ${first}: every board equals the tables`,
    { timeout: 60_000 + seeds * 2_000 },
    async () => {
      for (let seed = first; seed < first + seeds; seed++) {
        await play(seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, { cause: error })
        })
      }
    },
  )
})
