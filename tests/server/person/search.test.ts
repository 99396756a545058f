/** Finding somebody back as one types: any name by its beginning, best first, few, and never a stranger's. */
import { describe, expect, test } from 'vitest'
import type { Found } from '../../../shared/contract/person.ts'
import { hours, minutes } from '../../fakeClock.ts'
import { startCentre } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const find = async (startsWith: string): Promise<Found[]> => {
  const { status, body } = await scene.centre.as('desk').ask('people', { startsWith })
  expect(status).toBe(200)
  return body.people
}
const names = async (startsWith: string) => (await find(startsWith)).map((one) => one.name)
const add = (name: string, more: { otherNames?: string[]; secondLine?: string } = {}) =>
  scene.does('desk', 'person.add', { name, ...more })
/** They come, are seen off, and time passes. */
async function comes(personId: string): Promise<string> {
  const visitId = await scene.centre.arrive({ personId })
  await scene.does('desk', 'visit.leave', { visitId })
  scene.centre.clock.pass(hours(1))
  return visitId
}

describe('a beginning', () => {
  test('of any word of any name finds them', async () => {
    const id = await add('Thelonious Quill', { otherNames: ['Monk', 'Theo Vanterpool'] })
    for (const typed of ['the', 'THELONIOUS', 'qui', 'monk', 'theo', 'vanter', 'Vanterpool']) {
      expect(
        (await find(typed)).map((one) => one.id),
        typed,
      ).toEqual([id])
    }
    expect(await find('helonious')).toEqual([])
    expect(await find('quills')).toEqual([])
  })

  test('of several words, in any order: all must match', async () => {
    await add('Ophelia Brightwater')
    await add('Ophelia Stone')
    expect(await names('oph bri')).toEqual(['Ophelia Brightwater'])
    expect(await names('bright oph')).toEqual(['Ophelia Brightwater'])
    expect(await names('oph')).toEqual(['Ophelia Brightwater', 'Ophelia Stone'])
    expect(await names('oph bri stone')).toEqual([])
    expect(await names('o b o p h e l i a')).toEqual([])
  })

  test('with words across different names of theirs', async () => {
    await add('Ezekiel', { otherNames: ['Zed Marlowe'] })
    expect(await names('eze marl')).toEqual(['Ezekiel'])
  })

  test.each([
    ['Zoë Müller', ['zoe', 'zoë', 'ZOE MULLER', 'muller', 'mül']],
    ["Siobhán O'Rourke", ['siobhan', "o'rourke", 'o’rourke', 'orourke', 'rourke', "o'r"]],
    ['Anne-Sophie Leclerc', ['anne-s', 'anne sophie', 'annesophie', 'sophie']],
    ['Łucja Żak', ['lucja', 'zak']],
    ['مُنى الخطيب', ['منى', 'الخط', 'مُنى']],
    ['נֹעַם כהן', ['נעם', 'כה']],
    ['田中 さくら', ['田', 'さく']],
  ])('finds %s whatever the marks', async (name, typed) => {
    await add(name)
    for (const one of typed) expect(await names(one), one).toContain(name)
  })

  test('that is a sign and no letter finds nobody, and breaks nothing', async () => {
    for (const typed of ['%', '_', '*', "'", '"; drop table person', '😀', '-']) {
      expect(await find(typed), typed).toEqual([])
    }
  })
})

describe('best first', () => {
  test('those whose name begins so, then whoever came last, then those who never came, by name', async () => {
    const often = await add('Marisol Vega')
    const once = await add('Marisol Abbot')
    await add('Marisol Zed')
    await add('Marisol Dunn')
    const other = await add('Ines Marisol')
    await comes(once)
    await comes(often)
    await comes(other)
    expect(await names('marisol')).toEqual([
      'Marisol Vega',
      'Marisol Abbot',
      'Marisol Dunn',
      'Marisol Zed',
      'Ines Marisol',
    ])
  })

  test('at most eight', async () => {
    for (let n = 0; n < 12; n += 1) await add(`Octavia ${String.fromCodePoint(97 + n)}`)
    expect(await find('octavia')).toHaveLength(8)
  })

  test('says when they last came, how often, and not of visits logged by mistake', async () => {
    const id = await add('Perpetua Lane', { secondLine: 'Rides a red bicycle' })
    await comes(id)
    const lastVisitAt = scene.centre.clock.now()
    await comes(id)
    const mistaken = await scene.centre.arrive({ personId: id })
    await scene.does('desk', 'visit.retract', { visitId: mistaken })
    expect(await find('perpetua')).toEqual([
      {
        id,
        name: 'Perpetua Lane',
        otherNames: [],
        birth: null,
        died: null,
        secondLine: 'Rides a red bicycle',
        version: 1,
        hereNow: null,
        lastVisitAt,
        visits: 2,
      },
    ])
  })

  test('says that they are here, so that nobody is welcomed twice', async () => {
    const id = await add('Quentin Hale')
    const visitId = await scene.centre.arrive({ personId: id })
    const since = scene.centre.clock.now()
    scene.centre.clock.pass(minutes(3))
    expect(await find('quentin')).toMatchObject([{ hereNow: { visitId, since }, visits: 1 }])
    await scene.does('desk', 'visit.leave', { visitId })
    expect(await find('quentin')).toMatchObject([{ hereNow: null, visits: 1 }])
  })
})

test('nobody of another centre is found', async () => {
  const other = await startCentre({ db: scene.centre.db })
  await other.as('desk').call('person.add', { name: 'Xanthippe Elsewhere' })
  expect(await find('xanthippe')).toEqual([])
  expect((await other.as('desk').ask('people', { startsWith: 'xan' })).body.people).toHaveLength(1)
  await other.stop()
})

test('reasons and words are never in what is found', async () => {
  const id = await add('Rosalind Kay')
  await scene.centre.arrive({ personId: id, words: 'I can’t sleep', reasons: ['sleep'], reasonsShown: true })
  const text = JSON.stringify(await find('rosalind'))
  expect(text).not.toContain('sleep')
})
