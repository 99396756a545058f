/**
 * UK GDPR, article 18: what is restricted is kept, opens to whom the person lets in and for a serious reason, and is
 * used for nothing else; whoever is here stays on the board.
 */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { person } from '../../../db/schema/person.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import { accessTable, sightOf, topics } from '../../../shared/contract/accessTable.ts'
import type { Board } from '../../../shared/contract/board.ts'
import type { Entry, Visit } from '../../../shared/contract/log.ts'
import type { PersonCopy } from '../../../shared/contract/rights.ts'
import type { Found } from '../../../shared/contract/person.ts'
import { roleKeys } from '../../../shared/contract/roleGroups.ts'
import { hours } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const page = async (visitId: string, by: WorkerName): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit

/** Somebody known with a visit that is over and one that isn't. */
async function known(name: string) {
  const { centre, does } = scene
  const personId = await does('peer', 'person.add', { name, secondLine: 'Grey dog' })
  const past = await centre.arrive({ personId, words: 'The letters again', reasons: ['sleep'] })
  await does('peer', 'visit.beginWith', { visitId: past })
  await does('peer', 'note.write', { visitId: past, text: 'We rang the bank.' })
  await does('peer', 'visit.leave', { visitId: past })
  centre.clock.pass(hours(30))
  const here = await centre.arrive({
    personId,
    words: 'Would like to sit',
    wordsShown: true,
    wants: ['peer'],
  })
  return { personId, past, here }
}
const restrict = (subject: string, more: { letIn?: string[]; word?: string } = {}, by: WorkerName = 'peer') =>
  scene.does(by, 'restriction.begin', { subject, why: 'notRight', letIn: [], ...more })

describe('what is over', () => {
  test.each(
    roleKeys.filter(
      (role): role is Exclude<typeof role, 'wall' | 'administrator'> =>
        role !== 'wall' && role !== 'administrator',
    ),
  )('is closed to %s, whatever the topic', async (role) => {
    const { personId, past } = await known(`Alder ${role}`)
    await restrict(personId)
    const told = await page(past, role)
    for (const topic of topics)
      expect(told.may[topic], topic).toBe(accessTable[sightOf(role)][topic].restricted)
    expect(told.restricted).toMatchObject({ isShut: true, letIn: [] })
    expect(told).toMatchObject({ person: null, contact: null, earlier: [], words: [], reasons: [] })
    // What they wrote themselves stays theirs.
    expect(told.notes.map(({ text }) => text)).toEqual(role === 'peer' ? ['We rang the bank.'] : [])
    expect(JSON.stringify(told)).not.toMatch(/Alder|The letters|Grey dog/)
  })

  test('opens to whom they let in, and for a serious reason', async () => {
    const { staff, does } = scene
    const { personId, past } = await known('Birch')
    await restrict(personId, { letIn: [staff('housing')] })
    const letIn = await page(past, 'housing')
    expect(letIn).toMatchObject({ person: { name: 'Birch' }, restricted: { isShut: false } })
    expect(letIn.notes).toHaveLength(1)
    expect((await page(past, 'clinician')).notes).toEqual([])
    await does('clinician', 'access.open', {
      visitId: past,
      reason: 'They took something, and can’t say what',
    })
    expect(await page(past, 'clinician')).toMatchObject({ person: { name: 'Birch' }, notes: [{}] })
  })

  test('is in no search, and the log names nobody', async () => {
    const { centre, staff } = scene
    const { personId, past } = await known('Cypress')
    const found = async (by: WorkerName) =>
      ((await centre.as(by).ask('people', { startsWith: 'cypr' })).body.people as Found[]).length
    expect(await found('desk')).toBe(1)
    await restrict(personId, { letIn: [staff('housing')] })
    expect(await found('desk')).toBe(0)
    expect(await found('housing')).toBe(1)
    const entries = (await centre.as('manager').ask('log', { visitId: past })).body.entries as Entry[]
    expect(JSON.stringify(entries)).not.toContain('Cypress')
    expect(entries.every(({ label }) => label?.startsWith('Guest, '))).toBe(true)
  })

  test('counts as of nobody we know', async () => {
    const { centre } = scene
    const { personId } = await known('Dogwood')
    const counted = async () => {
      const today = new Date(centre.clock.now()).toISOString().slice(0, 10)
      const { body } = await centre
        .as('manager')
        .ask('review.range', { from: today.slice(0, 8) + '01', to: today })
      return body.figures as { visits: number; people: number; visitsNotIdentified: number }
    }
    centre.clock.pass(hours(1))
    const before = await counted()
    await restrict(personId)
    const { visits, people, visitsNotIdentified } = before
    expect(await counted()).toMatchObject({
      visits,
      people: people - 1,
      visitsNotIdentified: visitsNotIdentified + 2,
    })
  })
})

