/** The buckets behind the limits: what one may guess, and how soon again. Time moves when the test says. */
import { expect, test } from 'vitest'
import { createGuessLimit } from '../../server/http/limits.ts'

function guessing() {
  let now = 0
  const limit = createGuessLimit(() => now)
  const many = (n: number, name: string, address: string) =>
    Array.from({ length: n }, () => limit.take(name, address))
  return { limit, many, pass: (seconds: number) => void (now += seconds * 1000) }
}

test('ten guesses a name, then one a minute, and never longer to wait than a minute', () => {
  const { many, pass } = guessing()
  expect(many(12, 'jo', 'a')).toEqual([...Array<number>(10).fill(0), 60, 60])
  pass(59)
  expect(many(1, 'jo', 'a')).toEqual([1])
  pass(1)
  expect(many(2, 'jo', 'a')).toEqual([0, 60])
  pass(3_600)
  expect(many(11, 'jo', 'b')).toEqual([...Array<number>(10).fill(0), 60])
})

test('sixty an address whatever the names, and another address is another', () => {
  const { limit } = guessing()
  const waits = Array.from({ length: 62 }, (_, n) => limit.take(`name${n}`, 'a'))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(60)
  expect(limit.take('jo', 'b')).toBe(0)
})

test('guesses that may not be made lock nobody: neither the name nor the address pays for them', () => {
  const { limit, many } = guessing()
  many(10, 'jo', 'a')
  many(500, 'jo', 'a')
  expect(limit.take('sam', 'a')).toBe(0)
  for (let n = 0; n < 49; n++) limit.take(`name${n}`, 'a')
  many(500, 'sam', 'a')
  expect(many(9, 'sam', 'b')).toEqual(Array<number>(9).fill(0))
})

test('who knows the password pays nothing', () => {
  const { limit } = guessing()
  for (let n = 0; n < 200; n++) {
    expect(limit.take('jo', 'a')).toBe(0)
    limit.giveBack('Jo ', 'a')
  }
})

test('names without end don’t fill the memory, and don’t set free who was slowed a moment ago', () => {
  const { limit, many } = guessing()
  for (let n = 0; n < 9_000; n++) limit.take(`name${n}`, `address${n}`)
  many(11, 'jo', 'a')
  for (let n = 0; n < 9_000; n++) limit.take(`other${n}`, `elsewhere${n}`)
  expect(limit.take('jo', 'b')).toBe(60)
})
