/** How a centre comes to be: whole or not at all, from inside alone; and what its door says. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agency, centre as centreTable } from '../../../db/schema/centre.ts'
import { change, feed } from '../../../db/schema/log.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { Invalid, NotAllowed } from '../../../server/commands/handler.ts'
import { createDoor, type Door } from '../../../server/commands/run.ts'
import { handlers } from '../../../server/features.ts'
import type { Sent } from '../../../shared/contract/index.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let door: Door
beforeAll(async () => {
  centre = await startCentre()
  const parts = { db: centre.db, clock: centre.clock, newId: uuidv7, secret: 'x'.repeat(32) }
  door = createDoor({ ...parts, handlers, wake: () => undefined })
})
afterAll(() => centre.close())

const passwordHash = 'a hash of nothing that anybody types'
type Opening = Sent<'centre.open'>

const founder = (agencyId: string, username: string, accountId = uuidv7()) => ({
  staffId: uuidv7(),
  accountId,
  username,
  passwordHash,
  name: 'Jo',
  role: 'manager' as const,
  agencyId,
})
/** A centre with an agency of its own, and workers of that agency. */
function about(
  given: Partial<Opening> = {},
  workers: (agencyId: string) => Opening['staff'] = () => [],
): Opening {
  const agencyId = uuidv7()
  return {
    name: 'Quayside',
    timeZone: 'Europe/London',
    word: 'visitor',
    isDemonstration: false,
    agencies: [{ id: agencyId, name: 'Harbour Mind' }],
    staff: workers(agencyId),
    spaces: [],
    ...given,
  }
}
const system = (centreId: string) => ({
  ...centre.as('administrator').actor,
  centreId,
  sessionId: 'system',
  staffId: '',
})
const open = (centreId: string, input: Sent<'centre.open'>) =>
  door.run('centre.open', { actor: system(centreId), input })

test('a centre begins with its agencies, workers and spaces, in a log of its own from 1 on', async () => {
  const centreId = uuidv7()
  const lounge = { id: uuidv7(), name: 'Lounge', kind: 'lounge' }
  const input = about({ spaces: [lounge] }, (agencyId) => [founder(agencyId, 'Jo@Quayside')])
  const [jo] = input.staff
  const outcome = await open(centreId, input)
  expect(outcome).toEqual({ is: 'done', id: centreId, seq: 4 })
  const { read } = centre.db
  expect(await read.select().from(centreTable).where(eq(centreTable.id, centreId))).toEqual([
    {
      id: centreId,
      name: 'Quayside',
      timeZone: 'Europe/London',
      word: 'visitor',
      isDemonstration: false,
      onTheWayMinutes: 5,
      lockMinutes: null,
      secondFactorSince: null,
      openedAt: centre.clock.now(),
    },
  ])
  const rows = await read.select().from(change).where(eq(change.centreId, centreId)).orderBy(change.seq)
  expect(rows.map(({ seq, kind, subject, actor }) => ({ seq, kind, subject, actor }))).toEqual([
    { seq: 1, kind: 'centre.opened', subject: centreId, actor: null },
    { seq: 2, kind: 'agency.added', subject: input.agencies[0]?.id, actor: null },
    { seq: 3, kind: 'account.added', subject: jo?.staffId, actor: null },
    { seq: 4, kind: 'space.added', subject: lounge.id, actor: null },
  ])
  const [head] = await read.select().from(feed).where(eq(feed.centreId, centreId))
  expect(head).toMatchObject({ head: 4, hash: rows.at(-1)?.hash })
  const [kept] = await read
    .select()
    .from(account)
    .where(eq(account.id, jo?.accountId ?? ''))
  expect(kept).toMatchObject({ username: 'jo@quayside', passwordHash })
})

test('centre.open refuses centreExists', async () => {
  const outcome = await open(centre.id, about())
  expect(outcome).toEqual({ is: 'refused', state: 'centreExists', facts: {} })
})

