/** A centre's own words: entries renamed, hidden and added; keys never change meaning. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { listEntry, space } from '../../../db/schema/centre.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const lists = async () => (await scene.centre.as('desk').ask('centre')).body.lists
const entry = async (key: string) => (await lists()).find((one: { key: string }) => one.key === key)

describe('an entry of a list', () => {
  test('has another name from now on, for everybody', async () => {
    const { does, last } = scene
    await does('manager', 'list.change', { list: 'reasons', key: 'sleep', label: 'Sleeping badly' })
    expect(await entry('sleep')).toEqual({
      list: 'reasons',
      key: 'sleep',
      label: 'Sleeping badly',
      isHidden: false,
      isOwn: false,
    })
    const logged = await last(scene.centre.id)
    expect(logged).toMatchObject({
      kind: 'list.changed',
      data: { list: 'reasons', key: 'sleep', isHidden: false },
    })
    expect(JSON.stringify(logged)).not.toContain('badly')
  })

  test('gets its first name back', async () => {
    const { does, said, centre } = scene
    await does('manager', 'list.change', { list: 'reasons', key: 'anxiety', label: 'Worry' })
    await does('manager', 'list.change', { list: 'reasons', key: 'anxiety', label: null })
    expect(await entry('anxiety')).toMatchObject({ label: null })
    expect(await said(centre.id, 'reasons.anxiety')).toEqual(['Worry', null])
  })

  test('is hidden, and shown again; whoever chose it before still did', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({ reasons: ['bereavement'] })
    await does('administrator', 'list.change', { list: 'reasons', key: 'bereavement', isHidden: true })
    expect(await entry('bereavement')).toMatchObject({ isHidden: true, label: null })
    expect((await centre.as('desk').ask('visit', { visitId })).body.reasons).toEqual(['bereavement'])
    await does('administrator', 'list.change', { list: 'reasons', key: 'bereavement', isHidden: false })
    expect(await entry('bereavement')).toMatchObject({ isHidden: false })
  })

  test('of the centre’s own is there to be chosen', async () => {
    const { centre, does } = scene
    const before = await centre.as('desk').call('visit.arrive', { reasons: ['tideTimes'] })
    expect(before.status).toBe(400)
    await does('manager', 'list.change', { list: 'reasons', key: 'tideTimes', label: 'The tide times' })
    expect(await entry('tideTimes')).toMatchObject({ isOwn: true, label: 'The tide times' })
    await centre.arrive({ reasons: ['tideTimes'] })
  })

  test('of the centre’s own has a name, always', async () => {
    const { does, invalid } = scene
    const input = { list: 'endings' as const, key: 'byBoat' }
    expect(await invalid('manager', 'list.change', input)).toEqual({ path: 'label', message: 'required' })
    expect(await entry('byBoat')).toBeUndefined()
    await does('manager', 'list.change', { ...input, label: 'Went home by boat' })
    const nameless = await invalid('manager', 'list.change', { ...input, label: null })
    expect(nameless).toEqual({ path: 'label', message: 'required' })
    expect(await entry('byBoat')).toMatchObject({ label: 'Went home by boat' })
  })

  test('list.change refuses rolesAreFixed: a role has another name, and that is all', async () => {
    const { does, refused } = scene
    await does('manager', 'list.change', { list: 'roles', key: 'peer', label: 'Companion' })
    expect(await entry('peer')).toMatchObject({ list: 'roles', label: 'Companion' })
    for (const change of [
      { key: 'housing', isHidden: true },
      { key: 'harbourMaster', label: 'Harbour master' },
    ])
      expect(await refused('manager', 'list.change', { list: 'roles', ...change })).toEqual({
        error: 'rolesAreFixed',
      })
    expect(await entry('harbourMaster')).toBeUndefined()
  })

  test('said again as it is changes nothing', async () => {
    const { centre, does, story } = scene
    await does('manager', 'list.change', { list: 'channels', key: 'phone', label: 'By telephone' })
    const before = (await story(centre.id)).length
    await does('manager', 'list.change', { list: 'channels', key: 'phone', label: 'By telephone' })
    await does('manager', 'list.change', { list: 'channels', key: 'video' })
    expect(await story(centre.id)).toHaveLength(before)
  })

  test('a role is somebody to wish for, in every centre', async () => {
    await scene.does('manager', 'list.change', { list: 'wants', key: 'housing', label: 'Help with a home' })
    expect(await entry('housing')).toMatchObject({ list: 'wants', isOwn: false })
  })

  test('of one list is none of another’s', async () => {
    const { does, centre } = scene
    await does('manager', 'list.change', { list: 'waysOfComing', key: 'theFerry', label: 'Off the ferry' })
    expect((await centre.as('desk').call('visit.arrive', { reasons: ['theFerry'] })).status).toBe(400)
    await centre.arrive({ cameBy: 'theFerry' })
  })

  test('changed by two at once keeps both changes', async () => {
    const { centre } = scene
    const [one, two] = await Promise.all([
      centre.as('manager').call('list.change', { list: 'endings', key: 'home', label: 'Went home' }),
      centre.as('administrator').call('list.change', { list: 'endings', key: 'home', isHidden: true }),
    ])
    expect([one.status, two.status]).toEqual([200, 200])
    const rows = await centre.db.read
      .select()
      .from(listEntry)
      .where(and(eq(listEntry.centreId, centre.id), eq(listEntry.key, 'home')))
    expect(rows).toMatchObject([{ label: 'Went home', isHidden: true }])
  })
})

describe('a space', () => {
  const spaces = async () => (await scene.centre.as('desk').ask('centre')).body.spaces

  test('is added at the end', async () => {
    const { does, last } = scene
    const id = await does('manager', 'space.add', { name: 'Talking room 3', kind: 'talkingRoom' })
    expect((await spaces()).at(-1)).toEqual({
      id,
      name: 'Talking room 3',
      kind: 'talkingRoom',
      isHidden: false,
    })
    expect((await last(id)).kind).toBe('space.added')
  })

  test('space.add refuses spaceExists', async () => {
    const { does, refused } = scene
    const spaceId = uuidv7()
    await does('manager', 'space.add', { spaceId, name: 'Garden', kind: 'garden' })
    const again = await refused('manager', 'space.add', { spaceId, name: 'Kitchen', kind: 'kitchen' })
    expect(again).toEqual({ error: 'spaceExists' })
  })

  test('has another name, or is out of use, and what was there stays there', async () => {
    const { centre, does, visit, last } = scene
    const spaceId = await does('manager', 'space.add', { name: 'Porch', kind: 'porch' })
    const visitId = await centre.arrive({ spaceId })
    await does('manager', 'space.change', { spaceId, name: 'Veranda' })
    expect(await last(spaceId)).toMatchObject({ kind: 'space.changed', data: {} })
    await does('manager', 'space.change', { spaceId, isHidden: true })
    expect(await last(spaceId)).toMatchObject({ kind: 'space.changed', data: { isHidden: true } })
    expect((await spaces()).at(-1)).toMatchObject({ id: spaceId, name: 'Veranda', isHidden: true })
    expect((await visit(visitId)).spaceId).toBe(spaceId)
  })

  test('said again as it is changes nothing', async () => {
    const { centre, does, story } = scene
    const spaceId = centre.spaces.quiet
    const before = (await story(spaceId)).length
    await does('manager', 'space.change', { spaceId, name: 'Quiet corner', isHidden: false })
    expect(await story(spaceId)).toHaveLength(before)
  })

  test('of no centre, or of another, is none', async () => {
    const { status } = await scene.centre
      .as('manager')
      .call('space.change', { spaceId: uuidv7(), name: 'Attic' })
    expect(status).toBe(404)
    const rows = await scene.centre.db.read.select().from(space).where(eq(space.name, 'Attic'))
    expect(rows).toEqual([])
  })
})
