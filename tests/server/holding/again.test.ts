/* Why: nothing erased comes back. A backup from before an erasure is restored, and before anybody sees it what was
   erased is erased again, who left is out again, and the log says so; without the list it isn't done at all. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { openDatabase } from '../../../db/open.ts'
import { dialect } from '../../../db/portable.ts'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { backUp, NoList, restore } from '../../../server/cli/backup.ts'
import { againInWords } from '../../../server/cli/words.ts'
import { createDoor } from '../../../server/commands/run.ts'
import { handlers } from '../../../server/features.ts'
import { tellAgain } from '../../../server/holding/again.ts'
import { openFollower, startKeeper } from '../../../server/holding/keeper.ts'
import { listName, readList, readLists } from '../../../server/holding/list.ts'
import type { CommandName } from '../../../shared/contract/index.ts'
import { askFromOutside, createTestDatabase, removeTestDatabase } from '../../database.ts'
import { secret, startCentre, type TestCentre } from '../../harness.ts'

const passphrase = 'correct horse battery'
let centre: TestCentre
let folder: string
let lists: string
let emptyPlace: string

beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-holding-'))
  lists = join(folder, 'data')
  const made = await createTestDatabase({ empty: true })
  emptyPlace = dialect === 'sqlite' ? `${made}-elsewhere` : made
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
  removeTestDatabase(emptyPlace)
})

const backedUp = () =>
  backUp(centre.db.url, { to: `${folder}/backups/`, passphrase, now: Date.UTC(2026, 10, 3, 21) })
const restored = (file: string, isWithoutList = false) =>
  restore(file, emptyPlace, { passphrase, lists: [lists], secret, isWithoutList })
const follow = async (...folders: string[]) => (await openFollower(centre.db.read, folders)).follow()

/** Somebody known, whose visit is over unless they stay. */
async function somebody(name: string, { stays = false } = {}) {
  const { body } = await centre.as('peer').call('person.add', { name })
  const personId = String(body.id)
  const visitId = await centre.arrive({ personId, words: `${name} said so` })
  if (!stays) await centre.as('peer').call('visit.leave', { visitId })
  return { personId, visitId }
}
const erase = (personId: string) =>
  centre.as('manager').call('person.erase', { personId, why: 'theyAsked', word: 'A word of the erasure' })

async function everyText(url: string): Promise<string> {
  const rows: unknown[] = []
  for (const table of ['person', 'name_word', 'visit', 'said', 'note', 'command', 'change'])
    rows.push(await askFromOutside(url, `select * from ${table}`))
  return JSON.stringify(rows)
}

test('a backup from before is restored without what was erased and with nobody who left', async () => {
  const { personId } = await somebody('Quinceworth')
  const alone = await centre.arrive({ label: 'Unbekannt', words: 'Medlar' })
  await centre.as('peer').call('visit.leave', { visitId: alone })
  const stillHere = await somebody('Loganberry', { stays: true })
  await somebody('Staying')
  const restriction = { subject: personId, why: 'forAClaim' as const, letIn: [centre.as('manager').staffId] }
  expect((await centre.as('manager').call('restriction.begin', restriction)).status).toBe(200)
  const { file } = await backedUp()

  centre.clock.pass(60_000)
  const lifting = { subject: personId, word: 'Settled', wereTold: true }
  await centre.as('manager').call('restriction.end', lifting)
  await erase(personId)
  await centre.as('manager').call('visit.erase', { visitId: alone, why: 'ordered' })
  await centre.as('peer').call('visit.leave', { visitId: stillHere.visitId })
  await erase(stillHere.personId)
  const [gone, back] = [centre.as('peer2').staffId, centre.as('housing').staffId]
  const admin = centre.as('administrator')
  for (const staffId of [gone, back]) await admin.call('account.switchOff', { staffId })
  centre.clock.pass(1_000)
  await admin.call('account.switchOn', { staffId: back })
  await follow(lists)

  const { again, walked } = await restored(file)
  expect(again).toEqual({ people: 2, visits: 1, enquiries: 0, choices: 0, leavers: 1, undone: [] })
  expect(againInWords(again).join()).toContain(
    '2 people were erased, 1 visit alone, 0 enquiries; people chose 0 times who may know what, and 1 worker left',
  )
  expect(walked[0]?.verdict).toMatchObject({ firstFlaw: null, words: [], unnamedWords: 0 })
  const text = await everyText(emptyPlace)
  for (const word of ['Quinceworth', 'quinceworth', 'Unbekannt', 'Medlar', 'Loganberry'])
    expect(text).not.toContain(word)
  expect(text).toContain('Staying said so')
  const erasures = await askFromOutside(
    emptyPlace,
    `select actor, subject from change where kind like '%.erased' order by seq`,
  )
  expect(erasures.map(({ actor }) => actor)).toEqual(Array.from({ length: 5 }, () => 'operator'))
  expect(erasures.map(({ subject }) => subject)).toContain(alone)
  // Whom the backup thought still here had gone before they were erased, and the board knows it.
  const open = await askFromOutside(emptyPlace, 'select id from visit where gone_at is null')
  expect(open).toEqual([])
  const off = await askFromOutside(emptyPlace, 'select id from staff where off_at is not null')
  expect(off).toEqual([{ id: gone }])
})

