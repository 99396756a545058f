/** Somebody is here. Only the time is compulsory, and nothing about anybody keeps them out. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { hours, minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('a walk-in', () => {
  test('of nothing at all is a visit, under a soft name, with nothing taken for an answer', async () => {
    const { centre, does, visit, last, staff } = scene
    const id = await does('desk', 'visit.arrive', {})
    const at = centre.clock.now()
    const row = await visit(id)
    expect(row).toMatchObject({
      label: null,
      arrivedAt: at,
      recordedAt: at,
      loggedBy: staff('desk'),
      channel: 'inPerson',
      wants: null,
      reasons: null,
      feeling: null,
      welcomedAt: null,
      lastSeenAt: null,
      isWelcomedOnArrival: false,
      version: 1,
    })
    expect(row.softName).toMatch(/\D/)
    expect(await last(id)).toEqual({
      kind: 'visit.arrived',
      actor: staff('desk'),
      occurredAt: at,
      data: { arrivedAt: at, channel: 'inPerson' },
    })
  })

  test('keeps everything that was said, and the log holds none of the words', async () => {
    const { centre, does, visit, said, last, staff } = scene
    const given = {
      label: 'Sam',
      wants: ['peer', 'anyone'],
      wantsStaff: [staff('peer')],
      ratherNot: [staff('peer2')],
      wantsNote: 'A woman, please',
      words: 'I can’t go home tonight',
      wordsShown: true,
      reasons: ['sleep'],
      reasonsShown: true,
      cameBy: 'walk_in',
      suggestedBy: 'gp',
      withWhom: 'Her sister',
      feeling: 3,
      channel: 'phone',
      nameOnWall: true,
      spaceId: centre.spaces.lounge,
    }
    const id = await does('desk', 'visit.arrive', given)
    expect(await visit(id)).toMatchObject({ ...given, softName: null })
    for (const field of [
      'label',
      'wantsStaff',
      'ratherNot',
      'wantsNote',
      'words',
      'reasons',
      'withWhom',
      'feeling',
      'wordsShown',
      'reasonsShown',
      'nameOnWall',
    ] as const) {
      expect(await said(id, field)).toEqual([given[field]])
    }
    const { data } = await last(id)
    expect(data).toMatchObject({
      channel: 'phone',
      cameBy: 'walk_in',
      suggestedBy: 'gp',
      spaceId: centre.spaces.lounge,
      wants: ['peer', 'anyone'],
    })
    for (const choice of ['wordsShown', 'reasonsShown', 'nameOnWall']) expect(data).not.toHaveProperty(choice)
    const log = JSON.stringify(data)
    for (const secret of ['Sam', 'woman', 'home', 'sleep', 'sister', staff('peer'), staff('peer2')]) {
      expect(log).not.toContain(secret)
    }
  })

  test('says hello in the same breath: welcomed as they came, and counted so', async () => {
    const { centre, does, visit, last, staff } = scene
    const id = await does('volunteer', 'visit.arrive', { welcomed: true })
    const at = centre.clock.now()
    expect(await visit(id)).toMatchObject({
      welcomedAt: at,
      welcomedBy: staff('volunteer'),
      isWelcomedOnArrival: true,
      lastSeenAt: at,
    })
    expect((await last(id)).data).toMatchObject({ isWelcomed: true })
  })

  test('two with the same wish twice have it once', async () => {
    const { does, visit } = scene
    const id = await does('desk', 'visit.arrive', { wants: ['peer', 'peer'], reasons: ['sleep', 'sleep'] })
    expect(await visit(id)).toMatchObject({ wants: ['peer'], reasons: ['sleep'] })
  })

  test('soft names of people who are here are never the same, and never a number in a row', async () => {
    const { does, visit } = scene
    const names = new Set<string | null>()
    for (let n = 0; n < 60; n++) names.add((await visit(await does('desk', 'visit.arrive', {}))).softName)
    expect(names.size).toBe(60)
  })
})

describe('a late entry', () => {
  test('keeps the true time beside the time of recording', async () => {
    const { centre, does, visit } = scene
    const arrivedAt = centre.clock.now() - hours(20)
    const id = await does('desk', 'visit.arrive', { arrivedAt, welcomed: true })
    expect(await visit(id)).toMatchObject({
      arrivedAt,
      recordedAt: centre.clock.now(),
      welcomedAt: arrivedAt,
    })
  })

  test('up to five minutes ahead is a slow clock here, and is put at now', async () => {
    const { centre, does, visit } = scene
    const id = await does('desk', 'visit.arrive', { arrivedAt: centre.clock.now() + minutes(5) })
    expect((await visit(id)).arrivedAt).toBe(centre.clock.now())
  })

  test('visit.arrive refuses inTheFuture for a time of coming that hasn’t been', async () => {
    const { centre, refused } = scene
    const now = centre.clock.now()
    expect(await refused('desk', 'visit.arrive', { arrivedAt: now + minutes(5) + 1 })).toEqual({
      error: 'inTheFuture',
      now,
    })
  })

  test('visit.arrive refuses tooLongAgo for a time of coming more than seven days back', async () => {
    const { centre, does, refused } = scene
    const oldest = centre.clock.now() - hours(24 * 7)
    expect(await refused('desk', 'visit.arrive', { arrivedAt: oldest - 1 })).toEqual({
      error: 'tooLongAgo',
      oldest,
    })
    await does('desk', 'visit.arrive', { arrivedAt: oldest })
  })
})

describe('an id of the desk’s own', () => {
  test('lets it speak of the visit before the server has answered', async () => {
    const { does } = scene
    const visitId = uuidv7()
    expect(await does('desk', 'visit.arrive', { visitId, label: 'Sam' })).toBe(visitId)
  })

  test('visit.arrive refuses visitExists, and leaves the first as it was', async () => {
    const { does, refused, visit } = scene
    const visitId = uuidv7()
    await does('desk', 'visit.arrive', { visitId, label: 'Sam' })
    expect(await refused('peer', 'visit.arrive', { visitId, label: 'Ben' })).toEqual({ error: 'visitExists' })
    expect((await visit(visitId)).label).toBe('Sam')
  })
})

describe('somebody the centre knows', () => {
  test('comes under the name they are known by, and has been here before from the second visit', async () => {
    const { centre, does, visit, last, card } = scene
    const personId = await does('desk', 'person.add', { name: 'Amara' })
    const first = await does('desk', 'visit.arrive', { personId })
    expect(await visit(first)).toMatchObject({ personId, softName: null, label: null })
    expect((await card(first)).beenBefore).toBe(false)
    expect((await last(first)).data).toMatchObject({ personId })
    await does('desk', 'visit.leave', { visitId: first })
    centre.clock.pass(hours(1))
    expect((await card(await does('desk', 'visit.arrive', { personId }))).beenBefore).toBe(true)
  })

  test('a visit that was logged by mistake is not having been before', async () => {
    const { centre, does, card } = scene
    const personId = await does('desk', 'person.add', { name: 'Ben' })
    await does('desk', 'visit.retract', { visitId: await does('desk', 'visit.arrive', { personId }) })
    centre.clock.pass(1)
    expect((await card(await does('desk', 'visit.arrive', { personId }))).beenBefore).toBe(false)
  })

  test('visit.arrive refuses alreadyHere, saying with which visit and since when', async () => {
    const { centre, does, refused } = scene
    const personId = await does('desk', 'person.add', { name: 'Chidi' })
    const visitId = await does('desk', 'visit.arrive', { personId })
    const since = centre.clock.now()
    centre.clock.pass(minutes(2))
    expect(await refused('peer', 'visit.arrive', { personId })).toEqual({
      error: 'alreadyHere',
      visitId,
      since,
    })
  })

  test('an unknown person, or another centre’s, is 404', async () => {
    const { centre } = scene
    const answer = await centre.as('desk').call('visit.arrive', { personId: uuidv7() })
    expect(answer).toMatchObject({ status: 404, body: { error: 'notFound' } })
  })
})

describe('what isn’t in the centre’s lists', () => {
  test.each([
    ['reasons', { reasons: ['grumpiness'] }, 'unknownKey'],
    ['wants', { wants: ['wizard'] }, 'unknownKey'],
    ['cameBy', { cameBy: 'broom' }, 'unknownKey'],
    ['suggestedBy', { suggestedBy: 'aliens' }, 'unknownKey'],
    ['channel', { channel: 'telepathy' }, 'unknownKey'],
    ['feelingSkipped', { feelingSkipped: 'because' }, 'unknownKey'],
    ['spaceId', { spaceId: uuidv7() }, 'unknownSpace'],
    ['wantsStaff', { wantsStaff: [uuidv7()] }, 'unknownStaff'],
    ['ratherNot', { ratherNot: [uuidv7()] }, 'unknownStaff'],
  ])('%s is invalid', async (path, input, message) => {
    expect(await scene.invalid('desk', 'visit.arrive', input)).toEqual({ path, message })
  })

  test('a feeling and why it wasn’t asked exclude each other', async () => {
    const answer = await scene.invalid('desk', 'visit.arrive', { feeling: 5, feelingSkipped: 'ratherNot' })
    expect(answer).toEqual({ path: 'feelingSkipped', message: 'notWithFeeling' })
  })

  test('what the centre added counts, and what it hid still does', async () => {
    const { does, visit } = scene
    await does('manager', 'list.change', { list: 'reasons', key: 'ownFlood', label: 'The flood' })
    await does('manager', 'list.change', { list: 'reasons', key: 'gambling', isHidden: true })
    const id = await does('desk', 'visit.arrive', { reasons: ['ownFlood', 'gambling'] })
    expect((await visit(id)).reasons).toEqual(['ownFlood', 'gambling'])
  })
})
