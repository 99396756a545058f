/** An objection to research and planning: kept like every choice, and honoured wherever rows about people leave. */
import { describe, expect, test } from 'vitest'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import type { Review } from '../../../shared/contract/review.ts'
import type { PersonCopy } from '../../../shared/contract/rights.ts'
import type { Purpose } from '../../../shared/contract/purpose.ts'
import { type Sharing, nothingChosen } from '../../../shared/domain/access.ts'
import { mayBeGiven } from '../../../shared/domain/givenOut.ts'
import { hours } from '../../fakeClock.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const objects = async (visitId: string) =>
  ((await scene.centre.as('housing').ask('visit', { visitId })).body as Visit).choices.objects

describe('what they say', () => {
  test('is shown, changed at any time, and put back to not asked; the log names it by digest', async () => {
    const { centre, does, last } = scene
    const subject = await centre.arrive()
    expect(await objects(subject)).toBeNull()
    for (const said of [true, false, null]) {
      await does('peer', 'objection.say', { subject, objects: said })
      expect(await objects(subject)).toBe(said)
    }
    const logged = await last(subject)
    expect(logged).toMatchObject({ kind: 'visit.sharingChosen', data: { said: [{ field: 'sharing' }] } })
    expect(JSON.stringify(logged)).not.toContain('objects')
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })

  test('in a visit by nobody known goes along to the person, holds for all of theirs, and stands in their copy', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('peer', 'objection.say', { subject: visitId, objects: true })
    await does('desk', 'visit.leave', { visitId })
    const personId = await does('desk', 'person.add', { name: 'Willow' })
    const other = await centre.arrive({ personId })
    expect(await objects(other)).toBeNull()
    await does('peer', 'visit.joinPerson', { visitId, personId })
    expect(await objects(other)).toBe(true)
    const copy = (await centre.as('manager').ask('person.copy', { personId })).body as PersonCopy
    expect(copy.visits[0]?.written).toContainEqual(expect.objectContaining({ value: { objects: true } }))
    // The visit in which it was said may go; what was said holds on.
    await does('manager', 'visit.erase', { visitId, why: 'theyAsked' })
    expect(await objects(other)).toBe(true)
    await does('peer', 'objection.say', { subject: personId, objects: false })
    expect(await objects(other)).toBe(false)
  })

  test('of nobody there is is said of nobody', async () => {
    const { centre } = scene
    const sent = { subject: centre.as('peer').staffId, objects: true }
    expect((await centre.as('peer').call('objection.say', sent)).status).toBe(404)
  })
})

test('a review counts them, and has them in none of its rows', async () => {
  const { centre, does } = scene
  const waits = async () => {
    const day = new Date(centre.clock.now()).toISOString().slice(0, 10)
    const { body } = await centre.as('manager').ask('review.range', { from: `${day.slice(0, 8)}01`, to: day })
    return body as Review
  }
  const waiting = [
    await centre.arrive({ label: 'Yew', wants: ['peer'] }),
    await centre.arrive({ wants: ['peer'] }),
  ]
  centre.clock.pass(hours(2))
  const before = await waits()
  const ids = ({ longestWaits }: Review) => longestWaits.map(({ visitId }) => visitId)
  expect(ids(before)).toEqual(expect.arrayContaining(waiting))
  const [subject = '', other = ''] = waiting
  await does('peer', 'objection.say', { subject, objects: true })
  const after = await waits()
  expect(ids(after)).not.toContain(subject)
  expect(ids(after)).toContain(other)
  expect(after.figures.visits).toBe(before.figures.visits)
})

test.each([
  ['nothing said', null, [true, true, true]],
  ['nothing against it', { ...nothingChosen, objects: false }, [true, true, true]],
  ['an objection', { ...nothingChosen, objects: true }, [true, false, false]],
  [
    'restricted',
    { ...nothingChosen, restricted: { at: 0, why: 'notRight', by: '', letIn: [] } },
    [true, false, false],
  ],
] as [string, Sharing | null, boolean[]][])('%s: what leaves for whom', (_what, sharing, may) => {
  const purposes: Purpose[] = ['theirOwn', 'planning', 'research']
  expect(purposes.map((purpose) => mayBeGiven(purpose, sharing))).toEqual(may)
})
