/** The centre's log: newest first, a page at a time, by time, kind, worker and visit; and never anybody's words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../../../server/features/log/page.ts'
import type { Entry } from '../../../shared/contract/log.ts'
import { hours, minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
/** Visit ids, each with a story of four changes an hour after the one before. */
const visitIds: string[] = []
let began: number

beforeAll(async () => {
  centre = await startCentre()
  began = centre.clock.now()
  for (let n = 0; n < 6; n += 1) {
    centre.clock.pass(hours(1))
    const visitId = await centre.arrive({ label: `Guest of hour ${n}`, words: 'I came by the river.' })
    const worker = centre.as(n % 2 ? 'peer' : 'housing')
    centre.clock.pass(minutes(5))
    await worker.call('visit.beginWith', { visitId })
    await worker.call('note.write', { visitId, text: 'We talked about the river.' })
    centre.clock.pass(minutes(5))
    await worker.call('visit.leave', { visitId, word: 'Back by the river' })
    visitIds.push(visitId)
  }
})
afterAll(() => centre.close())

type Filter = Record<string, string | number>
const page = async (filter: Filter = {}): Promise<{ entries: Entry[]; before: number | null }> => {
  const { status, body } = await centre.as('manager').ask('log', filter)
  expect(status).toBe(200)
  return body
}
/** Every page of a filter, one after the other. */
async function all(filter: Filter = {}): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let before: number | null | undefined; before !== null;) {
    const next = await page(before === undefined ? filter : { ...filter, before })
    entries.push(...next.entries)
    before = next.before
  }
  return entries
}
const seqs = (entries: Entry[]) => entries.map((one) => one.seq)

describe('pages', () => {
  test('go from the newest back to the first, without a hole and nothing twice', async () => {
    const whole = await all()
    const head = whole[0]?.seq ?? 0
    expect(seqs(whole)).toEqual(Array.from({ length: head }, (_, n) => head - n))
    expect(whole.at(-1)?.kind).toBe('centre.opened')
    for (const limit of [1, 7, 50, 200]) expect(seqs(await all({ limit })), `${limit}`).toEqual(seqs(whole))
  })

  test('hold what was asked for, and the cursor to go on', async () => {
    const { entries, before } = await page({ limit: 3 })
    expect(entries).toHaveLength(3)
    expect(before).toBe(entries[2]?.seq)
    const next = await page({ limit: 3, before: before ?? 0 })
    expect(next.entries[0]?.seq).toBe((before ?? 0) - 1)
  })

  test('end: where nothing can follow there is no cursor', async () => {
    expect((await page({ before: 1 })).entries).toEqual([])
    expect((await page({ before: 1 })).before).toBeNull()
    const oldest = await page({ before: 4, limit: 3 })
    expect(seqs(oldest.entries)).toEqual([3, 2, 1])
    expect(oldest.before).toBeNull()
  })

  test.each([
    { limit: 0 },
    { limit: 201 },
    { before: 0 },
    { kind: 'visit.gone' },
    { from: -1 },
    { nosuch: 1 },
  ])('%j can’t be asked', async (filter) => {
    expect((await centre.as('manager').ask('log', filter as unknown as Filter)).status).toBe(400)
  })
})

