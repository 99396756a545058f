// The hours of a day are whole, in order and told apart, also when clocks change.
import { describe, expect, it } from 'vitest'
import { dayRange, localDay } from '../../shared/domain/days.ts'
import { hourAt, hoursOf, isOutOfHours } from '../../shared/domain/hours.ts'
import { seeded } from '../seeded.ts'

const HOUR = 3_600_000
const labels = (day: string, zone?: string) => hoursOf(day, zone).map((slot) => slot.label)

describe('hoursOf', () => {
  it('has 24 hours on most days', () => {
    const slots = hoursOf('2026-11-11')
    expect(slots).toHaveLength(24)
    expect(slots[0]).toEqual({
      from: Date.parse('2026-11-11T00:00Z'),
      to: Date.parse('2026-11-11T01:00Z'),
      hour: 0,
      label: '00:00',
      turn: 'only',
    })
    expect(slots[23]?.label).toBe('23:00')
  })

  it('has no 01:00 when London’s clocks go forward', () => {
    expect(labels('2026-03-29').slice(0, 3)).toEqual(['00:00', '02:00', '03:00'])
    expect(labels('2026-03-29')).toHaveLength(23)
  })

  it('has 01:00 twice when they go back, and tells the two apart', () => {
    const slots = hoursOf('2026-10-25')
    expect(slots).toHaveLength(25)
    expect(slots.slice(0, 4).map((slot) => [slot.label, slot.turn, slot.hour])).toEqual([
      ['00:00', 'only', 0],
      ['01:00 BST', 'first', 1],
      ['01:00 GMT', 'second', 1],
      ['02:00', 'only', 2],
    ])
  })

  it('has a half hour where clocks move by half an hour', () => {
    const back = hoursOf('2026-04-05', 'Australia/Lord_Howe')
    expect(back.filter((slot) => slot.hour === 1).map((slot) => (slot.to - slot.from) / HOUR)).toEqual([
      1, 0.5,
    ])
    const forward = hoursOf('2026-10-04', 'Australia/Lord_Howe')
    expect(forward.filter((slot) => slot.hour === 2).map((slot) => (slot.to - slot.from) / HOUR)).toEqual([
      0.5,
    ])
  })

  it('names the minute after a midnight that comes again', () => {
    expect(labels('2010-11-06', 'America/St_Johns').slice(-3)).toEqual([
      '23:00 GMT-2:30',
      '24:00',
      '23:00 GMT-3:30',
    ])
  })

  it('isn’t cut where a year ends in Greenwich', () => {
    expect(hoursOf('2026-01-01', 'Asia/Kolkata')).toHaveLength(24)
  })

  it('covers its day without gap or overlap, and no two hours share a label', () => {
    const chance = seeded(7)
    const zones = Array.from({ length: 15 }, () => chance.of(Intl.supportedValuesOf('timeZone')))
    const odd = [
      'Europe/London',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Cairo',
      'Antarctica/Troll',
    ]
    for (let run = 0; run < 400; run++) {
      const zone = chance.chance(0.5) ? chance.of(odd) : chance.of(zones)
      const day = localDay(Date.UTC(2006, 0, 1) + chance.below(30 * 365 * 24) * HOUR, zone)
      const range = dayRange(day, zone)
      const slots = hoursOf(day, zone)
      const cuts = [range.from, ...slots.map((slot) => slot.to)]
      expect(slots.map((slot) => slot.from)).toEqual(cuts.slice(0, -1))
      expect(cuts.at(-1)).toBe(range.to)
      expect(new Set(slots.map((slot) => slot.label)).size, `${zone} ${day}`).toBe(slots.length)
    }
  })
})

describe('hourAt and isOutOfHours', () => {
  it('read local clocks', () => {
    expect(hourAt(Date.parse('2026-07-01T23:30Z'))).toBe(0)
    expect(hourAt(Date.parse('1969-12-31T23:30Z'))).toBe(0)
    expect(hourAt(Date.parse('2026-07-01T23:30Z'), 'Asia/Kolkata')).toBe(5)
  })

  it('count 9 to 17 from Monday to Friday as office hours', () => {
    const at = (text: string) => isOutOfHours(Date.parse(text))
    expect(at('2026-11-23T08:59:59Z')).toBe(true)
    expect(at('2026-11-23T09:00:00Z')).toBe(false)
    expect(at('2026-11-27T16:59:59Z')).toBe(false)
    expect(at('2026-11-27T17:00:00Z')).toBe(true)
    expect(at('2026-11-28T12:00:00Z')).toBe(true)
    expect(at('2026-07-03T08:30:00Z')).toBe(false)
  })
})
