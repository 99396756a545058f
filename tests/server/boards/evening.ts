/** What goes on at a centre, by chance: people come, are gone to, handed over, choose who may know, and leave. */
import { uuidv7 } from 'uuidv7'
import type { App } from '../../../server/app.ts'
import { Invalid, NotAllowed, NotFound } from '../../../server/commands/handler.ts'
import type { CommandName } from '../../../shared/contract/index.ts'
import { type FakeClock, minutes } from '../../fakeClock.ts'
import type { foundCentre, WorkerName } from '../../harness.ts'
import type { Seeded } from '../../seeded.ts'

type Founded = Awaited<ReturnType<typeof foundCentre>>

export interface EveningParts extends Founded {
  app: App
  clock: FakeClock
  chance: Seeded
}

/** Gives what makes one thing happen, by one of the workers. Resolves when it is done or refused. */
export function createEvening({ app, clock, chance, centreId, actors, actorOf, spaces }: EveningParts) {
  const visits: string[] = []
  const known: string[] = []
  const people = [...actors.keys()].filter((name) => name !== 'administrator')

  async function run(name: CommandName, input: object, worker: WorkerName): Promise<void> {
    try {
      await app.door.run(name, { actor: actorOf(worker), input })
    } catch (error) {
      // Somebody who isn't there, whom the actor's role may not ask for, or what doesn't go together.
      const isNo = error instanceof NotFound || error instanceof NotAllowed || error instanceof Invalid
      if (!isNo) throw error
    }
  }

  async function something(): Promise<void> {
    const worker = chance.of(people)
    if (visits.length === 0 || chance.chance(0.3)) {
      const visitId = uuidv7()
      visits.push(visitId)
      return await run('visit.arrive', { visitId, wants: chance.chance(0.5) ? ['peer'] : undefined }, worker)
    }
    const visitId = chance.of(visits)
    // People of the centre: known again, joined and parted, called something else.
    if (known.length < 3 || chance.chance(0.05)) {
      const personId = uuidv7()
      known.push(personId)
      const whose = chance.chance(0.5) ? { visitId } : {}
      return await run('person.add', { personId, name: `Rosa ${known.length}`, ...whose }, worker)
    }
    const personId = chance.of(known)
    if (chance.chance(0.08)) {
      return await run('person.change', { personId, name: `Rosa ${chance.below(1_000)}` }, worker)
    }
    if (chance.chance(0.05)) {
      const { staffId } = actorOf(chance.of(people))
      return await run('account.rename', { staffId, name: `worker ${chance.below(1_000)}` }, 'administrator')
    }
    const sharing = {
      agencyIds: [chance.of([actorOf('peer'), actorOf('clinician')]).agencyId],
      answers: { [chance.of(['name', 'wishes', 'notes'])]: chance.of(['yes', 'no', 'ratherNotSay', null]) },
    }
    if (chance.chance(0.05)) return await run('person.chooseSharing', { personId, ...sharing }, worker)

    const colleague = actorOf(chance.of(people)).staffId
    const { cards } = await app.feeder.picture(centreId)
    const callId = [...cards.values()].flatMap((card) => card.calls)[0]?.id
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
    await run(name, { visitId, ...input }, worker)
  }

  return {
    something,
    /** "I'm here to help", or "I'm going". */
    someoneOnOrOff: () => run(chance.of(['team.on', 'team.on', 'team.off']), {}, chance.of(people)),
    /** Another role, and now and then another agency: other eyes on every screen of theirs. */
    otherRights(staffId: string): Promise<void> {
      const role = chance.of(['peer', 'housing', 'clinician', 'volunteer', 'administrator'])
      const agency = chance.chance(0.3)
        ? { agencyId: actorOf(chance.of(['peer', 'clinician'])).agencyId }
        : {}
      return run('account.changeRole', { staffId, role, ...agency }, 'administrator')
    },
  }
}
