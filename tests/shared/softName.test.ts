// Soft names: nobody becomes a number.
import { describe, expect, it } from 'vitest'
import { softLabel, softName } from '../../shared/domain/softName.ts'

function fill(count: number): string[] {
  const taken = new Set<string>()
  for (let i = 0; i < count; i++) taken.add(softName(`visit ${i}`, taken))
  return [...taken]
}

describe('softName', () => {
  it('is the same for the same seed, and differs between seeds', () => {
    expect(softName('a', new Set())).toBe(softName('a', new Set()))
    expect(new Set(Array.from({ length: 200 }, (_, i) => softName(`seed ${i}`, new Set()))).size).toBe(24)
  })

  it('is never one that somebody has', () => {
    expect(fill(24)).toHaveLength(24)
    expect(fill(24).every((name) => !name.includes(' '))).toBe(true)
  })

  it('takes two words when all are taken, then three', () => {
    const names = fill(24 + 276 + 40)
    expect(names).toHaveLength(340)
    expect(names[24]).toMatch(/^[a-z]+ and [a-z]+$/)
    expect(names[300]).toMatch(/^[a-z]+, [a-z]+ and [a-z]+$/)
  })

  it('holds no number and no colour that grades', () => {
    for (const name of fill(24)) expect(name).not.toMatch(/\d|red|amber|green|gold|silver|bronze|black|white/)
  })
})

describe('softLabel', () => {
  it('begins with the centre’s word for people', () => {
    expect(softLabel('guest', 'blue')).toBe('Guest, blue')
    expect(softLabel('visitor', 'blue and teal')).toBe('Visitor, blue and teal')
    expect(softLabel('person', '')).toBe('Someone')
  })
})
