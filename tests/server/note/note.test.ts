/** Notes: for those whom the person and the writer chose, put right beside what was there, never lost. */
import { asc, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { note } from '../../../db/schema/said.ts'
import { digestOf } from '../../../server/commands/act.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { minutes } from '../../fakeClock.ts'
import { startCentre, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const page = async (visitId: string, by: WorkerName): Promise<Visit> => {
  const { status, body } = await scene.centre.as(by).ask('visit', { visitId })
  expect(status).toBe(200)
  return body
}
const reads = async (visitId: string, by: WorkerName) => {
  const { notes, otherNotes } = await page(visitId, by)
  return { texts: notes.map((one) => one.text), otherNotes }
}
const versions = (noteId: string) =>
  scene.centre.db.read.select().from(note).where(eq(note.noteId, noteId)).orderBy(asc(note.version))

describe('writing', () => {
  test('is for the team unless said otherwise, and the log holds a digest that the words bear out', async () => {
    const { centre, does, last, who } = scene
    const visitId = await centre.arrive()
    const text = 'We rang the landlord together.'
    const id = await does('peer', 'note.write', { visitId, text })
    expect((await page(visitId, 'housing')).notes).toEqual([
      {
        id,
        text,
        at: centre.clock.now(),
        by: who('peer'),
        version: 1,
        isTogether: false,
        audience: 'team',
        readers: [],
        disputes: null,
        earlier: [],
      },
    ])
    const [row] = await versions(id)
    const logged = await last(visitId)
    expect(logged).toMatchObject({
      kind: 'note.written',
      data: { noteId: id, isTogether: false },
    })
    expect(logged.data.digest).toBe(digestOf(row?.salt ?? '', { text, audience: 'team', readers: [] }))
    expect(logged.data).not.toHaveProperty('audience')
    expect(JSON.stringify(logged)).not.toContain('landlord')
  })

  test('is free on a visit long over, and late from an offline desk at its true time', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.leave', { visitId })
    const occurredAt = centre.clock.now() - minutes(40)
    await does('peer', 'note.write', { visitId, text: 'They left their scarf.', occurredAt })
    expect((await page(visitId, 'desk')).notes).toMatchObject([{ at: occurredAt }])
  })

  test('leaves the visit as it is', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'note.write', { visitId, text: 'Tea with two sugars.' })
    expect(await visit(visitId)).toMatchObject({ version: 1 })
  })

  test('note.write refuses noteExists', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    const noteId = uuidv7()
    await does('peer', 'note.write', { visitId, noteId, text: 'First.' })
    const again = await refused('housing', 'note.write', { visitId, noteId, text: 'Second.' })
    expect(again).toEqual({ error: 'noteExists' })
    expect(await reads(visitId, 'desk')).toEqual({ texts: ['First.'], otherNotes: 0 })
  })

  test('on a visit of another centre is on no visit', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const visitId = await other.arrive()
    const { status } = await scene.centre.as('peer').call('note.write', { visitId, text: 'Hello.' })
    expect(status).toBe(404)
    await other.stop()
  })

  test('stands in the story, by whom and when, without its words', async () => {
    const { centre, does, who } = scene
    const visitId = await centre.arrive()
    await does('peer', 'note.write', { visitId, text: 'Only for me.', audience: 'alongside' })
    const { story } = await page(visitId, 'housing')
    expect(story.at(-1)).toMatchObject({ kind: 'note.written', by: who('peer'), said: {} })
    expect(JSON.stringify(story)).not.toContain('Only for me')
  })
})

describe('for whom', () => {
  test('the team: everybody but a volunteer, who learns only that there is one', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('clinician', 'note.write', { visitId, text: 'For all of us.' })
    for (const reader of ['desk', 'peer', 'carerSupporter', 'employment', 'manager'] as const) {
      expect(await reads(visitId, reader), reader).toEqual({ texts: ['For all of us.'], otherNotes: 0 })
    }
    expect(await reads(visitId, 'volunteer')).toEqual({ texts: [], otherNotes: 1 })
    expect((await centre.as('administrator').ask('visit', { visitId })).status).toBe(403)
  })

  test('those alongside: whoever is, or was, on this visit; always the author', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.join', { visitId })
    await does('housing', 'visit.stepAway', { visitId })
    await does('clinician', 'note.write', { visitId, text: 'Between us.', audience: 'alongside' })
    for (const reader of ['peer', 'housing', 'clinician'] as const) {
      expect(await reads(visitId, reader), reader).toEqual({ texts: ['Between us.'], otherNotes: 0 })
    }
    for (const reader of ['desk', 'peer2', 'manager'] as const) {
      expect(await reads(visitId, reader), reader).toEqual({ texts: [], otherNotes: 1 })
    }
  })

  test('named workers: those alone, and the author', async () => {
    const { centre, does, staff, who } = scene
    const visitId = await centre.arrive()
    await does('benefits', 'visit.beginWith', { visitId })
    const readers = [staff('housing'), staff('clinician'), staff('housing')]
    await does('peer', 'note.write', { visitId, text: 'For two of you.', audience: 'named', readers })
    for (const reader of ['peer', 'housing', 'clinician'] as const) {
      expect(await reads(visitId, reader), reader).toEqual({ texts: ['For two of you.'], otherNotes: 0 })
    }
    for (const reader of ['benefits', 'desk', 'manager', 'volunteer'] as const) {
      expect(await reads(visitId, reader), reader).toEqual({ texts: [], otherNotes: 1 })
    }
    expect((await page(visitId, 'peer')).notes[0]?.readers).toEqual([who('housing'), who('clinician')])
  })

  test('a volunteer who is alongside still reads none', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('volunteer', 'visit.beginWith', { visitId })
    await does('peer', 'note.write', { visitId, text: 'Between us.', audience: 'alongside' })
    expect(await reads(visitId, 'volunteer')).toEqual({ texts: [], otherNotes: 1 })
  })

  test.each([
    ['nobody by name', { audience: 'named' }, 'required'],
    ['names where all may read', { audience: 'team', names: ['housing'] }, 'onlyForNamed'],
    ['a volunteer by name', { audience: 'named', names: ['volunteer'] }, 'readsNoNotes'],
    ['an administrator by name', { audience: 'named', names: ['administrator'] }, 'readsNoNotes'],
  ] as [string, { audience: 'named' | 'team'; names?: WorkerName[] }, string][])(
    '%s is put back to be chosen again',
    async (_what, { audience, names }, message) => {
      const { centre, invalid, staff } = scene
      const visitId = await centre.arrive()
      const readers = names?.map(staff)
      const issue = await invalid('peer', 'note.write', { visitId, text: 'Hello.', audience, readers })
      expect(issue).toEqual({ path: 'readers', message })
    },
  )

  test('a worker of no centre, or of another, can’t be named', async () => {
    const { centre, invalid } = scene
    const visitId = await centre.arrive()
    const input = { visitId, text: 'Hello.', audience: 'named' as const, readers: [uuidv7()] }
    expect(await invalid('peer', 'note.write', input)).toEqual({ path: 'readers', message: 'unknownStaff' })
  })
})