describe('a visit that is open', () => {
  test('stays on every board, with what is said in it, and without what was before', async () => {
    const { centre } = scene
    const { personId, past, here } = await known('Elder')
    await restrict(personId)
    const board = (await centre.as('clinician').ask('board')).body as Board
    const card = board.cards.find(({ id }) => id === here)
    expect(card).toMatchObject({
      label: 'Elder',
      words: 'Would like to sit',
      wants: ['peer'],
      beenBefore: false,
    })
    const told = await page(here, 'clinician')
    expect(told).toMatchObject({ restricted: { isShut: true }, person: null, earlier: [], familiar: [] })
    expect(told.words).toHaveLength(1)
    // Once it is over it is closed like the others.
    await scene.does('desk', 'visit.leave', { visitId: here })
    for (const visitId of [past, here]) expect((await page(visitId, 'clinician')).words).toEqual([])
  })

  test('of somebody who left while we worry stays too, until that is settled', async () => {
    const { centre, does } = scene
    const { personId, here } = await known('Fir')
    await restrict(personId)
    await does('peer', 'visit.leave', { visitId: here, ending: 'left_worried' })
    const label = async () =>
      ((await centre.as('clinician').ask('board')).body as Board).cards.find(({ id }) => id === here)?.label
    expect(await label()).toBe('Fir')
    await does('peer', 'visit.settleWorry', { visitId: here, how: 'Home, kettle on.' })
    expect((await page(here, 'clinician')).card.label).toMatch(/^Guest, /)
  })

  test('of nobody we know is restricted by itself, and takes it along to the person', async () => {
    const { centre, does, staff } = scene
    const visitId = await centre.arrive({ label: 'Gorse', words: 'Not to be kept' })
    await restrict(visitId, { letIn: [staff('peer')] })
    await does('desk', 'visit.leave', { visitId })
    expect((await page(visitId, 'desk')).card.label).toMatch(/^Guest, /)
    expect((await page(visitId, 'peer')).card.label).toBe('Gorse')
    const { personId, past } = await known('Hazel')
    await does('peer', 'visit.joinPerson', { visitId, personId })
    expect((await page(past, 'desk')).restricted).toMatchObject({ isShut: true })
    await does('peer', 'visit.partPerson', { visitId })
    expect((await page(past, 'desk')).restricted).toBeNull()
    expect((await page(visitId, 'desk')).restricted).toMatchObject({ isShut: true })
  })
})