test('what people chose after the backup holds all the same, each act once', async () => {
  const manager = centre.as('manager')
  const { personId } = await somebody('Quinceworth')
  const [colleague, lifted, gone] = [
    await somebody('Medlar'),
    await somebody('Sorrel'),
    await somebody('Bramble'),
  ]
  const [trust, friend] = [centre.as('clinician').agencyId, centre.as('peer2').staffId]
  const own = centre.as('housing').staffId
  const guest = await centre.arrive({ label: 'Guest', words: 'still nobody known' })
  await manager.call('person.chooseSharing', { personId, agencyIds: [trust], answers: { notes: 'yes' } })
  await manager.call('restriction.begin', { subject: lifted.personId, why: 'notRight', letIn: [] })
  const { file } = await backedUp()

  centre.clock.pass(60_000)
  const done = async (name: CommandName, input: object) =>
    expect((await manager.call(name, input)).status, name).toBe(200)
  await done('person.chooseSharing', { personId, agencyIds: [trust], answers: { notes: 'no' } })
  await done('visit.chooseSharing', {
    visitId: guest,
    agencyIds: [trust],
    answers: { wishes: 'no', name: 'no' },
  })
  await done('visit.chooseSharing', {
    visitId: guest,
    agencyIds: [trust],
    answers: { name: 'yes' },
  })
  await done('objection.say', { subject: personId, objects: true })
  await done('restriction.begin', { subject: personId, why: 'forAClaim', letIn: [friend] })
  await done('person.markColleague', { personId: colleague.personId, staffId: own })
  const lifting = { subject: lifted.personId, word: 'Quinceworth knows', wereTold: true }
  await done('restriction.end', lifting)
  await done('objection.say', { subject: gone.personId, objects: true })
  await erase(gone.personId)
  await follow(lists)
  // Nor who of the team somebody is: that would be there still when they have been erased.
  for (const word of ['Quinceworth', 'Medlar', 'Guest', 'nobody known', own])
    expect(readFileSync(join(lists, listName), 'utf8')).not.toContain(word)

  const { again, walked } = await restored(file)
  expect(again).toMatchObject({ people: 1, choices: 6, undone: [] })
  expect(againInWords(again).join()).toContain('people chose 6 times who may know what')
  expect(walked[0]?.verdict).toMatchObject({ firstFlaw: null, words: [], unnamedWords: 0 })
  const db = await openDatabase({ url: emptyPlace })
  try {
    const sharings = await db.read.select({ id: person.id, sharing: person.sharing }).from(person)
    const of = (id: string) => sharings.find((one) => one.id === id)?.sharing
    expect(of(personId)).toMatchObject({
      agencies: { [trust]: { notes: 'no' } },
      objects: true,
      restricted: { why: 'forAClaim', letIn: [friend] },
    })
    expect(of(lifted.personId)?.restricted).toBeNull()
    expect(sharings.map(({ id }) => id)).not.toContain(gone.personId)
    const visits = await db.read.select({ id: visit.id, sharing: visit.sharing }).from(visit)
    const atTheDoor = visits.find(({ id }) => id === guest)
    expect(atTheDoor?.sharing?.agencies).toEqual({ [trust]: { wishes: 'no', name: 'yes' } })

    // Started again before anything new was put on the list: nothing is done twice.
    const door = createDoor({
      ...{ db, clock: centre.clock, newId: uuidv7, secret, handlers },
      wake: () => undefined,
    })
    const held = (await readLists([lists])) ?? []
    const now = centre.clock.now()
    expect(await tellAgain({ read: db.read, door, held, now })).toMatchObject({ choices: 0, undone: [] })
  } finally {
    await db.close()
  }
})

test('told as often as one likes, it is done once, and nothing that was written since goes', async () => {
  const { personId } = await somebody('Quinceworth')
  await erase(personId)
  await somebody('Later')
  await follow(lists)
  const before = await everyText(centre.db.url)
  const held = (await readLists([lists])) ?? []
  expect(held.map(({ kind }) => kind)).toEqual(['visit.erased', 'person.erased'])
  const now = centre.clock.now()
  for (const _ of [1, 2])
    expect(await tellAgain({ read: centre.db.read, door: centre.app.door, held, now })).toEqual({
      ...{ people: 0, visits: 0, enquiries: 0, choices: 0, leavers: 0, undone: [] },
    })
  expect(await everyText(centre.db.url)).toBe(before)
})

