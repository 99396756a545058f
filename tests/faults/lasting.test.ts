/* Why: what is killed on its way to a new version or to a backup. A migration is there whole or not at all; a backup
   that has a name can be restored and is whole; no copy that anybody could read is left lying about. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { restore } from '../../server/cli/backup.ts'
import { timeOf } from '../../server/cli/generations.ts'
import { askFromOutside } from '../database.ts'
import { seeded } from '../seeded.ts'
import { startCrashing } from './crashing.ts'
import { makePlace, type Place, secret } from './place.ts'
import { assertAllKept, assertWhole } from './proof.ts'
import { startBusy } from './workers.ts'

const root = resolve(import.meta.dirname, '../..')
const passphrase = 'twelve letters and more'

let place: Place
beforeEach(async () => {
  place = await makePlace()
})
afterEach(() => place.remove())

function run(words: string[], environment: Record<string, string>): ChildProcess {
  const env = { PATH: process.env.PATH, DATABASE_URL: place.databaseUrl, ...environment }
  return spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env })
}

async function killed(child: ChildProcess): Promise<void> {
  // One that was quicker has said that it closed, and won't say so again.
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  child.kill('SIGKILL')
  await ended
}

test('a migration that is killed on its way leaves nothing of itself', async () => {
  const { next: draw } = seeded(7)
  const visits = async () =>
    await askFromOutside(place.databaseUrl, 'select id, version from visit order by id')
  const before = await visits()
  for (let n = 0; n < 3; n++) {
    const child = run(['--import', 'tsx', 'tests/faults/migrating.ts'], {})
    if (child.stdout) await once(child.stdout, 'data')
    await pause(draw() * 800)
    await killed(child)
    // PostgreSQL goes on with the statement until it finds that nobody waits; as when its machine goes too.
    if (n > 0) await place.postgres?.crash()
    const tags = await askFromOutside(
      place.databaseUrl,
      `select tag from migration where tag = 'next but one'`,
    )
    expect(tags).toEqual([])
    await expect(askFromOutside(place.databaseUrl, 'select n from growing')).rejects.toThrow()
    await expect(askFromOutside(place.databaseUrl, 'select tried from visit')).rejects.toThrow()
    expect(await visits()).toEqual(before)
  }
  await assertWhole(place.databaseUrl)
  const server = await startCrashing(place)
  await server.end()
}, 300_000)

test('a backup that is killed on its way is no backup, and leaves no open copy behind once there is another', async () => {
  const { next: draw } = seeded(7)
  const server = await startCrashing(place)
  const busy = [await startBusy(server.url, 'desk', draw), await startBusy(server.url, 'peer', draw)]
  const [folder, scratch] = [join(place.folder, 'backups'), join(place.folder, 'scratch')]
  mkdirSync(scratch)
  const backUp = () =>
    run(['dist/server/cli.js', 'backup', '--to', `${folder}/`], {
      TMPDIR: scratch,
      ALONGSIDE_BACKUP_PASSPHRASE: passphrase,
    })
  const began = performance.now()
  expect(await once(backUp(), 'close')).toEqual([0, null])
  const took = performance.now() - began
  for (let n = 0; n < 3; n++) {
    const child = backUp()
    // The last is killed towards its end, when there is a copy being looked at.
    await pause(took * (n < 2 ? draw() : 0.85))
    await killed(child)
  }
  expect(await once(backUp(), 'close')).toEqual([0, null])
  expect(readdirSync(scratch)).toEqual([])
  expect(await placesForLooking()).toEqual([])

  const named = readdirSync(folder).filter((name) => timeOf(name) !== undefined)
  expect(named.length).toBeGreaterThanOrEqual(2)
  // The first was taken alone, the newest last; whatever lies between them got its name before it was killed.
  for (const [nth, name] of named.slice(1).entries()) {
    await restore(join(folder, name), await emptyPlace(nth), { passphrase, lists: [], secret })
  }
  for (const worker of busy) await worker.stop()
  for (const worker of busy) worker.close()
  await server.end()
  await assertAllKept(place.databaseUrl, busy)
}, 300_000)

/** On PostgreSQL a copy is looked at in a database of its own; on SQLite in the scratch folder. */
async function placesForLooking(): Promise<unknown[]> {
  if (dialect === 'sqlite') return []
  const all = `select datname from pg_database where datname like 'alongside~_look~_%' escape '~'`
  return await askFromOutside(place.databaseUrl, all)
}

async function emptyPlace(nth: number): Promise<string> {
  if (!place.postgres) return `file:${join(place.folder, `again_${nth}.db`)}`
  const name = `again_${nth}`
  await askFromOutside(place.databaseUrl, `create database ${name} template template0`)
  return `${place.postgres.url}/${name}`
}
