/** Sessions: ended means ended, at once and everywhere; a screen on the wall is a screen and nothing else. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { session } from '../../../db/schema/staff.ts'
import { believedFor, createActors } from '../../../server/features/session/actors.ts'
import { minutes } from '../../fakeClock.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const row = async (id: string) => {
  const [found] = await scene.centre.db.read.select().from(session).where(eq(session.id, id))
  return found
}
/** A further sign-in of a worker: its id, its token, and a way to send. */
async function begin(worker: 'peer' | 'housing' | 'clinician') {
  const { app, id: centreId, url } = scene.centre
  const { actor } = scene.centre.as(worker)
  const begun = await app.door.run('session.signIn', { actor, input: { username: 'kept', password: 'kept' } })
  if (begun.is !== 'done') throw new Error('could not sign in')
  const { token } = app.auth.issue({ sessionId: begun.id, centreId })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    id: begun.id,
    ask: async (name: string) => (await fetch(`${url}/api/${name}`, { headers })).status,
    send: async (name: string, body: object = {}) =>
      (await fetch(`${url}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })).status,
  }
}

describe('signing in', () => {
  test('begins a session, and the log says whose', async () => {
    const { centre, staff, last } = scene
    const { id, ask } = await begin('peer')
    expect(await row(id)).toEqual({
      id,
      centreId: centre.id,
      staffId: staff('peer'),
      screenName: null,
      how: 'password',
      beganAt: centre.clock.now(),
      endedAt: null,
      keepsHash: null,
      keptBeforeHash: null,
      secondProofAt: null,
      turnedAt: null,
      seenAt: null,
      browser: null,
      system: null,
      deviceId: null,
    })
    expect(await last(staff('peer'))).toMatchObject({
      kind: 'session.began',
      data: { sessionId: id, how: 'password' },
    })
    expect(await ask('session')).toBe(200)
  })

  test('says whether one is on, and leads', async () => {
    const { centre, does } = scene
    const me = async () => (await centre.as('clinician').ask('session')).body
    expect(await me()).toMatchObject({ isOn: false, isShiftLead: false })
    await does('clinician', 'team.on', {})
    expect(await me()).toMatchObject({ isOn: true, isShiftLead: false })
    await does('clinician', 'team.on', { asLead: true })
    expect(await me()).toMatchObject({ isOn: true, isShiftLead: true })
    await does('clinician', 'team.off', {})
    expect(await me()).toMatchObject({ isOn: false, isShiftLead: false })
  })
})

describe('signing out', () => {
  test('ends this session at once, and no other of the same worker', async () => {
    const { centre, staff, last } = scene
    const [one, two] = [await begin('peer'), await begin('peer')]
    centre.clock.pass(minutes(2))
    expect(await one.send('session.signOut')).toBe(200)
    expect(await one.ask('session')).toBe(401)
    expect(await one.send('visit.arrive')).toBe(401)
    expect(await two.ask('session')).toBe(200)
    expect((await row(one.id))?.endedAt).toBe(centre.clock.now())
    expect(await last(staff('peer'))).toMatchObject({ kind: 'session.ended', data: { sessionId: one.id } })
  })

  test('twice at once is once', async () => {
    const { staff, story } = scene
    const { send, id } = await begin('housing')
    const statuses = await Promise.all([send('session.signOut'), send('session.signOut')])
    expect(statuses).toContain(200)
    const ended = (await story(staff('housing'))).filter((one) => one.data.sessionId === id)
    expect(ended.map((one) => one.kind)).toEqual(['session.began', 'session.ended'])
  })

  test('leaves who is on as they are: a closed tablet is no goodbye', async () => {
    const { centre } = scene
    const { send } = await begin('housing')
    await send('team.on')
    await send('session.signOut')
    const { on } = (await centre.as('desk').ask('team')).body
    expect(on.map((one: { staffId: string }) => one.staffId)).toContain(scene.staff('housing'))
  })
})

describe('renewing', () => {
  test('gives another token for a session that stands, and none for one that has ended', async () => {
    const { send } = await begin('peer')
    expect(await send('session.renew')).toBe(200)
    await send('session.signOut')
    expect(await send('session.renew')).toBe(401)
  })
})

describe('a screen on the wall', () => {
  test('is a session of nobody: it sees the board, and may do nothing but end', async () => {
    const { centre } = scene
    const { app } = centre
    const { actor } = centre.as('manager')
    const enrolled = await app.door.run('screen.enrol', { actor, input: { name: 'Lounge' } })
    if (enrolled.is !== 'done') throw new Error('not enrolled')
    expect(await row(enrolled.id)).toMatchObject({ staffId: null, screenName: 'Lounge', endedAt: null })
    const { token } = app.auth.issue({ sessionId: enrolled.id, centreId: centre.id })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const ask = async (name: string) => (await fetch(`${centre.url}/api/${name}`, { headers })).status
    const send = async (name: string) =>
      (await fetch(`${centre.url}/api/${name}`, { method: 'POST', headers, body: '{}' })).status
    const me = (await (await fetch(`${centre.url}/api/session`, { headers })).json()) as object
    expect(me).toMatchObject({ staffId: '', name: 'Lounge', role: 'wall', isOn: false })
    expect(await ask('board')).toBe(200)
    for (const name of ['people?startsWith=sam', 'team', 'log', 'session.accounts'])
      expect(await ask(name)).toBe(403)
    expect(await send('visit.arrive')).toBe(403)
    expect(await send('session.signOut')).toBe(200)
    expect(await ask('board')).toBe(401)
  })

  test('is listed, and switched off from anywhere, at once', async () => {
    const { centre } = scene
    const { actor } = centre.as('manager')
    const { door, auth } = centre.app
    const enrolled = await door.run('screen.enrol', { actor, input: { name: 'Hall' } })
    if (enrolled.is !== 'done') throw new Error('not enrolled')
    const { token } = auth.issue({ sessionId: enrolled.id, centreId: centre.id })
    const headers = { authorization: `Bearer ${token}` }
    const board = async () => (await fetch(`${centre.url}/api/board`, { headers })).status
    const listed = async () => (await centre.as('manager').ask('devices')).body.screens
    const screen = { id: enrolled.id, name: 'Hall', enrolledAt: expect.any(Number) }
    expect(await listed()).toContainEqual(screen)
    expect(await board()).toBe(200)
    await centre.as('administrator').call('screen.switchOff', { screenId: enrolled.id })
    expect(await board()).toBe(401)
    expect(await listed()).not.toContainEqual(screen)
  })

  test('screen.switchOff refuses screenOff', async () => {
    const { centre } = scene
    const { actor } = centre.as('manager')
    const enrolled = await centre.app.door.run('screen.enrol', { actor, input: { name: 'Attic' } })
    if (enrolled.is !== 'done') throw new Error('not enrolled')
    const off = () => centre.as('manager').call('screen.switchOff', { screenId: enrolled.id })
    await off()
    expect(await off()).toMatchObject({ status: 409, body: { error: 'screenOff' } })
    // A worker's session is no screen, whoever asks.
    const { id } = await begin('peer')
    expect((await centre.as('manager').send('screen.switchOff', { screenId: id })).status).toBe(404)
  })
})

describe('what is remembered of a session', () => {
  test('is read once, and again when it was forgotten', async () => {
    const { id } = await begin('peer')
    let asked = 0
    let now = Date.now()
    const read = new Proxy(scene.centre.db.read, {
      get: (of, key) => {
        asked += 1
        return Reflect.get(of, key)
      },
    })
    const actors = createActors(read, () => now)
    const first = await actors.find(id)
    expect(first).toMatchObject({ sessionId: id, staffId: scene.staff('peer'), role: 'peer' })
    const once = asked
    expect(await actors.find(id)).toBe(first)
    expect(asked).toBe(once)
    actors.forget({ staffId: scene.staff('housing') })
    expect(await actors.find(id)).toBe(first)
    for (const which of [{ staffId: scene.staff('peer') }, { sessionId: id }, 'all'] as const) {
      const before = asked
      actors.forget(which)
      expect(await actors.find(id)).toEqual(first)
      expect(asked).toBeGreaterThan(before)
    }
    // Nobody here heard of it, and it is believed for a few seconds all the same, whichever way the clock went.
    for (const later of [believedFor, -2 * believedFor]) {
      const before = asked
      now += later
      expect(await actors.find(id)).toEqual(first)
      expect(asked).toBeGreaterThan(before)
    }
  })

  test('is never older than the news that came while it was read', async () => {
    const { id, send } = await begin('peer')
    const actors = createActors(scene.centre.db.read, Date.now)
    const asking = actors.find(id)
    const ended = send('session.signOut').then(() => actors.forget({ sessionId: id }))
    await Promise.all([asking, ended])
    expect(await actors.find(id)).toBeNull()
  })

  test('of a session that never was is nobody', async () => {
    expect(await createActors(scene.centre.db.read, Date.now).find('no such session')).toBeNull()
  })
})
