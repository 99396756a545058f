// How long since, as keys and numbers.
import { describe, expect, it } from 'vitest'
import { nextSinceWords, sinceWords } from '../../shared/domain/sinceWords.ts'

const MINUTE = 60_000
const after = (minutes: number) => sinceWords(0, minutes * MINUTE)

describe('sinceWords', () => {
  it('counts whole minutes, then hours, then days', () => {
    expect(after(0.99)).toEqual({ key: 'justNow' })
    expect(after(1)).toEqual({ key: 'minutes', minutes: 1 })
    expect(after(34.9)).toEqual({ key: 'minutes', minutes: 34 })
    expect(after(60)).toEqual({ key: 'hours', hours: 1 })
    expect(after(125)).toEqual({ key: 'hoursMinutes', hours: 2, minutes: 5 })
    expect(after(24 * 60)).toEqual({ key: 'days', days: 1 })
    expect(after(50 * 60 + 59)).toEqual({ key: 'daysHours', days: 2, hours: 2 })
  })

  it('takes another clock’s future for just now', () => {
    expect(sinceWords(5 * MINUTE, 0)).toEqual({ key: 'justNow' })
  })

  it('knows when it will say something else, and not before', () => {
    for (const minutes of [-3, 0, 0.5, 1, 59.99, 60, 61.2, 1439.5, 1440, 1500.1, 4000]) {
      const now = minutes * MINUTE
      const next = nextSinceWords(0, now)
      expect(next).toBeGreaterThan(now)
      expect(sinceWords(0, next - 1)).toEqual(sinceWords(0, now))
      expect(sinceWords(0, next)).not.toEqual(sinceWords(0, now))
    }
  })
})
