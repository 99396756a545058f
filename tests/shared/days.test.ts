// Local days lose no instant, in any zone, over thirty years, whatever clocks do.
import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  dayRange,
  isDay,
  localDay,
  rangeOf,
  sameWeekdayWeekBefore,
  weekday,
  weekOf,
} from '../../shared/domain/days.ts'
import { seeded } from '../seeded.ts'
import { wrongDays } from './everyInstant.ts'

const HOUR = 3_600_000
const utc = (text: string) => Date.parse(text)
const intlDay = (zone: string) => {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return (ms: number) => clock.format(ms)
}

describe('the days of London', () => {
  it('are 24 hours long, 23 when clocks go forward and 25 when they go back', () => {
    expect(dayRange('2026-11-11')).toEqual({ from: utc('2026-11-11'), to: utc('2026-11-12'), hours: 24 })
    expect(dayRange('2026-03-29')).toEqual({
      from: utc('2026-03-29T00:00Z'),
      to: utc('2026-03-29T23:00Z'),
      hours: 23,
    })
    expect(dayRange('2026-10-25')).toEqual({
      from: utc('2026-10-24T23:00Z'),
      to: utc('2026-10-26T00:00Z'),
      hours: 25,
    })
  })

  it('begin at local midnight, not at midnight in Greenwich', () => {
    expect(localDay(utc('2026-07-01T22:59:59.999Z'))).toBe('2026-07-01')
    expect(localDay(utc('2026-07-01T23:00:00.000Z'))).toBe('2026-07-02')
    expect(localDay(utc('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31')
  })
})

describe('the days of other places', () => {
  it('are half an hour longer or shorter on Lord Howe Island', () => {
    expect(dayRange('2026-04-05', 'Australia/Lord_Howe').hours).toBe(24.5)
    expect(dayRange('2026-10-04', 'Australia/Lord_Howe').hours).toBe(23.5)
  })

  it('may begin at one in the morning, where clocks go forward at midnight', () => {
    const saoPaulo = dayRange('2017-10-15', 'America/Sao_Paulo')
    expect(saoPaulo).toEqual({ from: utc('2017-10-15T03:00Z'), to: utc('2017-10-16T02:00Z'), hours: 23 })
    expect(dayRange('2018-02-17', 'America/Sao_Paulo').hours).toBe(25)
    expect(dayRange('2026-04-24', 'Africa/Cairo').hours).toBe(23)
    expect(dayRange('2026-10-29', 'Africa/Cairo').hours).toBe(25)
  })

  it('have no hours where a whole day was left out', () => {
    expect(dayRange('2011-12-30', 'Pacific/Apia').hours).toBe(0)
    expect(localDay(utc('2011-12-30T09:59:59Z'), 'Pacific/Apia')).toBe('2011-12-29')
    expect(localDay(utc('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31')
  })

  it('stay in one piece where clocks went back over midnight', () => {
    const day = dayRange('2010-11-06', 'America/St_Johns')
    expect(day.hours).toBe(25)
    const firstMidnight = day.from + 24 * HOUR
    expect(intlDay('America/St_Johns')(firstMidnight)).toBe('2010-11-07')
    expect(localDay(firstMidnight, 'America/St_Johns')).toBe('2010-11-06')
  })

  it('are refused for a zone that nobody knows', () => {
    expect(() => localDay(0, 'Europe/Whitehaven')).toThrow(RangeError)
  })
})

describe('thirty years', () => {
  it('give every instant exactly one day, the one that clocks show', () => {
    const odd = [
      'Europe/London',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'America/Sao_Paulo',
      'Africa/Cairo',
    ]
    const odder = ['Pacific/Apia', 'Africa/Casablanca', 'Antarctica/Troll', 'Antarctica/Casey', 'Asia/Tehran']
    const chance = seeded(20261123)
    const zones = Intl.supportedValuesOf('timeZone')
    const others = Array.from({ length: 15 }, () => chance.of(zones))
    expect(wrongDays([...odd, ...odder, ...others], 7)).toEqual([])
  })
})

describe('the calendar', () => {
  it('adds days over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(sameWeekdayWeekBefore('2026-11-11')).toBe('2026-11-04')
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ])
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
  })

  it('knows weekdays and weeks, Monday to Sunday', () => {
    expect(weekday('2026-11-23')).toBe(1)
    expect(weekday('2026-11-22')).toBe(7)
    expect(weekday('1969-12-31')).toBe(3)
    expect(weekOf('2026-11-22')).toEqual({ first: '2026-11-16', last: '2026-11-22' })
    expect(weekOf('2026-11-23')).toEqual({ first: '2026-11-23', last: '2026-11-29' })
  })

  it('knows what is no day', () => {
    expect(['2026-02-28', '2028-02-29', '0999-01-01'].map(isDay)).toEqual([true, true, true])
    const none = ['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '', '2026-11-23T00:00']
    expect(none.map(isDay)).toEqual(none.map(() => false))
    expect(() => dayRange('2026-02-30')).toThrow(RangeError)
  })

  it('makes ranges of several days as long as their days together', () => {
    expect(rangeOf('2026-10-19', '2026-10-25').hours).toBe(169)
    expect(() => rangeOf('2026-10-25', '2026-10-19')).toThrow(RangeError)
  })
})
