/** Something added or put right: only what differs is written, and what was there is kept. */
import { describe, expect, test } from 'vitest'
import { hours, minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('visit.change', () => {
  test('writes and logs only what differs; the words before stay in the history', async () => {
    const { centre, does, visit, said, last } = scene
    const visitId = await centre.arrive({ label: 'Sam', words: 'First', wants: ['peer'], channel: 'phone' })
    await does('peer', 'visit.change', {
      visitId,
      label: 'Sam',
      words: 'Second',
      wants: ['peer'],
      channel: 'inPerson',
      spaceId: centre.spaces.quiet,
    })
    expect(await visit(visitId)).toMatchObject({
      label: 'Sam',
      words: 'Second',
      channel: 'inPerson',
      version: 2,
    })
    expect(await said(visitId, 'words')).toEqual(['First', 'Second'])
    expect(await said(visitId, 'label')).toEqual(['Sam'])
    const { data } = await last(visitId)
    expect(data).toMatchObject({
      channel: 'inPerson',
      spaceId: centre.spaces.quiet,
      said: [{ field: 'words' }],
    })
    expect(Object.keys(data).sort()).toEqual(['channel', 'said', 'spaceId'])
  })

  test('that changes nothing is the same answer, and no change', async () => {
    const { centre, does, visit, story } = scene
    const visitId = await centre.arrive({ label: 'Sam', reasons: ['sleep'], feeling: 4 })
    await does('peer', 'visit.change', {
      visitId,
      label: 'Sam',
      reasonsAdded: ['sleep'],
      reasonsTaken: ['debt'],
      feeling: 4,
    })
    await does('peer', 'visit.change', { visitId })
    expect((await visit(visitId)).version).toBe(1)
    expect(await story(visitId)).toHaveLength(1)
  })

  test('adds reasons and takes them back', async () => {
    const { centre, does, visit, said, last } = scene
    const visitId = await centre.arrive({ reasons: ['sleep', 'debt'] })
    await does('peer', 'visit.change', { visitId, reasonsAdded: ['benefits'], reasonsTaken: ['debt'] })
    expect((await visit(visitId)).reasons).toEqual(['sleep', 'benefits'])
    expect(await said(visitId, 'reasons')).toEqual([
      ['sleep', 'debt'],
      ['sleep', 'benefits'],
    ])
    expect(JSON.stringify((await last(visitId)).data)).not.toContain('benefits')
  })

  test('reasons not asked stay not asked when one is taken back; taken back, the last is an answer', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.change', { visitId, reasonsTaken: ['debt'] })
    expect((await visit(visitId)).reasons).toBeNull()
    await does('peer', 'visit.change', { visitId, reasonsAdded: ['debt'] })
    await does('peer', 'visit.change', { visitId, reasonsTaken: ['debt'] })
    expect((await visit(visitId)).reasons).toEqual([])
  })

  test('wishes can become not asked again, and a remark about them be taken away', async () => {
    const { centre, does, visit, said } = scene
    const visitId = await centre.arrive({ wants: ['peer'], wantsNote: 'Soon' })
    await does('peer', 'visit.change', { visitId, wants: null, wantsNote: null })
    expect(await visit(visitId)).toMatchObject({ wants: null, wantsNote: null })
    expect(await said(visitId, 'wantsNote')).toEqual(['Soon', null])
  })

  test('an answer given by mistake can become not asked again, and what it was stays in the history', async () => {
    const { centre, does, visit, said, last } = scene
    const visitId = await centre.arrive({
      cameBy: 'walk_in',
      suggestedBy: 'gp',
      withWhom: 'their sister',
      feelingSkipped: 'ratherNot',
    })
    const none = { cameBy: null, suggestedBy: null, withWhom: null, feelingSkipped: null }
    await does('peer', 'visit.change', { visitId, ...none })
    expect(await visit(visitId)).toMatchObject(none)
    expect(await said(visitId, 'withWhom')).toEqual(['their sister', null])
    expect(await said(visitId, 'cameBy')).toEqual([null])
    const { data } = await last(visitId)
    expect(data.said?.map((one) => one.field).toSorted()).toEqual([
      'cameBy',
      'feelingSkipped',
      'suggestedBy',
      'withWhom',
    ])
    await does('peer', 'visit.change', { visitId, feeling: 3 })
    await does('peer', 'visit.change', { visitId, feeling: null })
    expect(await visit(visitId)).toMatchObject({ feeling: null, feelingSkipped: null })
  })

  test('without a name any more, the soft one stands again; one is found if there was none', async () => {
    const { centre, does, visit } = scene
    const unnamed = await centre.arrive()
    const { softName } = await visit(unnamed)
    await does('peer', 'visit.change', { visitId: unnamed, label: 'Sam' })
    await does('peer', 'visit.change', { visitId: unnamed, label: null })
    expect(await visit(unnamed)).toMatchObject({ label: null, softName })
    const named = await centre.arrive({ label: 'Ben' })
    await does('peer', 'visit.change', { visitId: named, label: null })
    const now = await visit(named)
    expect(now.softName).not.toBeNull()
    expect(now.softName).not.toBe(softName)
  })

  test('an answer takes the place of why it wasn’t asked, and the other way round', async () => {
    const { centre, does, visit, invalid } = scene
    const visitId = await centre.arrive({ feelingSkipped: 'ratherNot' })
    await does('peer', 'visit.change', { visitId, feeling: 6 })
    expect(await visit(visitId)).toMatchObject({ feeling: 6, feelingSkipped: null })
    await does('peer', 'visit.change', { visitId, feelingSkipped: 'ratherNot' })
    expect(await visit(visitId)).toMatchObject({ feeling: null, feelingSkipped: 'ratherNot' })
    const both = { visitId, feeling: 6, feelingSkipped: 'ratherNot' }
    expect(await invalid('peer', 'visit.change', both)).toEqual({
      path: 'feelingSkipped',
      message: 'notWithFeeling',
    })
  })

  test('may be made after the goodbye', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.leave', { visitId })
    await does('peer', 'visit.change', { visitId, label: 'Sam', reasonsAdded: ['sleep'] })
    expect(await visit(visitId)).toMatchObject({ label: 'Sam', reasons: ['sleep'] })
  })

  test('visit.change refuses retracted', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.retract', { visitId })
    const answer = await refused('peer', 'visit.change', { visitId, label: 'Sam' })
    expect(answer).toEqual({ error: 'retracted', by: who('desk'), at })
  })

  test.each([
    ['reasonsAdded', { reasonsAdded: ['grumpiness'] }],
    ['wants', { wants: ['wizard'] }],
    ['cameBy', { cameBy: 'broom' }],
    ['channel', { channel: 'telepathy' }],
  ])('%s that no list has are invalid', async (path, input) => {
    const visitId = await scene.centre.arrive()
    const answer = await scene.invalid('peer', 'visit.change', { visitId, ...input })
    expect(answer).toEqual({ path, message: 'unknownKey' })
  })
})

