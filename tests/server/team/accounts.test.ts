/** Workers' accounts: what is taken away is gone at once, and what they wrote stays under their name. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, test } from 'vitest'
import { onTeam, session, staff as staffTable } from '../../../db/schema/staff.ts'
import type { OnTeam } from '../../../shared/contract/board.ts'
import { minutes } from '../../fakeClock.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

/** Signs a worker in again, as the way in does, and gives the token. */
async function signInAgain(worker: 'peer2' | 'clinician2'): Promise<string> {
  const { app, id } = scene.centre
  const { actor } = scene.centre.as(worker)
  const begun = await app.door.run('session.signIn', { actor, input: { username: 'kept', password: 'kept' } })
  if (begun.is !== 'done') throw new Error('could not sign in')
  return app.auth.issue({ sessionId: begun.id, centreId: id }).token
}
const statusWith = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${scene.centre.url}/api/session`, { headers })).status
}
const row = async (staffId: string) => {
  const [found] = await scene.centre.db.read.select().from(staffTable).where(eq(staffTable.id, staffId))
  return found
}
const openSessions = (staffId: string) =>
  scene.centre.db.read
    .select()
    .from(session)
    .where(and(eq(session.staffId, staffId), isNull(session.endedAt)))
const on = async (): Promise<OnTeam[]> => (await scene.centre.as('desk').ask('team')).body.on

describe('switching off', () => {
  afterEach(async () => {
    for (const worker of ['peer2', 'clinician2'] as const) {
      const staffId = scene.staff(worker)
      if ((await row(staffId))?.offAt) await scene.does('administrator', 'account.switchOn', { staffId })
    }
  })

  test('ends every sign-in of theirs at once, and keeps the door closed', async () => {
    const { centre, does, staff } = scene
    const staffId = staff('peer2')
    const tokens = [await signInAgain('peer2'), await signInAgain('peer2')]
    expect(await Promise.all(tokens.map(statusWith))).toEqual([200, 200])
    await does('administrator', 'account.switchOff', { staffId })
    expect(await Promise.all(tokens.map(statusWith))).toEqual([401, 401])
    expect(await openSessions(staffId)).toEqual([])
    expect((await row(staffId))?.offAt).toBe(centre.clock.now())
    await expect(signInAgain('peer2')).rejects.toThrow()
  })

  test('leaves nobody to them: they go home', async () => {
    const { centre, does, staff, now, story } = scene
    const visitId = await centre.arrive({ wants: ['clinician'] })
    const worker = { authorization: `Bearer ${await signInAgain('clinician2')}` }
    const press = (name: string, body: object) =>
      fetch(`${centre.url}/api/${name}`, {
        method: 'POST',
        headers: { ...worker, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await press('team.on', {})).status).toBe(200)
    expect((await press('visit.beginWith', { visitId })).status).toBe(200)
    await does('administrator', 'account.switchOff', { staffId: staff('clinician2') })
    expect(await now(visitId)).toEqual([])
    expect((await on()).map((one) => one.staffId)).not.toContain(staff('clinician2'))
    const kinds = (await story(staff('clinician2'))).map((one) => one.kind)
    expect(kinds.slice(-2)).toEqual(['team.wentOff', 'account.switchedOff'])
  })

  test('account.switchOff refuses alreadyOff, saying since when', async () => {
    const { centre, does, refused, staff } = scene
    const staffId = staff('peer2')
    await does('administrator', 'account.switchOff', { staffId })
    const at = centre.clock.now()
    expect(await refused('administrator', 'account.switchOff', { staffId })).toEqual({
      error: 'alreadyOff',
      at,
    })
  })

  test('account.switchOff refuses yourself: somebody must be left to switch on', async () => {
    const { refused, staff } = scene
    const input = { staffId: staff('administrator') }
    expect(await refused('administrator', 'account.switchOff', input)).toEqual({ error: 'yourself' })
  })

  test('is undone by switching on: they sign in again, and old sign-ins stay ended', async () => {
    const { does, staff, last } = scene
    const staffId = staff('peer2')
    const token = await signInAgain('peer2')
    await does('administrator', 'account.switchOff', { staffId })
    await does('administrator', 'account.switchOn', { staffId })
    expect(await statusWith(token)).toBe(401)
    expect(await statusWith(await signInAgain('peer2'))).toBe(200)
    expect((await last(staffId)).kind).toBe('session.began')
  })

  test('account.switchOn refuses notOff', async () => {
    const { refused, staff } = scene
    const input = { staffId: staff('peer') }
    expect(await refused('administrator', 'account.switchOn', input)).toEqual({ error: 'notOff' })
  })

  test('takes a worker out of who can be asked for, and leaves their name on what they did', async () => {
    const { centre, does, staff, who } = scene
    const token = await signInAgain('peer2')
    const press = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"label":"Ash"}' }
    const { id } = (await (await fetch(`${centre.url}/api/visit.arrive`, press)).json()) as { id: string }
    await does('administrator', 'account.switchOff', { staffId: staff('peer2') })
    const team = (await centre.as('desk').ask('team')).body
    expect(team.staff.map((one: { staffId: string }) => one.staffId)).not.toContain(staff('peer2'))
    const { story } = (await centre.as('desk').ask('visit', { visitId: id })).body
    expect(story[0].by).toEqual(who('peer2'))
  })
})

describe('another role', () => {
  test('holds from the next press on, and is in the log', async () => {
    const { centre, does, staff, last } = scene
    const staffId = staff('employment')
    expect((await centre.as('employment').ask('log')).status).toBe(403)
    await does('administrator', 'account.changeRole', { staffId, role: 'manager' })
    expect((await centre.as('employment').ask('log')).status).toBe(200)
    expect((await centre.as('employment').ask('session')).body).toMatchObject({ role: 'manager' })
    const { agencyId } = centre.as('employment')
    expect(await last(staffId)).toMatchObject({
      kind: 'account.roleChanged',
      data: { role: 'manager', agencyId },
    })
    await does('administrator', 'account.changeRole', { staffId, role: 'employment' })
    expect((await centre.as('employment').ask('log')).status).toBe(403)
  })

  test('or another agency, with the same role', async () => {
    const { centre, does, staff } = scene
    const staffId = staff('benefits')
    const { agencyId } = centre.as('manager')
    await does('administrator', 'account.changeRole', { staffId, role: 'benefits', agencyId })
    expect((await centre.as('benefits').ask('session')).body).toMatchObject({ agency: 'The Trust' })
  })

  test('of an agency that isn’t the centre’s is no role here', async () => {
    const { invalid, staff } = scene
    const input = { staffId: staff('peer'), role: 'peer' as const, agencyId: uuidv7() }
    expect(await invalid('administrator', 'account.changeRole', input)).toEqual({
      path: 'agencyId',
      message: 'unknownAgency',
    })
  })

  test('the same again changes nothing', async () => {
    const { does, staff, story } = scene
    const staffId = staff('peer')
    const before = [(await story(staffId)).length, (await row(staffId))?.version]
    await does('administrator', 'account.changeRole', { staffId, role: 'peer' })
    expect([(await story(staffId)).length, (await row(staffId))?.version]).toEqual(before)
  })

  test('account.changeRole refuses yourself', async () => {
    const { refused, staff } = scene
    const input = { staffId: staff('administrator'), role: 'peer' as const }
    expect(await refused('administrator', 'account.changeRole', input)).toEqual({ error: 'yourself' })
  })

  test('a wall is no role for a worker', async () => {
    const { invalid, staff } = scene
    const input = { staffId: staff('peer'), role: 'wall' as const }
    expect((await invalid('administrator', 'account.changeRole', input)).path).toBe('role')
  })

  test('shows on who is on from then; before it they were what they were', async () => {
    const { centre, does, staff } = scene
    const staffId = staff('socialCare')
    const intervals = () =>
      centre.db.read.select().from(onTeam).where(eq(onTeam.staffId, staffId)).orderBy(asc(onTeam.onAt))
    await does('socialCare', 'team.on', { asLead: true })
    const onAt = centre.clock.now()
    centre.clock.pass(minutes(30))
    await does('administrator', 'account.changeRole', { staffId, role: 'volunteer' })
    const at = centre.clock.now()
    expect(await on()).toMatchObject([{ staffId, role: 'volunteer', isLead: true, since: at }])
    expect(await intervals()).toMatchObject([
      { role: 'socialCare', onAt, offAt: at, isLead: true },
      { role: 'volunteer', onAt: at, offAt: null, isLead: true },
    ])
    await does('administrator', 'account.changeRole', { staffId, role: 'socialCare' })
    await does('socialCare', 'team.off', {})
  })

  test('that takes no handover over is offered none any more; the giver goes on leading', async () => {
    const { centre, does, staff, offers, now, last } = scene
    const staffId = staff('socialCare')
    const visitId = await centre.arrive()
    const own = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    await does('housing', 'visit.handOver', { visitId, toStaffId: staffId })
    await does('socialCare', 'team.on', {})
    await does('socialCare', 'visit.beginWith', { visitId: own })
    await does('socialCare', 'visit.handOver', { visitId: own, toRole: 'clinician' })
    await does('administrator', 'account.changeRole', { staffId, role: 'volunteer' })
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed', endedAt: centre.clock.now() }])
    expect(await now(visitId)).toMatchObject([{ staffId: staff('housing'), isLead: true }])
    expect((await last(visitId)).kind).toBe('visit.handoverWithdrawn')
    expect(await offers(own)).toMatchObject([{ outcome: null }])
    await does('clinician', 'visit.takeOver', { visitId: own })
    await does('administrator', 'account.changeRole', { staffId, role: 'socialCare' })
    await does('socialCare', 'team.off', {})
  })

  test('without a part in visits sends them home', async () => {
    const { centre, does, staff, now } = scene
    const staffId = staff('carerSupporter')
    const visitId = await centre.arrive()
    await does('carerSupporter', 'team.on', {})
    await does('carerSupporter', 'visit.beginWith', { visitId })
    await does('administrator', 'account.changeRole', { staffId, role: 'administrator' })
    expect(await now(visitId)).toEqual([])
    expect(await on()).toEqual([])
    await does('administrator', 'account.changeRole', { staffId, role: 'carerSupporter' })
  })
})

describe('another name', () => {
  test('is on every card they are on, and the old one stays in what was said', async () => {
    const { centre, does, staff, said } = scene
    const staffId = staff('housing')
    const visitId = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    await does('administrator', 'account.rename', { staffId, name: 'Jo M.' })
    const { cards } = (await centre.as('desk').ask('board')).body
    const card = cards.find((one: { id: string }) => one.id === visitId)
    expect(card.with).toMatchObject([{ staffId, name: 'Jo M.' }])
    expect(await said(staffId, 'name')).toEqual(['Jo M.'])
    expect((await centre.as('housing').ask('session')).body.name).toBe('Jo M.')
  })

  test('the same again changes nothing', async () => {
    const { does, staff, story } = scene
    const staffId = staff('peer')
    const { name } = scene.centre.as('peer')
    const before = (await story(staffId)).length
    await does('administrator', 'account.rename', { staffId, name })
    expect(await story(staffId)).toHaveLength(before)
  })

  test('of nobody is nobody’s', async () => {
    const input = { staffId: uuidv7(), name: 'Jo' }
    expect((await scene.centre.as('administrator').call('account.rename', input)).status).toBe(404)
  })
})

test('the accounts name everybody with role and agency, and say who is off', async () => {
  const { centre, does, staff } = scene
  await does('administrator', 'account.switchOff', { staffId: staff('clinician2') })
  const { accounts } = (await centre.as('manager').ask('session.accounts')).body
  expect(accounts).toHaveLength(14)
  expect(accounts).toContainEqual({
    staffId: staff('clinician2'),
    name: 'clinician2 worker',
    username: `clinician2-${centre.id}`,
    role: 'clinician',
    agencyId: centre.as('clinician2').agencyId,
    agency: 'The Trust',
    offAt: centre.clock.now(),
    leavesAt: null,
    hasApp: false,
  })
  expect(JSON.stringify(accounts)).not.toContain('nobody signs in')
})
