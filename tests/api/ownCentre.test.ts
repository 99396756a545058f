/* Why: a centre of one's own: made at a terminal, started, opened by the people it was made with. The demonstration's
   sign-ins, which everybody knows, aren't there. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startBuilt } from './builtServer.ts'

const built = process.env.ALONGSIDE_BUILT ?? resolve(import.meta.dirname, '../..')
const node = process.env.ALONGSIDE_NODE ?? process.execPath
const password = 'nine lamps along the quay'

/** As a script would: everything said by flags, the two passwords on its input. Gives its exit code. */
function createCentre(dataFolder: string): Promise<number | null> {
  const flags = [
    ...['--name', 'Beacon House', '--time-zone', 'Europe/London', '--word', 'visitor'],
    ...['--agency', 'Harbour Mind', '--agency-kind', 'voluntary'],
    ...[
      '--administrator',
      'Ash',
      '--administrator-username',
      'ash',
      '--manager',
      'Jo',
      '--manager-username',
      'jo',
    ],
  ]
  const child = spawn(node, [join(built, 'dist/server/cli.js'), 'create-centre', ...flags], {
    cwd: built,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: `file:${join(dataFolder, 'centre.db')}`,
      ALONGSIDE_DATA: dataFolder,
    },
  })
  child.stdin.end(`seven boats on the harbour\n${password}\n`)
  return new Promise((ended) => child.once('close', ended))
}

test('it is made, starts, and lets in its manager and nobody of the demonstration', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'alongside-own-'))
  expect(await createCentre(dataFolder)).toBe(0)
  const server = await startBuilt({ dataFolder })
  expect(server.printed()).not.toContain('alongside-demo')
  const signIn = (username: string, typed: string) =>
    fetch(`${server.url}/api/session.signIn`, {
      method: 'POST',
      body: JSON.stringify({ username, password: typed }),
    })
  const { token } = (await (await signIn('jo', password)).json()) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const board = await fetch(`${server.url}/api/board`, { headers })
  expect(((await board.json()) as { cards: unknown[] }).cards).toEqual([])
  const arrived = await fetch(`${server.url}/api/visit.arrive`, { method: 'POST', headers, body: '{}' })
  expect(arrived.status).toBe(200)
  expect((await signIn('desk', 'alongside-demo')).status).toBe(401)
  expect(await server.stop()).toBe(0)
  rmSync(dataFolder, { recursive: true })
})
