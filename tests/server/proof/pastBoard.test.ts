/* Why: the board as it stood is the board that stood there. Days are played through the door, every so often the real
   board is kept, and afterwards the past board of each of these moments is held against it. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { visit } from '../../../db/schema/visit.ts'
import type { Database } from '../../../db/store.ts'
import { Invalid, NotAllowed, NotFound } from '../../../server/commands/handler.ts'
import { createDoor } from '../../../server/commands/run.ts'
import { handlers } from '../../../server/features.ts'
import { pastBoard } from '../../../server/features/proof/pastBoard.ts'
import { cardsOpen } from '../../../server/feed/cards.ts'
import { readDirectory, readTeam } from '../../../server/feed/directory.ts'
import type { OnTeam } from '../../../shared/contract/board.ts'
import type { CommandName } from '../../../shared/contract/index.ts'
import { PastCard } from '../../../shared/contract/proof.ts'
import { doing } from '../../../shared/domain/doing.ts'
import { askFromOutside, openTestDatabase } from '../../database.ts'
import { fakeClock, minutes } from '../../fakeClock.ts'
import { foundCentre, secret, startCentre } from '../../harness.ts'
import { seeded } from '../../seeded.ts'

let db: Database
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

interface Kept {
  at: number
  cards: PastCard[]
  team: OnTeam[]
}

/** A day of one command a minute or so; gives the boards that were kept on the way. */
async function play(seed: number): Promise<{ centreId: string; kept: Kept[] }> {
  const chance = seeded(seed)
  const clock = fakeClock()
  const { centreId, actorOf, spaces } = await foundCentre(db, clock)
  const door = createDoor({ db, clock, newId: uuidv7, secret, handlers, wake: () => undefined })
  // Few, so that they meet.
  const people = ['peer', 'peer2', 'clinician', 'housing', 'manager'] as const
  const visits: string[] = []
  const known: string[] = []
  const kept: Kept[] = []

  const run = async (name: CommandName, input: object, who = chance.of(people)) => {
    try {
      await door.run(name, { actor: actorOf(who), input })
    } catch (error) {
      if (!(error instanceof NotFound || error instanceof NotAllowed || error instanceof Invalid)) throw error
    }
  }
  const board = async (): Promise<Kept> => {
    const at = clock.now()
    const directory = await readDirectory(db.read, centreId)
    const cards = (await cardsOpen(db.read, directory, centreId)).map((facts) => ({
      ...PastCard.parse({ ...facts, doing: doing(facts, at) }),
    }))
    return { at, cards: cards.sort(byArrival), team: await readTeam(db.read, directory, centreId) }
  }
  const step = async () => {
    if (visits.length === 0 || chance.chance(0.1)) {
      const visitId = uuidv7()
      visits.push(visitId)
      const { staffId } = actorOf(chance.of(people))
      return await run('visit.arrive', {
        visitId,
        ...(chance.chance(0.5) ? { wants: ['peer'] } : {}),
        ...(chance.chance(0.3) ? { label: `Sam ${visits.length}`, wantsStaff: [staffId] } : {}),
        ...(chance.chance(0.3) ? { welcomed: true, spaceId: spaces.lounge } : {}),
      })
    }
    if (known.length < 3) {
      known.push(uuidv7())
      return await run('person.add', { personId: known.at(-1), name: `Rosa ${known.length}` })
    }
    const visitId = chance.of(visits.slice(-5))
    const colleague = actorOf(chance.of(people)).staffId
    const card = (await board()).cards.find((one) => one.id === visitId)
    const calls = card?.calls ?? []
    const lead = people.find((who) =>
      card?.with.some((one) => one.lead && one.staffId === actorOf(who).staffId),
    )
    const ofCall = { callId: calls[0]?.id ?? uuidv7() }
    const wants = chance.of([['justToBeHere'], ['peer', 'housing'], ['anyone']])
    const [name, input] = chance.of<[CommandName, object]>([
      ['visit.welcome', {}],
      ['visit.pickUp', {}],
      ['visit.pickUp', {}],
      ['visit.beginWith', {}],
      ['visit.beginWith', {}],
      ['visit.join', {}],
      ['visit.join', {}],
      ['visit.stepAway', { wants }],
      ['visit.stepAway', { wants }],
      ['visit.lookIn', { wants }],
      ['visit.change', { wants, spaceId: chance.of([spaces.lounge, spaces.guestRoom, null]) }],
      ['visit.change', { label: `Sam ${chance.below(99)}`, wantsStaff: [colleague] }],
      ['visit.callFor', chance.chance(0.5) ? { toRole: 'housing' } : { toStaffId: colleague }],
      ['visit.answerCall', ofCall],
      ['visit.answerCall', ofCall],
      ['visit.withdrawCall', ofCall],
      ['visit.handOver', chance.chance(0.5) ? { toStaffId: colleague } : { toRole: 'peer' }],
      ['visit.takeOver', {}],
      ['visit.declineHandover', {}],
      ['visit.withdrawHandover', {}],
      ['visit.joinPerson', { personId: chance.of(known) }],
      ['visit.settleWorry', { how: 'They rang' }],
      ['visit.stepOut', {}],
      ['visit.comeBack', {}],
      ['visit.leave', { ending: chance.of(['home', 'left_worried']) }],
      ['visit.retract', {}],
      ['visit.reopen', {}],
    ])
    const isLeads = name === 'visit.stepAway' || name === 'visit.handOver'
    await run(name, { visitId, ...input }, isLeads && chance.chance(0.5) ? lead : undefined)
  }

  for (let n = 0; n < 150; n += 1) {
    await step()
    if (chance.chance(0.15)) await run(chance.of(['team.on', 'team.on', 'team.off']), {})
    if (chance.chance(0.05)) await run('team.on', { asLead: true })
    if (chance.chance(0.3)) kept.push(await board())
    // No two things in one millisecond: a moment is then before or after each of them.
    clock.pass(1 + minutes(chance.below(4)))
  }
  return { centreId, kept }
}

