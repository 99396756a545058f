/** What has been kept as long as the rules say comes up on a list; each is erased or kept longer by somebody, or stays. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { retentionKeep } from '../../../db/schema/centre.ts'
import { change, looked } from '../../../db/schema/log.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { DueRecord } from '../../../shared/contract/retention.ts'
import type { PersonCopy } from '../../../shared/contract/rights.ts'
import { addYears, localDay } from '../../../shared/domain/days.ts'
import { askFromOutside } from '../../database.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'

const year = 365.25 * 86_400_000
let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

const due = async (): Promise<DueRecord[]> =>
  ((await centre.as('manager').ask('retention.due')).body as { due: DueRecord[] }).due
const dueOf = async (subject: string) => (await due()).find((one) => one.subject === subject)
const done = async (by: WorkerName, ...[name, input]: Parameters<ReturnType<TestCentre['as']>['call']>) => {
  const { status, body } = await centre.as(by).call(name, input)
  expect({ status, body }).toMatchObject({ status: 200 })
  return String(body.id)
}

/** Nobody can write down by the interface what was years ago. */
async function yearsAgo(years: number, of: { visitId?: string; personId?: string }) {
  const by = Math.round(years * year)
  if (of.visitId)
    await askFromOutside(
      centre.db.url,
      `update visit set arrived_at = arrived_at - ${by}, gone_at = gone_at - ${by} where id = '${of.visitId}'`,
    )
  if (of.personId)
    await askFromOutside(
      centre.db.url,
      `update person set added_at = added_at - ${by} where id = '${of.personId}'`,
    )
}

/** Somebody who was last here so long ago, with whom this worker was. */
async function lastHere(name: string, years: number, by: WorkerName, birth?: string) {
  const personId = await done('desk', 'person.add', { name, ...(birth ? { birth } : {}) })
  const visitId = await centre.arrive({ personId, words: `${name} said so` })
  await done(by, 'visit.beginWith', { visitId })
  await done(by, 'visit.leave', { visitId })
  await yearsAgo(years, { visitId, personId })
  return { personId, visitId }
}

test('a record comes up when its own rule says so, and not before', async () => {
  const charity = await lastHere('Alba', 19, 'peer')
  const trust = await lastHere('Brook', 20.1, 'clinician')
  const child = await lastHere('Clay', 12, 'clinician', String(new Date().getUTCFullYear() - 28))
  const now = await lastHere('Dale', 0, 'clinician')
  const rows = await due()
  expect(rows.find((one) => one.subject === trust.personId)).toMatchObject({
    kind: 'mentalHealth',
    label: 'Brook',
    isVisit: false,
    restrictedAt: null,
  })
  expect(rows.find((one) => one.subject === child.personId)).toMatchObject({ kind: 'child' })
  for (const { personId } of [charity, now])
    expect(rows.filter((one) => one.subject === personId)).toEqual([])
  // Whoever came again since, be it for a minute, isn't due.
  const again = await centre.arrive({ personId: trust.personId })
  expect(await dueOf(trust.personId)).toBeUndefined()
  await done('desk', 'visit.retract', { visitId: again })
  expect(await dueOf(trust.personId)).toBeDefined()
})

test('a mental health record is due 10 years after a death, where the NHS was with them', async () => {
  const thisYear = new Date(centre.clock.now()).getUTCFullYear()
  const long = await lastHere('Lorne', 12.2, 'clinician')
  const short = await lastHere('Mull', 12.2, 'clinician')
  const alive = await lastHere('Nairn', 12.2, 'clinician')
  const since = async (personId: string, years: number) =>
    await done('desk', 'person.change', { personId, died: `${thisYear - years}-01-01` })
  await since(long.personId, 10)
  await since(short.personId, 9)
  // The agency's kind isn't known here: it may be voluntary, which is kept longer.
  expect(await dueOf(long.personId)).toBeUndefined()
  const ofAgency = `where id = '${centre.as('clinician').agencyId}'`
  await askFromOutside(centre.db.url, `update agency set kind = 'nhs' ${ofAgency}`)
  const dueSince = { kind: 'mentalHealthAfterDeath', dueOn: `${thisYear}-01-01` }
  expect(await dueOf(long.personId)).toMatchObject(dueSince)
  for (const { personId } of [short, alive]) expect(await dueOf(personId)).toBeUndefined()
  // Here after that day, it seems: 10 years after the later of the two, which is their visit.
  await since(alive.personId, 40)
  const later = await dueOf(alive.personId)
  expect(later?.kind).toBe('mentalHealthAfterDeath')
  expect(later?.dueOn).toBe(addYears(localDay(later?.lastContactAt ?? 0), 10))
  // A wrong word is put right, and they are due as before.
  await done('desk', 'person.change', { personId: long.personId, died: null })
  expect(await dueOf(long.personId)).toBeUndefined()
  await askFromOutside(centre.db.url, `update agency set kind = null ${ofAgency}`)
})

