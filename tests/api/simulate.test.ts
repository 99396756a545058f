/** Twenty minutes of a day, played by 27 clients against the built server; `npm run simulate` plays whole days. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../db/demo/centre.ts'
import { random } from '../../db/demo/random.ts'
import { differences } from '../simulate/check.ts'
import { connect } from '../simulate/client.ts'
import { createLedger } from '../simulate/ledger.ts'
import { readOptions, WrongOptions } from '../simulate/options.ts'
import { passes, reportOf } from '../simulate/report.ts'
import { simulate } from '../simulate/simulate.ts'
import { type BuiltServer, startBuilt } from './builtServer.ts'

const from = '2026-11-03T10:00:00Z'
const speed = 120
const dataFolder = mkdtempSync(join(tmpdir(), 'alongside-simulate-'))
let server: BuiltServer

const started = (clock: string) =>
  startBuilt({ dataFolder, environment: { ALONGSIDE_CLOCK: clock, ALONGSIDE_LOG: 'info' } })

beforeAll(async () => {
  // Made with the clock at its own pace, so that the evening it shows is fresh when the play begins.
  await (await started(`${from},1`)).stop()
  server = await started(`${from},${speed}`)
})
afterAll(async () => {
  await server.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

test('after twenty minutes every board is the server’s, and nothing went wrong', async () => {
  const options = { speed, hours: 1 / 3, seed: '7', from: Date.parse(from), url: server.url }
  const outcome = await simulate(options, () => undefined)
  expect(passes(outcome) ? [] : reportOf(outcome)).toEqual([])
  expect(outcome.boards).toEqual({ equal: 27, of: 27 })
  expect([...outcome.ledger.commands.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20)
  expect(server.printed()).not.toContain('fault')
})

test('a board that differs is seen to differ', async () => {
  const parts = { url: server.url, password: demoPassword, ledger: createLedger(), draw: random('check') }
  const client = await connect({ ...parts, username: 'peer' })
  while (client.held === null) await new Promise((resolve) => setTimeout(resolve, 10))
  const { held } = client
  expect(await differences(client, Date.now())).toEqual([])
  const [first, second] = [...held.cards.values()]
  if (!first || !second) throw new Error('nobody is here')
  held.cards.delete(first.id)
  held.cards.set(second.id, { ...second, version: second.version + 1 })
  expect(await differences(client, Date.now())).toEqual([
    `peer holds another card ${second.id}`,
    `peer hasn’t the card ${first.id}`,
  ])
  client.close()
})

test('what is typed wrongly is said, not guessed', () => {
  expect(readOptions(['--speed', '60', '--hours', '24', '--seed', '7'])).toMatchObject({
    speed: 60,
    seed: '7',
  })
  expect(() => readOptions(['--speed'])).toThrow(WrongOptions)
  expect(() => readOptions(['--speed', 'fast'])).toThrow('--speed must be a number above 0')
  expect(() => readOptions(['--from', 'soon'])).toThrow(WrongOptions)
})
