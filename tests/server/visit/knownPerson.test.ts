/** A visit joined to somebody the centre knows, and parted again, without counting anybody twice. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { hours } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const known = (name: string) => scene.does('desk', 'person.add', { name })

describe('joined', () => {
  test('keeps what they asked to be called, and says whether they have been before', async () => {
    const { centre, does, visit, card, last } = scene
    const personId = await known('Amara')
    const first = await centre.arrive({ label: 'Green coat' })
    await does('peer', 'visit.joinPerson', { visitId: first, personId })
    expect(await visit(first)).toMatchObject({ personId, label: 'Green coat' })
    expect((await card(first)).beenBefore).toBe(false)
    expect(await last(first)).toMatchObject({ kind: 'visit.personJoined', data: { personId } })
    await does('desk', 'visit.leave', { visitId: first })
    centre.clock.pass(hours(1))
    const second = await centre.arrive()
    const { softName } = await visit(second)
    await does('peer', 'visit.joinPerson', { visitId: second, personId })
    expect(await visit(second)).toMatchObject({ softName })
    expect((await card(second)).beenBefore).toBe(true)
  })

  test('visit.joinPerson refuses alreadyHere, saying with which visit and since when', async () => {
    const { centre, refused } = scene
    const personId = await known('Ben')
    const visitId = await centre.arrive({ personId })
    const since = centre.clock.now()
    centre.clock.pass(1)
    const other = await centre.arrive()
    const answer = await refused('peer', 'visit.joinPerson', { visitId: other, personId })
    expect(answer).toEqual({ error: 'alreadyHere', visitId, since })
  })

  test('after the goodbye it may be, though they are here again', async () => {
    const { centre, does, visit } = scene
    const personId = await known('Chidi')
    const gone = await centre.arrive()
    await does('desk', 'visit.leave', { visitId: gone })
    await centre.arrive({ personId })
    await does('desk', 'visit.joinPerson', { visitId: gone, personId })
    expect((await visit(gone)).personId).toBe(personId)
  })

  test('visit.joinPerson refuses alreadyJoined, saying to whom', async () => {
    const { centre, does, refused } = scene
    const personId = await known('Dara')
    const other = await known('Dara')
    const visitId = await centre.arrive({ personId })
    const body = { error: 'alreadyJoined', personId }
    expect(await refused('peer', 'visit.joinPerson', { visitId, personId })).toEqual(body)
    expect(await refused('peer', 'visit.joinPerson', { visitId, personId: other })).toEqual(body)
    await does('peer', 'visit.partPerson', { visitId })
    await does('peer', 'visit.joinPerson', { visitId, personId: other })
  })

  test('visit.joinPerson refuses retracted', async () => {
    const { centre, does, refused, who } = scene
    const personId = await known('Efe')
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.retract', { visitId })
    const answer = await refused('peer', 'visit.joinPerson', { visitId, personId })
    expect(answer).toEqual({ error: 'retracted', by: who('desk'), at })
  })

  test('to nobody we know is 404', async () => {
    const { centre } = scene
    const visitId = await centre.arrive()
    const answer = await centre.as('peer').call('visit.joinPerson', { visitId, personId: uuidv7() })
    expect(answer.status).toBe(404)
  })
})

describe('parted', () => {
  test('stands by itself again, under a soft name of its own; they may come in', async () => {
    const { centre, does, visit, card, last } = scene
    const personId = await known('Femi')
    await does('desk', 'visit.leave', { visitId: await centre.arrive({ personId }) })
    centre.clock.pass(1)
    const visitId = await centre.arrive({ personId })
    expect(await visit(visitId)).toMatchObject({ softName: null })
    expect((await card(visitId)).beenBefore).toBe(true)
    await does('peer', 'visit.partPerson', { visitId })
    const row = await visit(visitId)
    expect(row).toMatchObject({ personId: null, label: null })
    expect((await card(visitId)).beenBefore).toBe(false)
    expect(row.softName).not.toBeNull()
    expect(await last(visitId)).toMatchObject({ kind: 'visit.personParted', data: { personId } })
    await centre.arrive({ personId })
  })

  test('visit.partPerson refuses notJoined', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('peer', 'visit.partPerson', { visitId })).toEqual({ error: 'notJoined' })
  })

  test('visit.partPerson refuses retracted', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive({ personId: await known('Gus') })
    await does('desk', 'visit.retract', { visitId })
    expect(await refused('peer', 'visit.partPerson', { visitId })).toMatchObject({ error: 'retracted' })
  })
})

describe('having been here before is worked out, never kept', () => {
  test('joined out of order: the earlier visit joined last makes the later one a second', async () => {
    const { centre, does, card } = scene
    const personId = await known('Hana')
    const early = await centre.arrive()
    await does('desk', 'visit.leave', { visitId: early })
    centre.clock.pass(hours(1))
    const late = await centre.arrive({ personId })
    expect((await card(late)).beenBefore).toBe(false)
    await does('desk', 'visit.joinPerson', { visitId: early, personId })
    expect((await card(late)).beenBefore).toBe(true)
    expect((await card(early)).beenBefore).toBe(false)
  })

  test('an earlier visit told late counts, and counts no more once it is retracted', async () => {
    const { centre, does, card } = scene
    const personId = await known('Ines')
    const now = await centre.arrive({ personId })
    await does('desk', 'visit.leave', { visitId: now })
    const told = await centre.arrive({ personId, arrivedAt: centre.clock.now() - hours(20) })
    expect((await card(now)).beenBefore).toBe(true)
    await does('desk', 'visit.retract', { visitId: told })
    expect((await card(now)).beenBefore).toBe(false)
    await does('desk', 'visit.reopen', { visitId: told })
    expect((await card(now)).beenBefore).toBe(true)
  })

  test('parted: what was another’s was never theirs', async () => {
    const { centre, does, card } = scene
    const personId = await known('Jonas')
    const early = await centre.arrive({ personId })
    await does('desk', 'visit.leave', { visitId: early })
    centre.clock.pass(hours(1))
    const late = await centre.arrive({ personId })
    expect((await card(late)).beenBefore).toBe(true)
    await does('peer', 'visit.partPerson', { visitId: early })
    expect((await card(late)).beenBefore).toBe(false)
  })
})
