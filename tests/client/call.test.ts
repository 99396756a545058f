/* Why: a press is made once, however often it has to be sent, and ends in words whatever happens. */
import { describe, expect, it } from 'vitest'
import { addressOf, ask } from '../../client/api/ask.ts'
import { call, caller } from '../../client/api/call.ts'
import { backoff } from '../../client/api/http.ts'
import { newId } from '../../client/api/newId.ts'
import { onSignedOut, onUnreached } from '../../client/api/told.ts'
import { OwnId } from '../../shared/contract/values.ts'
import { fakeNetwork, headerOf } from './fakeNetwork.ts'

const visitId = newId()
const done = { status: 200, body: { id: visitId, seq: 7 } }

describe('call', () => {
  it('posts to the name with a key and gives the answer', async () => {
    const network = fakeNetwork(done)
    expect(await call('visit.pickUp', { visitId }, { network })).toEqual({ ok: true, value: done.body })
    expect(network.sent[0]?.path).toBe('/api/visit.pickUp')
    expect(network.sent[0]?.init.method).toBe('POST')
    expect(network.sent[0]?.init.body).toBe(JSON.stringify({ visitId }))
    expect(headerOf(network.sent[0], 'Idempotency-Key')).toMatch(/^[\w-]{36}$/)
  })

  it('sends the same press with the same key after the line was lost, and waits longer each time', async () => {
    const network = fakeNetwork('noLine', 'noLine', done)
    const answer = await call('visit.pickUp', { visitId }, { network })
    expect(answer.ok).toBe(true)
    const keys = network.sent.map((sent) => headerOf(sent, 'Idempotency-Key'))
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(network.waits).toEqual(backoff.slice(0, 2))
  })

  it('gives each press a key of its own, unless the page keeps one', async () => {
    const network = fakeNetwork(done)
    await call('visit.pickUp', { visitId }, { network })
    await call('visit.pickUp', { visitId }, { network })
    await call('visit.pickUp', { visitId }, { network, key: 'kept' })
    await call('visit.pickUp', { visitId }, { network, key: 'kept' })
    const keys = network.sent.map((sent) => headerOf(sent, 'Idempotency-Key'))
    expect(new Set(keys).size).toBe(3)
    expect(keys.slice(2)).toEqual(['kept', 'kept'])
  })

  it('that may wait says when it was made, and the same again when it is sent again', async () => {
    const network = fakeNetwork('noLine')
    const bodies = () =>
      network.sent.map(({ init }) => JSON.parse(init.body as string) as { occurredAt?: number })
    await call('visit.welcome', { visitId }, { network, key: 'hello' })
    await new Promise((later) => setTimeout(later, 5))
    await call('visit.welcome', { visitId }, { network, key: 'hello' })
    expect(new Set(bodies().map((one) => one.occurredAt)).size).toBe(1)
    expect(bodies()[0]?.occurredAt).toBeTypeOf('number')
    // Its own word goes before ours, and what is done at once says nothing of it.
    network.sent.length = 0
    await call('visit.welcome', { visitId, occurredAt: 7 }, { network })
    await call('visit.pickUp', { visitId }, { network })
    expect(bodies()[0]?.occurredAt).toBe(7)
    expect(bodies().at(-1)).toEqual({ visitId })
  })

  it('gives up in the end and says so instead of throwing', async () => {
    const network = fakeNetwork('noLine')
    const answer = await call('visit.pickUp', { visitId }, { network })
    expect(answer).toEqual({ ok: false, kind: 'unavailable', isOffline: true, retryAfter: null })
    expect(network.sent).toHaveLength(backoff.length + 1)
  })

  it('tells at the first try without an answer, not after the last', async () => {
    let tries = 0
    let toldAfter = 0
    const network = fakeNetwork('noLine', done)
    const stop = onUnreached(() => (toldAfter = tries))
    await call(
      'visit.pickUp',
      { visitId },
      { network: { ...network, fetch: (path, init) => (tries++, network.fetch(path, init)) } },
    )
    stop()
    expect([toldAfter, tries]).toEqual([1, 2])
  })

  it('tries a 503 again, not before the server asked to', async () => {
    const network = fakeNetwork({ status: 503, headers: { 'Retry-After': '2' } }, done)
    expect((await call('visit.arrive', {}, { network })).ok).toBe(true)
    expect(network.waits).toEqual([2_000])
  })

  it('never tries again what the server has understood', async () => {
    for (const status of [400, 401, 403, 404, 409, 413, 429, 500]) {
      const network = fakeNetwork({ status, body: { error: 'x' } })
      await call('visit.arrive', {}, { network })
      expect(network.sent).toHaveLength(1)
    }
  })

  it('tells a refusal with its state and facts', async () => {
    const by = { staffId: 's', name: 'Kwame' }
    const network = fakeNetwork({ status: 409, body: { error: 'alreadyPickedUp', by, at: 5 } })
    const answer = await call('visit.pickUp', { visitId }, { network })
    expect(answer).toEqual({ ok: false, kind: 'refused', state: 'alreadyPickedUp', facts: { by, at: 5 } })
    // Types follow the contract: the facts of this state are known.
    if (!answer.ok && answer.kind === 'refused' && answer.state === 'alreadyPickedUp')
      expect(answer.facts.by.name).toBe('Kwame')
  })

  it('tells the other ends apart by kind', async () => {
    const end = async (turn: Parameters<typeof fakeNetwork>[0]) =>
      await call('visit.arrive', {}, { network: fakeNetwork(turn) })
    const issues = [{ path: 'label', message: 'oneLine' }]
    expect(await end({ status: 400, body: { error: 'invalid', issues } })).toEqual({
      ok: false,
      kind: 'invalid',
      issues,
    })
    expect(await end({ status: 403 })).toEqual({ ok: false, kind: 'notAllowed' })
    expect(await end({ status: 404 })).toEqual({ ok: false, kind: 'notFound' })
    expect(await end({ status: 413 })).toMatchObject({
      kind: 'invalid',
      issues: [{ path: '', message: 'tooLarge' }],
    })
    expect(await end({ status: 429, headers: { 'Retry-After': '9' } })).toMatchObject({
      kind: 'tooMany',
      retryAfter: 9,
    })
    expect(await end({ status: 500, body: { error: 'fault', id: 'f1' } })).toEqual({
      ok: false,
      kind: 'fault',
      id: 'f1',
    })
  })

  it('takes a page of somebody else’s network for no answer', async () => {
    const network = fakeNetwork({ status: 200, html: '<h1>Welcome to our wifi</h1>' }, done)
    expect((await call('visit.arrive', {}, { network })).ok).toBe(true)
    expect(network.sent).toHaveLength(2)
  })

  it('lets the session know that the sign-in has ended, but not when signing in itself fails', async () => {
    let heard = 0
    const stop = onSignedOut(() => heard++)
    await call('visit.arrive', {}, { network: fakeNetwork({ status: 401 }) })
    expect(heard).toBe(1)
    await call('session.signIn', { username: 'x', password: 'y' }, { network: fakeNetwork({ status: 401 }) })
    expect(heard).toBe(1)
    stop()
  })
})

