/** Every kind of change has a sentence that a reader can be shown, and the right one. */
import { describe, expect, test } from 'vitest'
import { story } from '../../client/messages/en/story.ts'
import { type ChangeKind, changes } from '../../shared/contract/changes.ts'
import type { Entry } from '../../shared/contract/log.ts'
import { sentenceOf } from '../../shared/domain/sentence.ts'

const entry = (kind: ChangeKind, data: Record<string, unknown> = {}): Entry => ({
  seq: 1,
  at: 1_000,
  occurredAt: 1_000,
  kind,
  by: { staffId: 's1', name: 'Jo' },
  subject: 's2',
  label: null,
  data,
  names: { s1: 'Jo', s2: 'Femi', s3: 'Lounge' },
  said: {},
})

describe('every kind of change has its sentence', () => {
  test.each(Object.keys(changes) as ChangeKind[])('%s', (kind) => {
    expect(story).toHaveProperty(sentenceOf(entry(kind)).key)
  })
})

const cases: [ChangeKind, Record<string, unknown>, string][] = [
  ['visit.arrived', { arrivedAt: 1, isWelcomed: true }, 'arrivedWelcomed'],
  ['visit.steppedAway', { hadBegun: false }, 'tookBack'],
  ['visit.steppedAway', { hadBegun: true, newLead: 's2' }, 'steppedAwayPassing'],
  ['visit.left', { isWorried: true }, 'leftWorried'],
  ['visit.changed', { spaceId: 's3' }, 'moved'],
  ['visit.changed', { spaceId: null }, 'movedNowhere'],
  ['visit.changed', { wants: ['peer'] }, 'wished'],
  ['visit.changed', { said: [{ field: 'words' }] }, 'saidWords'],
  ['team.cameOn', { asLead: true }, 'cameOnAsLead'],
]
test.each(cases)('%s with %o is told as %s', (kind, data, key) => {
  expect(sentenceOf(entry(kind, data)).key).toBe(key)
  expect(story).toHaveProperty(key)
})

test('a handover names whom it was offered to', () => {
  expect(sentenceOf(entry('visit.handoverOffered', { to: 's2' })).texts).toMatchObject({
    by: 'Jo',
    to: 'Femi',
  })
})

test('a wish put back to not asked is told apart from one that says nothing', () => {
  expect(sentenceOf(entry('visit.changed', { wants: null })).wishes).toBeNull()
  expect(sentenceOf(entry('visit.lookedIn')).wishes).toBeUndefined()
})
