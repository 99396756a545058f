/**
 * Two hands at once on one visit. Whatever the order the database puts them in, the rules hold, one of two
 * who exclude each other is told so in words, and no index has to say it.
 */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { minutes } from '../../fakeClock.ts'
import { each, handsOf, refusalIn, rounds, sayOf, says } from './race.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const { run, id, arrive } = handsOf(scene)

describe('with somebody', () => {
  test('the last two stepping away at once: one is told that they are the last', async () => {
    await each(async () => {
      const visitId = await arrive()
      await id('peer', 'visit.beginWith', { visitId })
      await id('clinician', 'visit.join', { visitId })
      const outcomes = await Promise.all([
        run('peer', 'visit.stepAway', { visitId }),
        run('clinician', 'visit.stepAway', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['done', 'lastAlongside'])
      expect(await scene.now(visitId)).toMatchObject([{ isLead: true }])
    })
  })

  test('five beginning at once: one leads, the others are told who', async () => {
    await each(async () => {
      const visitId = await arrive()
      const five = ['peer', 'peer2', 'clinician', 'housing', 'benefits'] as const
      const outcomes = await Promise.all(five.map((worker) => run(worker, 'visit.beginWith', { visitId })))
      expect(says(outcomes)).toEqual([...Array<string>(4).fill('alreadyPickedUp'), 'done'])
      const [lead] = await scene.now(visitId)
      expect(refusalIn(outcomes)).toMatchObject({ facts: { by: { staffId: lead?.staffId } } })
    })
  })

  test('five joining at once: all are alongside, one leads', async () => {
    await each(async () => {
      const visitId = await arrive()
      const five = ['peer', 'peer2', 'clinician', 'housing', 'benefits'] as const
      const outcomes = await Promise.all(five.map((worker) => run(worker, 'visit.join', { visitId })))
      expect(says(outcomes)).toEqual(Array<string>(5).fill('done'))
      const now = await scene.now(visitId)
      expect(now).toHaveLength(5)
      expect(now.filter((one) => one.isLead)).toHaveLength(1)
    })
  })

  test('two going in the place of one who never came: one goes', async () => {
    const visitIds = await Promise.all(Array.from({ length: rounds }, () => arrive()))
    for (const visitId of visitIds) await id('peer', 'visit.pickUp', { visitId })
    scene.centre.clock.pass(minutes(5))
    await each(async (n) => {
      const visitId = visitIds[n] ?? ''
      const outcomes = await Promise.all([
        run('peer2', 'visit.pickUp', { visitId }),
        run('clinician', 'visit.beginWith', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['alreadyPickedUp', 'done'])
    })
  })

  test('the same worker pressing “I’ll go” twice from two screens: both are told yes, and it happened once', async () => {
    await each(async () => {
      const visitId = await arrive()
      const outcomes = await Promise.all([
        run('peer', 'visit.pickUp', { visitId }),
        run('peer', 'visit.pickUp', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['done', 'done'])
      expect(await scene.story(visitId)).toHaveLength(2)
    })
  })

  test('a goodbye and an “I’ll go”: the goodbye always holds', async () => {
    await each(async () => {
      const visitId = await arrive()
      const [left, gone] = await Promise.all([
        run('desk', 'visit.leave', { visitId }),
        run('peer', 'visit.pickUp', { visitId }),
      ])
      expect(sayOf(left)).toBe('done')
      expect(['done', 'gone']).toContain(sayOf(gone))
      expect(await scene.now(visitId)).toEqual([])
    })
  })

  test('two goodbyes: one is told that it was said', async () => {
    await each(async () => {
      const visitId = await arrive()
      const outcomes = await Promise.all([
        run('desk', 'visit.leave', { visitId }),
        run('peer', 'visit.leave', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['alreadyGone', 'done'])
    })
  })

  test('going home while being handed somebody, and while stepping away', async () => {
    for (let n = 0; n < 15; n++) {
      // One after the other: a worker is on once.
      await id('peer', 'team.on', {})
      const visitIds = [await arrive(), await arrive(), await arrive()] as const
      for (const visitId of visitIds) await id('peer', 'visit.beginWith', { visitId })
      const [first, second, third] = visitIds
      await id('peer', 'visit.handOver', { visitId: first, toRole: 'clinician' })
      const [home, taken, stepped, joined] = await Promise.all([
        run('peer', 'team.off', {}),
        run('clinician', 'visit.takeOver', { visitId: first }),
        run('peer', 'visit.stepAway', { visitId: second, wants: ['anyone'] }),
        run('housing', 'visit.join', { visitId: third }),
      ])
      expect([sayOf(home), sayOf(joined)]).toEqual(['done', 'done'])
      expect(['done', 'noHandover']).toContain(sayOf(taken))
      expect(['done', 'notAlongside']).toContain(sayOf(stepped))
      for (const visitId of visitIds) {
        const now = await scene.now(visitId)
        expect(now.some((one) => one.staffId === scene.staff('peer'))).toBe(false)
      }
    }
  })

  test('going home while stepping away from everybody, and while they leave', async () => {
    for (let n = 0; n < 15; n++) {
      // One after the other: a worker is on once.
      await id('peer', 'team.on', {})
      const visitIds = await Promise.all([arrive(), arrive(), arrive(), arrive()])
      for (const visitId of visitIds) await id('peer', 'visit.beginWith', { visitId })
      const outcomes = await Promise.all([
        run('peer', 'team.off', {}),
        ...visitIds.map((visitId) => run('peer', 'visit.stepAway', { visitId, wants: ['anyone'] })),
        ...visitIds.map((visitId) => run('desk', 'visit.leave', { visitId })),
      ])
      expect(says(outcomes).filter((said) => !['done', 'notAlongside', 'gone'].includes(said))).toEqual([])
    }
  })
})

describe('handing over', () => {
  const offered = async () => {
    const visitId = await arrive()
    await id('peer', 'visit.beginWith', { visitId })
    await id('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    return visitId
  }

  test('taken over and taken back at once: one of the two happened', async () => {
    await each(async () => {
      const visitId = await offered()
      const outcomes = await Promise.all([
        run('clinician', 'visit.takeOver', { visitId }),
        run('peer', 'visit.withdrawHandover', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['done', 'noHandover'])
      const lead = outcomes[0].is === 'done' ? 'clinician' : 'peer'
      expect(await scene.now(visitId)).toMatchObject([{ staffId: scene.staff(lead), isLead: true }])
    })
  })

  test('two of the role saying yes at once: one leads', async () => {
    await each(async () => {
      const visitId = await offered()
      const outcomes = await Promise.all([
        run('clinician', 'visit.takeOver', { visitId }),
        run('clinician2', 'visit.takeOver', { visitId }),
      ])
      expect(says(outcomes)).toEqual(['done', 'noHandover'])
      expect(await scene.now(visitId)).toHaveLength(1)
    })
  })

  test('two offers at once: one stands', async () => {
    await each(async () => {
      const visitId = await arrive()
      await id('peer', 'visit.beginWith', { visitId })
      const outcomes = await Promise.all([
        run('peer', 'visit.handOver', { visitId, toRole: 'clinician' }),
        run('peer', 'visit.handOver', { visitId, toRole: 'housing' }),
      ])
      expect(says(outcomes)).toEqual(['alreadyOffered', 'done'])
    })
  })
})

test('two answering one call: one comes, the other is told who', async () => {
  await each(async () => {
    const visitId = await arrive()
    const callId = uuidv7()
    await id('desk', 'visit.callFor', { visitId, callId, toRole: 'housing' })
    const outcomes = await Promise.all([
      run('housing', 'visit.answerCall', { visitId, callId }),
      run('benefits', 'visit.answerCall', { visitId, callId }),
    ])
    expect(says(outcomes)).toEqual(['alreadyAnswered', 'done'])
    const [coming] = await scene.now(visitId)
    expect(refusalIn(outcomes)).toMatchObject({ facts: { by: { staffId: coming?.staffId } } })
  })
})

test('an answer and a withdrawal of one call: one of the two happened', async () => {
  await each(async () => {
    const visitId = await arrive()
    const callId = uuidv7()
    await id('desk', 'visit.callFor', { visitId, callId, toRole: 'housing' })
    const outcomes = await Promise.all([
      run('housing', 'visit.answerCall', { visitId, callId }),
      run('desk', 'visit.withdrawCall', { visitId, callId }),
    ])
    expect(says(outcomes).filter((said) => said === 'done')).toHaveLength(1)
    expect(['alreadyAnswered', 'callWithdrawn']).toContain(refusalIn(outcomes)?.state)
  })
})

test('stepping out twice at once is one outing', async () => {
  await each(async () => {
    const visitId = await arrive()
    const outcomes = await Promise.all([
      run('desk', 'visit.stepOut', { visitId }),
      run('peer', 'visit.stepOut', { visitId }),
    ])
    expect(says(outcomes)).toEqual(['done', 'steppedOut'])
    expect(await scene.outings(visitId)).toHaveLength(1)
  })
})
