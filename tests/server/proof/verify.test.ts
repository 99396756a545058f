/* Why: whatever is done to the log or to the words behind it, past the door and past the triggers, is found, and
   the first entry that isn't what was written is named. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { triggersOf } from '../../../db/appendOnlyTriggers.ts'
import { asc } from 'drizzle-orm'
import { dialect } from '../../../db/portable.ts'
import { change } from '../../../db/schema/log.ts'
import { hashOf } from '../../../server/feed/log.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import { askFromOutside } from '../../database.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
let visitId: string

beforeEach(async () => {
  centre = await startCentre()
  visitId = await centre.arrive({ label: 'Sam', words: 'It’s the letters.', wants: ['peer'] })
  await centre.as('peer').call('visit.pickUp', { visitId })
  await centre.as('peer').call('visit.beginWith', { visitId })
  await centre.as('peer').call('visit.leave', { visitId, ending: 'home', feeling: 6 })
})
afterEach(() => centre.close())

/** As somebody with the file or the superuser's password could: the triggers are taken away first. */
async function tamper(sql: string): Promise<void> {
  const on = (sql: string) => (dialect === 'sqlite' ? '' : ` on ${/ ON ("\w+")/.exec(sql)?.[1] ?? ''}`)
  for (const trigger of triggersOf(dialect)) {
    await askFromOutside(centre.db.url, `drop trigger if exists "${trigger.name}"${on(trigger.sql)}`)
  }
  await askFromOutside(centre.db.url, sql)
}
/** By somebody who has the program too: another time, and every hash from there on worked out anew. */
async function rewriteFrom(seq: number): Promise<void> {
  await tamper(`update change set at = at - 60000 where seq = ${seq}`)
  const rows = await centre.db.read.select().from(change).orderBy(asc(change.seq))
  let hash = ''
  for (const row of rows) {
    const made = hashOf(hash, row)
    if (made !== row.hash) await tamper(`update change set hash = '${made}' where seq = ${row.seq}`)
    hash = made
  }
  await tamper(`update feed set hash = '${hash}' where centre_id = '${centre.id}'`)
}
const look = (...kept: { seq: number; hash: string }[]) => verify(centre.db.read, centre.id, kept)
const last = async () => (await look()).checkpoint.seq

test('a log that nobody touched is whole, and its checkpoint fits later', async () => {
  const before = await look()
  expect(before).toMatchObject({ firstFlaw: null, words: [], unnamedWords: 0 })
  expect(before.entries).toBe(before.checkpoint.seq)
  expect(before.until).toBe(centre.clock.now())
  await centre.arrive()
  const after = await look(before.checkpoint)
  expect(isWhole(after)).toBe(true)
  expect(after.entries).toBeGreaterThan(before.entries)
})

describe('an entry', () => {
  test.each([
    ['whose time was changed', `update change set at = at + 1 where seq = 17`, 17, 'changed'],
    ['whose worker was changed', `update change set actor = 'somebody' where seq = 18`, 18, 'changed'],
    ['whose data was changed', `update change set data = '{}' where seq = 16`, 16, 'changed'],
    ['whose data no longer reads', `update change set data = '{' where seq = 16`, 16, 'changed'],
    ['whose hash was changed', `update change set hash = 'x' where seq = 17`, 17, 'changed'],
    ['that was removed', `delete from change where seq = 17`, 17, 'missing'],
    ['that was the first', `delete from change where seq = 1`, 1, 'missing'],
  ])('%s', async (_, sql, seq, flaw) => {
    await tamper(sql)
    expect((await look()).firstFlaw).toEqual({ seq, flaw })
  })

  test('that changed places with its neighbour', async () => {
    await tamper(`update change set seq = 1000 where seq = 17`)
    await tamper(`update change set seq = 17 where seq = 18`)
    await tamper(`update change set seq = 18 where seq = 1000`)
    expect((await look()).firstFlaw).toEqual({ seq: 17, flaw: 'changed' })
  })

  test('that was put in, and all after it moved on', async () => {
    const end = await last()
    await tamper(`update change set seq = seq + 1000 where seq >= 17`)
    await tamper(`update change set seq = seq - 999 where seq >= 1000`)
    await tamper(
      `insert into change select centre_id, 17, at, occurred_at, actor, kind, subject, data, command_id, hash
       from change where seq = 16`,
    )
    await tamper(`update feed set head = ${end + 1} where centre_id = '${centre.id}'`)
    expect((await look()).firstFlaw).toEqual({ seq: 17, flaw: 'changed' })
  })

  test('beyond the head', async () => {
    const end = await last()
    await tamper(
      `insert into change select centre_id, ${end + 1}, at, occurred_at, actor, kind, subject, data, command_id, hash
       from change where seq = ${end}`,
    )
    expect((await look()).firstFlaw).toEqual({ seq: end + 1, flaw: 'beyondHead' })
  })
})

