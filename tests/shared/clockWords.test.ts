// Times and days as people read them.
import { describe, expect, it } from 'vitest'
import { formatDate, formatTime, formatTimeSpoken } from '../../shared/domain/clockWords.ts'

const utc = (text: string) => Date.parse(text)

describe('formatTime', () => {
  it('is the 24-hour clock of the centre', () => {
    expect(formatTime(utc('2026-11-03T20:46:59.999Z'))).toBe('20:46')
    expect(formatTime(utc('2026-07-03T23:00Z'))).toBe('00:00')
    expect(formatTime(utc('2026-07-03T23:00Z'), 'Asia/Kathmandu')).toBe('04:45')
  })

  it('tells apart what clocks show twice, and nothing else', () => {
    expect(formatTime(utc('2026-10-25T00:30Z'))).toBe('01:30 BST')
    expect(formatTime(utc('2026-10-25T01:30Z'))).toBe('01:30 GMT')
    expect(formatTime(utc('2026-10-24T23:59Z'))).toBe('00:59')
    expect(formatTime(utc('2026-10-25T02:00Z'))).toBe('02:00')
    expect(formatTime(utc('2026-03-29T00:59Z'))).toBe('00:59')
    expect(formatTime(utc('2026-03-29T01:00Z'))).toBe('02:00')
  })
})

describe('formatTimeSpoken', () => {
  it('is how the wall and the slip say it', () => {
    const times = ['00:00', '00:30', '07:00', '12:00', '12:05', '17:30', '23:59']
    expect(times.map((time) => formatTimeSpoken(utc(`2026-11-03T${time}Z`)))).toEqual([
      'midnight',
      '12:30am',
      '7am',
      'noon',
      '12:05pm',
      '5:30pm',
      '11:59pm',
    ])
  })
})

describe('formatDate', () => {
  it('says a day in three lengths', () => {
    expect(formatDate('2026-11-03', 'short')).toBe('Tue 3 November')
    expect(formatDate('2026-11-03', 'long')).toBe('3 November 2026')
    expect(formatDate('2026-11-03', 'full')).toBe('Tuesday 3 November 2026')
  })
})
