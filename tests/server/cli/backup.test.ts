/* Why: the drill. A backup is taken while people come in, the place is lost, and what is restored is what was
   there, walked and whole; nothing is ever laid over something that is there, and no half file counts. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { triggersOf } from '../../../db/appendOnlyTriggers.ts'
import { inScratchPlace } from '../../../db/copy.ts'
import { openDatabase } from '../../../db/open.ts'
import { dialect } from '../../../db/portable.ts'
import { CannotOpen } from '../../../server/cli/archive.ts'
import { backUp, NotWhole, restore } from '../../../server/cli/backup.ts'
import { askFromOutside, createTestDatabase, removeTestDatabase } from '../../database.ts'
import { secret, startCentre, type TestCentre } from '../../harness.ts'

const passphrase = 'correct horse battery'
let centre: TestCentre
let folder: string
let emptyPlace: string

beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-backup-'))
  const made = await createTestDatabase({ empty: true })
  emptyPlace = dialect === 'sqlite' ? `${made}-elsewhere` : made
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
  removeTestDatabase(emptyPlace)
})

const now = Date.UTC(2026, 10, 3, 21)
const back = (to = `${folder}/`) => backUp(centre.db.url, { to, passphrase, now })
const restored = (file: string, { url = emptyPlace, by = passphrase } = {}) =>
  restore(file, url, { passphrase: by, lists: [], secret })
/** All that a database holds of what was said and done, as text. */
async function contents(url: string): Promise<string> {
  const tables = ['change', 'said', 'visit', 'alongside', 'command', 'note', 'staff', 'space']
  const rows = []
  for (const table of tables) rows.push(await askFromOutside(url, `select * from "${table}" order by 1, 2`))
  return JSON.stringify(rows)
}
const epochs = (url: string) => askFromOutside(url, 'select epoch from feed')

test('write, back up, write more, lose everything, restore, compare', async () => {
  await centre.arrive({ label: 'Sam', words: 'It’s the letters.' })
  const before = await contents(centre.db.url)
  const { file, walked } = await back()
  expect(walked[0]?.verdict.firstFlaw).toBeNull()
  await centre.arrive({ label: 'Later' })

  const { walked: again } = await restored(file)
  expect(again[0]?.verdict.checkpoint).toEqual(walked[0]?.verdict.checkpoint)
  expect(await contents(emptyPlace)).toBe(before)
  expect(await epochs(emptyPlace)).not.toEqual(await epochs(centre.db.url))
  // It serves on: the next command finds the head where it was.
  const db = { ...(await openDatabase({ url: emptyPlace })), url: emptyPlace }
  await db.ready()
  await db.close()
})

test('taken while people come in, it holds a moment between two of them', async () => {
  const arrivals = Promise.all(Array.from({ length: 60 }, (_, n) => centre.arrive({ label: `Guest ${n}` })))
  const { file } = await back()
  await arrivals
  await restored(file)
  const [here] = await askFromOutside(emptyPlace, 'select count(*) as n from visit')
  const [logged] = await askFromOutside(
    emptyPlace,
    `select count(*) as n from change where kind = 'visit.arrived'`,
  )
  expect(Number(here?.n)).toBe(Number(logged?.n))
})

test('what is there is never written over', async () => {
  const { file } = await back()
  const before = await contents(centre.db.url)
  await expect(restored(file, { url: centre.db.url })).rejects.toThrow(
    'There is a database in this place already',
  )
  expect(await contents(centre.db.url)).toBe(before)
})

test('another passphrase, a cut file or a changed byte opens nothing and leaves nothing behind', async () => {
  const { file } = await back()
  const whole = readFileSync(file)
  await expect(restored(file, { by: 'another passphrase' })).rejects.toThrow(CannotOpen)
  writeFileSync(file, whole.subarray(0, whole.length - 1_000))
  await expect(restored(file)).rejects.toThrow(CannotOpen)
  const changed = Buffer.from(whole)
  changed[whole.length - 500] = (changed[whole.length - 500] ?? 0) ^ 1
  writeFileSync(file, changed)
  await expect(restored(file)).rejects.toThrow(CannotOpen)
  writeFileSync(file, whole)
  await restored(file)
})

test('nobody’s words can be read in the file', async () => {
  await centre.arrive({ label: 'Planted marker', words: 'Planted marker' })
  const { file } = await back()
  expect(readFileSync(file).includes('Planted marker')).toBe(false)
})

test('a log that isn’t whole is backed up, but not called good', async () => {
  await centre.arrive()
  await tamperedWith(`update change set at = at + 1 where seq = 2`)
  await expect(back()).rejects.toThrow(NotWhole)
  expect(readdirSync(folder).filter((name) => name.endsWith('.age'))).toHaveLength(1)
})

test('nor is one of a database that has lost what keeps its log from being changed', async () => {
  await askFromOutside(centre.db.url, dropTrigger)
  await expect(back()).rejects.toThrow('no longer refuses changes to its log')
})

test.runIf(dialect === 'postgres')(
  'where a copy was looked at by somebody who was killed is swept by the next; where somebody looks stays',
  async () => {
    const left = `alongside_look_${randomUUID().replaceAll('-', '')}`
    await askFromOutside(centre.db.url, `create database ${left}`)
    const places = async () =>
      (await askFromOutside(centre.db.url, 'select datname as name from pg_database')).map(({ name }) => name)
    const looking = await inScratchPlace(centre.db.url, folder, async (scratch) => {
      await back()
      const found = await places()
      expect(found).not.toContain(left)
      expect(found).toContain(new URL(scratch).pathname.slice(1))
      return scratch
    })
    expect(await places()).not.toContain(new URL(looking).pathname.slice(1))
  },
)

const dropTrigger = `drop trigger "change_no_update"${dialect === 'sqlite' ? '' : ' on "change"'}`

/** By somebody careful: the trigger is put back. */
async function tamperedWith(sql: string): Promise<void> {
  const trigger = triggersOf(dialect).find(({ name }) => name === 'change_no_update')
  for (const step of [dropTrigger, sql, trigger?.sql ?? '']) await askFromOutside(centre.db.url, step)
}
