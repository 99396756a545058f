/**
 * Carers and supporters: a record of their own that the person can’t see, and the other way round. What is written of
 * the one is nowhere in the other’s record, copy, story, search or log; the tie itself is for the team.
 */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { tie } from '../../../db/schema/tie.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { Board } from '../../../shared/contract/board.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import type { PersonCopy } from '../../../shared/contract/rights.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const page = async (visitId: string, by: WorkerName = 'peer'): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit
const copyOf = async (personId: string) =>
  (await scene.centre.as('manager').ask('person.copy', { personId })).body as PersonCopy

/** Somebody and whoever supports them, each known and here with words and a note of their own, and the tie. */
async function two(word: string) {
  const { centre, does } = scene
  const known = async (name: string) => {
    const personId = await does('peer', 'person.add', { name: `${word} ${name}` })
    const visitId = await centre.arrive({ personId, words: `${word} words of ${name}` })
    await does('peer', 'note.write', { visitId, text: `${word} note about ${name}` })
    return { personId, visitId }
  }
  const carer = await known('Carer')
  const person = await known('Person')
  const tieId = await does('carerSupporter', 'tie.add', {
    supporter: carer.visitId,
    supported: person.visitId,
  })
  return { carer, person, tieId }
}

describe('two who are tied', () => {
  test('are named to the team on each other’s page, plainly, and never whether they are here', async () => {
    const { carer, person, tieId } = await two('Alder')
    const { who } = scene
    expect((await page(carer.visitId)).ties).toMatchObject([
      {
        id: tieId,
        is: 'supporter',
        name: 'Alder Person',
        says: null,
        otherSays: null,
        by: who('carerSupporter'),
      },
    ])
    const [told] = (await page(person.visitId)).ties
    expect(told).toMatchObject({ is: 'supported', name: 'Alder Carer' })
    expect(JSON.stringify(told)).not.toContain(carer.visitId)
    const before = (await page(carer.visitId)).ties
    await scene.does('peer', 'visit.leave', { visitId: person.visitId })
    expect((await page(carer.visitId)).ties).toEqual(before)
    expect((await page(carer.visitId, 'volunteer')).ties).toEqual([])
  })

  test('are in the copy of a visit by somebody we don’t know too, once both have said so', async () => {
    const { centre, does } = scene
    const supporter = await centre.arrive({ label: 'Larch Carer' })
    const { personId } = (await two('Larch')).person
    const tieId = await does('peer', 'tie.add', { supporter, supported: personId })
    const written = async () =>
      ((await centre.as('manager').ask('visit.copy', { visitId: supporter })).body as PersonCopy).written
    expect(await written()).toEqual([])
    for (const side of ['supporter', 'supported'] as const)
      await does('peer', 'tie.choose', { tieId, side, mayKnow: true })
    expect(await written()).toMatchObject([{ field: 'supports', value: 'Larch Person', mayNameOthers: true }])
  })

  test('have nothing of each other in record, story, copy, search, board or log', async () => {
    const { centre } = scene
    const { carer, person, tieId } = await two('Birch')
    for (const [own, others] of [
      [carer, /(Birch|of|about) Person/],
      [person, /(Birch|of|about) Carer/],
    ] as const) {
      const record = JSON.stringify({ ...(await page(own.visitId)), ties: [] })
      expect(record).not.toMatch(others)
      expect(record).not.toContain(tieId)
      const copy = JSON.stringify(await copyOf(own.personId))
      expect(copy).toContain('Birch note about')
      expect(copy).not.toMatch(others)
      expect(copy).not.toContain(tieId)
    }
    const found = JSON.stringify((await centre.as('peer').ask('people', { startsWith: 'Birch Carer' })).body)
    expect(found).toContain(carer.personId)
    expect(found).not.toContain(person.personId)
    const board = (await centre.as('peer').ask('board')).body as Board
    expect(JSON.stringify(board)).not.toContain(tieId)
    const rows = await centre.db.read.select().from(change).where(eq(change.subject, tieId))
    expect(rows.map((row) => row.kind)).toEqual(['tie.added'])
    for (const id of [carer.visitId, carer.personId, person.visitId, person.personId])
      expect(JSON.stringify(rows)).not.toContain(id)
  })

  test('stand in each other’s copy once both have said so, and no longer when one takes it back', async () => {
    const { does } = scene
    const { carer, person, tieId } = await two('Cedar')
    const choose = (side: 'supporter' | 'supported', mayKnow: boolean | null) =>
      does('peer', 'tie.choose', { tieId, side, mayKnow })
    await choose('supporter', true)
    expect((await page(person.visitId)).ties).toMatchObject([{ says: null, otherSays: { mayKnow: true } }])
    expect(JSON.stringify(await copyOf(carer.personId))).not.toContain('Cedar Person')
    await choose('supported', true)
    expect((await copyOf(carer.personId)).written).toContainEqual(
      expect.objectContaining({ field: 'supports', value: 'Cedar Person', mayNameOthers: true }),
    )
    const theirs = await copyOf(person.personId)
    expect(theirs.written).toContainEqual(
      expect.objectContaining({ field: 'supportedBy', value: 'Cedar Carer' }),
    )
    expect(JSON.stringify(theirs)).not.toMatch(/(words of|note about) Carer/)
    await choose('supported', false)
    expect(JSON.stringify(await copyOf(carer.personId))).not.toContain('Cedar Person')
    expect(isWhole(await verify(scene.centre.db.read, scene.centre.id))).toBe(true)
  })

  test('are found by whichever visit of theirs is open, and part with a visit that wasn’t theirs', async () => {
    const { centre, does } = scene
    const unknown = await centre.arrive({ label: 'Dogwood' })
    const personId = await does('peer', 'person.add', { name: 'Dogwood Known' })
    await does('peer', 'tie.add', { supporter: unknown, supported: personId })
    const first = await centre.arrive({ personId })
    expect((await page(first)).ties).toMatchObject([{ is: 'supported', name: 'Dogwood' }])
    await does('peer', 'visit.leave', { visitId: unknown })
    const carerId = await does('peer', 'person.add', { name: 'Dogwood Sister', visitId: unknown })
    const next = await centre.arrive({ personId: carerId })
    expect((await page(next)).ties).toMatchObject([{ is: 'supporter', name: 'Dogwood Known' }])
    await does('peer', 'visit.partPerson', { visitId: unknown })
    expect((await page(next)).ties).toEqual([])
    expect((await page(unknown)).ties).toHaveLength(1)
    // Joined to the very person whom they were to support, it says nothing any more.
    await does('peer', 'visit.joinPerson', { visitId: unknown, personId })
    expect((await page(first)).ties).toEqual([])
  })
})

