/** Words go for good, and what tells who somebody is; the log stays whole and says that they went. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { opening } from '../../../db/schema/access.ts'
import { change, looked } from '../../../db/schema/log.ts'
import { nameWord, person } from '../../../db/schema/person.ts'
import { note, said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { askFromOutside } from '../../database.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

/** Somebody known, with two visits that are over and words in both. */
async function somebody(word: string) {
  const person = await centre
    .as('peer')
    .call('person.add', { name: `${word} Known`, secondLine: `${word} dog` })
  const personId = String(person.body.id)
  const visits: string[] = []
  for (const n of [1, 2]) {
    const visitId = await centre.arrive({
      personId,
      words: `${word} said ${n}`,
      reasons: ['sleep'],
      feeling: 3,
    })
    await centre.as('peer').call('visit.beginWith', { visitId })
    const written = await centre.as('peer').call('note.write', { visitId, text: `${word} note ${n}` })
    await centre
      .as('peer')
      .call('note.correct', { noteId: String(written.body.id), text: `${word} better ${n}` })
    await centre.as('peer').call('visit.leave', { visitId, gotWhatCameFor: 'yes', word: `${word} bye` })
    visits.push(visitId)
  }
  return { personId, visits }
}

/** Every text of every table, as a stranger with the file would find it. */
async function everyText(): Promise<string> {
  const tables = [
    'access_review',
    'person',
    'name_word',
    'visit',
    'said',
    'note',
    'change',
    'command',
    'looked',
    'opening',
    'enquiry',
    'tie',
  ]
  const rows: unknown[] = []
  for (const table of tables) rows.push(await askFromOutside(centre.db.url, `select * from ${table}`))
  return JSON.stringify(rows)
}

describe('erasing somebody', () => {
  test('takes every word and name from every table, and leaves the log whole', async () => {
    const { personId, visits } = await somebody('Quinceworth')
    await centre.as('peer').call('person.change', { personId, died: '1903-07-19' })
    const before = await verify(centre.db.read, centre.id)
    for (const word of ['Quinceworth', '1903-07-19']) expect(await everyText()).toContain(word)
    const erased = await centre.as('manager').call('person.erase', { personId, why: 'theyAsked' })
    expect(erased.status).toBe(200)
    expect(await everyText()).not.toMatch(/quinceworth|1903-07-19/i)
    expect(await centre.db.read.select().from(nameWord).where(eq(nameWord.personId, personId))).toEqual([])
    for (const visitId of visits) {
      const [row] = await centre.db.read.select().from(visit).where(eq(visit.id, visitId))
      expect(row).toMatchObject({
        personId: null,
        words: null,
        reasons: null,
        feeling: null,
        gotWhatCameFor: null,
      })
      expect(row?.goneAt).not.toBeNull()
      const words = await centre.db.read.select().from(said).where(eq(said.subject, visitId))
      expect(words.every(({ value, salt }) => value === null && salt === '')).toBe(true)
      const notes = await centre.db.read.select().from(note).where(eq(note.visitId, visitId))
      expect(notes).toHaveLength(2)
      expect(notes.every(({ text, salt }) => text === '' && salt === '')).toBe(true)
    }
    const after = await verify(centre.db.read, centre.id)
    expect(isWhole(after)).toBe(true)
    expect(after.entries).toBeGreaterThan(before.entries)
    expect(after.erasedWords).toBeGreaterThan(8)
  })

  test('says when, why and by whom, and what was said about it', async () => {
    const { personId } = await somebody('Marlowe')
    await centre.as('manager').call('person.erase', { personId, why: 'ordered', word: 'Order of 3 November' })
    const rows = await centre.db.read
      .select()
      .from(change)
      .where(and(eq(change.subject, personId), eq(change.kind, 'person.erased')))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ actor: centre.as('manager').staffId })
    expect(JSON.parse(rows[0]?.data ?? '')).toMatchObject({ why: 'ordered', said: [{ field: 'whyErased' }] })
    const [kept] = await centre.db.read
      .select()
      .from(said)
      .where(and(eq(said.subject, personId), eq(said.field, 'whyErased')))
    expect(kept?.value).toBe('Order of 3 November')
  })

  test('leaves nobody to be found, joined or erased again', async () => {
    const { personId } = await somebody('Osgood')
    await centre.as('manager').call('person.erase', { personId, why: 'theyAsked' })
    const found = await centre.as('desk').ask('people', { startsWith: 'osgood' })
    expect(found.body.people).toEqual([])
    const visitId = await centre.arrive()
    expect((await centre.as('peer').call('visit.joinPerson', { visitId, personId })).status).toBe(404)
    const again = await centre.as('manager').call('person.erase', { personId, why: 'theyAsked' })
    expect(again.status).toBe(404)
  })

  test('person.erase refuses stillHere: nobody’s card goes blank while they sit there', async () => {
    const person = await centre.as('peer').call('person.add', { name: 'Still Here' })
    const personId = String(person.body.id)
    await centre.arrive({ personId })
    const { status, body } = await centre.as('manager').call('person.erase', { personId, why: 'theyAsked' })
    expect({ status, error: body.error }).toEqual({ status: 409, error: 'stillHere' })
    expect((await centre.as('desk').ask('people', { startsWith: 'still' })).body.people).toHaveLength(1)
  })
})

