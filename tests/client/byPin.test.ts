/* Why: a page that a PIN opened without the server has a cookie that is nobody's, or somebody else's: nothing is asked
   in anybody's name by it, and the server's word about the PIN holds as soon as it is heard. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { ask } from '../../client/api/ask.ts'
import { call } from '../../client/api/call.ts'
import { clock } from '../../client/api/clock.ts'
import { offline } from '../../client/api/offline.ts'
import { openedByPin, oweSignOut, owes } from '../../client/api/owedSignOut.ts'
import { useSession } from '../../client/api/session.ts'
import { followDoor, isServerBack, waitForServer } from '../../client/offline/byPin.ts'
import { hasDoor, hearDevice } from '../../client/offline/sharedDesk.ts'
import { imani, lanternHouse, type StubbedServer, stubServer } from './stubbedServer.ts'

vi.mock('../../client/offline/sharedDesk.ts', () => ({
  hasDoor: vi.fn<typeof hasDoor>(),
  hearDevice: vi.fn<typeof hearDevice>(),
}))
const hour = 3_600_000
const visitId = '01890a5d-ac96-774b-bcce-b302099a8057'
let server: StubbedServer

beforeEach(async () => {
  vi.useFakeTimers()
  localStorage.clear()
  setActivePinia(createPinia())
  server = stubServer({
    session: { body: imani },
    centre: { body: lanternHouse },
    device: { body: { device: null } },
    'session.signOut': { body: {} },
    'session.switchUser': { body: { token: 't', endsAt: 0 } },
  })
  oweSignOut(false)
  await useSession().load()
  // As the page is after its PIN: theirs, while the cookie isn't.
  oweSignOut(true)
  expect(waitForServer(Date.now() + hour)).toBe(true)
  server.asked.length = 0
})
afterEach(() => {
  openedByPin.value = false
  oweSignOut(false)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a page opened by PIN', () => {
  it('asks and does nothing, though the server is there', async () => {
    expect(await ask('visit', { visitId })).toMatchObject({ kind: 'unavailable' })
    expect(await call('visit.pickUp', { visitId })).toMatchObject({ kind: 'unavailable' })
    expect(await call('session.renew', {})).toMatchObject({ kind: 'unavailable' })
    expect(server.asked).toEqual([])
    // Another tab may have told the sign-out meanwhile.
    oweSignOut(false)
    expect(owes()).toBe(true)
    expect(await ask('session', {})).toMatchObject({ kind: 'unavailable' })
    expect(server.asked).toEqual([])
  })

  it('asks what is the same for anybody', async () => {
    // First whoever was signed in here is out; after that nothing stands before it.
    expect((await ask('device', {})).ok).toBe(true)
    expect((await ask('device', {})).ok).toBe(true)
    expect(server.asked).toEqual(['session.signOut', 'device', 'device'])
  })

  it('stays while it can’t be said who this is', async () => {
    await useSession().load()
    expect(useSession().me?.staffId).toBe('imani')
  })

  it('is over once somebody signs in: first whoever the cookie was is out', async () => {
    expect((await call('session.switchUser', { staffId: visitId, pin: '804291' })).ok).toBe(true)
    expect(server.asked).toEqual(['session.signOut', 'session.switchUser'])
    await useSession().entered()
    expect(openedByPin.value).toBe(false)
    expect(server.asked.at(-1)).toBe('session')
  })
})

describe('the server, back again', () => {
  const look = () => expect(offline.line?.()).rejects.toThrow('nobody is signed in')

  it('is said to be, and takes nobody away from what they type', async () => {
    vi.mocked(hearDevice).mockResolvedValueOnce(undefined)
    await look()
    expect(isServerBack.value).toBe(false)
    vi.mocked(hearDevice).mockResolvedValue(null)
    vi.mocked(hasDoor).mockResolvedValue(true)
    await look()
    expect([isServerBack.value, useSession().isIn]).toEqual([true, true])
  })

  it('ends it at once where it no longer knows this PIN, or this device', async () => {
    vi.mocked(hearDevice).mockResolvedValue(null)
    vi.mocked(hasDoor).mockResolvedValue(false)
    await look()
    expect(useSession().isIn).toBe(false)
    expect(openedByPin.value).toBe(false)
  })
})

describe('its time', () => {
  it('ends while it is open, and it isn’t opened again after', async () => {
    const scope = effectScope()
    scope.run(followDoor)
    await vi.advanceTimersByTimeAsync(hour - 120_000)
    clock.tick()
    await nextTick()
    expect(useSession().isIn).toBe(true)
    await vi.advanceTimersByTimeAsync(180_000)
    clock.tick()
    await nextTick()
    expect([useSession().isIn, openedByPin.value]).toEqual([false, false])
    expect(waitForServer(Date.now())).toBe(false)
    scope.stop()
  })
})
