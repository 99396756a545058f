/** Shared devices: enrolled by a manager, known by a cookie of their own, and gone when they are switched off. */
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { device } from '../../../db/schema/device.ts'
import { session } from '../../../db/schema/staff.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { givePasswords, makeShared, openBrowser } from '../session/browser.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
  await givePasswords(centre, ['peer'])
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})
const deviceCookie = 'alongside-device'

describe('a shared device', () => {
  test('is known by a secret of its own, of which the database has the digest', async () => {
    const browser = openBrowser(centre)
    const id = await makeShared(centre, browser)
    const secret = browser.cookies.get(deviceCookie) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    const [row] = await centre.db.read.select().from(device).where(eq(device.id, id))
    expect(row).toMatchObject({ name: 'Front desk', byStaffId: centre.as('manager').staffId, offAt: null })
    expect(JSON.stringify(row)).not.toContain(secret)
    expect((await browser.ask('device')).body).toEqual({
      device: { name: 'Front desk', lockMinutes: 5, people: [] },
    })
  })

  test('any other browser is on none, whatever it shows', async () => {
    expect((await openBrowser(centre).ask('device')).body).toEqual({ device: null })
    const made = openBrowser(centre, new Map([[deviceCookie, 'x'.repeat(43)]]))
    expect((await made.ask('device')).body).toEqual({ device: null })
  })

  test('is listed with who enrolled it, renamed, and locks when the centre says', async () => {
    const browser = openBrowser(centre)
    const deviceId = await makeShared(centre, browser, 'Tablet')
    await centre.as('manager').call('device.rename', { deviceId, name: 'Tablet in the lounge' })
    await centre.as('administrator').call('centre.change', { lockMinutes: 2 })
    expect((await browser.ask('device')).body.device).toMatchObject({
      name: 'Tablet in the lounge',
      lockMinutes: 2,
    })
    await browser.signIn('manager')
    const { devices } = (await browser.ask('devices')).body as { devices: { isThis: boolean }[] }
    expect(devices.filter((one) => one.isThis)).toEqual([
      {
        id: deviceId,
        name: 'Tablet in the lounge',
        enrolledAt: centre.clock.now(),
        by: 'manager worker',
        offAt: null,
        isThis: true,
      },
    ])
  })

  test('that is switched off is none any more, and whoever is signed in there is out', async () => {
    const browser = openBrowser(centre)
    const elsewhere = openBrowser(centre)
    const deviceId = await makeShared(centre, browser)
    await browser.signIn('peer')
    await elsewhere.signIn('peer')
    await centre.as('manager').call('device.switchOff', { deviceId })
    expect((await browser.ask('session')).status).toBe(401)
    expect((await elsewhere.ask('session')).status).toBe(200)
    expect((await browser.ask('device')).body).toEqual({ device: null })
  })

  test('that is switched off signs out whoever made it one, there and nowhere else', async () => {
    const browser = openBrowser(centre)
    const elsewhere = openBrowser(centre)
    await givePasswords(centre, ['manager'])
    await browser.signIn('manager')
    await elsewhere.signIn('manager')
    const { id: deviceId } = (await browser.send('device.enrol', { name: 'Lent tablet' })).body
    await elsewhere.send('device.switchOff', { deviceId })
    expect((await browser.ask('session')).status).toBe(401)
    expect((await elsewhere.ask('session')).status).toBe(200)
    expect((await centre.as('manager').ask('session')).status).toBe(200)
  })

  test('that is switched off in the very moment has no session left open on it', async () => {
    const deviceId = await makeShared(centre, openBrowser(centre))
    const { staffId, actor } = centre.as('peer')
    const byPin = () =>
      centre.app.door.run('session.switchUser', {
        actor: { ...actor, sessionId: '' },
        input: { staffId, pin: '000000' },
        made: { deviceId },
      })
    const all = Array.from({ length: 20 }, byPin)
    const off = await centre.as('manager').call('device.switchOff', { deviceId })
    expect(off.status).toBe(200)
    await Promise.all(all)
    const on = and(eq(session.deviceId, deviceId), isNull(session.endedAt))
    expect(await centre.db.read.select({ id: session.id }).from(session).where(on)).toEqual([])
    // What was looked at before it was switched off comes too late at the door.
    expect(await byPin()).toMatchObject({ is: 'refused', state: 'notEnrolled' })
  })

  test('that was switched off a moment before somebody’s password came is a browser like any other', async () => {
    const deviceId = await makeShared(centre, openBrowser(centre))
    await centre.as('manager').call('device.switchOff', { deviceId })
    const begun = await centre.app.door.run('session.signIn', {
      actor: { ...centre.as('peer').actor, sessionId: '' },
      input: { username: 'peer', password: 'kept' },
      made: { deviceId },
    })
    const id = begun.is === 'done' ? begun.id : ''
    const [row] = await centre.db.read.select().from(session).where(eq(session.id, id))
    expect(row).toMatchObject({ deviceId: null, endedAt: null })
  })

  test('device.switchOff refuses deviceOff', async () => {
    const deviceId = await makeShared(centre, openBrowser(centre))
    const off = () => centre.as('manager').call('device.switchOff', { deviceId })
    await off()
    expect(await off()).toMatchObject({ status: 409, body: { error: 'deviceOff', at: centre.clock.now() } })
  })

  test('of another centre is unknown here', async () => {
    const other = await startCentre({ db: centre.db })
    const deviceId = await makeShared(other, openBrowser(other))
    for (const name of ['device.rename', 'device.switchOff'] as const) {
      const answer = await centre
        .as('manager')
        .send(name, { deviceId, ...(name === 'device.rename' ? { name: 'Ours' } : {}) })
      expect(answer.status).toBe(404)
    }
    await other.stop()
  })
})