describe('keeping it in order', () => {
  test('it stands in their copy, with why and the word, and the log names it by digest alone', async () => {
    const { centre, staff, last } = scene
    const { personId } = await known('Ivy')
    await restrict(personId, { letIn: [staff('manager')], word: 'About the note of Tuesday' })
    const logged = await last(personId)
    expect(logged).toMatchObject({ kind: 'person.restricted' })
    expect(JSON.stringify(logged)).not.toMatch(/notRight|Tuesday/)
    const copy = (await centre.as('manager').ask('person.copy', { personId })).body as PersonCopy
    const values = copy.written.map(({ field, value }) => [field, value])
    expect(values).toContainEqual(['restriction', 'About the note of Tuesday'])
    expect(JSON.stringify(values)).toContain('notRight')
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })

  test('a copy is made by somebody they let in, or for a written reason, as everywhere', async () => {
    const { centre, does } = scene
    const { personId, past } = await known('Juniper')
    await restrict(personId)
    expect((await centre.as('manager').ask('person.copy', { personId })).status).toBe(403)
    await does('manager', 'access.open', { visitId: past, reason: 'They asked me for their copy' })
    expect((await centre.as('manager').ask('person.copy', { personId })).status).toBe(200)
  })

  test('restriction.begin refuses alreadyRestricted: nobody lets themselves in', async () => {
    const { refused, staff, centre } = scene
    const { personId, past } = await known('Kauri')
    await restrict(personId, { letIn: [staff('housing')] })
    const since = centre.clock.now()
    for (const [by, subject] of [
      ['clinician', personId],
      ['manager', past],
    ] as const) {
      const sent = { subject, why: 'notRight' as const, letIn: [staff(by)] }
      expect(await refused(by, 'restriction.begin', sent)).toEqual({ error: 'alreadyRestricted', since })
    }
    centre.clock.pass(hours(1))
    await restrict(personId, { letIn: [staff('housing'), staff('desk')] }, 'housing')
    expect((await page(past, 'desk')).restricted).toMatchObject({ since, isShut: false })
  })

  test('a manager sees whose it is, and lifts it with a word once they were told', async () => {
    const { centre, does, refused, said } = scene
    const { personId, past } = await known('Larch')
    await restrict(personId)
    const { restrictions } = (await centre.as('manager').ask('restrictions')).body
    expect(restrictions).toContainEqual(
      expect.objectContaining({ subject: personId, label: 'Larch', isVisit: false, why: 'notRight' }),
    )
    const sent = { subject: personId, word: 'Put right together.' }
    await does('manager', 'restriction.end', { ...sent, wereTold: true })
    expect(await said(personId, 'restrictionLifted')).toEqual(['Put right together.'])
    expect(await page(past, 'clinician')).toMatchObject({ restricted: null, person: { name: 'Larch' } })
    const error = { error: 'notRestricted' }
    expect(await refused('manager', 'restriction.end', { ...sent, wereTold: true })).toEqual(error)
  })

  test('restriction.end refuses notRestricted', async () => {
    const subject = await scene.centre.arrive()
    const sent = { subject, word: 'Nothing to lift.', wereTold: true }
    expect(await scene.refused('manager', 'restriction.end', sent)).toEqual({ error: 'notRestricted' })
  })

  test('restriction.end refuses tellThemFirst', async () => {
    const { personId } = await known('Maple')
    await restrict(personId)
    const sent = { subject: personId, word: 'Looked into.', wereTold: false }
    expect(await scene.refused('manager', 'restriction.end', sent)).toEqual({ error: 'tellThemFirst' })
  })

  test('a worker of no centre can’t be let in, and a record of none can’t be restricted', async () => {
    const { invalid, centre } = scene
    const { personId } = await known('Nutmeg')
    const sent = { subject: personId, why: 'forAClaim' as const, letIn: [personId] }
    expect(await invalid('peer', 'restriction.begin', sent)).toEqual({
      path: 'letIn',
      message: 'unknownStaff',
    })
    const nobody = { ...sent, subject: centre.as('peer').staffId, letIn: [] }
    expect((await centre.as('peer').call('restriction.begin', nobody)).status).toBe(404)
  })
})

describe('it is kept', () => {
  test('person.erase refuses isRestricted', async () => {
    const { centre, does, refused } = scene
    const { personId, here, past } = await known('Oak')
    await does('desk', 'visit.leave', { visitId: here })
    await restrict(personId)
    const since = centre.clock.now()
    const error = { error: 'isRestricted', since }
    expect(await refused('manager', 'person.erase', { personId, why: 'keptLongEnough' })).toEqual(error)
    expect(await refused('manager', 'visit.erase', { visitId: past, why: 'theyAsked' })).toEqual(error)
    const [row] = await centre.db.read.select().from(person).where(eq(person.id, personId))
    expect(row).toMatchObject({ name: 'Oak', restrictedAt: since })
  })

  test('visit.erase refuses isRestricted', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive({ label: 'Pine' })
    await does('desk', 'visit.leave', { visitId })
    await restrict(visitId)
    const since = centre.clock.now()
    const sent = { visitId, why: 'theyAsked' as const }
    expect(await refused('manager', 'visit.erase', sent)).toEqual({ error: 'isRestricted', since })
  })
})
