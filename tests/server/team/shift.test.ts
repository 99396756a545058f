/** Who is on to help: by oneself with one tap, by somebody else with a note, and one lead at a time. */
import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, test } from 'vitest'
import type { OnTeam } from '../../../shared/contract/board.ts'
import { hours, minutes } from '../../fakeClock.ts'
import { roleOf, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

async function on(): Promise<OnTeam[]> {
  return (await scene.centre.as('desk').ask('team')).body.on
}
afterEach(async () => {
  for (const { staffId } of await on())
    await scene.does('manager', 'team.off', { staffId, note: 'Next test' })
})

describe('coming on', () => {
  test('by oneself: named, in one’s role and agency, since now', async () => {
    const { centre, does, who, last } = scene
    expect(await does('peer', 'team.on', {})).toBe(who('peer').staffId)
    expect(await on()).toEqual([
      { ...who('peer'), role: 'peer', agency: 'The Charity', since: centre.clock.now(), isLead: false },
    ])
    expect(await last(who('peer').staffId)).toMatchObject({ kind: 'team.cameOn', data: {} })
  })

  test('twice is once: the same answer, and nothing more in the log', async () => {
    const { centre, does, staff, story } = scene
    await does('peer', 'team.on', {})
    const since = centre.clock.now()
    const before = (await story(staff('peer'))).length
    centre.clock.pass(minutes(10))
    expect(await does('peer', 'team.on', {})).toBe(staff('peer'))
    expect(await on()).toMatchObject([{ since }])
    expect(await story(staff('peer'))).toHaveLength(before)
  })

  test('at once from two tablets is once', async () => {
    const { centre, staff, story } = scene
    const before = (await story(staff('housing'))).filter((one) => one.kind === 'team.cameOn').length
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => centre.as('housing').call('team.on', {})),
    )
    expect(answers.map((one) => one.status)).toEqual(Array(8).fill(200))
    expect(await on()).toHaveLength(1)
    const after = (await story(staff('housing'))).filter((one) => one.kind === 'team.cameOn').length
    expect(after).toBe(before + 1)
  })

  test('by somebody else, with a note that is kept', async () => {
    const { does, staff, said, last } = scene
    await does('desk', 'team.on', { staffId: staff('clinician'), note: 'Rang from the car park' })
    expect(await on()).toMatchObject([{ staffId: staff('clinician'), role: 'clinician' }])
    expect((await said(staff('clinician'), 'note')).at(-1)).toBe('Rang from the car park')
    expect(await last(staff('clinician'))).toMatchObject({
      actor: staff('desk'),
      data: { said: [{ field: 'note' }] },
    })
  })

  test('team.on refuses sayWhy where somebody else says it without a note', async () => {
    const { refused, staff } = scene
    expect(await refused('desk', 'team.on', { staffId: staff('peer') })).toEqual({ error: 'sayWhy' })
  })

  test('team.on refuses alreadyOn to somebody else, saying since when', async () => {
    const { centre, does, refused, staff } = scene
    await does('peer', 'team.on', {})
    const at = centre.clock.now()
    const again = await refused('desk', 'team.on', { staffId: staff('peer'), note: 'Saw them' })
    expect(again).toEqual({ error: 'alreadyOn', at })
  })

  test('a volunteer may be on; an administrator has no part in visits', async () => {
    const { does, invalid, staff } = scene
    await does('volunteer', 'team.on', {})
    const input = { staffId: staff('administrator'), note: 'Here today' }
    expect(await invalid('desk', 'team.on', input)).toEqual({ path: 'staffId', message: 'notOnTeam' })
  })

  test('nobody knows a worker of no centre, or of another', async () => {
    const { status } = await scene.centre.as('desk').call('team.on', { staffId: uuidv7(), note: 'Who?' })
    expect(status).toBe(404)
  })

  test('late, from a desk that was offline: on since it happened', async () => {
    const { centre, does } = scene
    const occurredAt = centre.clock.now() - minutes(30)
    await does('peer', 'team.on', { occurredAt })
    expect(await on()).toMatchObject([{ since: occurredAt }])
  })
})

