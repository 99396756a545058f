/* Why: the first start for real, asked for at a terminal or said by a script; half a centre is never made, and no
   password is shown or kept. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../db/open.ts'
import { agency, centre } from '../../../db/schema/centre.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { createAsking, NoAnswer } from '../../../server/cli/asking.ts'
import { createCentre } from '../../../server/cli/createCentre.ts'
import { findCentre } from '../../../server/demonstration.ts'
import { readConfig } from '../../../server/config.ts'
import { isPassword } from '../../../server/features/session/password.ts'
import { askFromOutside, createTestDatabase, removeTestDatabase } from '../../database.ts'

let url: string
let folder: string
beforeEach(async () => {
  url = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-first-'))
})
afterEach(() => {
  removeTestDatabase(url)
  rmSync(folder, { recursive: true, force: true })
})

/** As at a terminal: `lines` are typed one after another; gives what was shown besides the answer. */
async function create(lines: readonly string[], args: readonly string[] = [], isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = new PassThrough()
  let shown = ''
  const left = [...lines]
  output.on('data', (piece: Buffer) => {
    shown += piece.toString()
    // Somebody answers when they were asked; a script has said all of it beforehand.
    if (isTTY && /[?:\]] $/.test(piece.toString())) input.write(`${left.shift() ?? ''}\n`)
  })
  const asking = createAsking(input, output)
  if (!isTTY) input.end(lines.map((line) => `${line}\n`).join(''))
  const config = readConfig({ DATABASE_URL: url, ALONGSIDE_DATA: folder })
  const made = createCentre([...args], config, asking).finally(asking.close)
  return { made: await made, shown: () => shown }
}
const secrets = ['seven boats on the harbour', 'nine lamps along the quay']
const flags = [
  ...['--name', 'Beacon House', '--time-zone', 'Europe/London', '--word', 'visitor'],
  ...['--agency', 'Harbour Mind', '--agency-kind', 'voluntary'],
  ...[
    '--administrator',
    'Ash',
    '--administrator-username',
    'Ash',
    '--manager',
    'Jo',
    '--manager-username',
    'jo',
  ],
]

test('a script says all of it, and a centre is there, without its passwords in words', async () => {
  const { made, shown } = await create(secrets, flags, false)
  expect(made).toContain('Beacon House is made')
  const db = await openDatabase({ url })
  try {
    expect(await findCentre(db.read)).toMatchObject({ isDemonstration: false })
    expect(await db.read.select().from(centre)).toMatchObject([{ name: 'Beacon House', word: 'visitor' }])
    expect(await db.read.select().from(agency)).toMatchObject([{ name: 'Harbour Mind', kind: 'voluntary' }])
    expect((await db.read.select().from(staff)).map(({ name, role }) => `${name} ${role}`).sort()).toEqual([
      'Ash administrator',
      'Jo manager',
    ])
    const ash = (await db.read.select().from(account)).find((one) => one.username === 'ash')
    expect(await isPassword(ash?.passwordHash ?? null, secrets[0] ?? '')).toBe(true)
  } finally {
    await db.close()
  }
  const rows = JSON.stringify(await askFromOutside(url, 'select * from command'))
  for (const secret of secrets) expect(shown() + rows).not.toContain(secret)
})

test('at a terminal it asks for one thing after another, and again where an answer won’t do', async () => {
  const { made, shown } = await create([
    'Beacon House',
    'Europe/Atlantis',
    '',
    'guest',
    'Saltmarsh Police',
    'Harbour Mind',
    'peerLed',
    'Ash',
    'ash',
    'short',
    secrets[0] ?? '',
    'Jo',
    'ash',
    'jo',
    secrets[1] ?? '',
  ])
  expect(made).toContain('Beacon House is made')
  for (const said of ['no such time zone', 'get no sign-in here', 'at least 12 signs', 'That one is taken']) {
    expect(shown()).toContain(said)
  }
  for (const secret of secrets) expect(shown()).not.toContain(secret)
})

test('a script that ends too early, or says what can’t be, makes nothing', async () => {
  await expect(create([], flags, false)).rejects.toBeInstanceOf(NoAnswer)
  await expect(create(['short'], flags, false)).rejects.toThrow('at least 12 signs')
  await expect(create(secrets, [...flags, '--word', 'customer'], false)).rejects.toThrow('--word')
  expect(await askFromOutside(url, 'select * from centre')).toEqual([])
})

test('nobody real is put beside the demonstration', async () => {
  await create(secrets, flags, false)
  const isTrue = url.startsWith('file:') ? '1' : 'true'
  await askFromOutside(url, `update centre set is_demonstration = ${isTrue}`)
  await expect(create(secrets, flags, false)).rejects.toThrow('holds the demonstration')
})
