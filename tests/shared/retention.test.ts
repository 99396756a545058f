// Which rule a record comes under, and the day from which somebody is to look at it.
import { describe, expect, it } from 'vitest'
import { dayRange, localDay } from '../../shared/domain/days.ts'
import {
  dueOn,
  type RecordFacts,
  overAt,
  overBefore,
  retentionKindOf,
  soonestDue,
  type Years,
} from '../../shared/domain/retention.ts'
import { retentionKinds } from '../../shared/lists/retentionKinds.ts'
import { seeded } from '../seeded.ts'

const years = Object.fromEntries(retentionKinds.map((one) => [one.key, one.years])) as unknown as Years
const held = (more: Partial<RecordFacts> = {}): RecordFacts => ({
  isPerson: true,
  lastContact: '2026-11-03',
  birth: null,
  died: null,
  with: [],
  ...more,
})

describe('which rule holds', () => {
  it.each([
    ['a visit by nobody known', held({ isPerson: false }), 'unknownPerson'],
    ['nobody was with them', held(), 'adult'],
    ['the NHS was with them, among others', held({ with: ['voluntary', 'nhs'] }), 'mentalHealth'],
    ['an agency whose kind nobody wrote down was', held({ with: ['voluntary', null] }), 'mentalHealth'],
    ['only the voluntary sector was', held({ with: ['voluntary', 'peerLed'] }), 'voluntaryOnly'],
    ['the council was too', held({ with: ['voluntary', 'council'] }), 'adult'],
    ['they were 16 when they last came', held({ birth: '2010-06-01', with: ['nhs'] }), 'child'],
    ['they were 17', held({ birth: '2009-06-01', with: ['nhs'] }), 'childSeventeen'],
    ['they were 18 that day', held({ birth: '2008-11-03' }), 'adult'],
    // Of the days it can have been, the latest: what may be a child's is kept as a child's.
    ['they may have been 17', held({ birth: '2008' }), 'childSeventeen'],
    ['they were 18 for certain', held({ birth: '2008-10' }), 'adult'],
    [
      'the NHS was with them, and they have died',
      held({ with: ['nhs'], died: '2026-12' }),
      'mentalHealthAfterDeath',
    ],
    ['a practice was', held({ with: ['primaryCare', null], died: '2027' }), 'mentalHealthAfterDeath'],
    // No other rule of the code speaks of a death.
    ['nobody of the NHS was, and they have died', held({ with: ['council'], died: '2026-12' }), 'adult'],
    ['only the voluntary sector was', held({ with: ['voluntary'], died: '2026-12' }), 'voluntaryOnly'],
    ['they were 16, and have died', held({ birth: '2010-06-01', with: ['nhs'], died: '2027' }), 'child'],
    // It may be of the NHS or voluntary, so what is longer: 20 years after they came, or 10 after they died.
    [
      'an agency of unknown kind, and they died soon after',
      held({ with: [null], died: '2027' }),
      'mentalHealth',
    ],
    [
      'an agency of unknown kind, and they died long after',
      held({ with: [null], died: '2038' }),
      'mentalHealthAfterDeath',
    ],
  ] as const)('%s', (_what, of, kind) => {
    expect(retentionKindOf(of, years)).toBe(kind)
  })
})

describe('when it is due', () => {
  it('so many years after the last contact, by the calendar', () => {
    expect(dueOn(held(), 'adult', years)).toBe('2034-11-03')
    expect(dueOn(held({ lastContact: '2024-02-29' }), 'voluntaryOnly', years)).toBe('2044-02-29')
    expect(dueOn(held({ lastContact: '2024-02-29' }), 'adult', { ...years, adult: 7 })).toBe('2031-03-01')
  })
  it('on a birthday where the rule counts from birth', () => {
    expect(dueOn(held({ birth: '2010-06-01' }), 'child', years)).toBe('2035-06-01')
    expect(dueOn(held({ birth: '2009-02' }), 'childSeventeen', years)).toBe('2035-02-28')
  })
  it('so many years after their death, at the latest day that it can have been', () => {
    const due = (died: string, lastContact = '2026-11-03') =>
      dueOn(held({ died, lastContact }), 'mentalHealthAfterDeath', years)
    expect(due('2027-05-17')).toBe('2037-05-17')
    expect(due('2028-02')).toBe('2038-03-01')
    expect(due('2027')).toBe('2037-12-31')
    // Here after they died: one of the two is wrong, and the later of them counts.
    expect(due('2019-05-17')).toBe('2036-11-03')
  })
  it('until a birthday also where 20 years after the last contact would be longer', () => {
    const met = held({ birth: '2010-06-01', with: ['nhs'] })
    const kind = retentionKindOf(met, years)
    expect(dueOn(met, kind, years)).toBe('2035-06-01')
    expect(dueOn(met, 'mentalHealth', years)).toBe('2046-11-03')
  })
  it.each(['Europe/London', 'Pacific/Auckland', 'America/New_York'])(
    'by one calendar for one record and for a list of them: %s',
    (zone) => {
      const chance = seeded(7)
      const first = Date.UTC(2023, 0, 1)
      for (let n = 0; n < 2_000; n++) {
        const at = first + chance.below(1_500) * 86_400_000 + chance.below(86_400_000)
        const years = chance.below(26)
        const over = overAt(at, years, zone)
        // On the very day and beside it: where a sieve of its own would be wrong.
        for (const now of [over - 1, over, over + chance.below(86_400_000), over - chance.below(86_400_000)])
          expect({ at, years, now, isOver: at < overBefore(now, years, zone) }).toEqual({
            ...{ at, years, now },
            isOver: now >= over,
          })
      }
    },
  )
  it('with the local day on which it is', () => {
    const zone = 'Europe/London'
    for (const [last, years, day] of [
      ['2024-02-29', 7, '2031-03-01'],
      ['2024-02-29', 8, '2032-02-29'],
      ['2024-06-30', 8, '2032-06-30'],
    ] as const)
      expect(localDay(overAt(dayRange(last, zone).to - 1, years, zone), zone)).toBe(day)
  })
  it('never sooner than the shortest of all rules can be', () => {
    expect(soonestDue(years)).toBe(7)
    expect(soonestDue({ ...years, unknownPerson: 2 })).toBe(2)
    expect(soonestDue({ ...years, mentalHealthAfterDeath: 3 })).toBe(3)
    expect(soonestDue({ ...years, child: 10 })).toBe(0)
  })
})
