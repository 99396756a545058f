/** The feed under misfortune: a push that fails is known and tried again, and no half of a picture is taken. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Unavailable } from '../../db/failure.ts'
import { feed } from '../../db/schema/log.ts'
import type { Reader } from '../../db/store.ts'
import { createFeeder } from '../../server/feed/feeder.ts'
import { openPicture, type Touched } from '../../server/feed/picture.ts'
import { createWake } from '../../server/feed/wake.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { startCentre, type TestCentre } from '../harness.ts'

let centre: TestCentre
const none = () => undefined
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

/** A reader that fails as often as it is told to, from the nth use on. */
function failing(): { read: Reader; fail: (times: number, after?: number) => void } {
  let left = 0
  let skip = 0
  const read = new Proxy(centre.db.read, {
    get(of, key) {
      if (left > 0 && skip-- <= 0) {
        left--
        throw new Unavailable('lost')
      }
      return Reflect.get(of, key)
    },
  })
  return {
    read,
    fail(times, after = 0) {
      left = times
      skip = after
    },
  }
}

test('a push that fails counts as behind until it was made, and is made again without another ring', async () => {
  const { read, fail } = failing()
  const wake = createWake()
  const faults: unknown[] = []
  const pushed = new Map<number, BoardDelta>()
  let heard = (): void => undefined
  const feeder = createFeeder({
    read,
    clock: centre.clock,
    wake,
    outlet: {
      classes: () => ['team'],
      delta: (_centre, _viewers, delta) => {
        pushed.set(delta.to, delta)
        heard()
      },
      reset: () => undefined,
      callLead: () => undefined,
      callReaders: () => undefined,
    },
    onSessions: () => undefined,
    onFault(error) {
      // It failed, and it is known how long it has been owed.
      faults.push(feeder.behind() > 0 ? error : 'not behind')
    },
  })
  const { to } = await feeder.picture(centre.id)
  fail(3)
  const came = new Promise<void>((resolve) => (heard = resolve))
  const visitId = await centre.arrive()
  wake.ring(centre.id)
  await came
  expect(faults).toHaveLength(3)
  for (const fault of faults) expect(fault).toBeInstanceOf(Unavailable)
  const [delta] = [...pushed.values()]
  expect(delta?.from).toBe(to)
  expect(delta?.puts.map((card) => card.id)).toContain(visitId)
  await expect.poll(() => feeder.behind()).toBe(0)
  feeder.stop()
})

test('a read of who looked that fails holds back no board, and is tried again', async () => {
  const { actor } = centre.as('housing')
  const visitId = await centre.arrive({ label: 'Holm' })
  await centre.as('desk').call('visit.leave', { visitId })
  expect((await centre.as('housing').ask('visit', { visitId })).status).toBe(200)
  const { read, fail } = failing()
  const steps: Touched[] = []
  const called: ReadonlySet<string>[] = []
  const picture = await openPicture(
    read,
    centre.id,
    (_, touched) => {
      steps.push(touched)
      // What is read next is who looked.
      fail(1)
    },
    (_, sessionIds) => called.push(sessionIds),
  )
  const said = { agencyIds: [actor.agencyId], answers: { notes: 'no' as const } }
  await centre.as('peer').call('visit.chooseSharing', { visitId, ...said })
  await expect(picture.refresh()).rejects.toBeInstanceOf(Unavailable)
  expect(steps).toHaveLength(1)
  expect(called).toEqual([])
  await picture.refresh()
  expect(steps).toHaveLength(1)
  expect(called).toEqual([new Set([actor.sessionId])])
})

