// A late entry is typed as a time; it must mean the moment that clocks last showed it, or ask.
import { describe, expect, it } from 'vitest'
import { formatTime } from '../../shared/domain/clockWords.ts'
import { momentsAt, parseLocalTime } from '../../shared/domain/typedTime.ts'
import { seeded } from '../seeded.ts'

const utc = (text: string) => Date.parse(text)
const found = (text: string, or: string | null = null) => ({ is: 'found', at: utc(text), or: or && utc(or) })

describe('parseLocalTime', () => {
  const evening = utc('2026-11-03T20:46Z')

  it('takes a time in the ways that people write it', () => {
    for (const text of ['20:05', '2005', '20.05', ' 20:05 ', '8:05pm', '8.05 PM', '20h05', '20:05 GMT']) {
      expect(parseLocalTime(text, evening), text).toEqual(found('2026-11-03T20:05Z'))
    }
    expect(parseLocalTime('905', evening)).toEqual(found('2026-11-03T09:05Z'))
    expect(parseLocalTime('9', evening)).toEqual(found('2026-11-03T09:00Z'))
    expect(parseLocalTime('12am', evening)).toEqual(found('2026-11-03T00:00Z'))
    expect(parseLocalTime('12pm', evening)).toEqual(found('2026-11-03T12:00Z'))
  })

  it('means yesterday where today’s is still to come, never the future', () => {
    expect(parseLocalTime('23:50', utc('2026-11-04T00:10Z'))).toEqual(found('2026-11-03T23:50Z'))
    expect(parseLocalTime('20:46', evening)).toEqual(found('2026-11-03T20:46Z'))
    expect(parseLocalTime('20:47', evening)).toEqual(found('2026-11-02T20:47Z'))
  })

  it('gives both moments of a time that clocks showed twice', () => {
    const after = utc('2026-10-25T05:00Z')
    expect(parseLocalTime('01:30', after)).toEqual(found('2026-10-25T01:30Z', '2026-10-25T00:30Z'))
    expect(parseLocalTime('01:30 BST', after)).toEqual(found('2026-10-25T00:30Z'))
    expect(parseLocalTime('01:30 gmt', after)).toEqual(found('2026-10-25T01:30Z'))
    expect(parseLocalTime('01:30', utc('2026-10-25T01:10Z'))).toEqual(found('2026-10-25T00:30Z'))
  })

  it('says when clocks jumped over it', () => {
    expect(parseLocalTime('01:30', utc('2026-03-29T05:00Z'))).toEqual({ is: 'skipped', day: '2026-03-29' })
    expect(parseLocalTime('01:30', utc('2026-03-30T00:10Z'))).toEqual({ is: 'skipped', day: '2026-03-29' })
    expect(parseLocalTime('01:30', utc('2026-03-29T00:50Z'))).toEqual(found('2026-03-28T01:30Z'))
    expect(parseLocalTime('00:20', utc('2026-04-24T10:00Z'), 'Africa/Cairo').is).toBe('skipped')
  })

  it('takes nothing else', () => {
    for (const text of [
      '',
      '24:00',
      '12:60',
      '13pm',
      '0pm',
      '7:5',
      '-1:00',
      '12345',
      'noon',
      '20:05 EST',
      '٢٠:٠٥',
    ]) {
      expect(parseLocalTime(text, evening), text).toEqual({ is: 'notATime' })
    }
  })

  it('takes back every time that it showed, as the same minute', () => {
    const chance = seeded(11)
    for (let run = 0; run < 2000; run++) {
      const zone = chance.of(['Europe/London', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/New_York'])
      const at = Math.floor((utc('2026-01-01') + chance.below(365 * 86_400_000)) / 60_000) * 60_000
      const typed = parseLocalTime(formatTime(at, zone), at + chance.below(22 * 3_600_000), zone)
      expect(typed, `${zone} ${new Date(at).toISOString()}`).toEqual({ is: 'found', at, or: null })
    }
  })
})

describe('momentsAt', () => {
  it('finds the one, the two or none on a day that was named', () => {
    expect(momentsAt('2026-10-24', 90)).toEqual([utc('2026-10-24T00:30Z')])
    expect(momentsAt('2026-10-25', 90)).toEqual([utc('2026-10-25T00:30Z'), utc('2026-10-25T01:30Z')])
    expect(momentsAt('2026-03-29', 90)).toEqual([])
  })
})
