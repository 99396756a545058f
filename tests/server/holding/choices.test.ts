/* Why: what somebody known said in a visit that a backup doesn't have holds for them all the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { person } from '../../../db/schema/person.ts'
import { tie } from '../../../db/schema/tie.ts'
import { tellAgain } from '../../../server/holding/again.ts'
import { openFollower } from '../../../server/holding/keeper.ts'
import { type Holding, readList } from '../../../server/holding/list.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let folder: string
beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-choices-'))
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As a database is told that has the person, but not the visit. */
function tellWithoutTheVisit(...lines: Holding[]) {
  const subject = uuidv7()
  const held = lines.map((line, nth) => ({ ...line, seq: 99_999 + nth, subject }))
  return tellAgain({ read: centre.db.read, door: centre.app.door, held, now: centre.clock.now() })
}
async function listed(): Promise<Holding[]> {
  await (await openFollower(centre.db.read, [folder])).follow()
  return (await readList(folder))?.held ?? []
}
async function sharingOf(personId: string) {
  const [known] = await centre.db.read
    .select({ sharing: person.sharing })
    .from(person)
    .where(eq(person.id, personId))
  return known?.sharing?.agencies ?? {}
}

test('a choice said in a visit that came after the backup is told to whoever said it, once', async () => {
  const { body } = await centre.as('peer').call('person.add', { name: 'Quinceworth' })
  const personId = String(body.id)
  const visitId = await centre.arrive({ personId })
  const says = (notes: 'yes' | 'no') => ({ agencyIds: [centre.as('clinician').agencyId], answers: { notes } })
  const peer = centre.as('peer')
  expect((await peer.call('visit.chooseSharing', { visitId, ...says('no') })).status).toBe(200)
  const [line] = (await listed()).filter(({ kind }) => !kind.startsWith('visit.person'))
  expect(line).toMatchObject({ kind: 'visit.sharingChosen', subject: visitId, personId })
  if (!line) return

  expect((await peer.call('person.chooseSharing', { personId, ...says('yes') })).status).toBe(200)
  expect(await tellWithoutTheVisit(line)).toMatchObject({ choices: 1, undone: [] })
  expect(await sharingOf(personId)).toEqual({ [says('no').agencyIds[0] ?? '']: { notes: 'no' } })
  expect(await tellWithoutTheVisit(line)).toMatchObject({ choices: 0, undone: [] })
})

test('where nobody knew whose visit it was there is nobody to tell, and nothing is said to be left over', async () => {
  const visitId = await centre.arrive({ label: 'Guest' })
  const subject = { subject: visitId, objects: true }
  expect((await centre.as('peer').call('objection.say', subject)).status).toBe(200)
  const [line] = (await listed()).filter(({ kind }) => !kind.startsWith('visit.person'))
  expect(line).toMatchObject({ subject: visitId, chosen: { objects: true } })
  expect(line).not.toHaveProperty('personId')
  if (line) expect(await tellWithoutTheVisit(line)).toMatchObject({ choices: 0, undone: [] })
})

test('where it was found out later whose visit it was they are told; where that was a mistake they aren’t', async () => {
  const agencyId = centre.as('clinician').agencyId
  const peer = centre.as('peer')
  const { body } = await peer.call('person.add', { name: 'Quinceworth' })
  const personId = String(body.id)
  const visitId = await centre.arrive({ label: 'Guest' })
  const says = (notes: 'yes' | 'no') => ({ agencyIds: [agencyId], answers: { notes } })
  expect((await peer.call('visit.chooseSharing', { visitId, ...says('no') })).status).toBe(200)
  expect((await peer.call('visit.joinPerson', { visitId, personId })).status).toBe(200)
  const untilJoined = await listed()
  expect(untilJoined.map(({ kind }) => kind)).toContain('visit.personJoined')
  // Whose visit it was is nobody's outside the database where nothing was chosen in it.
  const silent = await centre.arrive({ label: 'Silent' })
  expect((await peer.call('visit.leave', { visitId })).status).toBe(200)
  expect((await peer.call('visit.joinPerson', { visitId: silent, personId })).status).toBe(200)
  expect((await listed()).map(({ subject }) => subject)).not.toContain(silent)
  expect((await peer.call('visit.partPerson', { visitId })).status).toBe(200)
  const all = await listed()

  expect((await peer.call('person.chooseSharing', { personId, ...says('yes') })).status).toBe(200)
  expect(await tellWithoutTheVisit(...all)).toMatchObject({ choices: 0, undone: [] })
  expect(await sharingOf(personId)).toEqual({ [agencyId]: { notes: 'yes' } })
  expect(await tellWithoutTheVisit(...untilJoined)).toMatchObject({ choices: 1, undone: [] })
  expect(await sharingOf(personId)).toEqual({ [agencyId]: { notes: 'no' } })
})

test('what one of a tie said the other may know, and a tie that was taken back, hold again; a tie that isn’t there is none', async () => {
  const { db } = centre
  const peer = centre.as('peer')
  const add = async (name: string) => String((await peer.call('person.add', { name })).body.id)
  const [supporter, supported, other] = [await add('Quinceworth'), await add('Medlar'), await add('Sorrel')]
  const tied = async (one: string) =>
    String((await peer.call('tie.add', { supporter, supported: one })).body.id)
  const [tieId, ended] = [await tied(supported), await tied(other)]
  const says = async (side: 'supporter' | 'supported', mayKnow: boolean) =>
    expect((await peer.call('tie.choose', { tieId, side, mayKnow })).status).toBe(200)
  await says('supporter', true)
  await says('supported', true)
  await says('supported', false)
  expect((await peer.call('tie.end', { tieId: ended })).status).toBe(200)
  const lines = (await listed()).filter(({ kind }) => kind.startsWith('tie.'))
  // Who the two are stands nowhere outside.
  for (const id of [supporter, supported, other]) expect(JSON.stringify(lines)).not.toContain(id)

  // Whose record is closed to everybody has what they took back hold all the same.
  const closed = { subject: other, why: 'notRight' as const, letIn: [] }
  expect((await peer.call('restriction.begin', closed)).status).toBe(200)
  // As a backup from before has it.
  await db.write(async (tx) => {
    await tx.update(tie).set({ supportedSays: true }).where(eq(tie.id, tieId))
    await tx.update(tie).set({ endedAt: null, endedBy: null }).where(eq(tie.id, ended))
  })
  const later = lines.map((line, nth) => ({ ...line, seq: 99_999 + nth }))
  const tell = (held: Holding[]) =>
    tellAgain({ read: db.read, door: centre.app.door, held, now: centre.clock.now() })
  expect(await tell(later)).toMatchObject({ choices: 4, undone: [] })
  const rows = await db.read.select().from(tie).where(eq(tie.centreId, centre.id))
  expect(rows.find(({ id }) => id === tieId)).toMatchObject({ supporterSays: true, supportedSays: false })
  expect(rows.find(({ id }) => id === ended)?.endedAt).not.toBeNull()
  expect(await tell(later)).toMatchObject({ choices: 0, undone: [] })
  expect(await tellWithoutTheVisit(...lines)).toMatchObject({ choices: 0, undone: [] })
})