test('a picture that can’t be begun again stays whole until it can', async () => {
  const { read, fail } = failing()
  await centre.arrive()
  const picture = await openPicture(read, centre.id, none, none)
  const before = { epoch: picture.epoch, to: picture.to, cards: [...picture.cards.keys()] }
  const visitId = await centre.arrive()
  const epoch = uuidv7()
  await centre.db.write(async (tx) => {
    await tx.update(feed).set({ epoch }).where(eq(feed.centreId, centre.id))
  })
  for (let after = 1; after < 9; after++) {
    fail(1, after)
    await picture.refresh().then(
      () => undefined,
      () =>
        expect({ epoch: picture.epoch, to: picture.to, cards: [...picture.cards.keys()] }).toEqual(before),
    )
    fail(0)
    if (picture.epoch === epoch) break
  }
  await picture.refresh()
  expect(picture.epoch).toBe(epoch)
  expect([...picture.cards.keys()]).toContain(visitId)
})

describe('what a change makes travel again', () => {
  /** What the steps of a picture touched while something was done. */
  async function touchedBy(work: () => Promise<unknown>): Promise<Touched[]> {
    const steps: Touched[] = []
    const picture = await openPicture(
      centre.db.read,
      centre.id,
      (_picture, touched) => steps.push(touched),
      none,
    )
    await work()
    await picture.refresh()
    return steps
  }
  const visitsOf = (steps: Touched[]) => [...new Set(steps.flatMap((step) => [...step.visits]))].sort()
  const desk = () => centre.as('desk')

  /** Somebody who is worried about since an earlier visit, which is therefore on the board, and is here again. */
  async function twice() {
    const personId = String((await desk().call('person.add', { name: 'Rosa Lindqvist' })).body.id)
    const earlier = await centre.arrive({ personId })
    await desk().call('visit.leave', { visitId: earlier, ending: 'left_worried' })
    const now = await centre.arrive({ personId })
    return { personId, earlier, now }
  }

  test('somebody added is nobody’s card', async () => {
    const steps = await touchedBy(() => desk().call('person.add', { name: 'Ana' }))
    expect(steps).toMatchObject([{ all: false, team: false }])
    expect(visitsOf(steps)).toEqual([])
  })

  test('a name put right is on all visits of theirs, and on no others', async () => {
    const { personId, earlier, now } = await twice()
    const steps = await touchedBy(() => desk().call('person.change', { personId, name: 'Rosa Lind' }))
    expect(visitsOf(steps)).toEqual([earlier, now].sort())
    expect(steps.some((step) => step.all)).toBe(false)
    const { cards } = await centre.app.feeder.picture(centre.id)
    expect([cards.get(earlier)?.label, cards.get(now)?.label]).toEqual(['Rosa Lind', 'Rosa Lind'])
  })

  test.each<[string, (of: { personId: string; earlier: string; now: string }) => Promise<unknown>]>([
    ['parted', ({ now }) => desk().call('visit.partPerson', { visitId: now })],
    ['logged by mistake', ({ earlier }) => desk().call('visit.retract', { visitId: earlier })],
    [
      'at another time',
      ({ now }) => desk().call('visit.change', { visitId: now, arrivedAt: centre.clock.now() - 60_000 }),
    ],
  ])('a visit %s is news for their others', async (_what, work) => {
    const both = await twice()
    expect(visitsOf(await touchedBy(() => work(both)))).toEqual([both.earlier, both.now].sort())
  })

  test('a visit joined is news for their others', async () => {
    const { personId, earlier, now } = await twice()
    await desk().call('visit.partPerson', { visitId: now })
    const steps = await touchedBy(() => desk().call('visit.joinPerson', { visitId: now, personId }))
    expect(visitsOf(steps)).toEqual([earlier, now].sort())
  })

  test('another role is read again on the team', async () => {
    await centre.as('housing').call('team.on', {})
    const role = async () =>
      (await centre.app.feeder.picture(centre.id)).team.find((one) => one.staffId === staffId)?.role
    const { staffId } = centre.as('housing')
    expect(await role()).toBe('housing')
    await centre.as('administrator').call('account.changeRole', { staffId, role: 'benefits' })
    expect(await role()).toBe('benefits')
  })
})
