/**
 * What rights cost in a pick-up, measured where the work is done: the role, whether who asks still may (one read in the
 * write, on the worker's row), and a card for every agency that sees something else, against the whole command through
 * the door. Half of the people on the board have kept something from an agency, so that classes are as many as they get.
 * Beside it a whole sign-in by password, against argon2id's check alone, which is slow on purpose.
 * Prints one line of JSON: `[{ rights, whole, signIn, check }]`, a round each, ms for one.
 */
import { join, resolve } from 'node:path'
import { verify } from '@node-rs/argon2'
import { openDatabase } from '../../db/open.ts'
import type { Writer } from '../../db/store.ts'
import { mayRun } from '../../server/commands/run.ts'
import { checkStanding } from '../../server/commands/standing.ts'
import { cardsOpen } from '../../server/feed/cards.ts'
import { cardFor } from '../../server/feed/delta.ts'
import { readDirectory } from '../../server/feed/directory.ts'
import { lookerOf, narrowed, viewerClassOf } from '../../server/feed/viewer.ts'
import { hashPassword } from '../../server/features/session/password.ts'
import { fakeClock } from '../fakeClock.ts'
import { startCentre } from '../harness.ts'
import { givePasswords, openBrowser, password } from '../server/session/browser.ts'

const [folder = '.', times = '300'] = process.argv.slice(2)
const url = `file:${join(folder, 'rights.db')}`
const db = { ...(await openDatabase({ url })), url }
const centre = await startCentre({ db, clock: fakeClock(Date.now()), clientFolder: resolve('dist/client') })
const agencyIds = [centre.as('clinician').agencyId]
const visits: string[] = []
for (let i = 0; i < 100; i++) {
  const visitId = await centre.arrive({ label: `Guest ${i}`, wants: ['peer'] })
  visits.push(visitId)
  if (i % 2 === 0)
    await centre.as('desk').call('visit.chooseSharing', { visitId, agencyIds, answers: { wishes: 'no' } })
}

const { actor } = centre.as('peer')
const now = Date.now()
/** Runs `work` so many times and gives ms for one. */
async function each(count: number, work: (i: number) => unknown): Promise<number> {
  const began = performance.now()
  for (let i = 0; i < count; i++) await work(i)
  return (performance.now() - began) / count
}
const press = async (name: 'visit.pickUp' | 'visit.stepAway', i: number) => {
  const done = await centre.app.door.run(name, { actor, input: { visitId: visits[i % visits.length] } })
  if (done.is !== 'done') throw new Error(`${name}: ${done.state}`)
}

/** As the feeder does after each command: which classes see alike, and the changed card for each of them. */
const cards = await cardsOpen(db.read, await readDirectory(db.read, centre.id), centre.id)
const viewers = (['peer', 'clinician', 'administrator'] as const).map((who) =>
  viewerClassOf(centre.as(who).actor),
)
function project(i: number): void {
  for (const viewer of new Set(viewers.map((one) => narrowed(one, cards)))) {
    const facts = cards[i % cards.length]
    if (facts) cardFor(facts, lookerOf(viewer), now)
  }
}
function standing(count: number): Promise<number> {
  return db.write((tx: Writer) => each(count, () => checkStanding(tx, actor, now)))
}

await givePasswords(centre, ['peer'])
const desk = openBrowser(centre)
async function signIn(): Promise<void> {
  const { status } = await desk.signIn('peer')
  if (status !== 200) throw new Error(`session.signIn: ${status}`)
}
const kept = await hashPassword(password)

const rounds: { rights: number; whole: number; signIn: number; check: number }[] = []
for (let round = -1; round < 5; round++) {
  let whole = 0
  for (let i = 0; i < Number(times); i++) {
    // Taking it back isn't measured: it only lets a hundred visits serve for any number of pick-ups.
    whole += (await each(1, () => press('visit.pickUp', i))) / Number(times)
    await press('visit.stepAway', i)
  }
  const role = await each(1_000, () => mayRun('visit.pickUp', actor))
  const rights = role + (await standing(500)) + (await each(500, project))
  const enter = await each(40, signIn)
  const check = await each(40, () => verify(kept, password))
  if (round >= 0) rounds.push({ rights, whole, signIn: enter, check })
}
process.stdout.write(`${JSON.stringify(rounds)}\n`)
await centre.close()
process.exit(0)
