/** What waits in a browser is one worker's alone, and what they pressed is never done as somebody else. */
import { describe, expect, test } from 'vitest'
import { createSealing } from '../../../server/features/session/sealingKeys.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const keysOf = async (worker: 'peer' | 'desk') =>
  (await scene.centre.as(worker).ask('session.sealingKeys')).body as { staffId: string; keys: string[] }

describe('the key that a browser seals with', () => {
  test('is the same at each sign-in of one worker, who it says it is for, and another for everybody else', async () => {
    const { staffId, keys } = await keysOf('peer')
    expect(staffId).toBe(scene.staff('peer'))
    expect(Buffer.from(keys[0]!, 'base64url')).toHaveLength(32)
    expect(await keysOf('peer')).toEqual({ staffId, keys })
    expect((await keysOf('desk')).keys).not.toContain(keys[0])
  })

  test('is another at another centre; a new secret still opens what the old one sealed', () => {
    const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)]
    const of = { accountId: 'a', centreId: 'c' }
    const [before] = createSealing([old]).ofWorker(of)
    expect(createSealing([fresh, old]).ofWorker(of)).toEqual([createSealing([fresh]).ofWorker(of)[0], before])
    expect(createSealing([old]).ofWorker({ ...of, centreId: 'd' })).not.toContain(before)
  })
})

describe('a page left open by somebody else', () => {
  test('does nothing as whoever is signed in now', async () => {
    const { centre, staff } = scene
    const as = (worker: 'peer' | 'desk') =>
      centre.as('peer').send('visit.arrive', { label: 'Sam' }, { 'Alongside-As': staff(worker) })
    expect(await as('desk')).toMatchObject({ status: 401, body: { error: 'signedOut' } })
    expect((await as('peer')).status).toBe(200)
  })

  test('is given nothing of whoever is signed in now, and no key of theirs', async () => {
    const { centre, staff } = scene
    const as = (worker: 'peer' | 'desk', query: string) =>
      fetch(`${centre.url}/api/${query}`, {
        headers: { authorization: `Bearer ${centre.as('peer').token}`, 'Alongside-As': staff(worker) },
      })
    for (const query of ['session.sealingKeys', 'board', 'log']) {
      const answer = await as('desk', query)
      expect({ query, status: answer.status, body: await answer.json() }).toEqual({
        ...{ query, status: 401, body: { error: 'signedOut' } },
      })
    }
    expect((await as('peer', 'session.sealingKeys')).status).toBe(200)
  })
})
