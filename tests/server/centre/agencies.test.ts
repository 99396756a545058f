/** Who the centre's workers are employed by: nobody of the police, of immigration or of benefit authorities. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { agency } from '../../../db/schema/centre.ts'
import type { Agency } from '../../../shared/contract/agency.ts'
import { agencyKinds } from '../../../shared/lists/agencyKinds.ts'
import { askFromOutside } from '../../database.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const add = (name: string, kind: Agency['kind'] = 'voluntary') =>
  scene.does('administrator', 'agency.add', { name, kind: kind ?? 'voluntary' })
const find = async (id: string): Promise<Agency | undefined> =>
  (await scene.centre.as('manager').ask('agencies')).body.agencies.find((one: Agency) => one.id === id)
const row = async (id: string) =>
  (await scene.centre.db.read.select().from(agency).where(eq(agency.id, id)))[0]
/** As an agency would stand here that was written before its kind was asked. */
const makeKind = (id: string, kind: string) =>
  askFromOutside(scene.centre.db.url, `update agency set kind = '${kind}' where id = '${id}'`)
const withoutSignIn = agencyKinds.filter((one) => one.getsNoSignIn)

describe('an agency', () => {
  test('is added, renamed and of another kind; the log holds its kind and not its name', async () => {
    const id = await add('Quay Carers', 'carers')
    expect(await find(id)).toMatchObject({ name: 'Quay Carers', kind: 'carers', workers: 0, endedAt: null })
    const added = await scene.last(id)
    expect(added).toMatchObject({ kind: 'agency.added', data: { kind: 'carers' } })
    expect(JSON.stringify(added)).not.toContain('Quay')
    await scene.does('manager', 'agency.change', { agencyId: id, name: 'Quay Carers’ Hub', kind: 'peerLed' })
    expect(await find(id)).toMatchObject({ name: 'Quay Carers’ Hub', kind: 'peerLed' })
    expect(await scene.said(id, 'name')).toEqual(['Quay Carers', 'Quay Carers’ Hub'])
  })

  test('said again as it is changes nothing', async () => {
    const id = await add('Tideway')
    await scene.does('manager', 'agency.change', { agencyId: id, name: 'Tideway' })
    expect(await scene.story(id)).toHaveLength(1)
  })

  test.each(['agency.add refuses agencyExists', 'agency.change refuses agencyExists'])('%s', async (said) => {
    const name = said.startsWith('agency.add') ? 'The Old Mill' : 'The New Mill'
    await add(name)
    const second = said.startsWith('agency.add')
      ? await scene.refused('manager', 'agency.add', { name: name.toUpperCase(), kind: 'nhs' })
      : await scene.refused('manager', 'agency.change', {
          agencyId: await add('Another Mill'),
          name: name.toLowerCase(),
        })
    expect(second.error).toBe('agencyExists')
  })

  test('ends and is brought back; nobody is asked to come from one that ended', async () => {
    const id = await add('Summer School')
    await scene.does('administrator', 'agency.end', { agencyId: id })
    expect((await find(id))?.endedAt).toBe(scene.centre.clock.now())
    const { agencies } = (await scene.centre.as('desk').ask('centre')).body
    expect(agencies.map((one: { id: string }) => one.id)).not.toContain(id)
    await scene.does('administrator', 'agency.bringBack', { agencyId: id })
    expect((await find(id))?.endedAt).toBeNull()
    expect((await scene.story(id)).map((one) => one.kind)).toEqual([
      'agency.added',
      'agency.ended',
      'agency.broughtBack',
    ])
  })

  test('agency.end refuses alreadyEnded', async () => {
    const agencyId = await add('Winter School')
    await scene.does('administrator', 'agency.end', { agencyId })
    const again = await scene.refused('administrator', 'agency.end', { agencyId })
    expect(again).toEqual({ error: 'alreadyEnded', at: scene.centre.clock.now() })
  })

  test('agency.end refuses hasWorkers', async () => {
    const { agencyId } = scene.centre.as('peer')
    const { workers, error } = await scene.refused('administrator', 'agency.end', { agencyId })
    expect(error).toBe('hasWorkers')
    expect(workers).toBe((await find(agencyId))?.workers)
    expect((await row(agencyId))?.endedAt).toBeNull()
  })

  test('agency.bringBack refuses notEnded', async () => {
    const agencyId = await add('Spring School')
    expect((await scene.refused('administrator', 'agency.bringBack', { agencyId })).error).toBe('notEnded')
  })
})