describe('whoever mayn’t know of one', () => {
  test('is told of no tie to them, on neither page, and can’t say anything of it', async () => {
    const { centre, does } = scene
    const { carer, person, tieId } = await two('Elder')
    const { agencyId } = centre.as('housing')
    await does('peer', 'person.chooseSharing', {
      personId: carer.personId,
      agencyIds: [agencyId],
      answers: { name: 'no' },
    })
    for (const { visitId } of [carer, person]) expect((await page(visitId, 'housing')).ties).toEqual([])
    const sides = { supporter: carer.visitId, supported: person.visitId }
    expect((await centre.as('housing').call('tie.add', sides)).status).toBe(403)
    for (const [name, input] of [
      ['tie.end', { tieId }],
      ['tie.choose', { tieId, side: 'supported', mayKnow: true }],
    ] as const)
      expect((await centre.as('housing').call(name, input)).status, name).toBe(404)
    await does('housing', 'access.open', { visitId: carer.visitId, reason: 'They fell, and can’t be woken' })
    expect((await page(person.visitId, 'housing')).ties).toHaveLength(1)
  })

  test('is one of the two who works here, until both said that the other may know', async () => {
    const { does, staff } = scene
    const { carer, person, tieId } = await two('Fir')
    await does('manager', 'person.markColleague', { personId: person.personId, staffId: staff('benefits') })
    for (const { visitId } of [carer, person]) expect((await page(visitId, 'benefits')).ties).toEqual([])
    await does('benefits', 'person.chooseColleagues', {
      personId: person.personId,
      staffIds: [staff('peer')],
    })
    await does('peer', 'tie.choose', { tieId, side: 'supporter', mayKnow: true })
    await does('peer', 'tie.choose', { tieId, side: 'supported', mayKnow: true })
    expect((await page(person.visitId, 'benefits')).ties).toMatchObject([{ name: 'Fir Carer' }])
  })

  test('is everybody whom a restricted record isn’t open to', async () => {
    const { does } = scene
    const { carer, person } = await two('Gorse')
    await does('peer', 'restriction.begin', { subject: person.personId, why: 'notRight', letIn: [] })
    expect((await page(carer.visitId)).ties).toEqual([])
    expect(JSON.stringify(await page(carer.visitId))).not.toContain('Gorse Person')
  })
})

