/** Leavers: from the day on that was set they can't sign in, and what they wrote stays under their name. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { staff } from '../../../db/schema/staff.ts'
import { believedFor } from '../../../server/features/session/actors.ts'
import { letLeaversGo } from '../../../server/leaving.ts'
import { addDays, dayRange, localDay } from '../../../shared/domain/days.ts'
import { minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { givePasswords, openBrowser } from '../session/browser.ts'

let centre: TestCentre
let now = Date.now()
beforeAll(async () => {
  centre = await startCentre({ now: () => now })
  await givePasswords(centre, ['peer2'])
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})

const endOn = (day: string | null) =>
  centre.as('administrator').call('account.endOn', { staffId: centre.as('peer2').staffId, day })
const tomorrow = () => addDays(localDay(centre.clock.now()), 1)
const toTomorrow = () => {
  centre.clock.pass(dayRange(tomorrow()).from - centre.clock.now())
  // What was read of a session is believed for a few seconds, by the real clock.
  now += believedFor + 1
}
const row = async () => {
  const [found] = await centre.db.read
    .select()
    .from(staff)
    .where(eq(staff.id, centre.as('peer2').staffId))
  return found
}
const letGo = () => letLeaversGo({ read: centre.db.read, door: centre.app.door, clock: centre.clock })

describe('a last day', () => {
  beforeEach(async () => {
    if ((await row())?.offAt) {
      await centre.as('administrator').call('account.switchOn', { staffId: centre.as('peer2').staffId })
    }
    await endOn(null)
  })

  test('ends at midnight by the centre’s clock: signed in before it, out after it, and no way back in', async () => {
    await endOn(tomorrow())
    const browser = openBrowser(centre)
    expect((await browser.signIn('peer2')).status).toBe(200)
    expect((await browser.ask('session')).status).toBe(200)
    toTomorrow()
    expect((await browser.ask('session')).status).toBe(401)
    expect((await browser.send('visit.arrive')).status).toBe(401)
    expect((await openBrowser(centre).signIn('peer2')).status).toBe(401)
  })

  test('lets them go: off the team, off every list, once, and the log says so', async () => {
    const browser = openBrowser(centre)
    await browser.signIn('peer2')
    await browser.send('team.on')
    const visitId = await centre.arrive({ wants: ['peer'] })
    await browser.send('visit.pickUp', { visitId })
    await endOn(tomorrow())
    await letGo()
    expect((await row())?.offAt).toBeNull()
    toTomorrow()
    centre.clock.pass(minutes(1))
    await Promise.all([letGo(), letGo()])
    expect((await row())?.offAt).toBe(centre.clock.now())
    const left = await centre.db.read.select().from(change).where(eq(change.kind, 'account.left'))
    expect(left.filter((one) => one.subject === centre.as('peer2').staffId)).toHaveLength(1)
    const cards = await centre.app.reads.ask('visit', {
      asker: centre.as('desk').actor,
      centreId: centre.id,
      input: { visitId },
    })
    expect(cards).toMatchObject({ card: { with: [] } })
  })

  test('can be put off or taken back', async () => {
    await endOn(tomorrow())
    await endOn(addDays(tomorrow(), 30))
    toTomorrow()
    await letGo()
    expect(await row()).toMatchObject({ offAt: null })
    await endOn(null)
    expect(await row()).toMatchObject({ leavesAt: null })
  })

  test('account.endOn refuses yourself', async () => {
    const { staffId } = centre.as('administrator')
    const own = openBrowser(centre)
    await givePasswords(centre, ['administrator'])
    await own.signIn('administrator')
    expect(await own.send('account.endOn', { staffId, day: tomorrow() })).toMatchObject({
      status: 409,
      body: { error: 'yourself' },
    })
  })

  test('account.endOn refuses alreadyOff', async () => {
    const admin = openBrowser(centre)
    await givePasswords(centre, ['administrator'])
    await admin.signIn('administrator')
    const { staffId } = centre.as('peer2')
    await admin.send('account.switchOff', { staffId })
    expect(await admin.send('account.endOn', { staffId, day: tomorrow() })).toMatchObject({
      status: 409,
      body: { error: 'alreadyOff' },
    })
  })
})

test('account.endOn takes no day that the calendar doesn’t have', async () => {
  const { status, body } = await endOn('2027-11-31')
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('noSuchDay')
})