describe('leading the shift', () => {
  const lead = async () => (await on()).filter((one) => one.isLead).map((one) => one.staffId)

  test('comes with coming on, or later', async () => {
    const { does, staff, last } = scene
    await does('seniorPeer', 'team.on', { asLead: true })
    expect(await last(staff('seniorPeer'))).toMatchObject({ kind: 'team.cameOn', data: { asLead: true } })
    expect(await lead()).toEqual([staff('seniorPeer')])
    await does('seniorPeer', 'team.off', {})
    await does('peer', 'team.on', {})
    await does('peer', 'team.on', { asLead: true })
    expect(await last(staff('peer'))).toMatchObject({ kind: 'team.tookLead' })
    expect(await lead()).toEqual([staff('peer')])
  })

  test('said twice is said once', async () => {
    const { does, staff, story } = scene
    await does('peer', 'team.on', { asLead: true })
    const before = (await story(staff('peer'))).length
    await does('peer', 'team.on', { asLead: true })
    await does('peer', 'team.on', {})
    expect(await story(staff('peer'))).toHaveLength(before)
    expect(await lead()).toEqual([staff('peer')])
  })

  test('team.on refuses leadTaken, saying who has it and since when', async () => {
    const { centre, does, refused, who } = scene
    await does('peer', 'team.on', { asLead: true })
    const since = centre.clock.now()
    await does('housing', 'team.on', {})
    const taken = { error: 'leadTaken', by: who('peer'), since }
    expect(await refused('housing', 'team.on', { asLead: true })).toEqual(taken)
    expect(await refused('clinician', 'team.on', { asLead: true })).toEqual(taken)
    expect((await on()).map((one) => one.staffId)).not.toContain(who('clinician').staffId)
  })

  test('is the lead’s own to give, with a note', async () => {
    const { does, staff, last } = scene
    await does('peer', 'team.on', { asLead: true })
    await does('peer', 'team.on', { staffId: staff('housing'), asLead: true, note: 'I go at ten' })
    expect(await lead()).toEqual([staff('housing')])
    expect((await on()).map((one) => one.staffId)).toContain(staff('peer'))
    const { kind, data } = await last(staff('housing'))
    expect({ kind, data }).toEqual({ kind: 'team.tookLead', data: { insteadOf: staff('peer') } })
  })

  test('moves when a manager says so', async () => {
    const { does, staff } = scene
    await does('peer', 'team.on', { asLead: true })
    await does('manager', 'team.on', { staffId: staff('clinician'), asLead: true, note: 'As agreed' })
    expect(await lead()).toEqual([staff('clinician')])
  })

  test('taken by two at once is one’s', async () => {
    const { centre } = scene
    const racers: WorkerName[] = ['peer', 'peer2', 'housing', 'benefits', 'clinician', 'employment']
    const answers = await Promise.all(racers.map((one) => centre.as(one).call('team.on', { asLead: true })))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    expect(await lead()).toHaveLength(1)
  })

  test('is free again when the lead has gone', async () => {
    const { does, staff } = scene
    await does('peer', 'team.on', { asLead: true })
    await does('peer', 'team.off', {})
    await does('housing', 'team.on', { asLead: true })
    expect(await lead()).toEqual([staff('housing')])
  })

  test('is for anybody who can be on, a volunteer too', async () => {
    const { centre, does, staff } = scene
    await does('volunteer', 'team.on', { asLead: true })
    expect(await lead()).toEqual([staff('volunteer')])
    expect((await centre.as('volunteer').ask('log')).status).toBe(200)
  })

  test('opens the centre’s log, whatever the role, for as long as it lasts', async () => {
    const { centre, does } = scene
    expect((await centre.as('peer').ask('log')).status).toBe(403)
    await does('peer', 'team.on', { asLead: true })
    expect((await centre.as('peer').ask('log')).status).toBe(200)
    await does('peer', 'team.off', {})
    expect((await centre.as('peer').ask('log')).status).toBe(403)
  })
})

describe('going', () => {
  test('by oneself: off the board, the interval kept', async () => {
    const { centre, does, staff, last } = scene
    await does('peer', 'team.on', {})
    centre.clock.pass(minutes(90))
    expect(await does('peer', 'team.off', {})).toBe(staff('peer'))
    expect(await on()).toEqual([])
    expect(await last(staff('peer'))).toMatchObject({ kind: 'team.wentOff', occurredAt: centre.clock.now() })
  })

  test('team.off refuses notOn', async () => {
    expect(await scene.refused('peer', 'team.off', {})).toEqual({ error: 'notOn' })
  })

  test('team.off refuses alreadyOn when it was said late and they have come on since', async () => {
    const { centre, does, refused, staff } = scene
    const said = centre.clock.now()
    centre.clock.pass(hours(1))
    const at = centre.clock.now()
    await does('peer', 'team.on', {})
    centre.clock.pass(hours(1))
    const late = { occurredAt: said }
    expect(await refused('peer', 'team.off', late)).toEqual({ error: 'alreadyOn', at })
    expect(await on()).toMatchObject([{ staffId: staff('peer'), since: at }])
  })

  test('said late, after they went to somebody, it takes nobody away from them', async () => {
    const { centre, does, refused, now, staff } = scene
    await does('peer', 'team.on', {})
    centre.clock.pass(minutes(10))
    const said = centre.clock.now()
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    const at = centre.clock.now()
    centre.clock.pass(hours(1))
    expect(await refused('peer', 'team.off', { occurredAt: said })).toEqual({ error: 'alreadyOn', at })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('peer') }])
    expect(await on()).toHaveLength(1)
    await does('peer', 'team.off', { occurredAt: at + minutes(5) })
    expect(await on()).toEqual([])
  })

  test('team.off refuses sayWhy where somebody else says it without a note', async () => {
    const { does, refused, staff } = scene
    await does('peer', 'team.on', {})
    expect(await refused('desk', 'team.off', { staffId: staff('peer') })).toEqual({ error: 'sayWhy' })
    await does('desk', 'team.off', { staffId: staff('peer'), note: 'Their bus left' })
    expect(await on()).toEqual([])
  })
})

test('the team query names everybody who works here, and who they are', async () => {
  const { staff } = (await scene.centre.as('desk').ask('team')).body
  const { staffId, name, agencyId } = scene.centre.as('housing')
  expect(staff).toContainEqual({ staffId, name, role: roleOf('housing'), agencyId, agency: 'The Charity' })
  expect(staff).toHaveLength(14)
})
