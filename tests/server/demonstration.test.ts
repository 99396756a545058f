/** The demonstration centre: made through the door, gone on with when it was cut short, and worth looking at. */
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { demoPassword } from '../../db/demo/centre.ts'
import { planPast } from '../../db/demo/past.ts'
import { workers } from '../../db/demo/workers.ts'
import { dialect } from '../../db/portable.ts'
import type { Database } from '../../db/store.ts'
import { createApp } from '../../server/app.ts'
import { findCentre, openDemonstration } from '../../server/demonstration.ts'
import type { Board } from '../../shared/contract/board.ts'
import type { Doing } from '../../shared/contract/board.ts'
import { askFromOutside, openTestDatabase, type TestDatabase } from '../database.ts'
import { fakeClock } from '../fakeClock.ts'

const secret = 'a secret for tests, at least thirty-two bytes long'
const clock = fakeClock(Date.UTC(2026, 10, 3, 20, 46))

/** As it is made where it is quick; on the other engine, days enough to meet everything once. */
const days = dialect === 'sqlite' ? 21 : 1

async function testDatabase(): Promise<TestDatabase> {
  const db = await openTestDatabase()
  onTestFinished(() => db.close())
  return db
}

async function open(db: Database, days: number) {
  const said: string[] = []
  const found = await openDemonstration({
    db,
    clock,
    secret,
    days,
    say: (sentence) => void said.push(sentence),
  })
  return { found, said }
}

const count = async (db: TestDatabase, table: string) =>
  Number((await askFromOutside(db.url, `select count(*) as n from ${table}`))[0]?.n)

test('nothing of it is left out, and it is found when it is whole', async () => {
  const db = await testDatabase()
  expect(await findCentre(db.read)).toBeNull()
  const { found, said } = await open(db, days)
  expect(said.filter((sentence) => sentence.includes('couldn’t'))).toEqual([])
  expect(await findCentre(db.read)).toEqual(found)
  expect(found.isDemonstration).toBe(true)
  const planned = planPast(clock.now(), days).length
  expect(await count(db, 'command')).toBe(planned + 1)
})

test('one that was cut short is gone on with: nothing twice, nothing lost, the same evening', async () => {
  const whole = await testDatabase()
  await open(whole, 1)

  const db = await testDatabase()
  let writes = 0
  const dying: Database = {
    ...db,
    write: (work) => (++writes > 300 ? Promise.reject(new Error('the machine went off')) : db.write(work)),
  }
  await expect(open(dying, 1)).rejects.toThrow('the machine went off')
  expect(await findCentre(db.read)).toBeNull()
  expect(await count(db, 'command')).toBeGreaterThan(100)

  const later = fakeClock(clock.now() + 3_600_000)
  const said: string[] = []
  await openDemonstration({ db, clock: later, secret, days: 1, say: (sentence) => void said.push(sentence) })
  expect(said.filter((sentence) => sentence.includes('couldn’t'))).toEqual([])
  expect(await findCentre(db.read)).not.toBeNull()
  for (const table of ['visit', 'person', 'alongside', 'on_team', 'note', 'change']) {
    expect(await count(db, table), table).toBe(await count(whole, table))
  }
})

test('two servers that begin it at once make one', async () => {
  const db = await testDatabase()
  const both = await Promise.all([open(db, 0), open(db, 0)])
  expect(both[0].found).toEqual(both[1].found)
  expect(await count(db, 'centre')).toBe(1)
  const planned = planPast(clock.now(), 0).filter((step) => step.command === 'visit.arrive').length
  expect(await count(db, 'visit')).toBe(planned)
})

test('everybody can sign in, and the board shows people in every state', async () => {
  const db = await openTestDatabase()
  const { found } = await open(db, 0)
  const faults: unknown[] = []
  const app = createApp({
    db,
    databaseUrl: db.url,
    clock,
    newId: uuidv7,
    secrets: [secret],
    origin: undefined,
    doorCentreId: found.id,
    log: { fault: (_id, error) => void faults.push(error), info: () => undefined },
  })
  onTestFinished(() => app.close())
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const address = app.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

  const tokens = new Map<string, string>()
  for (const { username } of workers) {
    const answer = await fetch(`${url}/api/session.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: demoPassword }),
    })
    expect(answer.status, username).toBe(200)
    tokens.set(username, ((await answer.json()) as { token: string }).token)
  }

  const answer = await fetch(`${url}/api/board`, {
    headers: { authorization: `Bearer ${tokens.get('peer')}` },
  })
  const board = (await answer.json()) as Board
  const byDoing = (doing: Doing) => board.cards.filter((card) => card.doing === doing).length
  expect(board.cards.length).toBeGreaterThanOrEqual(14)
  const every: Doing[] = ['staying', 'out', 'withSomeone', 'onTheWay', 'justArrived', 'waiting', 'inTheSpace']
  expect(every.filter((doing) => byDoing(doing) === 0)).toEqual([])
  expect(board.team.map((one) => one.name).sort()).toEqual([
    'Aneta K.',
    'Danny W.',
    'Femi A.',
    'Grace N.',
    'Jo M.',
    'Kwame B.',
    'Leah S.',
    'Priti R.',
    'Tomasz N.',
  ])
  expect(board.team.filter((one) => one.isLead).map((one) => one.name)).toEqual(['Priti R.'])
  expect(faults).toEqual([])
})