describe('an organisation that gets no sign-in', () => {
  test('agency.add refuses getsNoSignIn', async () => {
    for (const { key } of withoutSignIn) {
      const refused = await scene.refused('administrator', 'agency.add', { name: `Ours ${key}`, kind: key })
      expect(refused).toEqual({ error: 'getsNoSignIn', kind: key })
    }
    const disguised = { name: 'Saltmarsh Constabulary', kind: 'voluntary' as const }
    expect(await scene.refused('manager', 'agency.add', disguised)).toEqual({
      error: 'getsNoSignIn',
      kind: 'police',
    })
  })

  test('agency.change refuses getsNoSignIn', async () => {
    const agencyId = await add('Harbour Watch')
    for (const change of [{ kind: 'immigration' as const }, { name: 'Home Office, Harbour' }]) {
      const refused = await scene.refused('administrator', 'agency.change', { agencyId, ...change })
      expect(refused).toEqual({ error: 'getsNoSignIn', kind: 'immigration' })
    }
    expect(await row(agencyId)).toMatchObject({ name: 'Harbour Watch', kind: 'voluntary' })
  })

  test('agency.bringBack refuses getsNoSignIn', async () => {
    const agencyId = await add('Fraud Desk')
    await scene.does('administrator', 'agency.end', { agencyId })
    await makeKind(agencyId, 'benefitAuthority')
    const refused = await scene.refused('administrator', 'agency.bringBack', { agencyId })
    expect(refused).toEqual({ error: 'getsNoSignIn', kind: 'benefitAuthority' })
  })

  test('account.changeRole refuses getsNoSignIn', async () => {
    const staffId = scene.staff('volunteer')
    const agencyId = await add('Night Watch')
    await makeKind(agencyId, 'police')
    const input = { staffId, role: 'volunteer' as const, agencyId }
    const refused = await scene.refused('administrator', 'account.changeRole', input)
    expect(refused).toEqual({ error: 'getsNoSignIn', kind: 'police' })
  })

  test('account.switchOn refuses getsNoSignIn', async () => {
    const staffId = scene.staff('employment')
    const agencyId = await add('Work Coaches')
    await scene.does('administrator', 'account.changeRole', { staffId, role: 'employment', agencyId })
    await scene.does('administrator', 'account.switchOff', { staffId })
    await makeKind(agencyId, 'benefitAuthority')
    const refused = await scene.refused('administrator', 'account.switchOn', { staffId })
    expect(refused).toEqual({ error: 'getsNoSignIn', kind: 'benefitAuthority' })
  })
})

describe('an agency that has ended', () => {
  test('account.changeRole refuses agencyEnded', async () => {
    const agencyId = await add('Ended One')
    await scene.does('administrator', 'agency.end', { agencyId })
    const input = { staffId: scene.staff('volunteer'), role: 'volunteer' as const, agencyId }
    expect((await scene.refused('administrator', 'account.changeRole', input)).error).toBe('agencyEnded')
  })

  test('account.switchOn refuses agencyEnded', async () => {
    const staffId = scene.staff('benefits')
    const agencyId = await add('Ended Two')
    await scene.does('administrator', 'account.changeRole', { staffId, role: 'benefits', agencyId })
    await scene.does('administrator', 'account.switchOff', { staffId })
    await scene.does('administrator', 'agency.end', { agencyId })
    expect((await scene.refused('administrator', 'account.switchOn', { staffId })).error).toBe('agencyEnded')
  })
})

describe('an agreement about sharing', () => {
  const terms = {
    agreedOn: '2026-10-01',
    purpose: 'Names and wishes, to go to people together',
    keptAt: 'The grey cabinet',
    reviewBy: '2027-10-01',
  }

  test('is kept with its agency, and the log doesn’t hold its words', async () => {
    const agencyId = await add('The Cabinet Makers')
    const id = await scene.does('manager', 'agreement.write', { agencyId, ...terms })
    const by = scene.who('manager')
    expect((await find(agencyId))?.agreements).toEqual([
      { id, ...terms, by, writtenAt: scene.centre.clock.now(), endedAt: null },
    ])
    const written = await scene.last(id)
    expect(written).toMatchObject({ kind: 'agreement.written', data: { agencyId } })
    expect(JSON.stringify(written)).not.toContain('cabinet')
  })

  test('ends, and stays to be read', async () => {
    const agencyId = await add('The Joiners')
    const agreementId = await scene.does('manager', 'agreement.write', { agencyId, ...terms })
    await scene.does('administrator', 'agreement.end', { agreementId })
    const [agreement] = (await find(agencyId))?.agreements ?? []
    expect(agreement).toMatchObject({ ...terms, endedAt: scene.centre.clock.now() })
  })

  test('isn’t looked at again before it was made', async () => {
    const agencyId = await add('The Turners')
    const input = { agencyId, ...terms, reviewBy: '2026-09-30' }
    expect(await scene.invalid('manager', 'agreement.write', input)).toEqual({
      path: 'reviewBy',
      message: 'beforeAgreed',
    })
  })

  test('agreement.write refuses agreementExists', async () => {
    const agencyId = await add('The Carvers')
    const agreementId = uuidv7()
    await scene.does('manager', 'agreement.write', { agencyId, agreementId, ...terms })
    const again = await scene.refused('manager', 'agreement.write', { agencyId, agreementId, ...terms })
    expect(again.error).toBe('agreementExists')
  })

  test('agreement.end refuses alreadyEnded', async () => {
    const agencyId = await add('The Coopers')
    const agreementId = await scene.does('manager', 'agreement.write', { agencyId, ...terms })
    await scene.does('manager', 'agreement.end', { agreementId })
    expect((await scene.refused('manager', 'agreement.end', { agreementId })).error).toBe('alreadyEnded')
    const never = await scene.centre.as('manager').call('agreement.end', { agreementId: uuidv7() })
    expect(never.status).toBe(404)
  })
})
