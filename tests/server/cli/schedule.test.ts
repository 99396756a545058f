/** Backups that the server takes by itself: when it last had a good one is known, also after a restart. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Backups, startBackups } from '../../../server/backups.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let folder: string
let backups: Backups | undefined
const warnings: string[] = []

beforeEach(async () => {
  centre = await startCentre()
  folder = mkdtempSync(join(tmpdir(), 'alongside-test-schedule-'))
  warnings.length = 0
})
afterEach(async () => {
  backups?.stop()
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (passphrase: string) =>
  (backups = await startBackups({
    folder,
    everyMinutes: 15,
    environment: { DATABASE_URL: centre.db.url, ALONGSIDE_BACKUP_PASSPHRASE: passphrase },
    log: {
      info: () => undefined,
      journal: { info: () => undefined, warn: (_, said) => void warnings.push(said) },
    },
    now: () => Date.now(),
  }))

test('one is taken by a process of its own, and is known again after a restart', async () => {
  const before = Date.now()
  const first = await start('twelve chars')
  // The first is due at once: whoever asks for one waits for that.
  await first.take()
  expect(first.last()).toBeGreaterThanOrEqual(before)
  first.stop()
  const second = await start('twelve chars')
  expect(second.last()).toBe(first.last())
  expect(warnings).toEqual([])
})

test('one that fails is said, and isn’t taken for a good one', async () => {
  const failing = await start('too short')
  await failing.take()
  expect(failing.last()).toBeNull()
  expect(warnings).toEqual(['a backup failed'])
})
