/** A worker who is a guest here too: closed to colleagues they haven't chosen, open to themselves. */
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../shared/contract/index.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const page = async (visitId: string, by: WorkerName): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit

/** The housing worker, as a guest. */
async function asGuest() {
  const { centre, does, staff } = scene
  const personId = await does('desk', 'person.add', { name: 'Peregrine Moss' })
  const visitId = await centre.arrive({ personId, wants: ['peer'], words: 'Not at work today.' })
  await does('manager', 'person.markColleague', { personId, staffId: staff('housing') })
  return { personId, visitId }
}

describe('a colleague’s own record', () => {
  test('is closed to those they haven’t chosen, on the page, on boards and in the search', async () => {
    const { centre } = scene
    const { visitId } = await asGuest()
    expect(await page(visitId, 'peer')).toMatchObject({ person: null, words: [], closed: expect.any(Array) })
    const board = (await centre.as('peer').ask('board')).body as Answer<'board'>
    const card = board.cards.find((one) => one.id === visitId)
    expect(card).toMatchObject({ wants: ['anyone'], blank: ['name', 'wishes'] })
    expect(card?.label).not.toContain('Peregrine')
    const found = (await centre.as('peer').ask('people', { startsWith: 'pereg' })).body as Answer<'people'>
    expect(found.people).toEqual([])
  })

  test('is theirs to open', async () => {
    const { visitId } = await asGuest()
    expect(await page(visitId, 'housing')).toMatchObject({
      person: { name: 'Peregrine Moss' },
      words: [{ text: 'Not at work today.' }],
    })
  })

  test('is named as theirs to them alone, with whom they chose', async () => {
    const { does, staff } = scene
    const { personId, visitId } = await asGuest()
    await does('housing', 'person.chooseColleagues', { personId, staffIds: [staff('peer')] })
    expect((await page(visitId, 'housing')).ownRecord).toEqual({ chosen: [staff('peer')] })
    expect((await page(visitId, 'peer')).ownRecord).toBeNull()
    expect((await page(visitId, 'manager')).ownRecord).toBeNull()
  })

  test('is open to whom they chose', async () => {
    const { does, staff } = scene
    const { personId, visitId } = await asGuest()
    await does('housing', 'person.chooseColleagues', { personId, staffIds: [staff('peer')] })
    expect((await page(visitId, 'peer')).person).toMatchObject({ name: 'Peregrine Moss' })
    expect((await page(visitId, 'peer2')).person).toBeNull()
  })

  test('may be said by themselves, and taken back', async () => {
    const { centre, does, staff } = scene
    const personId = await does('desk', 'person.add', { name: 'Linnet' })
    const visitId = await centre.arrive({ personId })
    await does('benefits', 'person.markColleague', { personId, staffId: staff('benefits') })
    expect((await page(visitId, 'peer')).person).toBeNull()
    await does('benefits', 'person.markColleague', { personId, staffId: null })
    expect((await page(visitId, 'peer')).person).toMatchObject({ name: 'Linnet' })
  })

  test('person.markColleague refuses notYourRecord', async () => {
    const { does, refused, staff } = scene
    const personId = await does('desk', 'person.add', { name: 'Thrush' })
    const others = { personId, staffId: staff('housing') }
    expect(await refused('peer', 'person.markColleague', others)).toMatchObject({ error: 'notYourRecord' })
    await does('housing', 'person.markColleague', others)
    const back = { personId, staffId: null }
    expect(await refused('peer', 'person.markColleague', back)).toMatchObject({ error: 'notYourRecord' })
  })

  test('person.markColleague refuses notYourRecord where the person has closed theirs to whoever says “this is me”', async () => {
    const { does, refused, staff, centre } = scene
    const personId = await does('desk', 'person.add', { name: 'Somebody Else' })
    const agencyIds = [centre.as('housing').agencyId]
    await does('peer', 'person.chooseSharing', { personId, agencyIds, answers: { notes: 'no' } })
    const me = { personId, staffId: staff('housing') }
    expect(await refused('housing', 'person.markColleague', me)).toMatchObject({ error: 'notYourRecord' })
    await does('manager', 'person.markColleague', me)
  })

  test('person.chooseColleagues refuses notYourRecord', async () => {
    const { refused, staff } = scene
    const { personId } = await asGuest()
    const chosen = { personId, staffIds: [staff('peer')] }
    expect(await refused('peer', 'person.chooseColleagues', chosen)).toMatchObject({ error: 'notYourRecord' })
  })

  test('is named by the log no more than any other choice', async () => {
    const { staff, last } = scene
    const { personId } = await asGuest()
    const { kind, data } = await last(personId)
    expect(kind).toBe('person.sharingChosen')
    expect(JSON.stringify(data)).not.toContain(staff('housing'))
    expect(Object.keys(data)).toEqual(['said'])
  })

  test('opened by a colleague none the less is an unusual look', async () => {
    const { centre, who } = scene
    const { visitId } = await asGuest()
    await page(visitId, 'socialCare')
    const { looks } = (await centre.as('manager').ask('access.reviews')).body as Answer<'access.reviews'>
    expect(looks.find((one) => one.visitId === visitId)).toMatchObject({
      by: who('socialCare'),
      why: ['colleague'],
    })
  })
})