test('the centre’s own years count', async () => {
  const { personId } = await lastHere('Eddy', 6, 'clinician')
  expect(await dueOf(personId)).toBeUndefined()
  const changed = { kind: 'mentalHealth' as const, years: 5, why: 'Our agreement says five' }
  await done('manager', 'retention.change', changed)
  expect(await dueOf(personId)).toMatchObject({ kind: 'mentalHealth' })
  await done('manager', 'retention.change', { kind: 'mentalHealth', years: 20 })
  expect(await dueOf(personId)).toBeUndefined()
})

test('a visit by nobody known comes up too, as long as there is a word in it', async () => {
  const visitId = await centre.arrive({ label: 'Fern', words: 'Only once' })
  const empty = await centre.arrive()
  for (const id of [visitId, empty]) {
    await done('desk', 'visit.leave', { visitId: id })
    await yearsAgo(8.1, { visitId: id })
  }
  expect(await dueOf(visitId)).toMatchObject({ kind: 'unknownPerson', isVisit: true, label: 'Fern' })
  await done('manager', 'visit.erase', { visitId, why: 'keptLongEnough', word: 'Eight years' })
  expect(await dueOf(visitId)).toBeUndefined()
  expect(await dueOf(empty)).toBeUndefined()
})

test('kept longer it is off the list until then; why stands in their copy, and by digest in the log', async () => {
  const { personId } = await lastHere('Glen', 21, 'clinician')
  expect(await dueOf(personId)).toBeDefined()
  await done('manager', 'retention.keep', { subject: personId, years: 2, why: 'An inquest is open' })
  expect(await dueOf(personId)).toBeUndefined()
  const copy = (await centre.as('manager').ask('person.copy', { personId })).body as PersonCopy
  expect(copy.written).toContainEqual(
    expect.objectContaining({ field: 'retentionKeep', value: 'An inquest is open', mayNameOthers: true }),
  )
  const [logged] = await centre.db.read.select().from(change).where(eq(change.kind, 'retention.kept'))
  expect(logged?.data).not.toContain('inquest')
  const past = `update retention_keep set until = 1 where subject = '${personId}'`
  await askFromOutside(centre.db.url, past)
  expect(await dueOf(personId)).toBeDefined()
  expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
})

test('erased it is gone, with what was decided about it before', async () => {
  const { personId } = await lastHere('Heath', 22, 'clinician')
  await done('manager', 'retention.keep', { subject: personId, years: 1, why: 'They may come again' })
  await done('manager', 'person.erase', { personId, why: 'keptLongEnough' })
  expect(await dueOf(personId)).toBeUndefined()
  const left = await centre.db.read.select().from(retentionKeep).where(eq(retentionKeep.subject, personId))
  expect(left).toEqual([])
})

test('what is restricted is listed as such, without a name, and isn’t erased', async () => {
  const { personId } = await lastHere('Isla', 23, 'clinician')
  await done('peer', 'restriction.begin', { subject: personId, why: 'forAClaim', letIn: [] })
  const row = await dueOf(personId)
  expect(row?.label).toMatch(/^Guest, /)
  expect(row?.restrictedAt).not.toBeNull()
  const erased = await centre.as('manager').call('person.erase', { personId, why: 'keptLongEnough' })
  expect(erased.body.error).toBe('isRestricted')
})

test('it is for managers; whose names they saw is recorded; another centre has its own', async () => {
  const { personId } = await lastHere('Jura', 24, 'clinician')
  expect((await centre.as('peer').ask('retention.due')).status).toBe(403)
  await due()
  const rows = await centre.db.read.select().from(looked).where(eq(looked.subject, personId))
  expect(rows).toMatchObject([{ what: 'retention.due', staffId: centre.as('manager').staffId }])
  const other = await startCentre({ db: centre.db })
  const answer = await other.as('manager').ask('retention.due')
  expect(answer.body).toEqual({ due: [], hasMore: false })
  const sent = { subject: personId, years: 1, why: 'Not ours' }
  expect((await other.as('manager').call('retention.keep', sent)).status).toBe(404)
  await other.stop()
})
