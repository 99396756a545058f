/** How the centre works: its name and word, the order of its spaces, how long each kind of record is kept. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { RetentionRule } from '../../../shared/contract/retention.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const centre = async () => (await scene.centre.as('desk').ask('centre')).body

describe('the centre', () => {
  test('has another name and another word; the log names the word, and the name by its digest alone', async () => {
    const { does, last } = scene
    await does('administrator', 'centre.change', { name: 'Beacon House', word: 'visitor' })
    expect(await centre()).toMatchObject({ name: 'Beacon House', word: 'visitor', onTheWayMinutes: 5 })
    const logged = await last(scene.centre.id)
    expect(logged).toMatchObject({ kind: 'centre.changed', data: { word: 'visitor' } })
    expect(JSON.stringify(logged)).not.toContain('Beacon')
  })

  test('changes nothing where nothing is another', async () => {
    const { does, story } = scene
    const { name, word } = await centre()
    const before = (await story(scene.centre.id)).length
    await does('administrator', 'centre.change', { name, word })
    await does('administrator', 'centre.change', {})
    expect(await story(scene.centre.id)).toHaveLength(before)
  })
})

describe('spaces', () => {
  const names = async () => (await centre()).spaces.map((one: { name: string }) => one.name)

  test('stand in the order that was said, and a new one after them', async () => {
    const { lounge, quiet, guestRoom } = scene.centre.spaces
    await scene.does('manager', 'space.order', { spaceIds: [guestRoom, lounge, quiet] })
    expect(await names()).toEqual(['Room 1', 'Lounge', 'Quiet corner'])
    await scene.does('manager', 'space.add', { name: 'Garden', kind: 'garden' })
    await scene.does('manager', 'space.order', { spaceIds: [quiet] })
    expect(await names()).toEqual(['Quiet corner', 'Room 1', 'Lounge', 'Garden'])
    const logged = await scene.last(scene.centre.id)
    expect(logged).toMatchObject({ kind: 'space.ordered' })
    expect(logged.data.spaceIds).toHaveLength(4)
  })

  test('that aren’t there are in no order', async () => {
    const before = await names()
    const answer = await scene.centre.as('manager').call('space.order', { spaceIds: [uuidv7()] })
    expect(answer.status).toBe(404)
    expect(await names()).toEqual(before)
  })
})

describe('a rule by which records are kept', () => {
  const rule = async (kind: string): Promise<RetentionRule | undefined> =>
    (await scene.centre.as('manager').ask('retention')).body.rules.find(
      (one: RetentionRule) => one.kind === kind,
    )

  test('is what the national code says until the centre says another', async () => {
    expect(await rule('mentalHealth')).toEqual({
      kind: 'mentalHealth',
      years: 20,
      shippedYears: 20,
      changedAt: null,
      by: null,
      why: null,
    })
    await scene.does('administrator', 'retention.change', { kind: 'adult', years: 10 })
    const at = scene.centre.clock.now()
    const by = scene.who('administrator')
    expect(await rule('adult')).toMatchObject({ years: 10, shippedYears: 8, changedAt: at, by, why: null })
    expect(await scene.last(scene.centre.id)).toMatchObject({
      kind: 'retention.changed',
      data: { kind: 'adult', years: 10 },
    })
  })

  test('retention.change refuses sayWhyShorter', async () => {
    const refused = await scene.refused('manager', 'retention.change', { kind: 'voluntaryOnly', years: 8 })
    expect(refused).toEqual({ error: 'sayWhyShorter', shippedYears: 20 })
    const why = 'Our information governance lead decided so'
    await scene.does('manager', 'retention.change', { kind: 'voluntaryOnly', years: 8, why })
    expect(await rule('voluntaryOnly')).toMatchObject({ years: 8, why })
    const logged = await scene.last(scene.centre.id)
    expect(JSON.stringify(logged)).not.toContain('governance')
    await scene.does('manager', 'retention.change', { kind: 'voluntaryOnly', years: 20 })
    expect(await rule('voluntaryOnly')).toMatchObject({ years: 20, why: null })
  })
})
