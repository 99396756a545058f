/** What a shared device is given so that it opens without the server: for whom, for how long, and until what changes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pinOpensFor } from '../../../shared/domain/pinOpens.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'
import { type Browser, givePasswords, makeShared, openBrowser, password } from '../session/browser.ts'

interface Person {
  staffId: string
  mark: string
  opensFor: number
}
let centre: TestCentre
let desk: Browser
beforeAll(async () => {
  centre = await startCentre()
  await givePasswords(centre, ['peer', 'peer2', 'housing', 'administrator'])
})
beforeEach(async () => {
  for (const worker of ['peer', 'housing'] as const) await setPin(worker, '804291')
  desk = openBrowser(centre)
  await makeShared(centre, desk)
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})
const setPin = (worker: WorkerName, pin: string) =>
  centre.as(worker).call('session.setPin', { pin, password })
async function at(worker: WorkerName, browser = desk): Promise<Person | undefined> {
  const { device } = (await browser.ask('device')).body as { device: { people: Person[] } | null }
  return device?.people.find(({ staffId }) => staffId === centre.as(worker).staffId)
}
async function boardOf(worker: WorkerName, browser = desk) {
  await browser.signIn(worker)
  return ((await browser.ask('session.sealingKeys')).body as { board?: { id: string; keys: string[] } }).board
}

describe('the mark by which a device knows that a PIN still counts', () => {
  test('stays while nothing changes, and is its worker’s and its device’s own', async () => {
    const before = await at('peer')
    expect(before).toMatchObject({ opensFor: pinOpensFor })
    expect(await at('peer')).toEqual(before)
    expect((await at('housing'))?.mark).not.toBe(before?.mark)
    const tablet = openBrowser(centre)
    await makeShared(centre, tablet, 'Tablet')
    expect((await at('peer', tablet))?.mark).not.toBe(before?.mark)
  })

  test('is another once the PIN was set anew, the role or the agency changed', async () => {
    const marks = [(await at('peer'))?.mark]
    await setPin('peer', '804291')
    marks.push((await at('peer'))?.mark)
    const { staffId } = centre.as('peer')
    await centre.as('administrator').call('account.changeRole', { staffId, role: 'seniorPeer' })
    marks.push((await at('peer'))?.mark)
    const kind = 'voluntary'
    const { body } = await centre.as('administrator').call('agency.add', { name: 'The Old Mill', kind })
    const { id: agencyId } = body as { id: string }
    await centre.as('administrator').call('account.changeRole', { staffId, role: 'seniorPeer', agencyId })
    marks.push((await at('peer'))?.mark)
    expect(new Set(marks).size).toBe(4)
    expect(marks).not.toContain(undefined)
  })

  test('is gone for whoever is switched off, and with the device', async () => {
    const { staffId } = centre.as('housing')
    await centre.as('administrator').call('account.switchOff', { staffId })
    expect(await at('housing')).toBeUndefined()
    await centre.as('administrator').call('account.switchOn', { staffId })
    expect(await at('housing')).toBeDefined()
    await desk.signIn('administrator')
    const { devices } = (await desk.ask('devices')).body as { devices: { id: string; isThis: boolean }[] }
    const deviceId = devices.find(({ isThis }) => isThis)?.id
    await centre.as('manager').call('device.switchOff', { deviceId: deviceId! })
    expect((await desk.ask('device')).body).toEqual({ device: null })
  })

  test('opens for no longer than its worker works here', async () => {
    const { staffId } = centre.as('housing')
    const day = new Date(centre.clock.now() + 86_400_000).toISOString().slice(0, 10)
    await centre.as('administrator').call('account.endOn', { staffId, day })
    const opensFor = (await at('housing'))?.opensFor ?? 0
    expect(opensFor).toBeGreaterThan(0)
    expect(opensFor).toBeLessThan(pinOpensFor)
    await centre.as('administrator').call('account.endOn', { staffId, day: null })
  })
})

describe('the key of a device’s last board', () => {
  test('is shared by those who see alike there, and by nobody else', async () => {
    await givePasswords(centre, ['peer2'])
    const mine = await boardOf('peer')
    expect(Buffer.from(mine?.keys[0] ?? '', 'base64url')).toHaveLength(32)
    expect(await boardOf('peer')).toEqual(mine)
    const settings = await boardOf('administrator')
    expect(settings?.id).not.toBe(mine?.id)
    expect(settings?.keys).not.toEqual(mine?.keys)
    const tablet = openBrowser(centre)
    await makeShared(centre, tablet, 'Tablet')
    expect((await boardOf('peer', tablet))?.keys).not.toEqual(mine?.keys)
  })

  test('isn’t given where nobody shares', async () => {
    expect(await boardOf('peer', openBrowser(centre))).toBeUndefined()
  })
})
