/** What somebody sends who means harm: to the edge itself, past the pages that would never send it. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCentre, type TestCentre } from '../harness.ts'
import { hostile } from '../inputsOf.ts'

let centre: TestCentre
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alongside-pages-'))
  mkdirSync(join(folder, 'client', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'client', 'index.html'), '<!doctype html><title>A page</title>')
  writeFileSync(join(folder, 'secret'), 'kept beside the pages')
  writeFileSync(join(folder, 'client', 'assets', 'one.js'), 'export {}')
  mkdirSync(join(folder, 'client', '.git'))
  for (const name of ['.git/config', '.env'])
    writeFileSync(join(folder, 'client', name), 'kept beside the pages')
  centre = await startCentre({ clientFolder: join(folder, 'client') })
})
afterAll(async () => {
  await centre.close()
  rmSync(folder, { recursive: true })
})

const bearer = (worker: 'desk' | 'peer' = 'desk') => ({ authorization: `Bearer ${centre.as(worker).token}` })

/** Sends these very bytes: `fetch` would put an address right before anybody saw it. */
async function raw(head: string): Promise<string> {
  const { hostname, port } = new URL(centre.url)
  const socket = connect(Number(port), hostname)
  socket.setEncoding('utf8')
  let text = ''
  socket.on('data', (data) => (text += String(data)))
  socket.write(`${head}\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  return text
}

describe('an address', () => {
  test.each([
    '/../secret',
    '/assets/../../secret',
    '/assets/..%2f..%2fsecret',
    '/%2e%2e/secret',
    '/assets/%2e%2e%2f%2e%2e%2fsecret',
    '/assets/....//secret',
    '/assets/..\\..\\secret',
    '/assets/%00',
    '//secret',
  ])('%s leads to no file beside the pages', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1`)
    expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /)
    expect(answer).not.toContain('kept beside the pages')
  })

  test.each(['/assets', '/assets/', '/.git/config', '/%2egit/config', '/.git/', '/.env', '/assets/../.env'])(
    '%s lists no folder and shows nothing whose name begins with a dot',
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1`)
      expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /)
      expect(answer).not.toMatch(/kept beside the pages|one\.js/)
    },
  )

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'with a call named %s is no call',
    async (name) => {
      const asked = await fetch(`${centre.url}/api/${name}`, { headers: bearer() })
      const sent = await fetch(`${centre.url}/api/${name}`, { method: 'POST', headers: bearer(), body: '{}' })
      expect([asked.status, sent.status]).toEqual([404, 404])
    },
  )

  test('that says a thing twice isn’t understood, and nothing breaks', async () => {
    const twice = await fetch(`${centre.url}/api/people?startsWith=sa&startsWith=mo`, { headers: bearer() })
    expect(twice.status).toBe(400)
  })
})

describe('a method that nothing asks for', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('%s does nothing', async (method) => {
    const answer = await raw(
      `${method} /api/visit.arrive HTTP/1.1\r\nAuthorization: ${bearer().authorization}`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 (404|405) /)
    expect(answer).not.toContain(centre.as('desk').token)
  })

  test('no other page is ever told that it may', async () => {
    const answer = await fetch(`${centre.url}/api/visit.arrive`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    })
    const names = [...answer.headers.keys()]
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('a command isn’t done by asking', async () => {
    const { to } = (await centre.as('desk').ask('board')).body
    const answer = await fetch(`${centre.url}/api/visit.arrive`, { headers: bearer() })
    expect(answer.status).toBe(404)
    expect((await centre.as('desk').ask('board')).body.to).toBe(to)
  })
})

describe('a body', () => {
  const send = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${centre.url}/api/visit.arrive`, { method: 'POST', headers: { ...bearer(), ...headers }, body })

  test('that is small on the way and huge when opened is too large', async () => {
    const bomb = gzipSync(JSON.stringify({ label: 'a'.repeat(50_000_000) }))
    expect(bomb.length).toBeLessThan(100_000)
    expect((await send(new Uint8Array(bomb), { 'content-encoding': 'gzip' })).status).toBe(413)
  })

  test('nested without end is refused', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect((await send(`{"words":${deep}}`)).status).toBe(400)
  })

  test.each(['{"__proto__":{"role":"manager"}}', '{"constructor":{"prototype":{"role":"manager"}}}'])(
    '%s changes nothing for anybody',
    async (body) => {
      expect((await send(body)).status).toBe(400)
      expect(({} as { role?: string }).role).toBeUndefined()
    },
  )

  test('with fields that are ours to set is refused, whole', async () => {
    for (const field of ['id', 'centreId', 'loggedBy', 'version', 'goneAt', 'softName', 'retractedAt']) {
      const answer = await send(JSON.stringify({ label: 'Sam', [field]: 1 }))
      expect(answer.status, field).toBe(400)
    }
  })

  test('in another form than JSON isn’t guessed at', async () => {
    expect((await send('label=Sam', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      400,
    )
    expect((await send('<a/>', { 'content-type': 'text/xml' })).status).toBe(400)
  })
})

test('words come back as they were typed, whatever they would be elsewhere', async () => {
  for (const words of hostile) {
    const { status, body } = await centre.as('desk').send('visit.arrive', { words, label: 'Sam' })
    if (status === 400) continue
    const page = await centre.as('peer').ask('visit', { visitId: String(body.id) })
    expect(JSON.stringify(page.body)).toContain(JSON.stringify(words.trim()).slice(1, -1))
    expect(page.headers.get('content-type')).toBe('application/json; charset=utf-8')
  }
})

test('every answer says that it is UTF-8: pages, boards, answers and refusals', async () => {
  const kind = async (path: string) =>
    (await fetch(`${centre.url}${path}`, { headers: bearer() })).headers.get('content-type')
  for (const path of ['/', '/desk', '/api/docs'])
    expect([path, await kind(path)]).toEqual([path, 'text/html; charset=utf-8'])
  for (const path of ['/api/board', '/api/team', '/api/nothing', '/api/openapi.json'])
    expect([path, await kind(path)]).toEqual([path, 'application/json; charset=utf-8'])
})

test('a key can’t write a header, and is never sent back', async () => {
  const answer = await raw(
    `POST /api/visit.arrive HTTP/1.1\r\nAuthorization: ${bearer().authorization}\r\nIdempotency-Key: x%0d%0aSet-Cookie:%20a=b`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).not.toMatch(/set-cookie/i)
})

test('a socket from another page is refused, also with the right cookie', async () => {
  const socket = io(centre.url, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { cookie: `alongside=${centre.as('peer').token}`, origin: 'https://elsewhere.example' },
  })
  const error = await new Promise((resolve) => {
    socket.once('connect_error', resolve)
    socket.once('connect', () => resolve(null))
  })
  expect(error).toBeInstanceOf(Error)
  expect(socket.connected).toBe(false)
  socket.close()
})

test('a length that lies doesn’t smuggle a second call', async () => {
  const answer = await raw(
    'POST /api/visit.arrive HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1',
  )
  expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
})

test('none of it was a fault of ours', () => {
  expect(centre.faults).toEqual([])
})
