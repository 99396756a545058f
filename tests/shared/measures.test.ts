// The definitions are whole, and each is said once.
import { describe, expect, it } from 'vitest'
import { measureOf, measures, measuresVersion } from '../../shared/measures/measures.ts'

describe('the measures', () => {
  it('have each a name, a sentence and a source of their own', () => {
    expect(new Set(measures.map((measure) => measure.key)).size).toBe(measures.length)
    expect(new Set(measures.map((measure) => measure.name)).size).toBe(measures.length)
    for (const measure of measures) {
      expect(measure.sentence, measure.key).toMatch(/\.$/)
      expect(measure.numerator, measure.key).not.toBe('')
      expect(measure.leftOut, measure.key).not.toBe('')
      expect(measure.source, measure.key).toMatch(/^[DWQ]\d{1,2}$/)
    }
  })

  it('can be looked up', () => {
    expect(measureOf('toWelcome').name).toBe('Arrival to welcome')
  })

  it('carry a version as a whole that is never behind one of them', () => {
    expect(measuresVersion).toBeGreaterThanOrEqual(Math.max(...measures.map((measure) => measure.version)))
  })

  it('count workers only where they say who was on, by role', () => {
    const ofWorkers = measures.filter((measure) => measure.unit === 'workers')
    expect(ofWorkers.map((measure) => measure.key)).toEqual(['onByHour'])
  })
})
