/* Why: a disk that fails, a disk that may only be read, and more connections than a process may have files. Each is
   named by `/readyz`, what is served goes on, nothing that was answered is lost, and it mends when the cause goes. */
import { execFileSync } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { fileOf } from '../database.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertKept, assertWhole } from './proof.ts'
import { type Press, sender, signIn } from './workers.ts'

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

async function why(): Promise<string> {
  const response = await fetch(`${server.url}/readyz`)
  const body = (await response.json()) as { status: string; why?: string }
  return body.why ?? body.status
}

/** Somebody walks in; gives the status, 0 where nobody answered. */
async function arrive(token: string, label = 'Sam'): Promise<number> {
  const press: Press = { name: 'visit.arrive', key: uuidv7(), visitId: uuidv7(), answer: null }
  presses.push(press)
  press.answer = await sender(server.url, token)(press.name, { visitId: press.visitId, label }, press.key)
  return press.answer?.status ?? 0
}

const boardIsRead = async (token: string) =>
  (await fetch(`${server.url}/api/board`, { headers: { authorization: `Bearer ${token}` } })).ok

/** True where this user and this file system know of files that nobody may change. */
function chattr(sign: '+i' | '-i', files: string[]): boolean {
  try {
    execFileSync('chattr', [sign, ...files], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.runIf(dialect === 'sqlite')(
  'a disk that may only be read, where the system lets us make one',
  async () => {
    server = await startCrashing(place)
    const token = await signIn(server.url, 'desk')
    expect(await arrive(token)).toBe(200)
    const file = fileOf(place.databaseUrl)
    const files = [file, `${file}-wal`]
    const isReadOnly = chattr('+i', files)
    try {
      await expect.poll(why, patiently).toBe(isReadOnly ? 'readOnly' : 'ready')
      expect(await arrive(token)).toBe(isReadOnly ? 0 : 200)
      expect(await boardIsRead(token)).toBe(true)
    } finally {
      chattr('-i', files)
    }
    await expect.poll(why, patiently).toBe('ready')
    expect(await arrive(token)).toBe(200)
  },
)

test.runIf(dialect === 'sqlite')('a disk that fails', async () => {
  // In blocks of 512 bytes: no file may grow past two megabytes.
  server = await startCrashing(place, 'ulimit -S -f 4096')
  const token = await signIn(server.url, 'desk')
  const many = () => Promise.all(Array.from({ length: 60 }, () => arrive(token, 'x'.repeat(80))))
  while ((await many()).every((status) => status === 200));
  await expect.poll(why, patiently).toMatch(/^(disk|full)$/)
  expect(await boardIsRead(token)).toBe(true)
  await lift()
  await expect.poll(why, patiently).toBe('ready')
  expect(await arrive(await signIn(server.url, 'desk'))).toBe(200)
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
  const token = await signIn(server.url, 'desk')
  const { port } = new URL(server.url)
  const crowd: Socket[] = []
  while (crowd.length < 450) {
    const one = connect(Number(port), '127.0.0.1')
    one.on('error', () => undefined)
    crowd.push(one)
  }
  await expect.poll(() => why().catch(() => 'nobody'), patiently).toBe('crowded')
  // Nothing fell over: as soon as some have gone, everybody is let in again.
  for (const one of crowd) one.destroy()
  await expect.poll(() => why().catch(() => 'nobody'), patiently).toBe('ready')
  expect(await arrive(token)).toBe(200)
  expect(await boardIsRead(token)).toBe(true)
})
