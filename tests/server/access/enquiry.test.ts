/** "Is my wife there?": the same answer for anybody, and something to tell whoever may be meant. */
import { describe, expect, test } from 'vitest'
import { enquiry as enquiryTable } from '../../../db/schema/access.ts'
import { change } from '../../../db/schema/log.ts'
import { said } from '../../../db/schema/said.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const enquiry = { askedBy: 'A man on the phone', askedAfter: 'Sarah Lowe', answer: 'cantSay' } as const
const page = async (visitId: string): Promise<Visit> =>
  (await scene.centre.as('peer').ask('visit', { visitId })).body as Visit

test('how and when it is safe to contact somebody, and what never to say, stands on their page', async () => {
  const { centre, does } = scene
  const personId = await does('desk', 'person.add', { name: 'Willow' })
  const visitId = await centre.arrive({ personId })
  expect((await page(visitId)).contact).toEqual({ how: null, when: null, never: null })
  const words = { contactHow: 'Text only', contactWhen: 'Before noon', contactNever: 'Where you ring from' }
  await does('peer', 'person.change', { personId, ...words })
  expect((await page(visitId)).contact).toEqual({
    how: 'Text only',
    when: 'Before noon',
    never: 'Where you ring from',
  })
  expect(JSON.stringify(await centre.db.read.select().from(change))).not.toContain('Text only')
})

describe('an enquiry', () => {
  test('is answered the same way whether or not anybody of that name is here', async () => {
    const { centre } = scene
    const before = await centre.as('desk').call('enquiry.record', enquiry)
    await centre.arrive({ label: 'Sarah' })
    const after = await centre.as('desk').call('enquiry.record', enquiry)
    expect([before.status, after.status]).toEqual([200, 200])
    expect(Object.keys(after.body as object)).toEqual(Object.keys(before.body as object))
  })

  test('stands on the page of whoever may be meant, and on nobody else’s, until they were told', async () => {
    const { centre, does, who } = scene
    const enquiryId = await does('desk', 'enquiry.record', { ...enquiry, askedAfter: 'Clementine' })
    const visitId = await centre.arrive({ label: 'Clementine' })
    const other = await centre.arrive({ label: 'Ben' })
    expect((await page(visitId)).enquiries).toMatchObject([
      { id: enquiryId, askedBy: 'A man on the phone', by: who('desk'), answer: 'cantSay' },
    ])
    expect((await page(other)).enquiries).toEqual([])
    await does('peer', 'enquiry.tell', { enquiryId, visitId })
    expect((await page(visitId)).enquiries).toEqual([])
  })

  test('enquiry.tell refuses alreadyTold', async () => {
    const { centre, does, refused } = scene
    const enquiryId = await does('desk', 'enquiry.record', enquiry)
    const visitId = await centre.arrive({ label: 'Sarah' })
    await does('peer', 'enquiry.tell', { enquiryId, visitId })
    expect(await refused('peer', 'enquiry.tell', { enquiryId, visitId })).toMatchObject({
      error: 'alreadyTold',
    })
  })

  test('is on no board, and in the log by digest alone', async () => {
    const { centre, does } = scene
    await centre.arrive({ label: 'Persephone' })
    await does('desk', 'enquiry.record', { ...enquiry, askedAfter: 'Persephone', askedBy: 'Her landlord' })
    expect(JSON.stringify((await centre.as('peer').ask('board')).body)).not.toContain('landlord')
    expect(JSON.stringify(await centre.db.read.select().from(change))).not.toMatch(/landlord|Persephone/)
  })
})

describe('an enquiry that nobody could be told of', () => {
  const due = async () => (await scene.centre.as('manager').ask('enquiry.due')).body as Answer<'enquiry.due'>
  const nineYears = 9 * 366 * 86_400_000

  test('is listed when it was kept as long as the rule says; its words go by a manager, and the log is whole', async () => {
    const { centre, does, who } = scene
    const asked = { ...enquiry, askedAfter: 'Quinceworth', remark: 'Rang twice' }
    const enquiryId = await does('desk', 'enquiry.record', asked)
    expect((await due()).due).toEqual([])
    centre.clock.pass(nineYears)
    expect((await due()).due.filter(({ id }) => id === enquiryId)).toMatchObject([
      { askedBy: 'A man on the phone', askedAfter: 'Quinceworth', by: who('desk') },
    ])
    await does('manager', 'enquiry.erase', { enquiryId })
    expect((await due()).due.filter(({ id }) => id === enquiryId)).toEqual([])
    const everything = [
      ...(await centre.db.read.select().from(enquiryTable)),
      ...(await centre.db.read.select().from(said)),
    ]
    for (const word of ['Quinceworth', 'Rang twice']) expect(JSON.stringify(everything)).not.toContain(word)
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })

  test('enquiry.erase refuses keptUntil', async () => {
    const enquiryId = await scene.does('desk', 'enquiry.record', enquiry)
    const refused = await scene.refused('manager', 'enquiry.erase', { enquiryId })
    expect(refused).toMatchObject({ error: 'keptUntil' })
    scene.centre.clock.set((refused as { at: number }).at)
    await scene.does('manager', 'enquiry.erase', { enquiryId })
  })

  test('enquiry.erase refuses nothingToErase', async () => {
    const enquiryId = await scene.does('desk', 'enquiry.record', enquiry)
    scene.centre.clock.pass(nineYears)
    await scene.does('manager', 'enquiry.erase', { enquiryId })
    const again = await scene.refused('manager', 'enquiry.erase', { enquiryId })
    expect(again).toMatchObject({ error: 'nothingToErase' })
  })

  test('enquiry.erase refuses alreadyTold', async () => {
    const { centre, does, refused } = scene
    const enquiryId = await does('desk', 'enquiry.record', enquiry)
    await does('peer', 'enquiry.tell', { enquiryId, visitId: await centre.arrive({ label: 'Sarah' }) })
    centre.clock.pass(nineYears)
    const told = await refused('manager', 'enquiry.erase', { enquiryId })
    expect(told).toMatchObject({ error: 'alreadyTold' })
  })
})
