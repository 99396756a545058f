/** What somebody chooses: kept with them or with their visit, told nobody by the log, and true on every screen at once. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import type { BoardDelta } from '../../../shared/contract/live.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import { hours } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { startCentre } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const charity = () => scene.centre.as('peer').agencyId
const trust = () => scene.centre.as('clinician').agencyId
const page = async (visitId: string, by: WorkerName = 'peer'): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit
const answersFor = async (visitId: string, agencyId: string) =>
  (await page(visitId)).choices.agencies.find((one) => one.agencyId === agencyId)?.answers ?? {}

describe('one choice', () => {
  test('is on every open screen with the next delta, and the card stays', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({ label: 'Sam', wants: ['peer'], wantsNote: 'Soon, please' })
    const watching = async (worker: WorkerName) => {
      const socket = await centre.as(worker).live()
      const ready = new Promise((done) => socket.once('board.reset', done))
      socket.emit('board.follow', {})
      await ready
      return { worker, delta: new Promise<BoardDelta>((done) => socket.once('board.delta', done)) }
    }
    const screens = await Promise.all((['peer', 'desk', 'clinician', 'manager'] as const).map(watching))
    await does('peer', 'visit.chooseSharing', { visitId, agencyIds: [trust()], answers: { name: 'no' } })
    for (const { worker, delta } of screens) {
      const [card] = (await delta).puts
      const isTrust = worker === 'clinician' || worker === 'manager'
      expect(card?.id).toBe(visitId)
      expect(card?.label === 'Sam', worker).toBe(!isTrust)
      // Of one topic nothing else changes.
      expect(card?.wantsNote).toBe('Soon, please')
    }
  })

  test('can be changed at any time, and put back to not asked', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({ label: 'Ash' })
    const agencyIds = [charity()]
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { notes: 'no', name: 'yes' } })
    expect(await answersFor(visitId, charity())).toEqual({ notes: 'no', name: 'yes' })
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { notes: 'ratherNotSay' } })
    expect(await answersFor(visitId, charity())).toEqual({ notes: 'ratherNotSay', name: 'yes' })
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { notes: null, name: null } })
    expect((await page(visitId)).choices.agencies).toEqual([])
  })

  test('is of agencies of this centre', async () => {
    const { centre, invalid } = scene
    const visitId = await centre.arrive()
    const issue = await invalid('desk', 'visit.chooseSharing', {
      visitId,
      agencyIds: [uuidv7()],
      answers: { notes: 'no' },
    })
    expect(issue).toEqual({ path: 'agencyIds', message: 'unknownAgency' })
  })

  test('of somebody of another centre is of nobody', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const { body } = await other.as('desk').call('person.add', { name: 'Elsewhere' })
    const input = { agencyIds: [charity()], answers: { name: 'no' as const } }
    const answered = await scene.centre
      .as('desk')
      .call('person.chooseSharing', { personId: String(body.id), ...input })
    expect(answered.status).toBe(404)
    await other.stop()
  })

  test('stands in the log by digest alone, and the log is whole', async () => {
    const { centre, does, last } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.chooseSharing', {
      visitId,
      agencyIds: [charity()],
      answers: { safetyPlan: 'no' },
    })
    const { kind, data } = await last(visitId)
    expect(kind).toBe('visit.sharingChosen')
    expect(data).toEqual({ said: [expect.objectContaining({ field: 'sharing' })] })
    const rows = await centre.db.read.select().from(change)
    expect(JSON.stringify(rows)).not.toContain('safetyPlan')
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })
})

describe('whose it is', () => {
  test('known later: what was chosen in the visit comes along, the latest said wins', async () => {
    const { centre, does } = scene
    const agencyIds = [charity()]
    const personId = await does('desk', 'person.add', { name: 'Robin' })
    await does('desk', 'person.chooseSharing', {
      personId,
      agencyIds,
      answers: { name: 'yes', notes: 'yes' },
    })
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive()
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { notes: 'no' } })
    await does('desk', 'visit.joinPerson', { visitId, personId })
    expect(await answersFor(visitId, charity())).toEqual({ name: 'yes', notes: 'no' })
    // The next time they come it still holds.
    await does('desk', 'visit.leave', { visitId })
    centre.clock.pass(hours(20))
    const next = await centre.arrive({ personId })
    expect(await answersFor(next, charity())).toEqual({ name: 'yes', notes: 'no' })
  })

  test('made known from the visit itself', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({ label: 'Wren' })
    await does('desk', 'visit.chooseSharing', {
      visitId,
      agencyIds: [charity()],
      answers: { promises: 'yes' },
    })
    await does('desk', 'person.add', { name: 'Wren', visitId })
    expect(await answersFor(visitId, charity())).toEqual({ promises: 'yes' })
  })

  test('parted again: the visit keeps what was said in it, the person what they had said before', async () => {
    const { centre, does } = scene
    const agencyIds = [charity()]
    const personId = await does('desk', 'person.add', { name: 'Jay' })
    await does('desk', 'person.chooseSharing', { personId, agencyIds, answers: { name: 'no' } })
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive({ label: 'J' })
    await does('desk', 'visit.joinPerson', { visitId, personId })
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { name: 'yes', notes: 'no' } })
    await does('desk', 'visit.partPerson', { visitId })
    expect(await answersFor(visitId, charity())).toEqual({ name: 'yes', notes: 'no' })
    const next = await centre.arrive({ personId })
    expect(await answersFor(next, charity())).toEqual({ name: 'no' })
  })
})

describe('a name that an agency may not know', () => {
  test('isn’t found by it, stands in no log and no way down for it, and is for the others as before', async () => {
    const own = await startCentre({ db: scene.centre.db })
    const added = await own.as('desk').call('person.add', { name: 'Marigold Fenn' })
    const personId = String(added.body.id)
    const visitId = await own.arrive({ personId, wants: ['peer'], cameBy: 'arranged' })
    const trusts = own.as('clinician').agencyId
    await own.as('peer').call('visit.welcome', { visitId })
    await own.as('peer').call('person.chooseSharing', {
      personId,
      agencyIds: [trusts],
      answers: { name: 'no', wishes: 'no' },
    })
    const found = async (by: WorkerName) =>
      ((await own.as(by).ask('people', { startsWith: 'marig' })).body as { people: unknown[] }).people.length
    expect([await found('peer'), await found('clinician')]).toEqual([1, 0])

    const log = JSON.stringify((await own.as('manager').ask('log')).body)
    expect(log).not.toMatch(/Marigold|arranged|"wants":\["peer"\]/)
    own.clock.pass(hours(1))
    const today = new Date(own.clock.now()).toISOString().slice(0, 10)
    const review = (await own.as('manager').ask('review.range', { from: today, to: today })).body as {
      longestWaits: { label: string }[]
    }
    expect(review.longestWaits).toHaveLength(1)
    expect(JSON.stringify(review)).not.toContain('Marigold')

    const { body } = await own.as('manager').ask('visit', { visitId })
    expect(JSON.stringify(body)).not.toMatch(/Marigold|arranged/)
    expect((await own.as('peer').ask('visit', { visitId })).body).toMatchObject({
      person: { name: 'Marigold Fenn' },
    })
    await own.stop()
  })
})
