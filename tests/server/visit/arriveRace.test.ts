/** Two desks at once: nobody is here twice, no visit belongs to two, no soft name is worn by two. */
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { each, handsOf, refusalIn, says } from './race.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const { run, id, arrive } = handsOf(scene)
const known = (n: number) => id('desk', 'person.add', { name: `Amara ${n}` })

test('two desks logging the same person: one visit, and the other is told which', async () => {
  await each(async (n) => {
    const personId = await known(n)
    const outcomes = await Promise.all([
      run('desk', 'visit.arrive', { personId }),
      run('peer', 'visit.arrive', { personId }),
    ])
    expect(says(outcomes)).toEqual(['alreadyHere', 'done'])
    const visitId = outcomes.find((one) => one.is === 'done')?.id
    expect(refusalIn(outcomes)).toMatchObject({ facts: { visitId } })
  })
})

test('a goodbye undone while they are logged again: one visit is open', async () => {
  await each(async (n) => {
    const personId = await known(n)
    const visitId = await arrive({ personId })
    await id('desk', 'visit.leave', { visitId })
    const outcomes = await Promise.all([
      run('desk', 'visit.reopen', { visitId }),
      run('peer', 'visit.arrive', { personId }),
    ])
    expect(says(outcomes)).toEqual(['alreadyHere', 'done'])
  })
})

test('two visits joined to one person, and a third logged: one of the three', async () => {
  await each(async (n) => {
    const personId = await known(n)
    const [one, two] = [await arrive(), await arrive()]
    const outcomes = await Promise.all([
      run('desk', 'visit.joinPerson', { visitId: one, personId }),
      run('peer', 'visit.joinPerson', { visitId: two, personId }),
      run('clinician', 'visit.arrive', { personId }),
    ])
    expect(says(outcomes)).toEqual(['alreadyHere', 'alreadyHere', 'done'])
  })
})

test('one visit joined to two people at once: to one of them', async () => {
  await each(async (n) => {
    const people = [await known(n), await known(n)]
    const visitId = await arrive()
    const outcomes = await Promise.all(
      people.map((personId) => run('desk', 'visit.joinPerson', { visitId, personId })),
    )
    expect(says(outcomes)).toEqual(['alreadyJoined', 'done'])
  })
})

test('one visit sent by two screens under the same id: logged once', async () => {
  await each(async () => {
    const visitId = uuidv7()
    const outcomes = await Promise.all([
      run('desk', 'visit.arrive', { visitId, label: 'Sam' }),
      run('peer', 'visit.arrive', { visitId, label: 'Sam' }),
    ])
    expect(says(outcomes)).toEqual(['done', 'visitExists'])
  })
})

test('forty at once without a name: no soft name is worn by two', async () => {
  const visitIds = await Promise.all(Array.from({ length: 40 }, () => arrive({})))
  const names = await Promise.all(visitIds.map(async (visitId) => (await scene.visit(visitId)).softName))
  expect(new Set(names).size).toBe(40)
})
