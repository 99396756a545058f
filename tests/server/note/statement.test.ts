/** What somebody says about a note they dispute: in their own words, beside it, for whoever may read it. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { note } from '../../../db/schema/said.ts'
import { isWhole, verify } from '../../../server/proof/verify.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import type { PersonCopy } from '../../../shared/contract/rights.ts'
import { askFromOutside } from '../../database.ts'
import { minutes } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const words = 'I wasn’t shouting. I was frightened.'

const page = async (visitId: string, by: WorkerName): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit
const texts = async (visitId: string, by: WorkerName) =>
  (await page(visitId, by)).notes.map(({ text }) => text)

/** A visit with a note that is meant for housing alone. */
async function disputed(audience: 'team' | 'named' = 'team') {
  const { centre, does, staff } = scene
  const visitId = await centre.arrive()
  const readers = audience === 'named' ? { audience, readers: [staff('housing')] } : {}
  const noteId = await does('peer', 'note.write', { visitId, text: 'Was shouting at the desk.', ...readers })
  return { visitId, noteId }
}

describe('a statement', () => {
  test('stands with the note that it disputes, which stays as it was, and the story says so', async () => {
    const { does, last, who, centre } = scene
    const { visitId, noteId } = await disputed()
    centre.clock.pass(minutes(5))
    const id = await does('clinician', 'note.write', { visitId, text: words, disputes: noteId })
    const { notes } = await page(visitId, 'desk')
    expect(notes).toMatchObject([
      { id: noteId, text: 'Was shouting at the desk.', version: 1, disputes: null, earlier: [] },
      { id, text: words, disputes: noteId, isTogether: true, by: who('clinician') },
    ])
    expect(await last(visitId)).toMatchObject({
      kind: 'note.written',
      data: { noteId: id, disputes: noteId },
    })
    expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
  })

  test('is for whoever may read the note, whoever wrote it down, and for nobody else', async () => {
    const { does } = scene
    const { visitId, noteId } = await disputed('named')
    await does('housing', 'note.write', { visitId, text: words, disputes: noteId })
    for (const reader of ['peer', 'housing'] as const)
      expect(await texts(visitId, reader), reader).toEqual(['Was shouting at the desk.', words])
    for (const reader of ['desk', 'clinician', 'volunteer'] as const) {
      expect(await texts(visitId, reader), reader).toEqual([])
      expect((await page(visitId, reader)).otherNotes).toBe(2)
    }
  })

  test('note.write refuses noteNotForYou: who can’t read a note can’t write beside it', async () => {
    const { refused, does } = scene
    const { visitId, noteId } = await disputed('named')
    const sent = { visitId, text: words, disputes: noteId }
    expect(await refused('clinician', 'note.write', sent)).toEqual({ error: 'noteNotForYou' })
    // Opened for a written reason, it can be read, and so disputed too.
    await does('clinician', 'access.open', { visitId, reason: 'They asked me to write this down' })
    await does('clinician', 'note.write', sent)
    expect(await texts(visitId, 'peer')).toEqual(['Was shouting at the desk.', words])
  })

  test('what the person closed to an agency is closed to its statements too', async () => {
    const { does, refused, centre } = scene
    const { visitId, noteId } = await disputed()
    const no = { agencyIds: [centre.as('clinician').agencyId], answers: { notes: 'no' as const } }
    await does('peer', 'visit.chooseSharing', { visitId, ...no })
    const sent = { visitId, text: words, disputes: noteId }
    expect(await refused('clinician', 'note.write', sent)).toEqual({ error: 'noteNotForYou' })
    await does('peer', 'note.write', sent)
    expect(await texts(visitId, 'clinician')).toEqual([])
  })

  test('is put right like a note, and still disputes the same one', async () => {
    const { does } = scene
    const { visitId, noteId } = await disputed()
    const id = await does('housing', 'note.write', { visitId, text: 'I was afraid.', disputes: noteId })
    await does('housing', 'note.correct', { noteId: id, text: words })
    const [, statement] = (await page(visitId, 'desk')).notes
    expect(statement).toMatchObject({ text: words, disputes: noteId, earlier: [{ text: 'I was afraid.' }] })
  })

  test.each([
    ['for others than the note', { audience: 'team' as const }, 'audience', 'asDisputed'],
    ['not together', { isTogether: false }, 'isTogether', 'asDisputed'],
    ['about a note that isn’t there', { disputes: uuidv7() }, 'disputes', 'unknownNote'],
  ])('%s is put back to be chosen again', async (_what, more, path, message) => {
    const { visitId, noteId } = await disputed()
    const sent = { visitId, text: words, disputes: noteId, ...more }
    expect(await scene.invalid('peer', 'note.write', sent)).toEqual({ path, message })
  })

  test('about a note of another visit, or about a statement, is none', async () => {
    const { does, invalid, centre } = scene
    const { visitId, noteId } = await disputed()
    const elsewhere = { visitId: await centre.arrive(), text: words, disputes: noteId }
    expect((await invalid('peer', 'note.write', elsewhere)).message).toBe('unknownNote')
    const id = await does('peer', 'note.write', { visitId, text: words, disputes: noteId })
    const again = { visitId, text: 'No.', disputes: id }
    expect((await invalid('peer', 'note.write', again)).message).toBe('isStatement')
  })
})

test('in the person’s copy it stands right after the note, whenever it was written', async () => {
  const { centre, does } = scene
  const personId = await does('desk', 'person.add', { name: 'Wren' })
  const visitId = await centre.arrive({ personId })
  const noteId = await does('peer', 'note.write', { visitId, text: 'Was shouting.' })
  centre.clock.pass(minutes(5))
  await does('peer', 'note.write', { visitId, text: 'Had tea.' })
  await does('peer', 'note.correct', { noteId, text: 'Was shouting a little.' })
  centre.clock.pass(minutes(5))
  await does('peer', 'note.write', { visitId, text: words, disputes: noteId })
  const { body } = await centre.as('manager').ask('person.copy', { personId })
  const written = (body as PersonCopy).visits[0]?.written.filter(({ noteId: id }) => id !== undefined)
  expect(written?.map(({ field, value }) => [field, value])).toEqual([
    ['note', 'Was shouting.'],
    ['note', 'Had tea.'],
    ['note', 'Was shouting a little.'],
    ['statement', words],
  ])
  expect(written?.at(-1)).toMatchObject({ disputes: noteId, mayNameOthers: true })
})

test('it goes with an erasure, and can’t be turned to another note behind the log’s back', async () => {
  const { centre, does } = scene
  const { visitId, noteId } = await disputed()
  const other = await does('peer', 'note.write', { visitId, text: 'Had tea.' })
  const id = await does('peer', 'note.write', { visitId, text: words, disputes: noteId })
  const turned = `update note set disputes = '${other}', text = '', salt = '' where note_id = '${id}'`
  await expect(askFromOutside(centre.db.url, turned)).rejects.toThrow(/append-only/)
  await does('desk', 'visit.leave', { visitId })
  await does('manager', 'visit.erase', { visitId, why: 'theyAsked' })
  const rows = await centre.db.read.select().from(note).where(eq(note.noteId, id))
  expect(rows).toMatchObject([{ text: '', salt: '', disputes: noteId }])
  expect(isWhole(await verify(centre.db.read, centre.id))).toBe(true)
})
