/* Why: a power cut. Server and database are killed again and again while workers go on; nothing that was answered
   is lost, nothing is done twice, the log is whole, and every screen ends as the tables are. */
import { setTimeout as pause } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { seeded } from '../seeded.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertKept, assertSameBoards, assertWhole } from './proof.ts'
import { type Busy, type Press, sender, signIn, startBusy } from './workers.ts'

const kills = Number(process.env.ALONGSIDE_KILLS ?? 12)
const seed = Number(process.env.ALONGSIDE_SEED ?? 7)
const usernames = ['desk', 'peer', 'peer2', 'clinician', 'housing', 'benefits']

let place: Place
let server: Crashing
beforeEach(async () => {
  place = await makePlace()
  server = await startCrashing(place)
})
afterEach(() => place.remove())

async function workers(draw: () => number): Promise<Busy[]> {
  const busy: Busy[] = []
  for (const username of usernames) busy.push(await startBusy(server.url, username, draw))
  return busy
}

async function prove(busy: readonly Busy[], atLeast: number): Promise<void> {
  await pause(300)
  for (const worker of busy) await worker.stop()
  await assertSameBoards(server.url, busy)
  for (const worker of busy) worker.close()
  await server.end()
  const presses = busy.flatMap((worker) => worker.presses)
  expect(presses.filter((press) => press.answer !== null).length).toBeGreaterThan(atLeast)
  await assertKept(place.databaseUrl, presses)
  await assertWhole(place.databaseUrl)
  tell(presses, busy.length)
}

/** For whoever asked for more kills than usual and wants the figures; that none was lost was proven just before. */
function tell(presses: readonly Press[], boards: number): void {
  if (process.env.ALONGSIDE_KILLS === undefined) return
  const answered = presses.filter(({ answer }) => answer !== null).length
  process.stdout.write(
    `${dialect}: of ${presses.length} presses ${answered} were answered; lost 0, doubled 0, boards apart 0 of ${boards}\n`,
  )
}

test(`${kills} kills under load (seed ${seed}): nothing lost, nothing twice, the log whole, every board equal`, async () => {
  const { next: draw } = seeded(seed)
  const busy = await workers(draw)
  for (let n = 0; n < kills; n++) {
    await pause(150 + draw() * 600)
    await server.crash()
  }
  await prove(busy, kills * 10)
  expect(server.printed()).not.toContain('"fault"')
}, 600_000)

test('a kill in the middle of a group: whoever was answered is kept, and the rest is done once when asked again', async () => {
  const send = sender(server.url, await signIn(server.url, 'desk'))
  const presses: Press[] = Array.from({ length: 300 }, () => {
    return { name: 'visit.arrive', key: uuidv7(), visitId: uuidv7(), answer: null }
  })
  const ask = async (press: Press) => {
    press.answer = await send(press.name, { visitId: press.visitId }, press.key)
    return press.answer
  }
  const asked = presses.map(ask)
  // The first answers of the first group are out, and others are being written.
  await Promise.any(asked)
  await server.crash()
  await Promise.all(asked)
  const untold = presses.filter((press) => press.answer === null)
  expect(untold.length).toBeGreaterThan(0)
  await assertKept(place.databaseUrl, presses)
  for (const press of untold) expect((await ask(press))?.status).toBe(200)
  await server.end()
  await assertKept(place.databaseUrl, presses)
  await assertWhole(place.databaseUrl)
}, 120_000)

test.runIf(dialect === 'postgres')(
  'the database is killed under load, alone and together with the server',
  async () => {
    const { next: draw } = seeded(seed)
    const busy = await workers(draw)
    const crashDatabase = () => place.postgres?.crash() ?? Promise.resolve()
    for (let n = 0; n < Math.ceil(kills / 3); n++) {
      await pause(150 + draw() * 600)
      if (n % 2 === 0) await crashDatabase()
      else await server.crash(crashDatabase)
    }
    // It has found its way back by itself.
    const ready = async () => (await fetch(`${server.url}/readyz`)).status
    await expect.poll(ready, { timeout: 30_000 }).toBe(200)
    await prove(busy, kills)
  },
  600_000,
)
