/** One visit's page: their words, the story, who knows them; for whom it is meant and for nobody else. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { looked } from '../../../db/schema/log.ts'
import type { Entry, Visit } from '../../../shared/contract/log.ts'
import { hours, minutes } from '../../fakeClock.ts'
import { startCentre, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

const page = async (visitId: string, by: WorkerName = 'desk'): Promise<Visit> => {
  const { status, body } = await scene.centre.as(by).ask('visit', { visitId })
  expect(status).toBe(200)
  return body
}
/** The words of a story by their heading, in order. */
const spoken = (story: Entry[]) =>
  story.flatMap((entry) =>
    ((entry.data.said ?? []) as { id: string; field: string }[])
      .filter((one) => one.id in entry.said)
      .map((one) => [one.field, entry.said[one.id]]),
  )

test('shows what they said, as it is now and as it was said', async () => {
  const { centre, does, who } = scene
  const visitId = await centre.arrive({
    label: 'Sam',
    words: 'I can’t be at home tonight.',
    reasons: ['sleep', 'money'],
    cameBy: 'arranged',
    withWhom: 'Their brother',
    feeling: 3,
    wants: ['peer'],
    spaceId: centre.spaces.lounge,
  })
  const first = centre.clock.now()
  centre.clock.pass(minutes(15))
  await does('peer', 'visit.welcome', { visitId })
  await does('peer', 'visit.change', {
    visitId,
    words: 'It’s the noise upstairs.',
    feeling: 4,
    reasonsTaken: ['money'],
  })
  const shown = await page(visitId)
  expect(shown).toMatchObject({
    card: { id: visitId, label: 'Sam', doing: 'waiting', reasons: [], hasReasons: true, words: null },
    person: null,
    reasons: ['sleep'],
    reasonsShown: false,
    wordsShown: false,
    cameBy: 'arranged',
    suggestedBy: null,
    withWhom: 'Their brother',
    feeling: 4,
    feelingSkipped: null,
    welcomedBy: who('peer'),
    goodbye: null,
    retracted: null,
    notes: [],
    otherNotes: 0,
    earlier: [],
    familiar: [],
    ties: [],
  })
  expect(shown.words.map(({ text, at, by }) => ({ text, at, by }))).toEqual([
    { text: 'I can’t be at home tonight.', at: first, by: who('desk') },
    { text: 'It’s the noise upstairs.', at: centre.clock.now(), by: who('peer') },
  ])
})

describe('the story', () => {
  test('says what happened, in order, by whom, with the names of everybody and everything in it', async () => {
    const { centre, does, who, staff } = scene
    const visitId = await centre.arrive({ label: 'Ash', spaceId: centre.spaces.quiet })
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.handOver', { visitId, toStaffId: staff('housing') })
    await does('housing', 'visit.takeOver', { visitId })
    await does('housing', 'visit.leave', { visitId })
    const { story } = await page(visitId)
    expect(story.map(({ kind, by, names, label }) => ({ kind, by, names, label }))).toEqual([
      {
        kind: 'visit.arrived',
        by: who('desk'),
        names: { [centre.spaces.quiet]: 'Quiet corner' },
        label: 'Ash',
      },
      { kind: 'visit.begunWith', by: who('peer'), names: {}, label: 'Ash' },
      {
        kind: 'visit.handoverOffered',
        by: who('peer'),
        names: { [staff('housing')]: 'housing worker' },
        label: 'Ash',
      },
      {
        kind: 'visit.takenOver',
        by: who('housing'),
        names: { [staff('peer')]: 'peer worker' },
        label: 'Ash',
      },
      expect.objectContaining({
        kind: 'visit.left',
        names: { [staff('housing')]: 'housing worker' },
      }),
    ])
  })

  test('has their words, names and remarks, and no answer to a question', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({
      label: 'Sam',
      words: 'I miss my dog.',
      reasons: ['loneliness'],
      feeling: 2,
    })
    await does('desk', 'visit.change', { visitId, label: 'Sammy' })
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.callFor', { visitId, toRole: 'housing', word: 'About the stairs' })
    await does('peer', 'visit.leave', {
      visitId,
      ending: 'home',
      feeling: 6,
      gotWhatCameFor: 'partly',
      differently: 'A quieter room',
      word: 'Off to the bus',
    })
    const { story } = await page(visitId)
    expect(spoken(story).sort()).toEqual(
      [
        ['label', 'Sam'],
        ['words', 'I miss my dog.'],
        ['label', 'Sammy'],
        ['word', 'About the stairs'],
        ['differently', 'A quieter room'],
        ['word', 'Off to the bus'],
      ].sort(),
    )
    expect(JSON.stringify(story)).not.toContain('loneliness')
    expect(JSON.stringify(story)).not.toContain('partly')
  })
})

