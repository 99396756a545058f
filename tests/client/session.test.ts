/* Why: a shared screen forgets whoever signs out, at once and for good; one that nobody touches lets its sign-in
   end; and nobody is led to where somebody else was. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../../client/api/ask.ts'
import { useCentre } from '../../client/api/centre.ts'
import { owes, oweSignOut, signOutWaits } from '../../client/api/owedSignOut.ts'
import { renewEvery, useSession } from '../../client/api/session.ts'
import { told } from '../../client/api/told.ts'
import { imani, lanternHouse, stubServer } from './stubbedServer.ts'

const signedIn = {
  session: { body: imani },
  centre: { body: lanternHouse },
  'session.signIn': { body: { token: 't', endsAt: 0 } },
  'session.signOut': { body: {} },
  'session.renew': { body: {} },
  'centre.door': { body: { name: 'Lantern House' } },
}

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  localStorage.clear()
  oweSignOut(false)
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
/** Long enough for every try of a call. */
const allTries = () => vi.advanceTimersByTimeAsync(10_000)

describe('a page that opens', () => {
  it('asks for the centre beside who this is, not after it', async () => {
    const server = stubServer({ ...signedIn, session: 'noLine' })
    void useSession().load()
    await vi.advanceTimersByTimeAsync(0)
    expect(server.asked).toContain('centre')
    server.answers.session = { body: imani }
    await allTries()
    expect(useSession().isIn).toBe(true)
    expect(server.asked.filter((name) => name === 'centre')).toHaveLength(1)
  })
})

describe('signing out', () => {
  it('forgets before the server has answered, and tells it', async () => {
    const server = stubServer({ ...signedIn })
    const session = useSession()
    await session.load()
    expect(session.isIn).toBe(true)
    session.signOut()
    expect(session.isIn).toBe(false)
    await allTries()
    expect(server.asked.at(-1)).toBe('session.signOut')
    expect(owes()).toBe(false)
    expect(signOutWaits.value).toBe(false)
  })

  it('on a dead line stays noted, and nothing else is asked before the server knows', async () => {
    const server = stubServer({ ...signedIn })
    const session = useSession()
    await session.load()
    server.answers['session.signOut'] = 'noLine'
    session.signOut()
    await allTries()
    expect(signOutWaits.value).toBe(true)
    // Also after a reload, though the cookie is still good.
    setActivePinia(createPinia())
    server.asked.length = 0
    const after = useSession()
    const loading = after.load()
    await allTries()
    expect(await loading).toBeNull()
    expect(after.isKnown).toBe(true)
    expect(after.isIn).toBe(false)
    expect(new Set(server.asked)).toEqual(new Set(['session.signOut']))
    // The line is back: first things first.
    server.answers['session.signOut'] = { body: {} }
    server.asked.length = 0
    expect((await ask('centre.door', {})).ok).toBe(true)
    expect(server.asked).toEqual(['session.signOut', 'centre.door'])
    expect(signOutWaits.value).toBe(false)
  })

  it('that is still owed never ends the sign-in that came after it', async () => {
    const server = stubServer({ ...signedIn, 'session.signOut': { status: 500, body: {} } })
    const session = useSession()
    session.signOut()
    await allTries()
    expect(owes()).toBe(true)
    expect(await session.signIn('imani', 'x')).toBeNull()
    expect(owes()).toBe(false)
    server.asked.length = 0
    await ask('centre.door', {})
    expect(server.asked).toEqual(['centre.door'])
  })
})

describe('another tab of this browser', () => {
  const tells = (newValue: string | null) =>
    window.dispatchEvent(new StorageEvent('storage', { key: 'alongside.signOut', newValue }))

  it('that signs out is followed, and the end of what it owed is no sign-out', async () => {
    stubServer({ ...signedIn })
    const session = useSession()
    await session.load()
    tells(null)
    expect(session.isIn).toBe(true)
    tells('1')
    expect([session.isIn, session.hasEnded]).toEqual([false, false])
  })

  it('that somebody else has signed in to makes this one start anew, not become theirs in place', async () => {
    const server = stubServer({ ...signedIn })
    const assign = vi.fn()
    vi.stubGlobal('location', { assign, pathname: '/desk' })
    const session = useSession()
    await session.load()
    server.answers.session = { body: { ...imani, staffId: 'tomasz' } }
    await session.load()
    expect(assign).toHaveBeenCalledExactlyOnceWith('/')
    expect(session.me?.staffId).toBe('imani')
    // Who has just signed in here is whom the page is for.
    await session.entered()
    expect(assign).toHaveBeenCalledTimes(1)
    expect(session.me?.staffId).toBe('tomasz')
  })
})