test('centre.open refuses getsNoSignIn', async () => {
  const agencies = [{ id: uuidv7(), name: 'Saltmarsh Police', kind: 'voluntary' as const }]
  const centreId = uuidv7()
  const outcome = await open(centreId, about({ agencies }))
  expect(outcome).toEqual({ is: 'refused', state: 'getsNoSignIn', facts: { kind: 'police' } })
  expect(await centre.db.read.select().from(centreTable).where(eq(centreTable.id, centreId))).toEqual([])
})

test('each centre has an epoch of its own', async () => {
  const [one, two] = [uuidv7(), uuidv7()]
  await open(one, about())
  await open(two, about())
  const rows = await centre.db.read.select().from(feed)
  expect(new Set(rows.map((row) => row.epoch)).size).toBe(rows.length)
})

test.each([
  ['a zone that isn’t one', about({ timeZone: 'Europe/Atlantis' })],
  ['a worker of no agency', about({ staff: [founder(uuidv7(), 'ash@quayside')] })],
  [
    'two workers of one user name',
    about({}, (id) => [founder(id, 'kit@quayside'), founder(id, 'KIT@quayside')]),
  ],
])('%s is no centre, not half of one', async (_what, input) => {
  const centreId = uuidv7()
  await expect(open(centreId, input)).rejects.toBeInstanceOf(Invalid)
  const { read } = centre.db
  expect(await read.select().from(centreTable).where(eq(centreTable.id, centreId))).toEqual([])
  expect(await read.select().from(agency).where(eq(agency.centreId, centreId))).toEqual([])
  expect(await read.select().from(staff).where(eq(staff.centreId, centreId))).toEqual([])
})

test('somebody who works at two centres has one account', async () => {
  const accountId = uuidv7()
  const workers = (agencyId: string) => [founder(agencyId, 'both@coast', accountId)]
  for (const centreId of [uuidv7(), uuidv7()]) {
    expect((await open(centreId, about({}, workers))).is).toBe('done')
  }
  const rows = await centre.db.read.select().from(staff).where(eq(staff.accountId, accountId))
  expect(rows).toHaveLength(2)
})

test('nobody who is signed in can open one', async () => {
  const { actor } = centre.as('administrator')
  const attempt = door.run('centre.open', { actor, input: about() })
  await expect(attempt).rejects.toBeInstanceOf(NotAllowed)
})

test('a centre says what it is, with its server’s time', async () => {
  const { body } = await centre.as('desk').ask('centre')
  expect(body).toMatchObject({
    id: centre.id,
    name: 'Lantern House',
    timeZone: 'Europe/London',
    word: 'guest',
    isDemonstration: true,
    onTheWayMinutes: 5,
    now: centre.clock.now(),
    clockSpeed: 1,
    lists: [],
  })
  expect(body.agencies.map((one: { name: string }) => one.name)).toEqual(['The Charity', 'The Trust'])
  expect(body.spaces.map((one: { name: string }) => one.name)).toEqual(['Lounge', 'Quiet corner', 'Room 1'])
})

test('the door of the demonstration names its sign-ins; of a real centre, nobody', async () => {
  const door = async (at: TestCentre) => (await fetch(`${at.url}/api/centre.door`)).json()
  const shown = (await door(centre)) as { accounts: object[] }
  expect(shown).toMatchObject({ name: 'Lantern House', isDemonstration: true })
  expect(shown.accounts).toContainEqual({
    username: `peer-${centre.id}`,
    name: 'peer worker',
    role: 'peer',
    agency: 'The Charity',
  })
  expect(JSON.stringify(shown)).not.toContain('nobody signs in')
  const realId = uuidv7()
  await open(
    realId,
    about({}, (agencyId) => [founder(agencyId, 'jo@real')]),
  )
  const asked = await centre.app.reads.ask('centre.door', { asker: null, centreId: realId, input: {} })
  expect(asked).toEqual({ name: 'Quayside', isDemonstration: false, accounts: [] })
})
