/* Why: which backups are kept. A rule that is wrong is found when one is needed. */
import { expect, test } from 'vitest'
import { nameAt, superseded, timeOf } from '../../../server/cli/generations.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.UTC(2026, 10, 23, 16, 45)

/** As a server would keep them that backs up every quarter of an hour for `days`. */
function keptAfter(days: number): number[] {
  let kept: number[] = []
  for (let at = now - days * day; at <= now; at += 15 * minute) {
    const all = [...kept, at]
    const gone = new Set(superseded(all, at))
    kept = all.filter((one) => !gone.has(one))
  }
  return kept
}

test('after three months: every one of a day, each hour of two, each day of five weeks, each month', () => {
  const kept = keptAfter(90)
  const within = (from: number, to: number) => kept.filter((at) => now - at > from && now - at <= to)
  expect(within(-1, day)).toHaveLength(97)
  expect(within(day, 2 * day)).toHaveLength(24)
  expect(new Set(within(2 * day, 35 * day).map((at) => new Date(at).toISOString().slice(0, 10))).size).toBe(
    33,
  )
  expect(within(2 * day, 35 * day).length).toBeLessThanOrEqual(34)
  expect(within(35 * day, 90 * day).map((at) => new Date(at).toISOString().slice(0, 7))).toEqual([
    '2026-08',
    '2026-09',
    '2026-10',
  ])
})

test('the newest stays, however old it is', () => {
  const old = [now - 3000 * day, now - 2000 * day]
  expect(superseded(old, now)).toEqual([now - 3000 * day])
  expect(superseded([], now)).toEqual([])
})

test('a name says its time, and nothing else is taken for a backup', () => {
  expect(nameAt(now)).toBe('alongside-2026-11-23T164500.000Z.age')
  expect(timeOf(nameAt(now))).toBe(now)
  for (const name of [
    'alongside-2026-11-23T164500.000Z.age.coming',
    'holiday.age',
    'alongside-2026-13-99T999999.000Z.age',
  ])
    expect(timeOf(name)).toBeUndefined()
})