test('after the goodbye it says how they left', async () => {
  const { centre, does, who } = scene
  const visitId = await centre.arrive()
  await does('peer', 'visit.leave', {
    visitId,
    ending: 'home',
    feeling: 7,
    gotWhatCameFor: 'yes',
    feltWelcome: 'mostly',
    toldAgain: 'no',
    helped: ['connected'],
  })
  const { goodbye, card } = await page(visitId)
  expect(card.doing).toBe('gone')
  expect(goodbye).toEqual({
    at: centre.clock.now(),
    by: who('peer'),
    ending: 'home',
    feeling: 7,
    feelingSkipped: null,
    gotWhatCameFor: 'yes',
    feltWelcome: 'mostly',
    toldAgain: 'no',
    helped: ['connected'],
  })
})

test('a visit logged by mistake says so, and stays', async () => {
  const { centre, does, who } = scene
  const visitId = await centre.arrive()
  await does('desk', 'visit.retract', { visitId })
  expect((await page(visitId)).retracted).toEqual({ by: who('desk'), at: centre.clock.now() })
})

describe('somebody who was here before', () => {
  test('is shown with their earlier visits, newest first, and whom they have met most', async () => {
    const { centre, does, who } = scene
    const personId = await does('desk', 'person.add', { name: 'Wren', secondLine: 'Likes the window seat' })
    const visits: { visitId: string; arrivedAt: number; goneAt: number }[] = []
    for (const workers of [['peer', 'housing'], ['peer'], []] as WorkerName[][]) {
      const visitId = await centre.arrive({ personId })
      const arrivedAt = centre.clock.now()
      centre.clock.pass(minutes(30))
      for (const worker of workers) await does(worker, 'visit.join', { visitId })
      await does('desk', 'visit.leave', { visitId })
      visits.unshift({ visitId, arrivedAt, goneAt: centre.clock.now() })
      centre.clock.pass(hours(20))
    }
    const mistaken = await centre.arrive({ personId })
    await does('desk', 'visit.retract', { visitId: mistaken })
    const visitId = await centre.arrive({ personId })
    await does('clinician', 'visit.beginWith', { visitId })
    const shown = await page(visitId)
    expect(shown.person).toMatchObject({ id: personId, name: 'Wren', secondLine: 'Likes the window seat' })
    expect(shown.card).toMatchObject({ label: 'Wren', beenBefore: true })
    const met = [[], [who('peer')], [who('peer'), who('housing')]]
    expect(shown.earlier).toEqual(visits.map((one, n) => ({ ...one, with: met[n] })))
    expect(shown.familiar).toEqual([
      { ...who('peer'), visits: 2 },
      { ...who('housing'), visits: 1 },
    ])
    expect((await page(visits[1]?.visitId ?? '')).earlier.map((one) => one.visitId)).toEqual([
      visits[2]?.visitId,
    ])
  })

  test('is asked after by whoever works here still: not by those who left', async () => {
    const { centre, does, staff } = scene
    const personId = await does('desk', 'person.add', { name: 'Lark' })
    const before = await centre.arrive({ personId })
    await does('employment', 'visit.beginWith', { visitId: before })
    await does('desk', 'visit.leave', { visitId: before })
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive({ personId })
    await does('administrator', 'account.switchOff', { staffId: staff('employment') })
    const shown = await page(visitId)
    expect(shown.familiar).toEqual([])
    expect(shown.earlier[0]?.with).toMatchObject([{ staffId: staff('employment') }])
    await does('administrator', 'account.switchOn', { staffId: staff('employment') })
  })

  test('and parted again stands alone', async () => {
    const { centre, does } = scene
    const personId = await does('desk', 'person.add', { name: 'Finch' })
    const first = await centre.arrive({ personId })
    await does('desk', 'visit.leave', { visitId: first })
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive({ personId })
    await does('desk', 'visit.partPerson', { visitId })
    expect(await page(visitId)).toMatchObject({ person: null, earlier: [], familiar: [] })
  })
})

describe('who may open it', () => {
  test('a volunteer sees the visit, without notes; settings and the wall see none of it', async () => {
    const { centre } = scene
    const visitId = await centre.arrive({ words: 'Hello there.' })
    expect((await page(visitId, 'volunteer')).words).toMatchObject([{ text: 'Hello there.' }])
    expect((await centre.as('administrator').ask('visit', { visitId })).status).toBe(403)
  })

  test('nobody of another centre, who can’t tell it from one that never was', async () => {
    const other = await startCentre({ db: scene.centre.db })
    const visitId = await other.arrive()
    const theirs = await scene.centre.as('desk').ask('visit', { visitId })
    const never = await scene.centre.as('desk').ask('visit', { visitId: uuidv7() })
    expect([theirs.status, theirs.body]).toEqual([404, never.body])
    await other.stop()
  })

  test('and that they did is recorded', async () => {
    const { centre, staff } = scene
    const visitId = await centre.arrive()
    await page(visitId, 'housing')
    const rows = await centre.db.read.select().from(looked).where(eq(looked.subject, visitId))
    expect(rows).toMatchObject([{ what: 'visit', staffId: staff('housing'), at: centre.clock.now() }])
  })
})
