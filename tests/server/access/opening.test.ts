/** Opening more than is meant for one, for a reason: seen by that worker alone, for an hour, told and gone through. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { looked } from '../../../db/schema/log.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { nextWorkingDay } from '../../../shared/domain/access.ts'
import { hours, minutes } from '../../fakeClock.ts'
import { startCentre, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const page = async (visitId: string, by: WorkerName): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit
const reviews = async (by: WorkerName = 'manager') =>
  (await scene.centre.as(by).ask('access.reviews')).body as Answer<'access.reviews'>
const listening = async (worker: WorkerName) => {
  const socket = await scene.centre.as(worker).live()
  const called = new Promise<void>((done) => socket.once('session.changed', done))
  const ready = new Promise((done) => socket.once('board.reset', done))
  socket.emit('board.follow', {})
  await ready
  return { called }
}
/** Closed to the Trust, with a note for one worker of the Charity. */
async function closedVisit(): Promise<string> {
  const { centre, does, staff } = scene
  const visitId = await centre.arrive({ label: 'Sam', words: 'Nobody is to know.' })
  const agencyIds = [centre.as('clinician').agencyId]
  await does('peer', 'visit.chooseSharing', {
    visitId,
    agencyIds,
    answers: { name: 'no', wishes: 'no', notes: 'no' },
  })
  await does('peer', 'note.write', {
    visitId,
    text: 'Took something at noon',
    audience: 'named',
    readers: [staff('peer')],
  })
  return visitId
}
const reason = 'They can’t be woken, and the ambulance asks what they took.'

test('opens it all to that worker alone, on their own page alone, for an hour', async () => {
  const { centre, does } = scene
  const visitId = await closedVisit()
  expect(await page(visitId, 'clinician')).toMatchObject({
    words: [],
    notes: [],
    otherNotes: 1,
    openedUntil: null,
    closed: ['name', 'wishes', 'notes'],
  })
  await does('clinician', 'access.open', { visitId, reason })
  expect(await page(visitId, 'clinician')).toMatchObject({
    card: { label: 'Sam' },
    words: [{ text: 'Nobody is to know.' }],
    notes: [{ text: 'Took something at noon' }],
    openedUntil: centre.clock.now() + hours(1),
    closed: [],
  })
  // Not to a colleague of the same agency, and not on a board.
  expect(await page(visitId, 'clinician2')).toMatchObject({ words: [], notes: [] })
  const board = (await centre.as('clinician').ask('board')).body as Answer<'board'>
  expect(board.cards.find((card) => card.id === visitId)?.label).not.toBe('Sam')
  centre.clock.pass(minutes(61))
  expect(await page(visitId, 'clinician')).toMatchObject({ words: [], notes: [], openedUntil: null })
})

test('has to say why', async () => {
  const visitId = await scene.centre.arrive()
  const answered = await scene.centre.as('peer').send('access.open', { visitId })
  expect(answered.status).toBe(400)
  expect((await scene.centre.as('peer').send('access.open', { visitId, reason: '  ' })).status).toBe(400)
})

describe('whoever leads', () => {
  test('is called at once; a manager where nobody leads', async () => {
    const { does } = scene
    const visitId = await closedVisit()
    const manager = await listening('manager')
    await does('clinician', 'access.open', { visitId, reason })
    await manager.called
    const { toReview } = (await scene.centre.as('manager').ask('session')).body as Answer<'session'>
    expect(toReview).toBeGreaterThan(0)
    expect((await scene.centre.as('housing').ask('session')).body).not.toHaveProperty('toReview')
    await does('peer', 'team.on', { asLead: true })
    const lead = await listening('peer')
    await does('clinician', 'access.shareWithout', {
      visitId,
      reason,
      what: 'That they left',
      toldWhom: 'The police',
      decidedBy: 'Both of us',
    })
    await lead.called
    await does('peer', 'team.off', {})
  })
})