describe('the true time of coming', () => {
  test('can be put right; a welcome in the same breath moves with it', async () => {
    const { centre, does, visit, last } = scene
    const visitId = await centre.arrive({ welcomed: true })
    const arrivedAt = centre.clock.now() - hours(2)
    await does('desk', 'visit.change', { visitId, arrivedAt })
    expect(await visit(visitId)).toMatchObject({ arrivedAt, welcomedAt: arrivedAt, lastSeenAt: arrivedAt })
    expect((await last(visitId)).data).toEqual({ arrivedAt })
  })

  test('is never after what happened since: no wait is negative', async () => {
    const { centre, does, invalid } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(5))
    await does('peer', 'visit.beginWith', { visitId })
    centre.clock.pass(minutes(5))
    const arrivedAt = centre.clock.now() - minutes(2)
    expect(await invalid('desk', 'visit.change', { visitId, arrivedAt })).toEqual({
      path: 'arrivedAt',
      message: 'afterWhatFollowed',
    })
  })

  test('visit.change refuses inTheFuture and tooLongAgo', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    const now = centre.clock.now()
    expect(await refused('desk', 'visit.change', { visitId, arrivedAt: now + minutes(6) })).toEqual({
      error: 'inTheFuture',
      now,
    })
    const answer = await refused('desk', 'visit.change', { visitId, arrivedAt: now - hours(24 * 8) })
    expect(answer).toEqual({ error: 'tooLongAgo', oldest: now - hours(24 * 7) })
  })
})

describe('a corrected arrival', () => {
  test.each(['pickUp', 'lookIn', 'callFor', 'stepOut'] as const)(
    'is never later than a %s that followed it, also when that is over',
    async (what) => {
      const { centre, does, invalid, visit } = scene
      const visitId = await centre.arrive()
      const { arrivedAt } = await visit(visitId)
      centre.clock.pass(minutes(10))
      if (what === 'callFor') await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
      else await does('peer', `visit.${what}`, { visitId })
      const followed = centre.clock.now()
      centre.clock.pass(minutes(10))
      if (what === 'stepOut') await does('peer', 'visit.comeBack', { visitId })
      if (what === 'pickUp') await does('peer', 'visit.stepAway', { visitId })
      const late = { visitId, arrivedAt: followed + 1 }
      const path = { path: 'arrivedAt', message: 'afterWhatFollowed' }
      expect(await invalid('desk', 'visit.change', late)).toEqual(path)
      expect((await visit(visitId)).arrivedAt).toBe(arrivedAt)
      await does('desk', 'visit.change', { visitId, arrivedAt: followed })
    },
  )
})

describe('how they came, and who suggested it', () => {
  test('are two questions: what answers the one is no answer to the other', async () => {
    const { centre, does, invalid } = scene
    const message = 'answersAnother'
    expect(await invalid('desk', 'visit.arrive', { cameBy: 'gp' })).toEqual({ path: 'cameBy', message })
    const visitId = await centre.arrive({ cameBy: 'from_ed', suggestedBy: 'from_ed' })
    const other = { visitId, suggestedBy: 'walk_in' }
    expect(await invalid('desk', 'visit.change', other)).toEqual({ path: 'suggestedBy', message })
    await does('manager', 'list.change', { list: 'waysOfComing', key: 'ferry', label: 'By the ferry' })
    await does('desk', 'visit.change', { visitId, cameBy: 'ferry', suggestedBy: 'ferry' })
  })
})
