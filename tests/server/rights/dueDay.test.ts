/** On the very day on which its years are over by the calendar a record is listed, in the night's first minute too. */
import { afterEach, expect, test } from 'vitest'
import type { Answer } from '../../../shared/contract/index.ts'
import { fakeClock, hours, minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

let centre: TestCentre
afterEach(() => centre.close())

const done = async (by: WorkerName, ...[name, input]: Parameters<ReturnType<TestCentre['as']>['call']>) => {
  const { status, body } = await centre.as(by).call(name, input)
  expect({ status, body }).toMatchObject({ status: 200 })
  return String(body.id)
}
/** Somebody who was here for ten minutes. */
async function wasHere(label: string) {
  const visitId = await centre.arrive({ label, words: `${label} said so` })
  centre.clock.pass(minutes(10))
  await done('desk', 'visit.leave', { visitId })
  return visitId
}
const listed = async () => {
  const manager = centre.as('manager')
  const { due } = (await manager.ask('retention.due')).body as Answer<'retention.due'>
  const enquiries = (await manager.ask('enquiry.due')).body as Answer<'enquiry.due'>
  return [
    ...due.map(({ subject, dueOn }) => ({ id: subject, dueOn })),
    ...enquiries.due.map(({ id }) => ({ id })),
  ]
}

test.each([
  // 29 February, and years with one leap day and with two: none is 365.25 days long.
  ['2024-02-29', 7, '2031-03-01'],
  ['2024-02-29', 8, '2032-02-29'],
  ['2025-01-10', 7, '2032-01-10'],
  ['2027-03-01', 9, '2036-03-01'],
])('last here late on %s, kept for %i years: listed from %s on', async (last, years, dueOn) => {
  centre = await startCentre({ clock: fakeClock(Date.parse(`${last}T23:20:00Z`)) })
  const why = 'Our own agreement'
  for (const kind of ['adult', 'unknownPerson'] as const)
    await done('manager', 'retention.change', { kind, years, why })
  const asked = { askedBy: 'A man on the phone', askedAfter: 'Bryony', answer: 'cantSay' } as const
  const enquiryId = await done('desk', 'enquiry.record', asked)
  const unknown = await wasHere('Once')
  const visitId = await wasHere('Bryony')
  // Whom it was is found out on the day after: their years count from the visit all the same.
  centre.clock.pass(hours(9))
  const personId = await done('desk', 'person.add', { name: 'Bryony' })
  await done('desk', 'visit.joinPerson', { visitId, personId })

  const day = Date.parse(`${dueOn}T00:00:00Z`)
  centre.clock.set(day - 1)
  expect(await listed()).toEqual([])
  const early = await centre.as('manager').call('enquiry.erase', { enquiryId })
  expect(early.body).toEqual({ error: 'keptUntil', at: day })
  centre.clock.set(day)
  const all = [{ id: unknown, dueOn }, { id: personId, dueOn }, { id: enquiryId }]
  expect(await listed()).toEqual(expect.arrayContaining(all))
  expect(await listed()).toHaveLength(all.length)

  // Kept for so many years more is by the same calendar.
  await done('manager', 'retention.keep', { subject: unknown, years: 1, why: 'A claim is open' })
  expect((await listed()).map(({ id }) => id)).not.toContain(unknown)
  const nextYear = new Date(day)
  nextYear.setUTCFullYear(nextYear.getUTCFullYear() + 1)
  centre.clock.set(nextYear.getTime() - 1)
  expect((await listed()).map(({ id }) => id)).not.toContain(unknown)
  centre.clock.set(nextYear.getTime())
  expect((await listed()).map(({ id }) => id)).toContain(unknown)
})
