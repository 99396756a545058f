/* Why: a centre that runs an earlier version comes to this one whole. Every database that a release left behind is
   brought up to now, its log walked, its board read, and somebody welcomed in. */
import { uuidv7 } from 'uuidv7'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { demoPassword } from '../../db/demo/centre.ts'
import { openDatabase } from '../../db/open.ts'
import type { Database } from '../../db/store.ts'
import { createApp } from '../../server/app.ts'
import { findCentre } from '../../server/demonstration.ts'
import { isWhole, verify } from '../../server/proof/verify.ts'
import type { Board } from '../../shared/contract/board.ts'
import { askFromOutside, removeTestDatabase } from '../database.ts'
import { keptVersions, layDownVersion } from '../db/releases/kept.ts'
import { fakeClock } from '../fakeClock.ts'

const left: string[] = []
afterEach(() => left.splice(0).forEach(removeTestDatabase))

const tables = ['visit', 'person', 'note', 'said', 'alongside', 'change', 'command', 'staff', 'account']

/** Numbers as text: before a PostgreSQL database is opened its driver gives large ones so, and after as numbers. */
async function rows(url: string): Promise<Record<string, unknown>[][]> {
  const found = []
  for (const table of tables) {
    const all = await askFromOutside(url, `select * from "${table}" order by 1, 2`)
    const asText = ([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' ? `${value}` : value,
    ]
    found.push(all.map((row) => Object.fromEntries(Object.entries(row).map(asText))))
  }
  return found
}

async function served(db: Database, url: string, centreId: string) {
  const app = createApp({
    db,
    databaseUrl: url,
    clock: fakeClock(Date.UTC(2026, 10, 28, 20, 5)),
    newId: uuidv7,
    secrets: ['a secret for tests, at least thirty-two bytes long'],
    origin: undefined,
    doorCentreId: centreId,
    log: { fault: (_id, error) => expect.fail(String(error)), info: () => undefined },
  })
  onTestFinished(() => app.close())
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const address = app.server.address()
  const at = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`
  const post = (name: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${at}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signedIn = await post('session.signIn', { username: 'desk', password: demoPassword })
  expect(signedIn.status).toBe(200)
  const { token } = (await signedIn.json()) as { token: string }
  const authorization = `Bearer ${token}`
  return {
    arrive: () => post('visit.arrive', { label: 'Sam' }, { authorization }),
    board: async () => (await (await fetch(`${at}/board`, { headers: { authorization } })).json()) as Board,
  }
}

test('every release is kept', () => {
  expect(keptVersions).toContain('0.1.0')
})

test.each(keptVersions)('a database of %s comes to this version whole, and goes on', async (version) => {
  const url = await layDownVersion(version)
  left.push(url)
  const before = await rows(url)
  const [head] = await askFromOutside(url, 'select head, hash from feed')

  const db = await openDatabase({ url, strict: true })
  const after = await rows(url)
  // Columns may have been added: what was there is there as it was.
  before.forEach((table, nth) => {
    expect(after[nth]).toHaveLength(table.length)
    expect(after[nth], tables[nth]).toMatchObject(table)
  })
  const centre = await findCentre(db.read)
  if (!centre) return expect.fail('the centre is gone')
  const verdict = await verify(db.read, centre.id)
  expect(isWhole(verdict)).toBe(true)
  expect(verdict.checkpoint).toEqual({ seq: Number(head?.head), hash: head?.hash })

  const { arrive, board } = await served(db, url, centre.id)
  expect((await board()).cards.length).toBeGreaterThan(10)
  expect((await arrive()).status).toBe(200)
  expect((await board()).cards.map(({ label }) => label)).toContain('Sam')
  expect(isWhole(await verify(db.read, centre.id, [verdict.checkpoint]))).toBe(true)
})