describe('a sign-in', () => {
  it('is renewed only while somebody touches the screen', async () => {
    const server = stubServer({ ...signedIn })
    await useSession().load()
    await vi.advanceTimersByTimeAsync(renewEvery)
    expect(server.asked).not.toContain('session.renew')
    window.dispatchEvent(new Event('keydown'))
    await vi.advanceTimersByTimeAsync(3 * renewEvery)
    expect(server.asked.filter((name) => name === 'session.renew')).toHaveLength(1)
  })

  it('of a wall is renewed, though nobody ever touches it', async () => {
    const server = stubServer({ ...signedIn, session: { body: { ...imani, role: 'wall' } } })
    await useSession().load()
    await vi.advanceTimersByTimeAsync(2 * renewEvery)
    expect(server.asked.filter((name) => name === 'session.renew')).toHaveLength(2)
  })

  it('that ended by itself is somebody else’s place for the next worker', async () => {
    const server = stubServer({ ...signedIn })
    const session = useSession()
    await session.load()
    told.signedOut()
    expect(session.hasEnded).toBe(true)
    await session.signIn('imani', 'x')
    expect(session.isAnother).toBe(false)
    told.signedOut()
    // Also when the page was loaded anew meanwhile.
    setActivePinia(createPinia())
    server.answers.session = { body: { ...imani, staffId: 'tomasz' } }
    const after = useSession()
    await after.signIn('tomasz', 'x')
    expect(after.isAnother).toBe(true)
    after.signOut()
    await allTries()
    server.answers.session = { body: imani }
    await after.signIn('imani', 'x')
    expect(after.isAnother).toBe(false)
  })

  it('isn’t one until the centre’s zone is known', async () => {
    const server = stubServer({ ...signedIn, centre: 'noLine' })
    const session = useSession()
    const loading = session.load()
    await allTries()
    expect(await loading).toMatchObject({ kind: 'unavailable' })
    expect(session.isIn).toBe(false)
    server.answers.centre = { body: lanternHouse }
    expect(await session.load()).toBeNull()
    expect(useCentre().zone).toBe('Asia/Kolkata')
  })
})

describe('opening a page during an outage', () => {
  it('says so after the first try, goes on by itself, and waits for no form', async () => {
    const server = stubServer({ ...signedIn, session: 'noLine' })
    const session = useSession()
    let isThrough = false
    void session.reach().then(() => (isThrough = true))
    await vi.advanceTimersByTimeAsync(1)
    expect(session.unreached).toEqual({ isTrying: true, met: null })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(session.unreached?.met).toMatchObject({ kind: 'unavailable' })
    expect(session.isKnown).toBe(false)
    server.answers.session = { body: imani }
    await vi.advanceTimersByTimeAsync(20_000)
    expect(isThrough).toBe(true)
    expect(session.unreached).toBeNull()
    expect(session.isIn).toBe(true)
  })

  it('asks nothing while nobody can see the page, and at once when somebody can', async () => {
    const server = stubServer({ ...signedIn, session: 'noLine' })
    const session = useSession()
    const reaching = session.reach()
    await allTries()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    await vi.advanceTimersByTimeAsync(60_000)
    server.asked.length = 0
    await vi.advanceTimersByTimeAsync(8 * 3_600_000)
    expect(server.asked).toEqual([])
    hidden.mockRestore()
    server.answers.session = { body: imani }
    session.tryNow()
    await reaching
    expect(session.isIn).toBe(true)
  })

  it('tries at once when asked to', async () => {
    const server = stubServer({ ...signedIn, session: 'noLine' })
    const session = useSession()
    const reaching = session.reach()
    await allTries()
    while (session.unreached?.isTrying) await vi.advanceTimersByTimeAsync(100)
    server.answers.session = { body: imani }
    session.tryNow()
    await reaching
    expect(session.isIn).toBe(true)
  })
})