describe('ask', () => {
  it('asks by address, without what is empty', async () => {
    const network = fakeNetwork({ status: 200, body: { people: [] } })
    expect(await ask('people', { startsWith: 'Zoë & co' }, { network })).toEqual({
      ok: true,
      value: { people: [] },
    })
    expect(network.sent[0]?.path).toBe('/api/people?startsWith=Zo%C3%AB+%26+co')
    expect(addressOf({ a: 1, b: undefined, c: '', d: ['x', 'y'], e: null })).toBe('?a=1&d=x&d=y')
    expect(addressOf({})).toBe('')
  })

  it('is in the name of whoever the page is open for, but where it asks who that is by now', async () => {
    const network = fakeNetwork({ status: 200 })
    caller.me = { centreId: newId(), staffId: newId() }
    await ask('team', {}, { network })
    await ask('session', {}, { network })
    // Somebody has taken this device over, and the page hasn't begun anew yet.
    await ask('session.sealingKeys', {}, { network, as: 'another' })
    const names = network.sent.map((sent) => headerOf(sent, 'Alongside-As'))
    expect(names).toEqual([caller.me.staffId, undefined, 'another'])
    caller.me = null
  })
})

describe('newId', () => {
  it('makes ids that the contract takes, all different, in the order of time', () => {
    const ids = Array.from({ length: 500 }, () => newId())
    expect(new Set(ids).size).toBe(500)
    for (const id of ids) expect(OwnId.safeParse(id).success).toBe(true)
    expect(newId(1_000_000_000_000) < newId(1_000_000_000_001)).toBe(true)
  })
})