describe('filters', () => {
  test('by kind', async () => {
    const entries = await all({ kind: 'visit.left', limit: 2 })
    expect(entries.map((one) => one.subject)).toEqual(visitIds.toReversed())
  })

  test('by worker: what they did, and what was done about them', async () => {
    const { staffId } = centre.as('peer')
    await centre.as('desk').call('team.on', { staffId, note: 'Rang in' })
    const entries = await all({ staffId })
    expect(entries.length).toBeGreaterThan(9)
    for (const one of entries) expect([one.by?.staffId, one.subject]).toContain(staffId)
    expect(entries[0]).toMatchObject({ kind: 'team.cameOn', by: { staffId: centre.as('desk').staffId } })
    await centre.as('peer').call('team.off', {})
  })

  test('by visit', async () => {
    const entries = await all({ visitId: visitIds[2] ?? '' })
    expect(entries.map((one) => one.kind)).toEqual([
      'visit.left',
      'note.written',
      'visit.begunWith',
      'visit.arrived',
    ])
    expect(seqs(await all({ visitId: visitIds[2] ?? '', limit: 1 }))).toEqual(seqs(entries))
  })

  test('by time: from then on, and before then', async () => {
    const third = began + hours(3) + minutes(20)
    const inHour = await all({ from: third, to: third + minutes(10) + 1 })
    expect(inHour.map((one) => one.kind)).toEqual([
      'visit.left',
      'note.written',
      'visit.begunWith',
      'visit.arrived',
    ])
    const whole = await all()
    const since = whole.filter((one) => one.at >= third)
    expect(seqs(await all({ from: third, limit: 5 }))).toEqual(seqs(since))
    expect(seqs(await all({ to: third, limit: 5 }))).toEqual(seqs(whole.filter((one) => one.at < third)))
    expect(await all({ from: centre.clock.now() + hours(1) })).toEqual([])
    expect(await all({ to: began - hours(1) })).toEqual([])
  })

  test('together', async () => {
    const { staffId } = centre.as('housing')
    const from = began + hours(2)
    const entries = await all({ kind: 'visit.begunWith', staffId, from, limit: 1 })
    expect(entries.map((one) => one.subject)).toEqual([visitIds[4], visitIds[2]])
  })
})

describe('an entry', () => {
  test('says who, when it was recorded and when it happened, about whom, with the names in it', async () => {
    const { staffId } = centre.as('housing')
    const occurredAt = centre.clock.now() - minutes(30)
    const visitId = await centre.arrive({ label: 'Late', occurredAt, spaceId: centre.spaces.lounge })
    await centre.as('desk').call('visit.callFor', { visitId, toStaffId: staffId })
    const [called, arrived] = await all({ visitId })
    expect(arrived).toMatchObject({
      at: centre.clock.now(),
      occurredAt,
      kind: 'visit.arrived',
      by: { staffId: centre.as('desk').staffId, name: 'desk worker' },
      subject: visitId,
      label: 'Late',
      names: { [centre.spaces.lounge]: 'Lounge' },
    })
    expect(called?.names).toEqual({ [staffId]: 'housing worker' })
  })

  test('calls a person, a worker and a nameless guest by what they are called now', async () => {
    const desk = centre.as('desk')
    const { body } = await desk.call('person.add', { name: 'Wren' })
    await desk.call('person.change', { personId: body.id, name: 'Wren A.' })
    const nameless = await centre.arrive()
    const { staffId } = centre.as('volunteer')
    await centre.as('volunteer').call('team.on', {})
    const newest = (await page({ limit: 4 })).entries
    expect(newest.map(({ kind, label, names }) => ({ kind, label, names }))).toEqual([
      { kind: 'team.cameOn', label: null, names: { [staffId]: 'volunteer worker' } },
      { kind: 'visit.arrived', label: expect.stringMatching(/^Guest, /), names: {} },
      { kind: 'person.changed', label: 'Wren A.', names: {} },
      { kind: 'person.added', label: 'Wren A.', names: {} },
    ])
    await desk.call('visit.leave', { visitId: nameless })
  })

  test('holds nobody’s words, not even for a manager', async () => {
    const text = JSON.stringify(await all())
    expect(text).not.toContain('river')
  })
})

test('is for managers and whoever leads the shift', async () => {
  const statuses = await Promise.all(
    (['desk', 'clinician', 'volunteer', 'administrator'] as const).map(
      async (worker) => (await centre.as(worker).ask('log')).status,
    ),
  )
  expect(statuses).toEqual([403, 403, 403, 403])
})

test('looks at so much and no more: a page that found nothing yet says where to go on', async () => {
  const head = (await all({ limit: 200 }))[0]?.seq ?? 0
  const found: number[] = []
  let pages = 0
  for (let before: number | null | undefined; before !== null; pages += 1) {
    const asked =
      before === undefined ? { kind: 'centre.opened' as const } : { kind: 'centre.opened' as const, before }
    const next = await centre.db.snapshot((read) =>
      readPage(read, centre.id, asked, { stretch: 3, stretches: 2 }),
    )
    found.push(...next.rows.map((row) => row.seq))
    if (next.before !== null) expect(next.before).toBe((before ?? head + 1) - 6)
    before = next.before
  }
  expect(found).toEqual([1])
  expect(pages).toBe(Math.ceil(head / 6))
})
