/* Why: a version that changes the database keeps it as it was first. Where that can't be done nothing is changed. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations } from '../../../db/migrations.ts'
import { openDatabase } from '../../../db/open.ts'
import { dialect } from '../../../db/portable.ts'
import { backUpBeforeUpgrade, NoBackup } from '../../../server/backups.ts'
import { restore } from '../../../server/cli/backup.ts'
import { askFromOutside, createTestDatabase, removeTestDatabase } from '../../database.ts'
import { secret, startCentre, type TestCentre } from '../../harness.ts'

const passphrase = 'twelve chars'
const next = { tag: '9999_next', hash: 'next', statements: ['create table later (id text)'] }
const migrations = [...readMigrations(dialect), next]
let centre: TestCentre
let folder: string
let said: string[]

beforeEach(async () => {
  centre = await startCentre()
  await centre.arrive({ label: 'Sam' })
  await centre.stop()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-upgrade-'))
  said = []
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

async function upgrade(given: { folder: string | undefined; passphrase?: string }): Promise<string[]> {
  const { url } = centre.db
  const asked: string[] = []
  const db = await openDatabase({
    url,
    migrations,
    beforeUpgrade: async (tags) => {
      asked.push(...tags)
      await backUpBeforeUpgrade({
        databaseUrl: url,
        folder: given.folder,
        environment: {
          DATABASE_URL: url,
          ALONGSIDE_BACKUP_PASSPHRASE: given.passphrase ?? passphrase,
        },
        say: (sentence) => void said.push(sentence),
      })
    },
  })
  await db.close()
  return asked
}
const visits = async (url: string) => (await askFromOutside(url, 'select id from visit')).length
const isUpgraded = (url: string) =>
  askFromOutside(url, 'select * from later').then(
    () => true,
    () => false,
  )

test('with a folder for backups, one is there before anything is changed', async () => {
  expect(await upgrade({ folder })).toEqual(['9999_next'])
  expect(await isUpgraded(centre.db.url)).toBe(true)
  const [name = ''] = readdirSync(folder)
  const made = await createTestDatabase({ empty: true })
  const elsewhere = dialect === 'sqlite' ? `${made}-elsewhere` : made
  await restore(join(folder, name), elsewhere, { passphrase, lists: [], secret })
  expect(await isUpgraded(elsewhere)).toBe(false)
  expect(await visits(elsewhere)).toBe(1)
  removeTestDatabase(elsewhere)
})

test('a backup that fails stops the upgrade, and the sentence says so', async () => {
  const failing = upgrade({ folder, passphrase: 'too short' })
  await expect(failing).rejects.toThrow(NoBackup)
  await expect(failing).rejects.toThrow('so nothing was changed')
  expect(await isUpgraded(centre.db.url)).toBe(false)
})

test('without a folder, a file is kept beside itself; a PostgreSQL server says that nothing was kept', async () => {
  await upgrade({ folder: undefined })
  expect(await isUpgraded(centre.db.url)).toBe(true)
  if (dialect === 'postgres') {
    expect(said).toEqual([expect.stringContaining('no backup is taken')])
    return
  }
  const kept = `${centre.db.url}.before-upgrade`
  expect(said[0]).toContain(kept.slice('file:'.length))
  expect(await visits(kept)).toBe(1)
  expect(await isUpgraded(kept)).toBe(false)
})

test('a start that changes nothing keeps nothing, nor does one of a new database', async () => {
  await upgrade({ folder })
  rmSync(folder, { recursive: true })
  expect(await upgrade({ folder })).toEqual([])
  const empty = await createTestDatabase({ empty: true })
  const db = await openDatabase({ url: empty, beforeUpgrade: () => Promise.reject(new Error('asked')) })
  await db.close()
  removeTestDatabase(empty)
})
