/** Who leads, who was to and never came, and who comes next. */
import { describe, expect, test } from 'vitest'
import { type LeadFacts, lapsedLead, nextLead, standingLead } from '../../shared/domain/lead.ts'

const one = (staffId: string, facts: Partial<LeadFacts> = {}): LeadFacts => ({
  staffId,
  isLead: false,
  saidAt: 100,
  begunAt: null,
  dueBy: null,
  ...facts,
})

describe('whoever said “I’ll go”', () => {
  const lead = one('a', { isLead: true, dueBy: 400 })

  test('leads until they are due, and not at that moment', () => {
    expect(standingLead([lead], 399)).toBe(lead)
    expect(lapsedLead([lead], 399)).toBeUndefined()
    expect(standingLead([lead], 400)).toBeUndefined()
    expect(lapsedLead([lead], 400)).toBe(lead)
  })

  test('leads for as long as they stay, once they have begun', () => {
    const begun = { ...lead, begunAt: 300 }
    expect(standingLead([begun], 9_000)).toBe(begun)
    expect(lapsedLead([begun], 9_000)).toBeUndefined()
  })

  test('is nobody where nobody leads', () => {
    expect(standingLead([one('a', { begunAt: 100 })], 200)).toBeUndefined()
    expect(lapsedLead<LeadFacts>([], 200)).toBeUndefined()
  })
})

describe('when the lead goes', () => {
  test('whoever has been there longest leads, before anybody who is still coming', () => {
    const rows = [
      one('coming'),
      one('later', { begunAt: 300 }),
      one('longest', { saidAt: 200, begunAt: 250 }),
    ]
    expect(nextLead(rows)?.staffId).toBe('longest')
  })

  test('where nobody has begun, whoever said so first', () => {
    expect(nextLead([one('b', { saidAt: 200 }), one('a', { saidAt: 150 })])?.staffId).toBe('a')
  })

  test('of two at the same moment always the same one; of none, nobody', () => {
    const rows = [one('b', { begunAt: 100 }), one('a', { begunAt: 100 })]
    expect(nextLead(rows)?.staffId).toBe('a')
    expect(nextLead(rows.toReversed())?.staffId).toBe('a')
    expect(nextLead<LeadFacts>([])).toBeUndefined()
  })
})
