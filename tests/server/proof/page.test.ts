/* Why: what the page for managers says of the record: whole and until when, or the first entry that isn't what was
   written; and that a checkpoint from paper is held against it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { triggersOf } from '../../../db/appendOnlyTriggers.ts'
import { dialect } from '../../../db/portable.ts'
import { askFromOutside } from '../../database.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
beforeEach(async () => {
  centre = await startCentre()
  await centre.arrive({ label: 'Sam', words: 'It’s the letters.' })
})
afterEach(() => centre.close())

async function tamper(table: 'change' | 'said', sql: string): Promise<void> {
  const on = dialect === 'sqlite' ? '' : ` on "${table}"`
  for (const { name } of triggersOf(dialect).filter((one) => one.name.startsWith(table))) {
    await askFromOutside(centre.db.url, `drop trigger if exists "${name}"${on}`)
  }
  await askFromOutside(centre.db.url, sql)
}
const proof = (asked: Record<string, string | number> = {}) => centre.as('manager').ask('log.proof', asked)

test('a record that is whole, with the checkpoint that paper shows', async () => {
  const printed = await centre.as('desk').ask('log.checkpoint')
  expect(printed.body).toMatchObject({ at: centre.clock.now() })
  const { seq, hash } = printed.body
  await centre.arrive()
  const { status, body } = await proof({ seq, hash })
  expect(status).toBe(200)
  expect(body).toMatchObject({ firstFlaw: null, words: [], moreWords: 0, unnamedWords: 0 })
  expect(body.entries).toBe(body.checkpoint.seq)
  expect(body.until).toBe(centre.clock.now())
  expect(body.entries).toBeGreaterThan(seq)
})

test('a checkpoint that doesn’t fit, and one that is half given', async () => {
  const { body } = await centre.as('manager').ask('log.checkpoint')
  const other = String(body.hash).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await proof({ seq: body.seq, hash: other })).body.firstFlaw).toEqual({
    seq: body.seq,
    flaw: 'notAsCheckpoint',
  })
  expect((await proof({ seq: body.seq })).status).toBe(400)
})

test('the first entry that was changed, and words that were, without saying what they are', async () => {
  await tamper('change', 'update change set at = at + 1 where seq = 3')
  await tamper('said', `update said set value = '"other"' where field = 'words'`)
  const { body } = await proof()
  expect(body.firstFlaw).toEqual({ seq: 3, flaw: 'changed' })
  expect(body.words).toEqual([{ seq: expect.any(Number), field: 'words', flaw: 'changed' }])
  expect(JSON.stringify(body)).not.toMatch(/other|letters/)
})

test('a server that takes no backups says so', async () => {
  expect((await centre.as('manager').ask('log.backup')).body).toEqual({ isTaken: false, lastAt: null })
})
