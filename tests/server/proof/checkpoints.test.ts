/* Why: checkpoints reach a file and an address outside by themselves, signed, and what can't be reached stands in
   nobody's way; with the file, a log that was cut short is found. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Checkpoints, signatureOf, startCheckpoints } from '../../../server/checkpoints.ts'
import type { CheckpointPlaces } from '../../../server/config.ts'
import { NotACheckpoint, readCheckpoints } from '../../../server/proof/keptCheckpoints.ts'
import { verify } from '../../../server/proof/verify.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

const key = 'sixteen letters!'
let centre: TestCentre
let folder: string
let running: Checkpoints[]
let outside: Server | undefined
let warnings: object[]

beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-checkpoints-'))
  running = []
  warnings = []
})
afterEach(async () => {
  for (const one of running) one.stop()
  outside?.close()
  outside = undefined
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(places: Partial<CheckpointPlaces>): Checkpoints {
  const started = startCheckpoints({
    read: centre.db.read,
    places: { file: undefined, address: undefined, everyMinutes: 60, ...places },
    log: { journal: { info: () => undefined, warn: (about) => void warnings.push(about) } },
    now: () => centre.clock.now(),
    times: { pauses: [1, 1], patience: 5_000 },
  })
  running.push(started)
  return started
}

/** A place outside that answers with these in turn, and then with 204; gives what it was sent. */
async function listen(...answers: number[]) {
  const got: { body: string; signature: unknown }[] = []
  const take = async (request: IncomingMessage) => {
    got.push({ body: await text(request), signature: request.headers['alongside-signature'] })
    return answers.shift() ?? 204
  }
  const server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end())
  })
  outside = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kept`, got }
}
const fileLines = (file: string) => readFileSync(file, 'utf8').trim().split('\n')

test('a file has a line for each time that something happened, and the log is held against all of them', async () => {
  const file = join(folder, 'checkpoints')
  const sending = start({ file })
  await sending.send()
  await sending.send()
  await centre.arrive()
  await sending.send()
  expect(fileLines(file)).toHaveLength(2)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const kept = readCheckpoints(readFileSync(file, 'utf8')).get(centre.id) ?? []
  expect(kept).toHaveLength(2)
  expect((await verify(centre.db.read, centre.id, kept)).firstFlaw).toBeNull()
  const further = { seq: (kept[1]?.seq ?? 0) + 1, hash: 'cut off since' }
  expect((await verify(centre.db.read, centre.id, [...kept, further])).firstFlaw).toEqual({
    seq: further.seq,
    flaw: 'missing',
  })
})

test('an address gets them signed, and again when it didn’t take them', async () => {
  const { url, got } = await listen(503)
  const sending = start({ address: { url, key } })
  await sending.send()
  expect(got).toHaveLength(2)
  const [first, second] = got
  expect(second).toEqual(first)
  expect(first?.signature).toBe(signatureOf(first?.body ?? '', key))
  const { checkpoints } = JSON.parse(first?.body ?? '') as { checkpoints: object[] }
  expect(checkpoints).toMatchObject([{ centreId: centre.id, takenAt: centre.clock.now() }])
  expect(warnings).toEqual([])
})

test('an address that never takes them is tried three times, said without its name, and keeps no file from its line', async () => {
  const { url, got } = await listen(500, 500, 500)
  const file = join(folder, 'checkpoints')
  const sending = start({ file, address: { url, key } })
  await sending.send()
  expect(got).toHaveLength(3)
  expect(warnings).toEqual([{ place: 'address', code: '500' }])
  expect(fileLines(file)).toHaveLength(1)
  // What wasn't taken goes with the next.
  await sending.send()
  expect(got).toHaveLength(4)
})

test('an address that sends them on elsewhere is not followed', async () => {
  const paths: (string | undefined)[] = []
  outside = createServer((request, response) => {
    paths.push(request.url)
    request.resume().once('end', () => response.writeHead(307, { location: '/elsewhere' }).end())
  })
  const server = outside
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kept`
  await start({ address: { url, key } }).send()
  expect(paths).toEqual(['/kept', '/kept', '/kept'])
  expect(warnings).toMatchObject([{ place: 'address' }])
})

test('a file that can’t be written is said, and is no fault of anybody’s', async () => {
  await start({ file: join(folder, 'nowhere', 'checkpoints') }).send()
  expect(warnings).toEqual([{ place: 'file', code: 'ENOENT' }])
})

test('a line that was cut off is none; one that isn’t a checkpoint is named', () => {
  const line = JSON.stringify({ centreId: 'c', seq: 3, hash: 'x', takenAt: 1 })
  expect(readCheckpoints(`${line}\n{"centreId":"c","se`).get('c')).toEqual([{ seq: 3, hash: 'x' }])
  expect(() => readCheckpoints(`${line}\nsomething\n`)).toThrow(NotACheckpoint)
  expect(() => readCheckpoints(`${line}\nsomething\n`)).toThrow('Line 2 of the file')
  writeFileSync(join(folder, 'empty'), '')
  expect(readCheckpoints(readFileSync(join(folder, 'empty'), 'utf8')).size).toBe(0)
})
