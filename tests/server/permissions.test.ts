/**
 * Every role against every command and query, made from the contract: a right that the contract doesn't give
 * is refused before anything is looked at, and one that it gives is never refused as a right.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, type CommandName, queries, type QueryName } from '../../shared/contract/index.ts'
import { roleOf, startCentre, type TestCentre, workers } from '../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

/** These end or change the very sign-in that the other cases need: allowed, they have tests of their own. */
const ownEnd = new Set<CommandName>(['session.signOut', 'screen.enrol', 'session.signIn'])
const commandNames = Object.keys(commands) as CommandName[]
const queryNames = Object.keys(queries) as QueryName[]
const may = (allow: readonly string[] | string, role: string) => Array.isArray(allow) && allow.includes(role)

const oneOfEach = workers.filter((worker) => !worker.endsWith('2'))
describe.each(oneOfEach)('%s is let in where the contract says so, and nowhere else', (worker) => {
  const endsOwn = (name: CommandName) => ownEnd.has(name) && may(commands[name].allow, roleOf(worker))
  test.each(commandNames.filter((name) => !endsOwn(name)))('%s', async (name) => {
    const spec = commands[name]
    const { status, body } = await centre.as(worker).send(name, spec.example)
    if (spec.allow === 'system') expect(status).toBe(404)
    else if (spec.allow === 'anybody') expect([400, 401, 409, 429]).toContain(status)
    else if (may(spec.allow, roleOf(worker))) expect([200, 400, 404, 409]).toContain(status)
    else expect({ status, body }).toEqual({ status: 403, body: { error: 'notAllowed' } })
  })

  test.each(queryNames)('%s', async (name) => {
    const spec = queries[name]
    const { status } = await centre.as(worker).ask(name, spec.example as Record<string, string>)
    if (spec.allow === 'anybody') expect(status).toBe(200)
    else if (may(spec.allow, roleOf(worker))) expect([200, 404]).toContain(status)
    else expect(status).toBe(403)
  })
})

describe('a wall is let in where the contract says so, and nowhere else', () => {
  let authorization = ''
  beforeAll(async () => {
    // Through the door: by HTTP the manager's own session would end with it.
    const ask = { actor: centre.as('manager').actor, input: { name: 'Lounge' } }
    const enrolled = await centre.app.door.run('screen.enrol', ask)
    if (enrolled.is !== 'done') throw new Error('not enrolled')
    const { token } = centre.app.auth.issue({ sessionId: enrolled.id, centreId: centre.id })
    authorization = `Bearer ${token}`
  })
  test.each(commandNames.filter((name) => name !== 'session.signOut'))('%s', async (name) => {
    const spec = commands[name]
    const answer = await fetch(`${centre.url}/api/${name}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(spec.example),
    })
    if (spec.allow === 'system') expect(answer.status).toBe(404)
    else if (spec.allow === 'anybody') expect([400, 401, 409, 429]).toContain(answer.status)
    else if (may(spec.allow, 'wall')) expect([200, 400, 404, 409]).toContain(answer.status)
    else expect(answer.status).toBe(403)
  })

  test.each(queryNames)('%s', async (name) => {
    const spec = queries[name]
    const search = new URLSearchParams(spec.example as Record<string, string>)
    const answer = await fetch(`${centre.url}/api/${name}?${search}`, { headers: { authorization } })
    const mayAsk = spec.allow === 'anybody' || may(spec.allow, 'wall')
    expect(answer.status).toBe(mayAsk ? 200 : 403)
  })
})

describe('nobody who is signed in', () => {
  test.each(commandNames.filter((name) => name !== 'session.signIn'))('%s', async (name) => {
    const answer = await fetch(`${centre.url}/api/${name}`, { method: 'POST', body: '{}' })
    const { allow } = commands[name]
    // What anybody may send is looked at, and nothing is in an empty body; there are limits by address.
    expect(allow === 'system' ? [404] : allow === 'anybody' ? [400, 429] : [401]).toContain(answer.status)
  })

  test.each(queryNames)('%s', async (name) => {
    const answer = await fetch(`${centre.url}/api/${name}`)
    expect(answer.status).toBe(queries[name].allow === 'anybody' ? 200 : 401)
  })

  test('a token of ours that names another centre than its session’s is nobody’s', async () => {
    const { sessionId } = centre.as('manager').actor
    const { token } = centre.app.auth.issue({ sessionId, centreId: 'another' })
    const answer = await fetch(`${centre.url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
  })

  test('a token of another secret is nobody’s', async () => {
    const forged = [...centre.as('manager').token.split('.').slice(0, 2), 'x'.repeat(43)].join('.')
    const answer = await fetch(`${centre.url}/api/board`, { headers: { authorization: `Bearer ${forged}` } })
    expect(answer.status).toBe(401)
  })
})