describe('what was opened', () => {
  test('is listed with its reason and the day by which to go through it, for leads and managers', async () => {
    const { does, who } = scene
    const visitId = await closedVisit()
    const id = await does('clinician', 'access.open', { visitId, reason })
    const { openings } = await reviews()
    const mine = openings.find((one) => one.id === id)
    expect(mine).toMatchObject({ kind: 'opened', by: who('clinician'), reason, reviewed: null, visitId })
    expect(mine?.reviewOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await scene.centre.as('housing').ask('access.reviews')).status).toBe(403)
  })

  test('is gone through once, and stays listed as such', async () => {
    const { does, who } = scene
    const visitId = await closedVisit()
    const subject = await does('clinician', 'access.open', { visitId, reason })
    await does('manager', 'access.review', { subject, remark: 'Talked it over with them' })
    const { openings } = await reviews()
    expect(openings.find((one) => one.id === subject)?.reviewed).toMatchObject({ by: who('manager') })
  })

  test('access.review refuses alreadyReviewed', async () => {
    const { does, refused, who } = scene
    const subject = await does('clinician', 'access.open', { visitId: await closedVisit(), reason })
    await does('manager', 'access.review', { subject })
    expect(await refused('manager', 'access.review', { subject })).toMatchObject({
      error: 'alreadyReviewed',
      by: who('manager'),
    })
  })

  test('access.review refuses yourOwn', async () => {
    const { does, refused } = scene
    const subject = await does('manager', 'access.open', { visitId: await closedVisit(), reason })
    expect(await refused('manager', 'access.review', { subject })).toMatchObject({ error: 'yourOwn' })
  })

  test('access.review refuses onlyLeads', async () => {
    const { does, refused } = scene
    const subject = await does('clinician', 'access.open', { visitId: await closedVisit(), reason })
    expect(await refused('housing', 'access.review', { subject })).toMatchObject({ error: 'onlyLeads' })
  })

  test('is something to tell the person, until they have been told', async () => {
    const { does, who } = scene
    const visitId = await closedVisit()
    const openingId = await does('clinician', 'access.open', { visitId, reason })
    expect((await page(visitId, 'peer')).openings).toMatchObject([{ kind: 'opened', by: who('clinician') }])
    await does('peer', 'access.tellPerson', { openingId })
    expect((await page(visitId, 'peer')).openings).toEqual([])
  })

  test('access.tellPerson refuses alreadyTold', async () => {
    const { does, refused } = scene
    const openingId = await does('clinician', 'access.open', { visitId: await closedVisit(), reason })
    await does('peer', 'access.tellPerson', { openingId })
    expect(await refused('peer', 'access.tellPerson', { openingId })).toMatchObject({ error: 'alreadyTold' })
  })

  test('another centre’s is nobody’s', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const visitId = await other.arrive()
    expect((await scene.centre.as('peer').call('access.open', { visitId, reason })).status).toBe(404)
    const never = uuidv7()
    expect((await scene.centre.as('manager').call('access.review', { subject: never })).status).toBe(404)
    expect((await scene.centre.as('peer').call('access.tellPerson', { openingId: never })).status).toBe(404)
    await other.stop()
  })
})

test('what was shared without permission is listed the same way: what, to whom, why, who decided', async () => {
  const { centre, does, last } = scene
  const visitId = await centre.arrive({ label: 'Ash' })
  const words = {
    what: 'That they left',
    toldWhom: 'The ambulance service',
    reason: 'They said they would walk into the road.',
    decidedBy: 'Lena',
  }
  const id = await does('peer', 'access.shareWithout', { visitId, ...words })
  expect((await reviews()).openings.find((one) => one.id === id)).toMatchObject({ kind: 'shared', ...words })
  const { kind, data } = await last(visitId)
  expect(kind).toBe('access.sharedWithout')
  expect(JSON.stringify(data)).not.toMatch(/ambulance|road|Lena/)
  expect((await page(visitId, 'peer')).openings).toMatchObject([{ kind: 'shared' }])
})

test('the next working day leaves out Saturday and Sunday', () => {
  expect(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map(nextWorkingDay)).toEqual([
    '2026-11-27',
    '2026-11-30',
    '2026-11-30',
    '2026-11-30',
  ])
})