describe('erasing one side', () => {
  test('leaves the other their own record, and the tie without a name; the log is whole', async () => {
    const { centre, does, said } = scene
    const { carer, person, tieId } = await two('Hazel')
    await does('peer', 'tie.choose', { tieId, side: 'supporter', mayKnow: true })
    await does('peer', 'visit.leave', { visitId: person.visitId })
    await does('manager', 'person.erase', { personId: person.personId, why: 'theyAsked' })
    expect((await page(carer.visitId)).ties).toMatchObject([{ is: 'supporter', name: null, says: null }])
    expect((await page(person.visitId)).ties).toEqual([])
    expect(await said(tieId, 'tie')).toEqual([null])
    const [row] = await centre.db.read.select().from(tie).where(eq(tie.id, tieId))
    expect(row).toMatchObject({ supporter: carer.visitId, supported: '', supporterSays: null })
    const choice = { tieId, side: 'supported', mayKnow: true } as const
    expect((await centre.as('peer').call('tie.choose', choice)).status).toBe(404)
    expect(JSON.stringify(await copyOf(carer.personId))).toContain('Hazel note about Carer')
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })
})

describe('a tie', () => {
  test('ends, and neither record changes', async () => {
    const { does, visit } = scene
    const { carer, person, tieId } = await two('Ivy')
    const before = (await visit(carer.visitId)).version
    await does('peer', 'tie.end', { tieId })
    for (const { visitId } of [carer, person]) expect((await page(visitId)).ties).toEqual([])
    expect((await visit(carer.visitId)).version).toBe(before)
    // It was so after all.
    await does('peer', 'tie.add', { supporter: carer.personId, supported: person.personId })
    expect((await page(carer.visitId)).ties).toHaveLength(1)
  })

  test('is of two who are there, at this centre', async () => {
    const { centre, does, staff } = scene
    const personId = await does('peer', 'person.add', { name: 'Juniper' })
    const sides = { supporter: personId, supported: staff('peer') }
    expect((await centre.as('peer').call('tie.add', sides)).status).toBe(404)
    expect((await centre.as('peer').call('tie.end', { tieId: personId })).status).toBe(404)
  })

  test('tie.add refuses samePerson', async () => {
    const { centre, does, refused } = scene
    const personId = await does('peer', 'person.add', { name: 'Kale' })
    const visitId = await centre.arrive({ personId })
    expect(await refused('peer', 'tie.add', { supporter: visitId, supported: personId })).toMatchObject({
      error: 'samePerson',
    })
  })

  test('tie.add refuses alreadyTied', async () => {
    const { does, refused } = scene
    const { carer, person } = await two('Larch')
    const again = { supporter: carer.personId, supported: person.personId }
    expect(await refused('peer', 'tie.add', again)).toMatchObject({ error: 'alreadyTied' })
    // Each may support the other.
    await does('peer', 'tie.add', { supporter: person.personId, supported: carer.personId })
    expect((await page(person.visitId)).ties).toHaveLength(2)
  })

  test('tie.add refuses tieExists', async () => {
    const { centre, refused } = scene
    const { tieId } = await two('Maple')
    const sides = { supporter: await centre.arrive(), supported: await centre.arrive() }
    expect(await refused('peer', 'tie.add', { tieId, ...sides })).toMatchObject({ error: 'tieExists' })
  })

  test('tie.choose refuses notTied', async () => {
    const { does, refused } = scene
    const { tieId } = await two('Nutmeg')
    await does('peer', 'tie.end', { tieId })
    const choice = { tieId, side: 'supporter', mayKnow: true } as const
    expect(await refused('peer', 'tie.choose', choice)).toMatchObject({ error: 'notTied' })
  })

  test('tie.end refuses notTied', async () => {
    const { does, refused } = scene
    const { tieId } = await two('Oak')
    await does('peer', 'tie.end', { tieId })
    expect(await refused('peer', 'tie.end', { tieId })).toMatchObject({ error: 'notTied' })
  })
})