describe('putting right', () => {
  test('by its author: a new version beside the old, for the same readers', async () => {
    const { centre, does, last, who, staff } = scene
    const visitId = await centre.arrive()
    const readers = [staff('housing')]
    const noteId = await does('peer', 'note.write', {
      visitId,
      text: 'At three.',
      audience: 'named',
      readers,
    })
    const first = centre.clock.now()
    centre.clock.pass(minutes(5))
    await does('peer', 'note.correct', { noteId, text: 'At four.' })
    expect((await page(visitId, 'housing')).notes).toMatchObject([
      {
        id: noteId,
        text: 'At four.',
        at: centre.clock.now(),
        version: 2,
        audience: 'named',
        earlier: [{ text: 'At three.', at: first, by: who('peer'), version: 1 }],
      },
    ])
    expect(await reads(visitId, 'desk')).toEqual({ texts: [], otherNotes: 1 })
    expect(await last(visitId)).toMatchObject({ kind: 'note.corrected', data: { noteId, version: 2 } })
  })

  test('note.correct refuses notYours to anybody else', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    const noteId = await does('peer', 'note.write', { visitId, text: 'Mine.' })
    for (const worker of ['housing', 'manager', 'desk'] as const) {
      expect(await refused(worker, 'note.correct', { noteId, text: 'Not mine.' })).toEqual({
        error: 'notYours',
      })
    }
    expect(await versions(noteId)).toHaveLength(1)
  })

  test('of one written together: by anybody who is or was alongside, and its author as well', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    await does('housing', 'visit.stepAway', { visitId, wants: ['justToBeHere'] })
    const noteId = await does('peer', 'note.write', { visitId, text: 'One.', isTogether: true })
    await does('housing', 'note.correct', { noteId, text: 'Two.' })
    await does('peer', 'note.correct', { noteId, text: 'Three.' })
    expect(await refused('desk', 'note.correct', { noteId, text: 'Four.' })).toEqual({ error: 'notYours' })
    const [kept] = (await page(visitId, 'desk')).notes
    expect(kept).toMatchObject({ text: 'Three.', isTogether: true })
    expect(kept?.earlier.map((one) => [one.text, one.by])).toEqual([
      ['One.', who('peer')],
      ['Two.', who('housing')],
    ])
  })

  test('to the same words changes nothing', async () => {
    const { centre, does, story } = scene
    const visitId = await centre.arrive()
    const noteId = await does('peer', 'note.write', { visitId, text: 'Same.' })
    const before = (await story(visitId)).length
    await does('peer', 'note.correct', { noteId, text: 'Same.' })
    expect(await versions(noteId)).toHaveLength(1)
    expect(await story(visitId)).toHaveLength(before)
  })

  test('by many at once leaves every version, numbered one after the other', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.join', { visitId })
    const noteId = await does('peer', 'note.write', { visitId, text: '0', isTogether: true })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        centre.as(n % 2 ? 'peer' : 'housing').call('note.correct', { noteId, text: `change ${n}` }),
      ),
    )
    expect(answers.map((one) => one.status)).toEqual(Array(10).fill(200))
    expect((await versions(noteId)).map((one) => one.version)).toEqual(
      Array.from({ length: 11 }, (_, n) => n + 1),
    )
  })

  test('of a note of another centre, or of none, is of none', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const visitId = await other.arrive()
    const theirs = await other.as('peer').call('note.write', { visitId, text: 'Ours.' })
    for (const noteId of [theirs.body.id as string, uuidv7()]) {
      const { status } = await scene.centre.as('peer').call('note.correct', { noteId, text: 'Mine.' })
      expect(status).toBe(404)
    }
    await other.stop()
  })
})