describe('the end of the log', () => {
  test('cut off, without the head', async () => {
    const end = await last()
    await tamper(`delete from change where seq = ${end}`)
    expect((await look()).firstFlaw).toEqual({ seq: end, flaw: 'missing' })
  })

  test('cut off together with the head: a checkpoint kept outside shows it', async () => {
    const { checkpoint } = await look()
    await tamper(`delete from change where seq = ${checkpoint.seq}`)
    await tamper(
      `update feed set head = head - 1, hash = (select hash from change where seq = ${checkpoint.seq - 1})
       where centre_id = '${centre.id}'`,
    )
    expect((await look()).firstFlaw).toBeNull()
    expect((await look(checkpoint)).firstFlaw).toEqual({ seq: checkpoint.seq, flaw: 'missing' })
  })

  test('whose head was changed', async () => {
    await tamper(`update feed set hash = 'x' where centre_id = '${centre.id}'`)
    expect((await look()).firstFlaw).toEqual({ seq: await last(), flaw: 'headChanged' })
  })

  test('rewritten from the start, whole in itself: checkpoints kept outside show it', async () => {
    const { checkpoint } = await look()
    await rewriteFrom(17)
    expect(isWhole(await look())).toBe(true)
    expect((await look(checkpoint)).firstFlaw).toEqual({ seq: checkpoint.seq, flaw: 'notAsCheckpoint' })
    const early = { seq: 17, hash: checkpoint.hash }
    expect((await look(checkpoint, early)).firstFlaw).toEqual({ seq: 17, flaw: 'notAsCheckpoint' })
  })
})

describe('words', () => {
  test('that were changed', async () => {
    await tamper(`update said set value = '"nothing"' where field = 'words'`)
    const verdict = await look()
    expect(verdict.firstFlaw).toBeNull()
    expect(verdict.words).toEqual([
      expect.objectContaining({ subject: visitId, field: 'words', flaw: 'changed' }),
    ])
    expect(JSON.stringify(verdict)).not.toContain('nothing')
  })

  test('that were given to somebody else', async () => {
    await tamper(`update said set subject = 'another' where field = 'words'`)
    expect((await look()).words).toEqual([expect.objectContaining({ field: 'words', flaw: 'changed' })])
  })

  test('that are gone', async () => {
    await tamper(`delete from said where field = 'words'`)
    expect((await look()).words).toEqual([expect.objectContaining({ field: 'words', flaw: 'missing' })])
  })

  test('that were put in', async () => {
    await tamper(
      `insert into said select 'another', centre_id, subject, field, value, salt, at, by_staff_id
       from said where field = 'words'`,
    )
    expect((await look()).unnamedWords).toBe(1)
  })

  test('of a word about a colleague, which is no note of a visit', async () => {
    const { staffId } = centre.as('clinician')
    const told = await centre.as('peer').call('team.on', { staffId, note: 'She is here, I saw her' })
    expect(told.status).toBe(200)
    expect(await look()).toMatchObject({ firstFlaw: null, words: [], unnamedWords: 0 })
  })

  test('of a note that were changed, or that others were let read', async () => {
    const noteId = '0192f1c4-0000-7000-8000-00000000000a'
    const written = await centre
      .as('peer')
      .call('note.write', { visitId, noteId, text: 'We sat in the quiet corner.' })
    expect(written.status).toBe(200)
    await centre.as('peer').call('note.correct', { noteId, text: 'We sat in the garden.' })
    expect(isWhole(await look())).toBe(true)
    await tamper(`update note set text = 'nothing' where version = 1`)
    await tamper(`update note set readers = '["somebody"]' where version = 2`)
    const { words } = await look()
    expect(words.map(({ field, flaw }) => [field, flaw])).toEqual([
      ['note', 'changed'],
      ['note', 'changed'],
    ])
    await tamper(`delete from note where version = 2`)
    expect((await look()).words[1]).toMatchObject({ field: 'note', flaw: 'missing' })
  })
})
