/** The one door: a key gets one answer for ever, a time must be possible, and what is done is in the log. */
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours, minutes } from '../fakeClock.ts'
import { startCentre, type TestCentre } from '../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

const boardIds = async () =>
  ((await centre.as('desk').ask('board')).body.cards as { id: string }[]).map((card) => card.id)

describe('a key', () => {
  test('gives the same answer again and does nothing twice', async () => {
    const key = uuidv7()
    const first = await centre.as('desk').call('visit.arrive', { label: 'Sam' }, { key })
    const again = await centre.as('desk').call('visit.arrive', { label: 'Sam' }, { key })
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect((await boardIds()).filter((id) => id === first.body.id)).toHaveLength(1)
  })

  test('gives one answer to twenty at once', async () => {
    const key = uuidv7()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => centre.as('desk').call('visit.arrive', {}, { key })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.seq}`)).size).toBe(1)
  })

  test('visit.arrive refuses keyReused for another body, and for another command', async () => {
    const key = uuidv7()
    const { body } = await centre.as('desk').call('visit.arrive', { label: 'Sam' }, { key })
    const otherBody = await centre.as('desk').call('visit.arrive', { label: 'Ben' }, { key })
    const otherName = await centre.as('desk').call('visit.welcome', { visitId: body.id }, { key })
    expect(otherBody).toMatchObject({ status: 409, body: { error: 'keyReused', name: 'visit.arrive' } })
    expect(otherName).toMatchObject({ status: 409, body: { error: 'keyReused', name: 'visit.arrive' } })
  })

  test('keeps a refusal too, whatever has changed meanwhile', async () => {
    const visitId = await centre.arrive()
    await centre.as('peer').call('visit.pickUp', { visitId })
    const key = uuidv7()
    const first = await centre.as('peer2').call('visit.pickUp', { visitId }, { key })
    await centre.as('peer').call('visit.stepAway', { visitId })
    const again = await centre.as('peer2').call('visit.pickUp', { visitId }, { key })
    expect(first.status).toBe(409)
    expect(again).toMatchObject({ status: 409, body: first.body })
  })

  test('is one worker’s own: another’s same key is another key', async () => {
    const key = uuidv7()
    const one = await centre.as('desk').call('visit.arrive', {}, { key })
    const two = await centre.as('peer').call('visit.arrive', {}, { key })
    expect(two.status).toBe(200)
    expect(two.body.id).not.toBe(one.body.id)
  })
})

describe('when it happened', () => {
  test('a desk’s clock up to five minutes ahead is forgiven', async () => {
    const occurredAt = centre.clock.now() + minutes(4)
    const { status, body } = await centre.as('desk').call('visit.arrive', { occurredAt })
    const card = (await centre.as('desk').ask('visit', { visitId: body.id })).body.card
    expect(status).toBe(200)
    expect(card.arrivedAt).toBe(centre.clock.now())
  })

  test('visit.arrive refuses inTheFuture, saying what time it is', async () => {
    const now = centre.clock.now()
    const answer = await centre.as('desk').call('visit.arrive', { occurredAt: now + minutes(6) })
    expect(answer).toMatchObject({ status: 409, body: { error: 'inTheFuture', now } })
  })

  test('visit.arrive refuses tooLongAgo, saying how far back it goes', async () => {
    const now = centre.clock.now()
    const answer = await centre.as('desk').call('visit.arrive', { occurredAt: now - hours(24 * 7) - 1 })
    expect(answer).toMatchObject({ status: 409, body: { error: 'tooLongAgo', oldest: now - hours(24 * 7) } })
  })

  test('a walk-in written up six days later stands at its true time', async () => {
    const occurredAt = centre.clock.now() - hours(24 * 6)
    const { body } = await centre.as('desk').call('visit.arrive', { occurredAt })
    const { card } = (await centre.as('desk').ask('visit', { visitId: body.id })).body
    expect(card.arrivedAt).toBe(occurredAt)
  })
})

describe('what is sent', () => {
  const wrong: [string, unknown][] = [
    ['an unknown field', { nickname: 'Sam' }],
    ['a number for a name', { label: 7 }],
    ['a name of 81 letters', { label: 'x'.repeat(81) }],
    ['NUL in a name', { label: 'Sa\u0000m' }],
    ['a lone surrogate', { label: 'Sam \ud800' }],
    ['a feeling of 11', { feeling: 11 }],
    ['a reason that no list has', { reasons: ['grumpiness'] }],
    ['a list where an object belongs', []],
    ['text that isn’t JSON', '{"label":'],
    ['the prototype', '{"__proto__": {"label": "Sam"}, "constructor": 1}'],
  ]
  test.each(wrong)('%s is answered 400, and nobody is logged', async (_what, body) => {
    const before = (await boardIds()).length
    const answer = await centre.as('desk').send('visit.arrive', body)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid' } })
    expect((await boardIds()).length).toBe(before)
  })

  test('a megabyte is too large', async () => {
    const answer = await centre.as('desk').send('visit.arrive', { words: 'x'.repeat(1_000_000) })
    expect(answer).toMatchObject({ status: 413, body: { error: 'tooLarge' } })
  })

  test.each(['مريم', 'Zoë 👩🏽‍🦽', '<b>Sam</b>', "O'Neill; drop table visit", 'الأم (Rosa)'])(
    'a name is kept as it was given: %s',
    async (label) => {
      const visitId = await centre.arrive({ label })
      const { card } = (await centre.as('desk').ask('visit', { visitId })).body
      expect(card.label).toBe(label)
    },
  )

  test('`{}` is a walk-in', async () => {
    const { status, body } = await centre.as('desk').send('visit.arrive', {})
    expect(status).toBe(200)
    expect(await boardIds()).toContain(body.id)
    expect(body.seq).toBeGreaterThan(0)
  })
})

test('no fault came of any of it', () => {
  expect(centre.faults).toEqual([])
})
