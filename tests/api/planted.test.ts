/* Why: whatever a person or a worker types goes into the record and nowhere else: planted words, passwords and tokens come
   out of no line that the process prints, at its most talkative, and out of no figure that it shows. */
import { expect, test } from 'vitest'
import { startBuilt } from './builtServer.ts'

test('no planted word, password or token is in the process’s log or its metrics', async () => {
  const server = await startBuilt({ environment: { ALONGSIDE_LOG: 'debug' } })
  const ask = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const post = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
    const answer = await fetch(`${server.url}/api/${path}`, { headers, ...(body === undefined ? {} : post) })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }
  const wrong = await ask('session.signIn', { username: 'MARKER-name', password: 'MARKER-password' })
  expect(wrong.status).toBe(401)
  const signedIn = await ask('session.signIn', { username: 'peer', password: 'alongside-demo' })
  const token = signedIn.body.token ?? ''
  expect(token).not.toBe('')
  const headers = { authorization: `Bearer ${token}` }

  const visit = await ask(
    'visit.arrive',
    { label: 'MARKER label', words: 'MARKER words', wantsNote: 'MARKER wish', withWhom: 'MARKER company' },
    headers,
  )
  expect(visit.status).toBe(200)
  const visitId = visit.body.id
  for (const [path, body, status] of [
    ['note.write', { visitId, text: 'MARKER note' }, 200],
    ['visit.callFor', { visitId, toRole: 'housing', word: 'MARKER call' }, 200],
    ['person.add', { name: 'MARKER person', secondLine: 'MARKER line', visitId }, 200],
    // Refused, wrong and broken, since that is what gets written down.
    ['visit.handOver', { visitId, toRole: 'peer', word: 'MARKER offer' }, 409],
    ['visit.arrive', { label: 'MARKER label', unknown: 'MARKER field' }, 400],
    ['visit.arrive', '{"label": "MARKER broken', 400],
    ['visit.MARKER', {}, 404],
  ] as const)
    expect((await ask(path, body, headers)).status, path).toBe(status)
  expect((await ask('people?startsWith=MARKER', undefined, headers)).status).toBe(200)
  expect((await ask('visit?visitId=MARKER', undefined, headers)).status).toBe(400)

  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toContain('alongside_commands_total{command="note.write",end="done"}')
  expect(await server.stop()).toBe(0)
  const printed = server.printed()
  // It did write while all this was asked: otherwise its silence would say nothing.
  expect(printed.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(2)
  for (const told of [metrics, printed]) {
    expect(told).not.toContain('MARKER')
    expect(told).not.toContain(token)
    expect(told).not.toContain(String(visitId))
  }
})
