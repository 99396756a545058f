/* Why: a power cut. The server is killed again and again while workers go on; nothing that was answered is lost,
   nothing is done twice, the log is whole, and every screen ends as the tables are. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { openReading } from '../../db/open.ts'
import { seeded } from '../seeded.ts'
import { verify } from '../../server/proof/verify.ts'
import { startCrashing } from './crashing.ts'
import { startBusy } from './workers.ts'

const kills = Number(process.env.ALONGSIDE_KILLS ?? 12)
const seed = Number(process.env.ALONGSIDE_SEED ?? 7)
const whole = { firstFlaw: null, words: [], unnamedWords: 0 }
const usernames = ['desk', 'peer', 'peer2', 'clinician', 'housing', 'benefits']

test(`${kills} kills under load (seed ${seed}): nothing lost, nothing twice, the log whole, every board equal`, async () => {
  const server = await startCrashing()
  const { next: draw } = seeded(seed)
  const workers = []
  for (const username of usernames) workers.push(await startBusy(server.url, username, draw))
  for (let n = 0; n < kills; n++) {
    await pause(150 + draw() * 600)
    await server.crash()
  }
  await pause(300)
  for (const worker of workers) await worker.stop()

  const board = await boardOf(server.url)
  for (const worker of workers) {
    await expect.poll(() => worker.held()?.to, { timeout: 20_000 }).toBe(board.to)
    const held = worker.held()
    expect([...(held?.cards.keys() ?? [])].sort()).toEqual(board.cards.map((card) => card.id).sort())
    for (const card of board.cards) expect(held?.cards.get(card.id)?.version).toBe(card.version)
    worker.close()
  }
  await server.end()

  const presses = workers.flatMap((worker) => worker.presses)
  const answered = presses.filter((press) => press.answer !== null)
  expect(answered.length).toBeGreaterThan(kills * 10)
  expect(answered.filter((press) => ![200, 409].includes(press.answer?.status ?? 0))).toEqual([])
  const db = new Sqlite(server.databaseUrl.slice('file:'.length), { readonly: true })
  const count = (sql: string) => {
    const statement = db.prepare<[string], { n: number }>(sql)
    return (value: string) => statement.get(value)?.n
  }
  const commandsWith = count('select count(*) as n from command where key = ?')
  const arrivalsOf = count(`select count(*) as n from change where kind = 'visit.arrived' and subject = ?`)
  const visitsWith = count('select count(*) as n from visit where id = ?')
  for (const { key, answer, name, visitId } of presses) {
    const kept = commandsWith(key)
    if (answer) expect(kept, `${name} was answered`).toBe(1)
    else expect(kept).toBeLessThanOrEqual(1)
    if (name !== 'visit.arrive') continue
    expect(arrivalsOf(visitId)).toBe(kept)
    expect(visitsWith(visitId)).toBe(kept)
  }
  db.close()

  const reading = openReading({ url: server.databaseUrl })
  const [centre] = centresOf(server.databaseUrl)
  expect(await verify(reading.read, centre ?? '')).toMatchObject(whole)
  await reading.close()
  expect(server.printed()).not.toContain('"fault"')
  server.remove()
}, 600_000)

async function boardOf(url: string): Promise<{ to: number; cards: { id: string; version: number }[] }> {
  const signedIn = await fetch(`${url}/api/session.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'peer', password: 'alongside-demo' }),
  })
  const { token } = (await signedIn.json()) as { token: string }
  const board = await fetch(`${url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
  return (await board.json()) as { to: number; cards: { id: string; version: number }[] }
}

function centresOf(url: string): string[] {
  const db = new Sqlite(url.slice('file:'.length), { readonly: true })
  const ids = db.prepare<[], { id: string }>('select id from centre').all()
  db.close()
  return ids.map(({ id }) => id)
}