test('a centre that was made anew under the same id isn’t told of another’s', async () => {
  const { personId } = await somebody('Quinceworth')
  await follow(lists)
  const [own] = await askFromOutside(centre.db.url, 'select hash from change where seq = 1')
  const of = { centreId: centre.id, seq: 9, at: centre.clock.now(), kind: 'person.erased' as const }
  const tell = (log: string) =>
    tellAgain({
      read: centre.db.read,
      door: centre.app.door,
      held: [{ ...of, log, subject: personId }],
      now: centre.clock.now(),
    })
  expect((await tell('another log')).people).toBe(0)
  expect((await tell(String(own?.hash))).people).toBe(1)
})

test('an enquiry that was erased goes again; what the centre won’t have done is told', async () => {
  const record = async () => {
    const asked = { askedBy: 'A man', askedAfter: 'Quinceworth', answer: 'cantSay' as const }
    return String((await centre.as('desk').call('enquiry.record', asked)).body.id)
  }
  const old = await record()
  centre.clock.pass(9 * 366 * 86_400_000)
  const young = await record()
  const [own] = await askFromOutside(centre.db.url, 'select hash from change where seq = 1')
  const held = [old, young].map((subject) => ({
    ...{ centreId: centre.id, log: String(own?.hash), seq: 1, at: centre.clock.now(), subject },
    kind: 'enquiry.erased' as const,
  }))
  const told = await tellAgain({ read: centre.db.read, door: centre.app.door, held, now: centre.clock.now() })
  const undone = [{ kind: 'enquiry.erased', subject: young, state: 'keptUntil' }]
  expect(told).toEqual({ people: 0, visits: 0, enquiries: 1, choices: 0, leavers: 0, undone })
  expect(againInWords(told)).toEqual([
    expect.stringContaining('1 enquiry'),
    `enquiry.erased ${young} could not be done again (keptUntil): see to it by hand.`,
  ])
})

test('a backup brings the list beside it; without one nothing is restored, unless the operator says so', async () => {
  const { personId } = await somebody('Quinceworth')
  await erase(personId)
  const { file } = await backedUp()
  const beside = join(folder, 'backups')
  const held = (await readList(beside))?.held
  expect(held?.map(({ kind, subject }) => [kind, subject])).toContainEqual(['person.erased', personId])
  expect(readFileSync(join(beside, listName), 'utf8')).not.toContain('Quince')
  // A list that is new gets what another has, even where the database knows nothing of it any more.
  await openFollower(centre.db.read, [beside, lists])
  expect((await readList(lists))?.held).toEqual(held)
  await follow(beside)
  expect((await readList(beside))?.held).toEqual(held)

  for (const one of [beside, lists]) rmSync(join(one, listName))
  await expect(restored(file)).rejects.toThrow(NoList)
  expect(againInWords((await restored(file, true)).again).join()).toContain('There was no list')
})

test('a line that was cut off is written again, and no other twice', async () => {
  const [one, other] = [await somebody('Quinceworth'), await somebody('Medlar')]
  await erase(one.personId)
  await follow(lists)
  const file = join(lists, listName)
  // As a power cut in the middle of the last line leaves it; it had come to the log's beginning by then.
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, 2)
  writeFileSync(file, `${whole[0] ?? ''}\n${whole[1]?.slice(0, 40) ?? ''}`)
  await erase(other.personId)
  await follow(lists)
  const subjects = (await readList(lists))?.held.map(({ subject }) => subject)
  expect(subjects?.toSorted()).toEqual([one.visitId, one.personId, other.visitId, other.personId].toSorted())
})

test('a server that runs puts it there by itself, and says once when it can’t', async () => {
  mkdirSync(lists)
  const inTheWay = join(folder, 'a file')
  appendFileSync(inTheWay, '')
  const warned: string[] = []
  const log = {
    journal: { info: () => undefined, warn: (_: object, said: string) => void warned.push(said) },
  }
  const keeper = startKeeper({ read: centre.db.read, folders: [lists], log })
  const failing = startKeeper({ read: centre.db.read, folders: [join(inTheWay, 'below')], log })
  const { personId } = await somebody('Quinceworth')
  await erase(personId)
  await expect
    .poll(async () => (await readList(lists))?.held.map(({ subject }) => subject), { timeout: 30_000 })
    .toContain(personId)
  await expect
    .poll(() => warned, { timeout: 30_000 })
    .toEqual(['what must hold could not be put on the list'])
  keeper.stop()
  failing.stop()
})