test('what was written of an opening, and who asked after somebody, goes with the visit', async () => {
  const { visits } = await somebody('Larkspur')
  const [visitId = ''] = visits
  const opened = await centre.as('peer').call('access.open', { visitId, reason: 'They rang from the bridge' })
  await centre
    .as('manager')
    .call('access.review', { subject: String(opened.body.id), remark: 'They were told' })
  const asked = { askedBy: 'Their mother', askedAfter: 'Larkspur', answer: 'cantSay' as const }
  const enquiry = await centre.as('desk').call('enquiry.record', asked)
  await centre.as('peer').call('enquiry.tell', { enquiryId: String(enquiry.body.id), visitId })
  expect(await everyText()).toMatch(/from the bridge.*/)
  await centre.as('manager').call('visit.erase', { visitId, why: 'theyAsked' })
  expect(await everyText()).not.toMatch(/from the bridge|Their mother|They were told/)
  expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
})

test('what was restricted outside a visit goes with the person, and stands in the list without them', async () => {
  const { personId } = await somebody('Yarrow')
  const ofThem = async () => {
    const { openings } = (await centre.as('manager').ask('access.reviews')).body as Answer<'access.reviews'>
    return openings.filter(({ visitId }) => visitId === null)
  }
  await centre.as('peer').call('restriction.begin', { subject: personId, why: 'notRight', letIn: [] })
  const lifted = { subject: personId, word: 'Yarrow agreed', wereTold: true }
  await centre.as('manager').call('restriction.end', lifted)
  const before = await ofThem()
  expect(before.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['lifted', personId],
    ['restricted', personId],
  ])
  for (const [by, { id }] of [
    ['manager', before[1]],
    ['administrator', before[0]],
  ] as [WorkerName, { id: string }][])
    await centre.as(by).call('access.review', { subject: id, remark: `Yarrow was asked by ${by}` })
  expect(await everyText()).toMatch(/Yarrow was asked by manager/)
  await centre.as('manager').call('person.erase', { personId, why: 'theyAsked' })
  expect(await everyText()).not.toMatch(/Yarrow was asked/)
  expect((await ofThem()).map(({ subject, label }) => [subject, label])).toEqual([
    [null, 'Guest'],
    [null, 'Guest'],
  ])
  const rows = await centre.db.read.select().from(opening)
  expect(rows.filter((row) => row.personId === personId)).toEqual([])
  expect(await centre.db.read.select().from(looked).where(eq(looked.subject, ''))).toEqual([])
  expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
})

test('a visit that goes takes no choice with it: what was closed stays closed after another is parted', async () => {
  const { personId, visits } = await somebody('Foxglove')
  const { agencyId } = centre.as('housing')
  const [first = '', second = ''] = visits
  const no = { agencyIds: [agencyId], answers: { notes: 'no' as const } }
  await centre.as('peer').call('visit.chooseSharing', { visitId: first, ...no })
  await centre.as('manager').call('visit.erase', { visitId: first, why: 'theyAsked' })
  await centre.as('peer').call('visit.partPerson', { visitId: second })
  const [row] = await centre.db.read.select().from(person).where(eq(person.id, personId))
  expect(row?.sharing?.agencies[agencyId]).toEqual({ notes: 'no' })
  expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
})

describe('erasing one visit', () => {
  const ended = async (words: string) => {
    const visitId = await centre.arrive({ label: words, words })
    await centre.as('desk').call('visit.leave', { visitId })
    return visitId
  }

  test('takes its words, and nobody else’s', async () => {
    const visitId = await ended('Thistlewood')
    await ended('Hawksmoor')
    const erased = await centre.as('manager').call('visit.erase', { visitId, why: 'theyAsked' })
    expect(erased.status).toBe(200)
    const text = await everyText()
    expect(text).not.toContain('Thistlewood')
    expect(text).toContain('Hawksmoor')
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
    const page = await centre.as('manager').ask('visit', { visitId })
    expect(page.status).toBe(200)
    expect(page.body.card.label).toBe('Guest')
  })

  test('visit.erase refuses stillHere', async () => {
    const visitId = await centre.arrive({ words: 'here' })
    const { body } = await centre.as('manager').call('visit.erase', { visitId, why: 'theyAsked' })
    expect(body.error).toBe('stillHere')
  })

  test('visit.erase refuses nothingToErase', async () => {
    const visitId = await ended('Once')
    await centre.as('manager').call('visit.erase', { visitId, why: 'theyAsked' })
    const { body } = await centre.as('manager').call('visit.erase', { visitId, why: 'theyAsked' })
    expect(body.error).toBe('nothingToErase')
  })
})

test('words that went past the door, with no entry that says so, are still found', async () => {
  const visitId = await centre.arrive({ words: 'Wainscott' })
  await askFromOutside(centre.db.url, `update said set value = null, salt = '' where subject = '${visitId}'`)
  const verdict = await verify(centre.db.read, centre.id)
  expect(isWhole(verdict)).toBe(false)
  expect(verdict.words.map(({ subject }) => subject)).toContain(visitId)
})
