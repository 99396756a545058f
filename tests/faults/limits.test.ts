/* Why: a disk that may only be read, a disk that fails, and more connections than a process may have files. Each is
   named, what is served goes on, nothing that was answered is lost, and it mends when the cause goes. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { fileOf } from '../database.ts'
import { askAs } from './asking.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertKept, assertWhole } from './proof.ts'
import type { Press } from './workers.ts'

/** An answer of `/readyz` is kept for a second, and the machine may be busy. */
const patiently = { timeout: 30_000 }

let place: Place
let server: Crashing
let presses: Press[]
beforeEach(async () => {
  place = await makePlace()
  presses = []
})
afterEach(async () => {
  await server.end()
  await assertKept(place.databaseUrl, presses)
  await assertWhole(place.databaseUrl)
  place.remove()
})

test.runIf(dialect === 'sqlite')(
  'a disk that may only be read: no start, in one sentence, nothing changed, and a start once it may be written',
  async () => {
    server = await startCrashing(place)
    const asked = await askAs(server.url, 'desk', presses)
    expect(await asked.arrive()).toBe(200)
    const file = fileOf(place.databaseUrl)
    const all = [file, `${file}-wal`, `${file}-shm`, dirname(file)]
    const may = (sign: '+w' | '-w') => execFileSync('chmod', [`u${sign}`, ...all])
    // Left behind by one that was killed, on a disk that the system goes on with, to be read alone.
    await server.crash(async () => {
      const before = readFileSync(file)
      may('-w')
      try {
        await expect(startCrashing(place, asOthers)).rejects.toThrow(
          /can’t start\. DATABASE_URL: the database can’t be opened, since it, its disk or its file may only be read\.\n$/,
        )
      } finally {
        may('+w')
      }
      expect(readFileSync(file)).toEqual(before)
    })
    expect(await asked.arrive()).toBe(200)
  },
)

/** For root no file is read only, unless it gives up that right; what others may do is asked of them anyway. */
const asOthers =
  process.getuid?.() === 0
    ? 'exec setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$0" "$@"'
    : ':'

test.runIf(dialect === 'sqlite')('a disk that fails', async () => {
  // In blocks of 512 bytes: no file may grow past two megabytes.
  server = await startCrashing(place, 'ulimit -S -f 4096')
  const asked = await askAs(server.url, 'desk', presses)
  const many = () => Promise.all(Array.from({ length: 60 }, () => asked.arrive('x'.repeat(80))))
  while ((await many()).every((status) => status === 200));
  await expect.poll(asked.why, patiently).toMatch(/^(disk|full)$/)
  expect(await asked.boardIsRead()).toBe(true)
  await lift()
  await expect.poll(asked.why, patiently).toBe('ready')
  expect(await (await askAs(server.url, 'desk', presses)).arrive()).toBe(200)
})

/** Takes the limit from the running server; where the system has no way to, from the next one. */
async function lift(): Promise<void> {
  try {
    execFileSync('prlimit', ['--pid', String(server.process.pid), '--fsize=unlimited'], { stdio: 'ignore' })
  } catch {
    await server.crash()
  }
}

test('more connections than it may have files', async () => {
  server = await startCrashing(place, 'ulimit -n 400')
  const asked = await askAs(server.url, 'desk', presses)
  const { port } = new URL(server.url)
  const crowd: Socket[] = []
  while (crowd.length < 450) {
    const one = connect(Number(port), '127.0.0.1')
    one.on('error', () => undefined)
    crowd.push(one)
  }
  await expect.poll(() => asked.why().catch(() => 'nobody'), patiently).toBe('crowded')
  // Nothing fell over: as soon as some have gone, everybody is let in again.
  for (const one of crowd) one.destroy()
  await expect.poll(() => asked.why().catch(() => 'nobody'), patiently).toBe('ready')
  expect(await asked.arrive()).toBe(200)
  expect(await asked.boardIsRead()).toBe(true)
})
