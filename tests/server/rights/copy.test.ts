/** A copy has everything that anybody wrote about somebody, and marks what may name others. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { looked } from '../../../db/schema/log.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import type { PersonCopy, WrittenThing } from '../../../shared/contract/rights.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let personId: string
let visitId: string
let copy: PersonCopy
beforeAll(async () => {
  centre = await startCentre()
  const person = await centre.as('peer').call('person.add', { name: 'Noor', secondLine: 'Red coat' })
  personId = String(person.body.id)
  await centre.as('peer').call('person.change', { personId, name: 'Noor A', died: '2026' })
  visitId = await centre.arrive({
    personId,
    wants: ['peer'],
    cameBy: 'walk_in',
    suggestedBy: 'gp',
    words: 'It’s the letters',
    reasons: ['sleep'],
    withWhom: 'Their aunt',
  })
  await centre.as('clinician').call('visit.beginWith', { visitId })
  const note = {
    visitId,
    text: 'Rang the aunt',
    audience: 'named' as const,
    readers: [centre.as('peer').staffId],
  }
  const written = await centre.as('clinician').call('note.write', note)
  await centre
    .as('clinician')
    .call('note.correct', { noteId: String(written.body.id), text: 'Rang the aunt twice' })
  await centre.as('clinician').call('visit.change', { visitId, wants: ['peer', 'benefits'] })
  const asked = {
    askedBy: 'A man on the phone',
    askedAfter: 'Noor',
    answer: 'cantSay' as const,
    remark: 'Was angry',
  }
  const enquiry = await centre.as('desk').call('enquiry.record', asked)
  await centre.as('peer').call('enquiry.tell', { enquiryId: String(enquiry.body.id), visitId })
  await centre.as('peer').call('access.open', { visitId, reason: 'She wasn’t to be found' })
  await centre.as('clinician').call('visit.stepOut', { visitId })
  await centre.as('clinician').call('visit.leave', { visitId, differently: 'A quieter room' })
  await centre.arrive({ label: 'Somebody else', words: 'Not theirs' })
  copy = (await centre.as('manager').ask('person.copy', { personId })).body as PersonCopy
})
afterAll(() => centre.close())

const all = (): WrittenThing[] => [...copy.written, ...copy.visits.flatMap(({ written }) => written)]
const valuesOf = (field: string) =>
  all()
    .filter((one) => one.field === field)
    .map(({ value }) => value)

test('it has words, answers, names and notes in every version, whoever they were meant for', () => {
  expect(valuesOf('name')).toEqual(['Noor', 'Noor A'])
  expect(valuesOf('words')).toEqual(['It’s the letters'])
  expect(valuesOf('reasons')).toEqual([['sleep']])
  expect(valuesOf('note')).toEqual(['Rang the aunt', 'Rang the aunt twice'])
  expect(valuesOf('differently')).toEqual(['A quieter room'])
  expect(copy.visits[0]?.alongside).toMatchObject([{ by: { name: 'clinician worker' }, agency: 'The Trust' }])
})

test('it has what they would like in each version, how they came and who suggested it', () => {
  expect(valuesOf('wants')).toEqual([['peer'], ['peer', 'benefits']])
  expect(valuesOf('cameBy')).toEqual(['walk_in'])
  expect(valuesOf('suggestedBy')).toEqual(['gp'])
})

test('it has who asked after them, and why their record was opened to somebody', () => {
  expect(valuesOf('askedBy')).toEqual(['A man on the phone'])
  expect(valuesOf('enquiryAnswer')).toEqual(['cantSay'])
  expect(valuesOf('enquiryRemark')).toEqual(['Was angry'])
  expect(valuesOf('openedWhy')).toEqual(['She wasn’t to be found'])
})

test('it has what happened, in order and without anybody’s words', () => {
  const [visit] = copy.visits
  expect(visit?.story.map(({ kind }) => kind)).toEqual([
    'visit.arrived',
    'visit.begunWith',
    'note.written',
    'note.corrected',
    'visit.changed',
    'access.opened',
    'visit.steppedOut',
    'visit.left',
  ])
  expect(visit?.story.every(({ said }) => Object.keys(said).length === 0)).toBe(true)
})

test('somebody we don’t know has a copy of their visit; whoever is known has one of it all', async () => {
  const unknown = await centre.arrive({ label: 'Red hat', words: 'Just tea', wants: ['volunteer'] })
  const manager = centre.as('manager')
  const { status, body } = await manager.ask('visit.copy', { visitId: unknown })
  expect(status).toBe(200)
  expect(body).toMatchObject({ personId: null, name: 'Red hat', written: [], visits: [{ visitId: unknown }] })
  const written = (body as PersonCopy).visits.flatMap((visit) => visit.written)
  expect(written.map(({ field }) => field).sort()).toEqual(['label', 'wants', 'words'])
  const nameless = await centre.arrive({})
  const { label } = ((await manager.ask('visit', { visitId: nameless })).body as Visit).card
  expect(label).toMatch(/, /)
  expect((await manager.ask('visit.copy', { visitId: nameless })).body).toMatchObject({ name: label })
  const rows = await centre.db.read.select().from(looked).where(eq(looked.subject, unknown))
  expect(rows).toMatchObject([{ what: 'visit.copy', staffId: manager.staffId }])
  expect((await manager.ask('visit.copy', { visitId })).status).toBe(404)
  const other = await startCentre({ db: centre.db })
  expect((await other.as('manager').ask('visit.copy', { visitId: unknown })).status).toBe(404)
  await other.stop()
})

test('it has nothing of anybody else', () => {
  expect(copy.visits).toHaveLength(1)
  expect(JSON.stringify(copy)).not.toContain('Not theirs')
})

test('what was written freely is marked to be read first, what only lists can answer isn’t', () => {
  const marked = (field: string) => all().find((one) => one.field === field)?.mayNameOthers
  for (const field of ['note', 'withWhom', 'words', 'secondLine', 'differently', 'askedBy', 'openedWhy'])
    expect(marked(field), field).toBe(true)
  expect(all().find(({ field }) => field === 'died')?.value).toBe('2026')
  for (const field of ['name', 'died', 'reasons', 'wants', 'cameBy', 'enquiryAnswer'])
    expect(marked(field), field).toBe(false)
})

test('who made it is recorded, as a look at this person', async () => {
  const rows = await centre.db.read.select().from(looked).where(eq(looked.subject, personId))
  expect(rows).toMatchObject([{ what: 'person.copy', staffId: centre.as('manager').staffId }])
})

test('of another centre’s person there is none, as of one that never was', async () => {
  const other = await startCentre({ db: centre.db })
  expect((await other.as('manager').ask('person.copy', { personId })).status).toBe(404)
  await other.stop()
})

test('a record that is closed to whoever asks is opened for a reason first', async () => {
  const manager = centre.as('manager')
  const closed = { agencyIds: [manager.agencyId], answers: { notes: 'no' as const } }
  await centre.as('peer').call('person.chooseSharing', { personId, ...closed })
  expect((await manager.ask('person.copy', { personId })).status).toBe(403)
  const visitId = copy.visits[0]?.visitId ?? ''
  await manager.call('access.open', { visitId, reason: 'They asked for their copy, here with me' })
  expect((await manager.ask('person.copy', { personId })).status).toBe(200)
})
