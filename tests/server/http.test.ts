/** The edge: where a call may come from, how many there may be, and what an answer may never say. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, queries } from '../../shared/contract/index.ts'
import { startCentre, type TestCentre } from '../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

const post = (name: string, headers: Record<string, string>, body = '{}') =>
  fetch(`${centre.url}/api/${name}`, { method: 'POST', headers, body })

describe('by cookie', () => {
  const cookie = () => `alongside=${centre.as('desk').token}`

  test('our own pages may write', async () => {
    const answer = await post('visit.arrive', { cookie: cookie(), origin: centre.url })
    expect(answer.status).toBe(200)
  })

  test.each([
    ['from another page', { origin: 'https://elsewhere.example' }],
    ['from a page that hides where it is', { origin: 'null' }],
    ['with no word of where it is from', {}],
  ])('a write %s is refused', async (_from, headers) => {
    const answer = await post('visit.arrive', { cookie: cookie(), ...(headers as Record<string, string>) })
    expect(answer.status).toBe(403)
  })

  test('signing in from another page is refused before anything is looked at', async () => {
    const answer = await post('session.signIn', { origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(403)
  })

  test('programs with Bearer need no origin, and a cookie beside it counts for nothing', async () => {
    const authorization = `Bearer ${centre.as('desk').token}`
    expect((await post('visit.arrive', { authorization })).status).toBe(200)
    for (const nonsense of ['Bearer nonsense', 'Basic bm9ib2R5', 'Bearer', '']) {
      const headers = { authorization: nonsense, cookie: cookie(), origin: centre.url }
      expect([nonsense, (await post('visit.arrive', headers)).status]).toEqual([nonsense, 401])
    }
  })
})

describe('too much', () => {
  const guess = (username: string) =>
    post('session.signIn', {}, JSON.stringify({ username, password: 'wrong' }))

  test('guesses at a name are slowed, also those made at once, with how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => guess('nobody-of-that-name')))
    const late = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(late).toHaveLength(4)
    for (const { headers } of late) {
      const wait = Number(headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(60)
    }
  })

  test('a name written another way is the same name', async () => {
    const variants = ['zoe.lamb', ' ZOE.lamb ', 'zoe.lamb\u00a0', 'ｚｏｅ.lamb', 'Zoe.Lamb']
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await guess(variants[i % variants.length] ?? '')).status)
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
  })

  test('an account may send a burst of 2,000 commands, then is asked to wait; others aren’t', async () => {
    // Time stands still, or a slow machine would give back what a burst has used.
    const now = Date.now()
    const own = await startCentre({ db: centre.db, now: () => now })
    const { token } = own.as('volunteer')
    const send = () =>
      fetch(`${own.url}/api/visit.welcome`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: '{}',
      })
    const statuses: number[] = []
    for (let i = 0; i < 60; i++) {
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, async () => (await send()).status))))
      if (statuses.includes(429)) break
    }
    expect(statuses.filter((status) => status === 400)).toHaveLength(2_000)
    expect(statuses).toContain(429)
    expect((await own.as('desk').call('visit.arrive', {})).status).toBe(200)
    await own.stop()
  })
})

describe('the board over HTTP', () => {
  test('says 304 while nothing has changed, and the new picture once it has', async () => {
    const headers = { authorization: `Bearer ${centre.as('peer').token}` }
    const first = await fetch(`${centre.url}/api/board`, { headers })
    const tag = first.headers.get('etag') ?? ''
    const again = await fetch(`${centre.url}/api/board`, { headers: { ...headers, 'if-none-match': tag } })
    expect(again.status).toBe(304)
    await centre.arrive()
    const then = await fetch(`${centre.url}/api/board`, { headers: { ...headers, 'if-none-match': tag } })
    expect(then.status).toBe(200)
    expect(then.headers.get('etag')).not.toBe(tag)
  })

  test('is kept by no browser, and still says 304', async () => {
    const headers = { cookie: `alongside=${centre.as('peer').token}` }
    const first = await fetch(`${centre.url}/api/board`, { headers })
    expect(first.headers.get('cache-control')).toBe('no-store')
    const tag = first.headers.get('etag') ?? ''
    const again = await fetch(`${centre.url}/api/board`, { headers: { ...headers, 'if-none-match': tag } })
    expect(again.status).toBe(304)
  })

  test('changes by the clock alone: nobody is on the way for ever', async () => {
    const visitId = await centre.arrive({ wants: ['peer'], welcomed: true })
    await centre.as('peer').call('visit.pickUp', { visitId })
    const doing = async () =>
      ((await centre.as('desk').ask('board')).body.cards as { id: string; doing: string }[]).find(
        (card) => card.id === visitId,
      )?.doing
    expect(await doing()).toBe('onTheWay')
    centre.clock.pass(5 * 60_000)
    expect(await doing()).toBe('waiting')
  })
})

describe('for whoever watches over it', () => {
  test('alive, ready, and figures without a word of anybody', async () => {
    await centre.arrive({ label: 'Marker Person', words: 'marker words' })
    expect(await (await fetch(`${centre.url}/healthz`)).json()).toEqual({ status: 'alive' })
    expect(await (await fetch(`${centre.url}/readyz`)).json()).toEqual({ status: 'ready' })
    const metrics = await (await fetch(`${centre.url}/metrics`)).text()
    expect(metrics).toContain('alongside_commands_total{command="visit.arrive",end="done"}')
    expect(metrics).not.toMatch(/[Mm]arker|desk worker|visitId/)
  })

  test('the documentation has every call of the contract, and nothing that is only for the inside', async () => {
    const api = (await (await fetch(`${centre.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>
    }
    const outside = Object.entries(commands).filter(([, spec]) => spec.allow !== 'system')
    const names = [...outside.map(([name]) => name), ...Object.keys(queries)]
    expect(Object.keys(api.paths).sort()).toEqual(names.map((name) => `/api/${name}`).sort())
    expect((await fetch(`${centre.url}/api/docs`)).headers.get('content-type')).toContain('html')
  })

  test('pages and answers carry a strict content policy', async () => {
    const page = await fetch(`${centre.url}/desk`)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).toContain("frame-ancestors 'none'")
    const answer = await fetch(`${centre.url}/api/centre.door`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each(['/api/%E0%A4', '/%E0%A4', '/assets/%E0%A4'])(
    '%s is a malformed address, and no stack',
    async (path) => {
      const answer = await fetch(`${centre.url}${path}`)
      const text = await answer.text()
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(text).not.toMatch(/\bat |<html|node_modules/)
      if (path.startsWith('/api/')) {
        const issues = [{ path: '', message: 'malformedAddress' }]
        expect({ status: answer.status, body: JSON.parse(text) as unknown }).toEqual({
          status: 400,
          body: { error: 'invalid', issues },
        })
      }
    },
  )

  test('an address that isn’t there says so and nothing more', async () => {
    const answer = await fetch(`${centre.url}/api/visit.fly`, { method: 'POST', body: '{}' })
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 404,
      body: { error: 'notFound' },
    })
    expect((await fetch(`${centre.url}/api/__proto__`)).status).toBe(404)
    expect((await fetch(`${centre.url}/api/constructor`, { method: 'POST' })).status).toBe(404)
  })
})
