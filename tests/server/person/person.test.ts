/** Somebody the centre knows: added in a moment, put right without losing what was there. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { nameWord, person } from '../../../db/schema/person.ts'
import { addDays, localDay } from '../../../shared/domain/days.ts'
import { startCentre } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const row = async (id: string) => {
  const [found] = await scene.centre.db.read.select().from(person).where(eq(person.id, id))
  return found
}
const words = async (id: string) => {
  const found = await scene.centre.db.read.select().from(nameWord).where(eq(nameWord.personId, id))
  return found.map((one) => one.word).sort()
}

describe('adding', () => {
  test('with a name alone', async () => {
    const { centre, does, staff, last } = scene
    const id = await does('desk', 'person.add', { name: 'Sam' })
    expect(await row(id)).toEqual({
      id,
      centreId: centre.id,
      name: 'Sam',
      otherNames: [],
      birth: null,
      died: null,
      secondLine: null,
      addedAt: centre.clock.now(),
      addedBy: staff('desk'),
      sharing: null,
      restrictedAt: null,
      contactHow: null,
      contactWhen: null,
      contactNever: null,
      version: 1,
    })
    expect(await last(id)).toMatchObject({ kind: 'person.added', data: { said: [{ field: 'name' }] } })
  })

  test('with all that was given; the log holds digests, never a word of it', async () => {
    const { does, said, last } = scene
    const given = {
      name: 'Wren Adeyemi',
      otherNames: ['Florence Adeyemi', 'Wren', 'Wren'],
      birth: '1981-07',
      secondLine: 'Tall, walks the grey dog',
    }
    const id = await does('desk', 'person.add', given)
    expect(await row(id)).toMatchObject({ ...given, otherNames: ['Florence Adeyemi', 'Wren'] })
    expect(await said(id, 'secondLine')).toEqual(['Tall, walks the grey dog'])
    const text = JSON.stringify(await last(id))
    for (const word of ['Wren', 'Florence', '1981', 'grey']) expect(text).not.toContain(word)
  })

  test('under an id of one’s own making', async () => {
    const personId = uuidv7()
    expect(await scene.does('desk', 'person.add', { personId, name: 'Ash' })).toBe(personId)
  })

  test('person.add refuses personExists', async () => {
    const personId = await scene.does('desk', 'person.add', { name: 'Ash' })
    const again = await scene.refused('peer', 'person.add', { personId, name: 'Somebody else' })
    expect(again).toEqual({ error: 'personExists' })
    expect((await row(personId))?.name).toBe('Ash')
  })

  test('with their visit, which is theirs at once', async () => {
    const { centre, does, visit, last } = scene
    const visitId = await centre.arrive()
    const personId = await does('desk', 'person.add', { name: 'Robin', visitId })
    expect(await visit(visitId)).toMatchObject({ personId, version: 2 })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.personJoined', data: { personId } })
    const { cards } = (await centre.as('desk').ask('board')).body
    const card = cards.find((one: { id: string }) => one.id === visitId)
    expect(card).toMatchObject({ label: 'Robin', isKnown: true })
  })

  test('person.add refuses alreadyJoined, naming the person whose visit it is', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    const personId = await does('desk', 'person.add', { name: 'Robin', visitId })
    const again = await refused('desk', 'person.add', { name: 'Robyn', visitId })
    expect(again).toEqual({ error: 'alreadyJoined', personId })
    const found = (await centre.as('desk').ask('people', { startsWith: 'robyn' })).body.people
    expect(found).toEqual([])
  })

  test('to one visit by two at once is one’s', async () => {
    const { centre } = scene
    const visitId = await centre.arrive()
    const answers = await Promise.all(
      (['desk', 'peer', 'peer2', 'housing'] as const).map((worker) =>
        centre.as(worker).call('person.add', { name: 'Robin', visitId }),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409])
  })

  test('to a visit that isn’t the centre’s, or was logged by mistake, adds nobody', async () => {
    const { centre, does, invalid } = scene
    const nowhere = await centre.as('desk').call('person.add', { name: 'Lost', visitId: uuidv7() })
    expect(nowhere.status).toBe(404)
    const visitId = await centre.arrive()
    await does('desk', 'visit.retract', { visitId })
    const issue = await invalid('desk', 'person.add', { name: 'Lost', visitId })
    expect(issue).toEqual({ path: 'visitId', message: 'retracted' })
    expect((await centre.as('desk').ask('people', { startsWith: 'lost' })).body.people).toEqual([])
  })

  test.each(['1981-13', '1981-02-30', '81', '19810704', 'July'])('a birth of %s isn’t one', async (birth) => {
    expect((await scene.invalid('desk', 'person.add', { name: 'Sam', birth })).path).toBe('birth')
  })
})

describe('putting right', () => {
  test('changes what differs, keeps what was there, and finds them by the new words alone', async () => {
    const { centre, does, said, last } = scene
    const id = await does('desk', 'person.add', { name: 'Davina Oyelaran', otherNames: ['Dee'] })
    await does('peer', 'person.change', { personId: id, name: 'David Oyelaran', birth: '1990' })
    expect(await row(id)).toMatchObject({
      name: 'David Oyelaran',
      otherNames: ['Dee'],
      birth: '1990',
      version: 2,
    })
    expect(await said(id, 'name')).toEqual(['Davina Oyelaran', 'David Oyelaran'])
    expect((await last(id)).data).toMatchObject({ said: [{ field: 'name' }, { field: 'birth' }] })
    expect(await words(id)).toEqual(['david', 'dee', 'oyelaran'])
    expect((await centre.as('desk').ask('people', { startsWith: 'davina' })).body.people).toEqual([])
  })

  test('takes back what shouldn’t be there', async () => {
    const { does, said } = scene
    const id = await does('desk', 'person.add', { name: 'Jas', birth: '1990-01-02', secondLine: 'Blue coat' })
    await does('desk', 'person.change', { personId: id, birth: null, secondLine: null, otherNames: [] })
    expect(await row(id)).toMatchObject({ birth: null, secondLine: null, version: 2 })
    expect(await said(id, 'birth')).toEqual(['1990-01-02', null])
  })

  test('that somebody has died is written down, put right and taken back, and the log holds only digests', async () => {
    const { centre, does, said, last } = scene
    const personId = await does('desk', 'person.add', { name: 'Ottilie Brae', birth: '1951' })
    await does('peer', 'person.change', { personId, died: '2026-05-17' })
    expect(await row(personId)).toMatchObject({ birth: '1951', died: '2026-05-17', version: 2 })
    const { kind, data } = await last(personId)
    expect({ kind, fields: data.said?.map(({ field }) => field) }).toEqual({
      kind: 'person.changed',
      fields: ['died'],
    })
    expect(JSON.stringify(data)).not.toContain('2026-05')
    const { people } = (await centre.as('desk').ask('people', { startsWith: 'ottilie' })).body
    expect(people).toMatchObject([{ id: personId, died: '2026-05-17' }])
    await does('peer', 'person.change', { personId, died: '2026' })
    await does('peer', 'person.change', { personId, died: null })
    expect((await row(personId))?.died).toBeNull()
    expect(await said(personId, 'died')).toEqual(['2026-05-17', '2026', null])
    // Mistakes happen, and whoever is written down as dead can be logged as here.
    await does('peer', 'person.change', { personId, died: '2025' })
    expect(await centre.arrive({ personId })).not.toBe('')
  })

  test('a day that is still to come is no day to be born or to die on', async () => {
    const { centre, does, invalid } = scene
    const personId = await does('desk', 'person.add', { name: 'Ansel' })
    const today = localDay(centre.clock.now())
    const tomorrow = addDays(today, 1)
    const nextYear = String(Number(today.slice(0, 4)) + 1)
    for (const day of [tomorrow, nextYear, `${nextYear}-01`]) {
      const died = await invalid('desk', 'person.change', { personId, died: day })
      expect(died).toEqual({ path: 'died', message: 'noSuchDay' })
      const birth = await invalid('desk', 'person.change', { personId, birth: day })
      expect(birth).toEqual({ path: 'birth', message: 'noSuchDay' })
      expect((await invalid('desk', 'person.add', { name: 'Ansel', birth: day })).path).toBe('birth')
    }
    expect(await row(personId)).toMatchObject({ birth: null, died: null, version: 1 })
    // The year, the month and the day that it is have begun.
    for (const died of [today.slice(0, 4), today.slice(0, 7), today])
      await does('desk', 'person.change', { personId, died })
    expect((await row(personId))?.died).toBe(today)
  })

  test('person.change refuses diedBeforeBirth, whichever of the two is written down later', async () => {
    const { does, refused } = scene
    const personId = await does('desk', 'person.add', { name: 'Ivo Brae', birth: '1951-06-02' })
    const wrong = { error: 'diedBeforeBirth' }
    for (const died of ['1950', '1951-05', '1951-06-01'])
      expect(await refused('desk', 'person.change', { personId, died })).toEqual(wrong)
    // As far as it was given it may be.
    for (const died of ['1951', '1951-06', '1951-06-02', '2020-01-01'])
      await does('desk', 'person.change', { personId, died })
    expect(await refused('desk', 'person.change', { personId, birth: '2020-02' })).toEqual(wrong)
    expect(await row(personId)).toMatchObject({ birth: '1951-06-02', died: '2020-01-01', version: 5 })
    await does('desk', 'person.change', { personId, birth: '2020-02', died: '2021' })
  })

  test('the same again changes nothing', async () => {
    const { does, story } = scene
    const id = await does('desk', 'person.add', { name: 'Kit', otherNames: ['Christopher'] })
    await does('desk', 'person.change', { personId: id, name: 'Kit', otherNames: ['Christopher'] })
    expect((await row(id))?.version).toBe(1)
    expect(await story(id)).toHaveLength(1)
  })

  test('person.change refuses changedMeanwhile, saying which version there is', async () => {
    const { does, refused } = scene
    const personId = await does('desk', 'person.add', { name: 'Noor' })
    await does('peer', 'person.change', { personId, secondLine: 'Likes the window seat', seenVersion: 1 })
    const late = await refused('desk', 'person.change', { personId, secondLine: 'Red scarf', seenVersion: 1 })
    expect(late).toEqual({ error: 'changedMeanwhile', version: 2 })
    expect((await row(personId))?.secondLine).toBe('Likes the window seat')
  })

  test('shows on the card of their open visit', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    const personId = await does('desk', 'person.add', { name: 'Mo', visitId })
    await does('desk', 'person.change', { personId, name: 'Maureen' })
    const { cards } = (await centre.as('desk').ask('board')).body
    expect(cards.find((one: { id: string }) => one.id === visitId).label).toBe('Maureen')
  })

  test('somebody of another centre is nobody', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const { body } = await other.as('desk').call('person.add', { name: 'Elsewhere' })
    const { status } = await scene.centre
      .as('desk')
      .call('person.change', { personId: body.id, name: 'Here' })
    expect(status).toBe(404)
    expect((await row(body.id))?.name).toBe('Elsewhere')
    await other.stop()
  })
})