/** Taken back by the end of the day: in no past board, and counted in those where it stood. */
async function takenBack(centreId: string): Promise<Set<string>> {
  const rows = await db.read
    .select({ id: visit.id })
    .from(visit)
    .where(and(eq(visit.centreId, centreId), isNotNull(visit.retractedAt)))
  return new Set(rows.map((row) => row.id))
}

const byArrival = (a: PastCard, b: PastCard) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1)

/** A soft name is given anew where somebody else has it by then: which one they had isn't kept. */
const named = (card: PastCard) => ({
  ...card,
  label: card.label.startsWith('Guest, ') ? 'a soft name' : card.label,
})

test.each([1, 2, 3, 4])('day %i, as it stood', async (seed) => {
  const { centreId, kept } = await play(seed)
  const mistakes = await takenBack(centreId)
  expect(kept.length).toBeGreaterThan(20)
  for (const { at, cards, team } of kept) {
    const past = await pastBoard(db.read, { centreId, at, looker: { sight: 'team', agencyId: '' } })
    const stood = cards.filter((card) => !mistakes.has(card.id))
    expect(past.cards.map(named), `seed ${seed}, ${new Date(at).toISOString()}`).toEqual(stood.map(named))
    expect(past.team).toEqual(team)
    expect(past.leftOut).toBe(cards.length - stood.length)
  }
})

describe('over the interface', () => {
  const open = async () => {
    const centre = await startCentre()
    onTestFinished(() => centre.close())
    return centre
  }

  test('a visit that was written down late is there from when they came', async () => {
    const centre = await open()
    const came = centre.clock.now()
    centre.clock.pass(minutes(50))
    const id = await centre.arrive({ label: 'Sam', arrivedAt: came })
    const asked = await centre.as('manager').ask('board.asOf', { at: came + minutes(5) })
    expect(asked.status).toBe(200)
    expect(asked.body.cards).toMatchObject([{ id, label: 'Sam', doing: 'justArrived', arrivedAt: came }])
    const before = await centre.as('manager').ask('board.asOf', { at: came - 1 })
    expect(before.body).toMatchObject({ cards: [], leftOut: 0 })
  })

  test('holds no words, reasons or remarks, and that somebody looked is recorded', async () => {
    const centre = await open()
    await centre.arrive({
      label: 'Sam',
      words: 'Marked words',
      wordsShown: true,
      wantsNote: 'Marked note',
      reasons: ['sleep'],
      reasonsShown: true,
    })
    const { body } = await centre.as('manager').ask('board.asOf', { at: centre.clock.now() })
    expect(JSON.stringify(body)).not.toMatch(/Marked|sleep/)
    const looked = await askFromOutside(
      centre.db.url,
      `select staff_id from looked where what = 'board.asOf' and subject is null`,
    )
    expect(looked).toEqual([{ staff_id: centre.as('manager').staffId }])
  })

  test('what somebody chose since holds for the past too, and takes no card away', async () => {
    const centre = await open()
    const { agencyId, staffId } = centre.as('manager')
    const visitId = await centre.arrive({ label: 'Sam', wants: ['peer'], wantsStaff: [staffId] })
    const stood = centre.clock.now()
    centre.clock.pass(minutes(5))
    const answers = { name: 'no', wishes: 'no' } as const
    const chosen = await centre
      .as('desk')
      .call('visit.chooseSharing', { visitId, agencyIds: [agencyId], answers })
    expect(chosen.status).toBe(200)
    const { body } = await centre.as('manager').ask('board.asOf', { at: stood })
    expect(body.cards).toMatchObject([
      { id: visitId, doing: 'justArrived', wants: ['anyone'], wantsStaff: [] },
    ])
    expect(body.cards[0].label).not.toBe('Sam')
  })

  test('is for managers and whoever leads the shift, and for no moment that is still to come', async () => {
    const centre = await open()
    const at = centre.clock.now()
    expect((await centre.as('peer').ask('board.asOf', { at })).status).toBe(403)
    await centre.as('peer').call('team.on', { asLead: true })
    expect((await centre.as('peer').ask('board.asOf', { at })).status).toBe(200)
    const ahead = await centre.as('manager').ask('board.asOf', { at: at + 1 })
    expect(ahead).toMatchObject({ status: 400, body: { issues: [{ message: 'inTheFuture' }] } })
  })

  test('its moments are the minutes in which something happened that a board shows', async () => {
    const centre = await open()
    const from = centre.clock.now()
    centre.clock.pass(minutes(1))
    const visitId = await centre.arrive()
    await centre.as('peer').call('visit.pickUp', { visitId })
    const first = centre.clock.now()
    centre.clock.pass(minutes(7))
    await centre.as('peer').call('visit.beginWith', { visitId })
    await centre.as('desk').call('person.add', { name: 'Rosa' })
    const ask = (to: number) => centre.as('manager').ask('log.moments', { from: from + 1, to })
    expect((await ask(centre.clock.now() + 1)).body.moments).toEqual([first, centre.clock.now()])
    expect((await ask(centre.clock.now())).body.moments).toEqual([first])
    expect((await ask(from + minutes(60 * 48))).status).toBe(400)
  })
})