describe('who looked', () => {
  test('is recorded with the page it was from, and told in plain rows', async () => {
    const { centre, staff } = scene
    const visitId = await centre.arrive({ label: 'Robin' })
    const { token } = centre.as('housing')
    await fetch(`${centre.url}/api/visit?visitId=${visitId}`, {
      headers: { authorization: `Bearer ${token}`, 'x-page': 'board' },
    })
    const { label, looks } = (await centre.as('peer').ask('access.looks', { visitId }))
      .body as Answer<'access.looks'>
    expect(label).toBe('Robin')
    expect(looks).toMatchObject([
      { what: 'access.looks', staffId: staff('peer'), page: null },
      { what: 'visit', staffId: staff('housing'), page: 'board', agency: 'The Charity', role: 'housing' },
    ])
  })

  test('whoever was shown by a search is recorded once, however many letters are typed', async () => {
    const { centre, does } = scene
    const personId = await does('desk', 'person.add', { name: 'Zebedee Quill' })
    for (const startsWith of ['zeb', 'zebe', 'zebed']) await centre.as('peer').ask('people', { startsWith })
    const rows = (await centre.db.read.select().from(looked)).filter((one) => one.subject === personId)
    expect(rows).toMatchObject([{ what: 'people', staffId: centre.as('peer').staffId }])
  })

  test('of the whole person, through all their visits', async () => {
    const { centre, does } = scene
    const personId = await does('desk', 'person.add', { name: 'Ursula Vane' })
    const before = await centre.arrive({ personId })
    await page(before, 'housing')
    await does('desk', 'visit.leave', { visitId: before })
    centre.clock.pass(hours(20))
    const visitId = await centre.arrive({ personId })
    const { looks } = (await centre.as('peer').ask('access.looks', { visitId }))
      .body as Answer<'access.looks'>
    expect(looks.some((one) => one.staffId === centre.as('housing').staffId)).toBe(true)
  })
})

describe('an unusual look', () => {
  test('at somebody who left long ago is listed, until it was gone through', async () => {
    const { centre, does, who } = scene
    const visitId = await centre.arrive({ label: 'Jay' })
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.leave', { visitId })
    centre.clock.pass(hours(30))
    await page(visitId, 'peer')
    await page(visitId, 'housing')
    const found = (await reviews()).looks.filter((one) => one.visitId === visitId)
    // Whoever was with them has every reason.
    expect(found).toMatchObject([{ by: who('housing'), why: ['noVisit'] }])
    await does('manager', 'access.review', { subject: found[0]?.id ?? '' })
    expect((await reviews()).looks.filter((one) => one.visitId === visitId)).toEqual([])
  })

  test('at somebody of the same surname is listed', async () => {
    const { centre, does, who, staff } = scene
    await does('administrator', 'account.rename', { staffId: staff('employment'), name: 'Ida Thornbury' })
    const personId = await does('desk', 'person.add', { name: 'Max Thornbury' })
    const visitId = await centre.arrive({ personId })
    await page(visitId, 'employment')
    await page(visitId, 'housing')
    const found = (await reviews()).looks.filter((one) => one.visitId === visitId)
    expect(found).toMatchObject([
      { by: { ...who('employment'), name: 'Ida Thornbury' }, why: ['sameSurname'] },
    ])
  })
  test('says nothing of a surname to whoever mayn’t know the name', async () => {
    const { centre, does, staff } = scene
    await does('administrator', 'account.rename', { staffId: staff('benefits'), name: 'Ida Quarrington' })
    const personId = await does('desk', 'person.add', { name: 'Max Quarrington' })
    const visitId = await centre.arrive({ personId })
    await page(visitId, 'benefits')
    const agencyIds = [centre.as('manager').agencyId]
    const found = async () => (await reviews()).looks.filter((one) => one.visitId === visitId)
    expect(await found()).toMatchObject([{ why: ['sameSurname'] }])
    await does('peer', 'person.chooseSharing', { personId, agencyIds, answers: { name: 'no' } })
    expect(await found()).toMatchObject([{ why: [] }])
  })
})
